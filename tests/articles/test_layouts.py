"""One story in many layouts: title, outlet, agency, dateline, date, rights and the body, whole and without furniture."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.articles import read_article
from onrecord.intake import page_of_bytes
from onrecord.records import Article, ZoneKind

from tests.articles.layouts import DUMPS, MARKUP, STORY, Layout

RECEIVED = datetime(2024, 10, 1, tzinfo=UTC)
LAYOUTS = DUMPS + MARKUP


def read(layout: Layout) -> Article:
    return read_article(page_of_bytes(layout.name, layout.page.encode(), RECEIVED))


@pytest.fixture(params=LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


def test_the_body_is_the_story_and_nothing_else(layout: Layout) -> None:
    article = read(layout)
    assert [article.text[span.start : span.end] for span in article.paragraphs] == list(STORY)


def test_the_page_is_named_and_dated(layout: Layout) -> None:
    article = read(layout)
    found = (
        article.title,
        article.publisher,
        article.agency,
        article.dateline.place,
        article.dateline.date and article.dateline.date.isoformat(),
        article.published and article.published.day.isoformat(),
        article.rights.reserved,
    )
    assert found == (
        layout.title,
        layout.publisher,
        layout.agency,
        layout.place,
        layout.day,
        layout.published,
        layout.reserved,
    )


def test_zones_lie_in_order_and_do_not_overlap(layout: Layout) -> None:
    article = read(layout)
    for before, after in zip(article.zones, article.zones[1:], strict=False):
        assert before.span.end <= after.span.start
    assert sum(zone.kind is ZoneKind.HEADLINE for zone in article.zones) == 1
