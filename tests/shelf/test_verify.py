from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.records import Evidence, Passed, Reading, Span, Zone, ZoneKind
from onrecord.shelf import Fault, find_faults, open_shelf

from .made import HEADLINE, alter, page, reading


@pytest.fixture
def place(address: str) -> str:
    """A shelf with a page that was read and one that was not."""
    with open_shelf(address, create=True) as shelf:
        shelf.keep(page(), reading())
        shelf.keep(page("unread", "wire/unread.txt"), Passed("articles", "wire/unread.txt: no article"))
    return address


def faults(address: str | Path) -> list[Fault]:
    with open_shelf(address) as shelf:
        return list(find_faults(shelf))


def test_a_sound_shelf_has_no_faults(place: str) -> None:
    assert faults(place) == []


TAMPERINGS = {
    "UPDATE pages SET content = x'00ff' WHERE source = 'wire/oslo.txt'": "its bytes cannot be inflated",
    "UPDATE pages SET content = (SELECT content FROM pages WHERE size = 6)": "its bytes are not those of its digest",
    "UPDATE pages SET size = 3 WHERE source = 'wire/oslo.txt'": "its bytes are not those of its digest",
    "UPDATE pages SET digest = replace(digest, substr(digest, 1, 1), 'f')": "belongs to no row of pages",
    "UPDATE readings SET reading = replace(reading, 'sold no', 'sold')": "its reading is not the one that was sealed",
    "UPDATE readings SET reading = '{}'": "its reading cannot be read back",
    "UPDATE claims SET position = 'asserts'": "its claims are searched",
    "DELETE FROM events": "its events are searched",
    "DELETE FROM readings": "neither a reading nor a reason",
    "DELETE FROM passed": "neither a reading nor a reason",
    "INSERT INTO passed SELECT digest, code, 'flow', 'none', '' FROM readings": "both read and passed over",
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_whatever_was_altered_is_named(place: str, statement: str) -> None:
    alter(place, statement.replace("x'00ff'", r"'\x00ff'::bytea") if place.startswith("postgresql:") else statement)
    found = faults(place)
    assert any(re.search(TAMPERINGS[statement], fault.what) for fault in found), found


def sealed(place: str, told: Reading) -> list[str]:
    """The faults of a shelf on which a reading was sealed that should never have been."""
    with open_shelf(place) as shelf:
        shelf.replace(page().digest, told)
    return [fault.what for fault in faults(place)]


def test_evidence_that_does_not_carry_its_words_is_named(place: str) -> None:
    told = reading()
    moved = replace(told.claims[0], evidence=(Evidence(Span(3, 9), "Norway"),))
    assert any(
        "'Norway' does not stand at Span(3, 9)" in what for what in sealed(place, replace(told, claims=(moved,)))
    )


def test_evidence_from_the_furniture_is_named(place: str) -> None:
    told = reading()
    zones = tuple(Zone(ZoneKind.FURNITURE, zone.span) for zone in told.article.zones)
    article = replace(told.article, zones=zones, title=None)
    assert any("neither in the body nor in the title" in what for what in sealed(place, replace(told, article=article)))


def test_goods_that_do_not_stand_at_their_place_are_named(place: str) -> None:
    told = reading()
    event = replace(told.events[0], items=(replace(told.events[0].items[0], span=Span(0, 4)),))
    found = sealed(place, replace(told, events=(event,)))
    assert "the goods 'rockets' do not stand at Span(0, 4)" in found


def test_a_span_beyond_the_text_is_named(place: str) -> None:
    told = reading()
    stray = replace(told.claims[0], holder=replace(told.claims[0].holder, span=Span(0, 9999)))
    assert any("beyond the end" in what for what in sealed(place, replace(told, claims=(stray,))))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    place = tmp_path / "shelf.sqlite"
    with open_shelf(place, create=True) as shelf:
        shelf.keep(page(), reading())
    content = bytearray(place.read_bytes())
    at = content.index(HEADLINE.encode(), 4096)
    content[at - 2000 : at] = b"\xff" * 2000
    place.write_bytes(bytes(content))
    assert any("damaged" in fault.what or "tree" in fault.what.lower() for fault in faults(place))
