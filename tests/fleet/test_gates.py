"""The gates let through what they are not sure of: no annotated story with a claim is stopped before it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.examples import example_pages
from onrecord.fleet.gates import (
    NO_ACTOR,
    NO_ARMS,
    NO_CLAIM,
    NO_SIGN,
    ONLY_LINKS,
    stop_bytes,
    stop_text,
    travel,
)
from onrecord.fleet.outcomes import Gate, Stopped
from onrecord.flow import read_page
from onrecord.intake import find_pages, page_of_bytes
from onrecord.records import Page, Reading

STORIES = Path(__file__).parents[2] / "stories"
NOW = datetime(2025, 3, 4, tzinfo=UTC)
SCRIPTS = "<script>var gun='missile'</script><style>.jet-1{}</style>"


def page(content: str | bytes, media_type: str = "text/html; charset=utf-8") -> Page:
    body = content if isinstance(content, bytes) else f"<html><body>{content}</body></html>".encode()
    return page_of_bytes("https://port.example/1", body, NOW, media_type=media_type)


def gated(found: Page) -> Stopped | None:
    return stop_bytes(found.content, found.media_type) or stop_text(found)


def with_claims() -> Iterator[Page]:
    for gold in sorted(STORIES.glob("*/gold.json")):
        if json.loads(gold.read_text(encoding="utf-8"))["claims"]:
            yield from (one for one in find_pages(sorted(gold.parent.glob("page.*"))) if isinstance(one, Page))


LOST = {"z2-21-tarvas-robots"}
"""Stories whose page has no word for arms at all, only "carriers", "machines" and an army: the gates' known loss."""


def test_no_annotated_story_with_a_claim_is_stopped_but_one_without_a_word_for_arms() -> None:
    pages = list(with_claims())
    assert len(pages) > 300
    assert {Path(one.source).parent.name for one in pages if gated(one) is not None} == LOST


def test_no_example_page_with_a_claim_is_stopped() -> None:
    for one in find_pages(example_pages()):
        assert isinstance(one, Page)
        if gated(one) is not None:
            assert not read_page(one).claims


BYTES = {
    "a word in the text": ("<p>Oslo sold rockets to Chad.", None),
    "a type by two signs": ("<p>Algeria was given two Su\u201135s.", None),
    "a type by a blank": ("<p>Algeria was given two SU 35.", None),
    "a type that is written as one": ("<p>Iran paraded Fateh110.", None),
    "another's spelling": ("<p>Chad bought air defense systems.", None),
    "a plural of its own": ("<p>Chad bought two missile batteries.", None),
    "two words over a line's end": ("<p>Chad signed an arms\ndeal.", None),
    "letters by their numbers": ("<p>Chad bought t&#97;n&#x6b;s.", None),
    "a type by the number of its hyphen": ("<p>Algeria was given two Su&#8209;35s.", None),
    "a name for what keeps two words together": ("<p>Chad bought air&nbsp;defence&nbsp;systems.", None),
    "signs by their numbers that spell nothing": ("<p>Chad&#x27;s &#119;eather in Oslo.", NO_ARMS),
    "no word": ("<p>Rain is expected in Oslo.", NO_ARMS),
    "a word within a word": ("<p>Oslo has begun, said Rocketta Gunnarsen.", NO_ARMS),
    "scripts and styles": (f"{SCRIPTS}<p>Rain in Oslo.", NO_ARMS),
    "the name of a class": ('<p class="p-3 su-35">Rain in Oslo.', NO_ARMS),
    "an address": ('<p><a href="/missile-strike">Rain in Oslo</a>', NO_ARMS),
    "a script that does not end": ("<p>Rain in Oslo.<script>gun", None),
    "a less-than sign": ("<p>Chad paid 3 < 4 for rockets.", None),
    "a link in a menu": ("<li><a href='/g'>Two guns in Oslo</a></li><p>Rain.", NO_ARMS),
    "a link with words beside it": ("<li>Oslo: <a href='/g'>two guns</a></li>", None),
    "a link with words behind it": ("<p><a href='/g'>Two guns</a> came to Oslo.</p>", None),
    "a link with more behind it": ("<p><a href='/g'>Two guns</a><b>came to Oslo.</b></p>", None),
    "a headline that is a link": ("<h1><a href='/g'>Two guns in Oslo</a></h1>", None),
    "a long link": (f"<p><a href='/g'>Two guns came to Oslo {'and on ' * 13}</a></p>", None),
    "nobody": ("<p>the gun in the attic was old.", NO_ACTOR),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str) -> None:
    content, expected = BYTES[name]
    found = page(content)
    assert stop_bytes(found.content, found.media_type) == expected


def test_bytes_that_cannot_be_searched_go_on() -> None:
    assert stop_bytes("Rain in Oslo.".encode("utf-16"), "text/html") is None
    assert stop_bytes(b"%PDF-1.7 rain", "application/pdf") is None


TEXT = {
    "a paragraph": ("<p>Oslo sold <a href='/r'>rockets</a> to Chad.</p>", None),
    "a headline that is a link": ("<h1><a href='/r'>Oslo sold rockets to Chad</a></h1><p>Rain.</p>", None),
    "a menu": ("<ul><li><a href='/r'><b>Guns in Oslo</b></a></li></ul><p>Rain in Oslo.</p>", ONLY_LINKS),
    "a row of links": ("<div><a href='/r'>Guns</a> <a href='/s'>Jets of Iran</a></div><p>Rain.</p>", ONLY_LINKS),
    "another sense": ("<p>Norway's jet lag, and a jet ski.</p>", None),
}


@pytest.mark.parametrize("name", TEXT)
def test_text(name: str) -> None:
    content, expected = TEXT[name]
    assert stop_text(page(content)) == expected


def test_what_comes_through_is_read_as_everywhere() -> None:
    one = next(found for found in find_pages(example_pages()) if isinstance(found, Page))
    assert travel(one) == read_page(one)


STOPPED = {
    Gate.ARTICLE: "<p>",
    Gate.LANGUAGE: "<h1>Le port</h1>" + "<p>Le gouvernement a dit que les chars sont restés dans le port.</p>" * 4,
    Gate.SCREEN: "<h1>The port</h1>" + "<p>The port of Oslo was opened again on Monday, the mayor said.</p>" * 3,
    Gate.CLAIMS: "<h1>The museum</h1>" + "<p>The museum of Oslo is open on Monday, and one room has tanks.</p>" * 3,
}


@pytest.mark.parametrize("gate", STOPPED)
def test_each_gate_tells_why(gate: Gate) -> None:
    found = travel(page(STOPPED[gate]))
    assert isinstance(found, Stopped)
    assert found.gate is gate
    assert found.reason


def test_the_reasons_of_the_last_gates() -> None:
    assert travel(page(STOPPED[Gate.SCREEN])) == NO_SIGN
    assert travel(page(STOPPED[Gate.CLAIMS])) == NO_CLAIM


FAULTS = {
    "reading broke off with RecursionError: too deep": RecursionError("too deep"),
    "there is not enough memory to read it": MemoryError(),
}


@pytest.mark.parametrize("told", FAULTS)
def test_a_page_that_breaks_reading_is_trouble_and_no_end(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Page) -> Reading:
        raise FAULTS[told]

    monkeypatch.setattr("onrecord.fleet.gates.read_article", broken)
    found = travel(page("<p>Oslo sold rockets."))
    assert isinstance(found, Stopped)
    assert found.trouble is not None
    assert f"port.example/1: {told}" in found.trouble.reason
