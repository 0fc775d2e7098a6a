"""A page speaks for itself alone: it is not several voices, and it moves nothing that another page said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.custody import Entry, Feed, Fetch, Purpose, Withdrawal
from onrecord.records import AUTHOR, Member, Position, Reading, Standing, Version
from onrecord.register.voices import count_voices
from onrecord.shelf import Shelf, open_shelf
from onrecord.shelf.watching import WatchMemory
from tests.register.build import actor, story, transfer
from tests.shelf.made import page, reading

NOON = datetime(2025, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_shelf(tmp_path / "shelf.sqlite", create=True) as opened:
        yield opened


def voices(*readings: Reading) -> tuple[int, int]:
    """How many voices assert, and on how many pages all of that stands."""
    members = [Member(reading.article.id, event.id) for reading in readings for event in reading.events]
    found = count_voices(members, {reading.article.id: reading for reading in readings})
    (asserted,) = (one for one in found if one.position is Position.ASSERTS)
    return asserted.voices, asserted.pages


def own_voice(reading: Reading) -> Reading:
    return replace(reading, claims=tuple(replace(claim, holder=AUTHOR) for claim in reading.claims))


def told(name: str, times: int = 1, *, publisher: str, agency: str | None = None) -> Reading:
    said = [("e1", "IRN", Position.ASSERTS)] * times
    return own_voice(
        story(name, "2025-03-02", [transfer("e1", "IRN", "YEM/REB")], said, publisher=publisher, agency=agency)
    )


def test_a_page_that_says_it_fifty_times_is_one_voice() -> None:
    assert voices(told("a", 50, publisher="Fjord Courier")) == (1, 1)


def test_ten_sites_that_print_one_wire_are_one_voice() -> None:
    pages = [told(f"p{n}", publisher=f"Mirror {n}", agency="Nordwire") for n in range(10)]
    assert voices(*pages) == (1, 10)


def test_a_page_that_puts_it_into_many_mouths_is_still_one_page() -> None:
    mouths = ["NOR", "DNK", "SWE", "FIN", "ISL"]
    said = [("e1", code, Position.ASSERTS) for code in mouths]
    one = story("a", "2025-03-02", [transfer("e1", "IRN", "YEM/REB")], said)
    assert voices(one) == (5, 1), "the register shows on how many pages the voices stand: all on this one"


def test_many_unnamed_sources_of_one_outlet_are_one_voice() -> None:
    one = told("a", 4, publisher="Fjord Courier")
    holders = ["an official", "a second official", "a diplomat", "a person close to the talks"]
    unnamed = tuple(
        replace(claim, holder=replace(actor("NOR"), text=holder, country=None), via=(AUTHOR,))
        for claim, holder in zip(one.claims, holders, strict=True)
    )
    assert voices(replace(one, claims=unnamed)) == (1, 1)


# ----------------------------------------------------------------------------------------- what another page said stays


def notices(shelf: Shelf) -> dict[str, list[str]]:
    return {one.article.source: [notice.kind.value for notice in one.article.notices] for one in shelf.readings()}


def keep(shelf: Shelf, words: str, source: str, version: Version | None = None) -> None:
    of = page(words, source)
    shelf.keep(of, replace(reading(of), article=replace(reading(of).article, version=version, notices=())))


def test_no_page_moves_the_reading_of_another(shelf: Shelf) -> None:
    keep(shelf, "first", "https://fjord.example/1")
    before = shelf.outcome(page("first").digest)
    for number in range(5):
        keep(shelf, f"forged {number}", "https://fjord.example/1" if number else "https://mirror.example/1")
    assert shelf.outcome(page("first").digest) == before


def test_a_site_cannot_cancel_the_wire_item_of_another(shelf: Shelf) -> None:
    """An item's identifier is for anybody to write; only what the same site served speaks of it."""
    item = "urn:newsml:fjord.example:2025:7"
    keep(shelf, "first", "https://wire.fjord.example/7", Version(item, "1", told=NOON))
    keep(shelf, "forged", "https://mirror.example/7", Version(item, "9", Standing.CANCELED, NOON, "Kill, kill"))
    assert notices(shelf)["https://wire.fjord.example/7"] == []
    keep(shelf, "second", "https://wire.fjord.example/7b", Version(item, "2", Standing.CANCELED, NOON, "Kill, kill"))
    assert notices(shelf)["https://wire.fjord.example/7"] == ["withdrawn"]


@pytest.mark.parametrize(
    ("feed", "taken"),
    [("https://mirror.example/feed", []), ("https://feeds.fjord.example/all", ["withdrawn"])],
)
@pytest.mark.parametrize("tells_of_it", [True, False])
def test_a_feed_cannot_take_back_what_stands_on_another_site(
    shelf: Shelf, feed: str, taken: list[str], tells_of_it: bool
) -> None:
    address = "https://www.fjord.example/oslo"
    keep(shelf, "first", address)
    memory, fetch = WatchMemory(shelf), Fetch(Purpose.FEED, feed, feed, NOON, 200)
    if tells_of_it:
        memory.checked(fetch, Feed(feed, NOON), [Entry(address, address, "0" * 64)])
    memory.checked(fetch, Feed(feed, NOON), (), [Withdrawal(address, NOON, NOON, "ab" * 32, "Kill, kill")])
    assert notices(shelf)[address] == taken
