"""Versions of one item, in whatever order they come, and what becomes known of each by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

from onrecord.records import NoticeKind, Page, Reading, Standing, Version
from onrecord.shelf import Shelf, open_shelf

from .made import page, reading

DAY = datetime(2025, 3, 2, tzinfo=UTC)


def version(number: int, standing: Standing = Standing.USABLE, item: str = "urn:fjord:7") -> tuple[Page, Reading]:
    """A version of an item, captured and told on the day of its number."""
    of = page(f"Version {number} of {item}", f"wire/{item}/{number}")
    of = replace(of, received=DAY + timedelta(days=number))
    told = Version(item, str(number), standing, DAY + timedelta(days=number), f"note {number}")
    return of, replace(reading(of), article=replace(reading(of).article, version=told, notices=()))


def told(shelf: Shelf) -> dict[str, list[tuple[str, str]]]:
    return {
        found.article.source[-1]: [(notice.kind.value, notice.words) for notice in found.article.notices]
        for found in shelf.readings()
    }


def test_the_next_version_replaces_one_and_a_cancellation_takes_all(address: str) -> None:
    versions = [version(1), version(2), version(3, Standing.CANCELED)]
    with open_shelf(address, create=True) as shelf:
        shelf.keep_all(versions[:2])
        assert told(shelf) == {"1": [("replaced", "note 2")], "2": []}
        shelf.keep_all(versions[2:])
        assert told(shelf) == {
            "1": [("replaced", "note 2"), ("withdrawn", "note 3")],
            "2": [("withdrawn", "note 3")],
            "3": [],
        }


def test_the_order_in_which_versions_come_does_not_matter(tmp_path: Path) -> None:
    versions = [version(1), version(2, Standing.CANCELED), version(10)]
    found = []
    for number, order in enumerate(permutations(versions)):
        with open_shelf(tmp_path / f"{number}.sqlite", create=True) as shelf:
            shelf.keep_all(order)
            found.append(told(shelf))
    assert all(one == found[0] for one in found)
    assert found[0]["1"] == [("withdrawn", "note 2")]


def test_another_page_at_the_same_address_is_a_version_of_it(address: str) -> None:
    bare = [
        (of, replace(told_of, article=replace(told_of.article, source="https://fjord.example/1", version=None)))
        for of, told_of in (version(1), version(2))
    ]
    with open_shelf(address, create=True) as shelf:
        shelf.keep_all(bare)
        first, second = sorted(shelf.readings(), key=lambda one: len(one.article.notices))
        assert [notice.kind for notice in second.article.notices] == [NoticeKind.REPLACED]
        assert first.article.notices == ()


def test_items_are_kept_apart_and_files_are_versions_of_nothing(address: str) -> None:
    with open_shelf(address, create=True) as shelf:
        shelf.keep_all([version(1), version(2, Standing.CANCELED, "urn:fjord:8")])
        of, told_of = version(3)
        plain = replace(told_of, article=replace(told_of.article, source="wire/oslo.txt", version=None))
        shelf.keep_all([(of, plain)])
        assert set(map(tuple, told(shelf).values())) == {()}


def test_pages_keep_their_type_and_their_archive(address: str) -> None:
    of, told_of = version(1)
    of = replace(of, media_type="text/html; charset=koi8-r", within="crawl.warc.gz urn:uuid:1")
    with open_shelf(address, create=True) as shelf:
        shelf.keep(of, told_of)
        assert [kept.page for kept in shelf.pages()] == [of]
