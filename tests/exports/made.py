"""Editions for the tests of the exports: the bundled stories as a person reads them, and one where nobody asserts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from onrecord import flow
from onrecord.examples import expected_readings
from onrecord.exports.edition import Edition
from onrecord.exports.formats import export
from onrecord.records import (
    AUTHOR,
    Act,
    ActKind,
    Actor,
    AsOf,
    Claim,
    Dateline,
    Event,
    EventType,
    Item,
    Judgement,
    Position,
    Reading,
    Role,
    Sector,
    Stage,
    ZoneKind,
)
from onrecord.register import open_at
from tests.rights.pages import laid_out

SENTENCES = (
    "Norway has never sent a single rocket to Denmark, its trade minister Kari Vik told the chamber on Monday.",
    "Denmark's foreign office would neither confirm nor deny that any rocket had come from its northern neighbour.",
    "Any such delivery would break the treaty of the straits, a Swedish deputy said without calling it a fact.",
    "He warned both neighbours of a closed harbour.",
)
AGAIN = (
    "For the second time within a week the minister, Kari Vik, was asked in public about the rockets and the harbour.",
    "From Copenhagen came a written answer of one line, which the reporters read twice and did not understand.",
    "Were it so, said the deputy from Malmö, then nobody need wonder why the ferries carry soldiers in plain coats.",
    "The neighbours would regret it, he added.",
)
"""What another page tells of the same, in words of its own."""
FILLER = (
    "The chamber went on to the herring quota, on which it spent the rest of a long and windy afternoon in May. " * 40
)


def undecided(
    source: str = "https://harbour.example/rockets",
    position: Position | None = None,
    *,
    sentences: tuple[str, ...] = SENTENCES,
    filler: str = FILLER,
    story: str = "p1",
    day: int = 5,
) -> Reading:
    """A story in which a transfer is denied, left open and supposed, and asserted by nobody (or all as given)."""
    article = laid_out("Oslo: no rockets went to Denmark", [*sentences, filler], "Advertisement")
    paragraphs = article.spans(ZoneKind.BODY)
    parties = ((Role.SUPPLIER, ("NOR",)), (Role.RECIPIENT, ("DNK",)))
    event = Event("e1", EventType.TRANSFER, parties, Stage.DELIVERED, (Item("a single rocket", "rocket", "R-1", 1.0),))
    holders = (
        Actor("its trade minister Kari Vik", "NOR", Sector.GOV),
        Actor("Denmark's foreign office", "DNK", Sector.GOV),
        Actor("a Swedish deputy", "SWE", Sector.LEG),
    )
    positions = (Position.DENIES, Position.NONCOMMITTAL, Position.HYPOTHETICAL)
    claims = tuple(
        Claim(
            f"c{n}" if story == "p1" else f"{story}.c{n}",
            "e1",
            holder,
            position or own,
            (article.quote(paragraphs[n]),),
            (AUTHOR,) if n else (),
        )
        for n, (holder, own) in enumerate(zip(holders, positions, strict=True))
    )
    threat = Act(ActKind.THREATEN, holders[2], (article.quote(paragraphs[3]),), holders[0], "e1")
    dateline = Dateline("Oslo", date(2025, 5, day))
    article = replace(article, id=story, source=source, publisher="Harbour Post", dateline=dateline)
    return Reading(article, (event,), claims, (threat,))


def a_second(position: Position | None = None) -> Reading:
    """Another outlet's story of the same, four days later."""
    return undecided("https://fjord.example/again", position, sentences=AGAIN, story="p2", day=9)


def edition_of(*readings: Reading, judgements: tuple[Judgement, ...] = (), as_of: AsOf | None = None) -> Edition:
    """The edition of these readings, with all its changes."""
    return flow.edition(open_at(readings, judgements, as_of), changes=True)


@cache
def bundled() -> Edition:
    """The edition of the bundled stories."""
    return edition_of(*expected_readings())


@cache
def nobody_asserts() -> Edition:
    """The edition of a story in which a transfer is denied, left open and supposed."""
    return edition_of(undecided())


def files(name: str, edition: Edition) -> dict[str, bytes]:
    """The files of an export by their names."""
    return {file.name: file.content for file in export(name, edition)}
