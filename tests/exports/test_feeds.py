"""The feeds of changes: readers take them, every change is an entry with a lasting id, no position reads as a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from lxml import etree

from onrecord.exports.edition import Edition
from onrecord.records import ChangeKind, Position
from tests.exports.checked import faults, loaded
from tests.exports.made import a_second, bundled, edition_of, files, nobody_asserts, undecided

ATOM = "{http://www.w3.org/2005/Atom}"


def atom(edition: Edition) -> bytes:
    return files("atom", edition)["changes.atom"]


def json_feed(edition: Edition) -> dict[str, Any]:
    told: dict[str, Any] = loaded(files("jsonfeed", edition)["changes.json"])
    return told


def test_a_reader_takes_the_atom_feed_whole() -> None:
    edition = bundled()
    read = feedparser.parse(atom(edition))
    assert not read.bozo
    assert len(read.entries) == len(edition.changes)
    assert len({entry.id for entry in read.entries}) == len(edition.changes)
    times = [entry.updated for entry in read.entries]
    assert times == sorted(times, reverse=True)
    assert read.feed.subtitle == edition.imprint.line


def test_the_atom_feed_has_what_rfc_4287_requires() -> None:
    root = etree.fromstring(atom(bundled()))
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    assert root.findall(f"{ATOM}author/{ATOM}name")
    for entry in root.iter(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}content") is not None
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) <= 1


def test_the_json_feed_is_valid_and_the_schema_would_find_what_is_not() -> None:
    told = json_feed(bundled())
    assert faults("jsonfeed", told) == []
    assert [item["id"] for item in told["items"]] == [entry.id for entry in feedparser.parse(atom(bundled())).entries]
    del told["items"][0]["content_text"]
    assert faults("jsonfeed", told)


def test_ids_last_as_more_comes() -> None:
    readings = bundled().readings
    early = {
        item["id"] for item in json_feed(edition_of(*sorted(readings, key=lambda r: str(r.article.day))[:9]))["items"]
    }
    assert early <= {item["id"] for item in json_feed(bundled())["items"]}


@pytest.mark.parametrize("position", Position)
def test_a_position_is_told_as_its_holders(position: Position) -> None:
    first, later = undecided(position=Position.HYPOTHETICAL), a_second(position)
    items = json_feed(edition_of(first, later))["items"]
    told = [item for item in items if item["_onrecord"].get("position") == position]
    says = {Position.ASSERTS: "asserts", Position.DENIES: "denies", Position.NONCOMMITTAL: "leaves open"}
    assert told
    for item in told:
        assert item["title"].startswith("alleged transfer: ")
        assert says.get(position, "") in item["title"] + item["content_text"]
    assert all("asserts" not in item["title"] for item in items) or position is Position.ASSERTS


def test_links_lead_to_the_desk_where_there_is_one_and_else_to_the_story() -> None:
    edition = nobody_asserts()
    assert json_feed(edition)["items"][0]["url"] == "https://harbour.example/rockets"
    at_desk = json_feed(replace(edition, base="https://desk.example/"))
    assert at_desk["items"][0]["url"] == f"https://desk.example/dossiers/{edition.dossiers[0].id}"
    assert at_desk["feed_url"] == "https://desk.example/changes.json"


def test_what_no_xml_holds_is_replaced() -> None:
    edition = nobody_asserts()
    changes = tuple(
        replace(change, title="bell \x07 and <b>&", at=datetime(2025, 1, 1, 8, tzinfo=UTC))
        for change in edition.changes
    )
    read = feedparser.parse(atom(replace(edition, changes=changes)))
    assert not read.bozo
    assert "bell \ufffd and" in read.entries[0].title


def test_every_kind_of_change_has_a_head() -> None:
    from onrecord.exports.feeds import HEADS

    assert set(HEADS) == set(ChangeKind)
