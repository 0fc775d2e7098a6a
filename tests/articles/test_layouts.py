"""One story in many layouts: title, outlet, agency, dateline, date, rights, and the body, whole and alone."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from onrecord.articles import read_article
from onrecord.intake import page_of_bytes
from onrecord.records import Article, ZoneKind
from tests.articles.layouts import HERE, STORY, Layout, layouts

RECEIVED = datetime(2024, 10, 1, tzinfo=UTC)
LAYOUTS = layouts()


def read(layout: Layout) -> Article:
    return read_article(page_of_bytes(layout.page, layout.content, RECEIVED))


@pytest.fixture(params=LAYOUTS, ids=[layout.page for layout in LAYOUTS])
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


def test_the_body_is_the_story_and_nothing_else(layout: Layout) -> None:
    article = read(layout)
    assert [article.text[span.start : span.end] for span in article.paragraphs] == list(STORY)


def test_the_page_is_named_and_dated(layout: Layout) -> None:
    article = read(layout)
    found = Layout(
        layout.page,
        article.title or "",
        article.publisher or "",
        article.agency or "",
        article.dateline.place or "",
        article.dateline.date.isoformat() if article.dateline.date else "",
        article.published.day.isoformat() if article.published else "",
        "yes" if article.rights.reserved else "no",
    )
    assert found == layout


def test_zones_lie_in_order_and_do_not_overlap(layout: Layout) -> None:
    article = read(layout)
    for before, after in pairwise(article.zones):
        assert before.span.end <= after.span.start
    assert sum(zone.kind is ZoneKind.HEADLINE for zone in article.zones) == 1


def test_every_page_has_its_row() -> None:
    assert sorted(path.name for path in (HERE / "pages").iterdir()) == sorted(layout.page for layout in LAYOUTS)
