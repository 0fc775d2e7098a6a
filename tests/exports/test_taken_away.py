"""A page that was withdrawn or replaced: every format says so, and none tells its claims as standing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import stix2

from onrecord.exports.edition import Edition
from onrecord.exports.formats import FORMATS
from onrecord.records import AsOf, Notice, NoticeKind, Position
from tests.exports.made import a_second, edition_of, files, undecided
from tests.exports.test_every_format import told

GONE = datetime(2025, 5, 7, 9, tzinfo=UTC)


def taken_away(kind: NoticeKind = NoticeKind.WITHDRAWN, as_of: AsOf | None = None) -> Edition:
    """A story in which all is asserted, whose page no longer stands, and another outlet's that only supposes."""
    story = undecided(position=Position.ASSERTS)
    gone = replace(story, article=replace(story.article, notices=(Notice(kind, GONE, GONE),)))
    return edition_of(gone, a_second(Position.HYPOTHETICAL), as_of=as_of)


def rows(edition: Edition, name: str, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files(name, edition)[file].decode())))


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_became_of_the_page(name: str, kind: NoticeKind) -> None:
    text = told(taken_away(kind), name)
    assert kind.value in text or (name in {"atom", "jsonfeed"} and "whose page no longer stands" in text)
    assert text.count(" asserts: ") == sum(
        f"(on a page that was {kind} on 2025-05-07)" in line
        for line in text.replace('",', "\n").splitlines()
        if " asserts: " in line
    )


@pytest.mark.parametrize("name", FORMATS)
def test_before_that_day_it_stands(name: str) -> None:
    text = told(taken_away(as_of=AsOf(told=date(2025, 5, 6))), name)
    assert "on a page that was" not in text
    assert "2025-05-07" not in text


def test_nobody_holds_what_only_that_page_told() -> None:
    (row,) = rows(taken_away(), "csv", "register.csv")
    assert row["asserted by"] == ". ."
    assert row["taken away"] == "https://harbour.example/rockets (withdrawn 2025-05-07)"
    before = rows(taken_away(as_of=AsOf(told=date(2025, 5, 6))), "csv", "register.csv")
    assert before[0]["asserted by"] == "Norway GOV; Denmark GOV; Sweden LEG"
    assert before[0]["taken away"] == ". ."


def test_its_claims_do_not_count_and_its_positions_have_an_end() -> None:
    edition = taken_away()
    assert {(row["story"], row["counted"]) for row in rows(edition, "csv", "claims.csv")} == {
        ("p1", "false"),
        ("p2", "true"),
    }
    ends = {(row["story"], row["ended"], row["ended_on"]) for row in rows(edition, "csv", "positions.csv")}
    assert ends == {("p1", "withdrawn", "2025-05-07"), ("p2", "", "")}


def test_its_opinions_are_revoked() -> None:
    parsed = stix2.parse(files("stix", taken_away())["bundle.json"].decode())
    opinions = [one for one in parsed.objects if one.type == "opinion"]
    assert {(one.opinion, one.revoked) for one in opinions} == {("strongly-agree", True), ("neutral", False)}
    assert all(("page-withdrawn" in one.labels) == one.revoked for one in opinions)


def test_it_makes_no_event() -> None:
    alone = edition_of(a_second(Position.HYPOTHETICAL))
    assert rows(taken_away(), "plover", "events.csv") == rows(alone, "plover", "events.csv")
    reasons = {row["reason"] for row in rows(taken_away(), "plover", "left_out.csv") if row["story"] == "p1"}
    assert reasons == {"the page was withdrawn on 2025-05-07"}


def test_its_story_is_invalidated_by_who_took_it_away() -> None:
    nodes = {node["id"]: node for node in json.loads(files("prov", taken_away())["prov.jsonld"])["@graph"]}
    taken = nodes["urn:onrecord:story:p1"]["invalidatedBy"]
    assert nodes[taken]["endedAt"] == GONE.isoformat()
    assert "invalidatedBy" not in nodes["urn:onrecord:story:p2"]
