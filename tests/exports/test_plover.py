"""PLOVER: codes are rows of the published table, and nothing that a party does not say itself becomes an event."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from onrecord.exports import plover
from onrecord.exports.edition import Edition
from onrecord.exports.plover import ACTS, Code
from onrecord.records import ActKind, Actor, Event, EventType, Position, Reading, Role, Sector, Stage
from tests.exports.made import a_second, bundled, edition_of, files, nobody_asserts, undecided

Rows = list[dict[str, str]]

TABLE = {  # the rows of the table from CAMEO to PLOVER, as of 2021, that are used
    ("072", "AID", "", "military"),
    ("0332", "AGREE", "", "military"),
    ("163", "COERCE", "restrict", "diplomatic"),
    ("085", "RETREAT", "ease", "economic"),
    ("130", "THREATEN", "", ""),
    ("100", "DEMAND", "", ""),
    ("111", "ACCUSE", "disapprove", ""),
    ("112", "ACCUSE", "disapprove", ""),
    ("051", "SUPPORT", "", "diplomatic"),
}


def table(name: str, edition: Edition) -> Rows:
    return list(csv.DictReader(io.StringIO(files("plover", edition)[name].decode())))


def said(
    holder: Actor, position: Position, stage: Stage = Stage.DELIVERED, kind: EventType = EventType.TRANSFER
) -> Rows:
    """The events of a story in which one holder takes one position."""
    story = undecided(position=position)
    parties = story.events[0].parties
    if kind is EventType.SANCTION:
        parties = ((Role.ACTOR, ("NOR",)), (Role.TARGET, ("DNK",)))
    event = Event("e1", kind, parties, stage, story.events[0].items)
    claim = replace(story.claims[0], holder=holder)
    return table("events.csv", edition_of(Reading(story.article, (event,), (claim,))))


NORWAY = Actor("Oslo", "NOR", Sector.GOV)
SWEDEN = Actor("Stockholm", "SWE", Sector.GOV)


def test_every_code_is_a_row_of_the_table() -> None:
    codes = {code for code in vars(plover).values() if isinstance(code, Code)} | set(ACTS.values())
    assert {(code.cameo, code.event, code.mode, code.context) for code in codes} == TABLE
    for row in table("events.csv", bundled()):
        assert (row["cameo"], row["event_type"], row["event_mode"], row["context"]) in TABLE


def test_what_nobody_asserts_makes_no_event_but_the_threat_is_one() -> None:
    (threat,) = table("events.csv", nobody_asserts())
    assert (threat["event_type"], threat["actor_country"], threat["recipient_country"]) == ("THREATEN", "SWE", "NOR")
    reasons = [row["reason"] for row in table("left_out.csv", nobody_asserts())]
    assert reasons == [f"PLOVER has no code for what somebody {p}" for p in ("denies", "noncommittal", "hypothetical")]


@pytest.mark.parametrize("position", [one for one in Position if one not in {Position.ASSERTS, Position.INTENDS}])
def test_no_position_but_an_assertion_or_a_partys_promise_makes_one(position: Position) -> None:
    assert said(NORWAY, position) == []


def test_a_transfer_is_coded_where_a_party_says_so_and_not_where_others_do() -> None:
    (row,) = said(NORWAY, Position.ASSERTS)
    assert (row["event_type"], row["actor_country"], row["recipient_country"]) == ("AID", "NOR", "DNK")
    assert said(SWEDEN, Position.ASSERTS) == []
    assert said(Actor("the report", None, Sector.MED), Position.ASSERTS) == []
    assert said(Actor("an Oslo paper", "NOR", Sector.MED), Position.ASSERTS) == []
    assert said(NORWAY, Position.ASSERTS, Stage.SOUGHT) == []


def test_a_promise_is_the_suppliers_own() -> None:
    assert [row["event_type"] for row in said(NORWAY, Position.INTENDS)] == ["AGREE"]
    assert said(Actor("Copenhagen", "DNK", Sector.GOV), Position.INTENDS) == []


def test_sanctions_are_coded_where_who_imposes_them_says_so() -> None:
    assert [r["event_type"] for r in said(NORWAY, Position.ASSERTS, Stage.IMPOSED, EventType.SANCTION)] == ["COERCE"]
    assert [r["event_type"] for r in said(NORWAY, Position.ASSERTS, Stage.LIFTED, EventType.SANCTION)] == ["RETREAT"]
    assert said(NORWAY, Position.ASSERTS, Stage.PROPOSED, EventType.SANCTION) == []
    assert said(SWEDEN, Position.ASSERTS, Stage.IMPOSED, EventType.SANCTION) == []


def test_what_is_admitted_and_then_denied_is_no_event() -> None:
    first, second = undecided(position=Position.ASSERTS), a_second(Position.DENIES)
    admitted = replace(first, claims=first.claims[:1], acts=())
    denied = replace(second, claims=second.claims[:1], acts=())
    assert table("events.csv", edition_of(admitted))
    edition = edition_of(admitted, denied)
    assert [dossier.status[-1].status for dossier in edition.dossiers] == ["open"]
    assert table("events.csv", edition) == []


def test_every_claim_and_act_is_an_event_or_left_out_with_a_reason() -> None:
    edition = bundled()
    kept = {(row["story"], row["of"]) for row in table("events.csv", edition)}
    left = {(row["story"], row["of"]) for row in table("left_out.csv", edition) if row["reason"]}
    told = {(one.article.id, one.claim.id) for one in edition.claims()}
    told |= {(article.id, f"act{number}") for article, number, _ in edition.acts()}
    assert kept | left == told
    assert not kept & left
    assert {row["event_type"] for row in table("events.csv", edition)} >= {"AID", "THREATEN"}


def test_a_pledge_has_no_code() -> None:
    assert ActKind.PLEDGE not in ACTS
