"""FollowTheMoney: its library takes every entity and gives back the same, and nobody is said to have sent anything."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.exports.edition import Edition
from onrecord.records import Position, Status
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed: make ftm")
Entity = dict[str, Any]


def lines(name: str, edition: Edition) -> list[Entity]:
    return [json.loads(line) for line in files("ftm", edition)[name].decode().splitlines()]


def entities(edition: Edition) -> dict[str, Entity]:
    return {one["id"]: one for one in lines("entities.ftm.json", edition)}


@pytest.mark.parametrize("edition", [bundled, nobody_asserts], ids=["bundled", "nobody asserts"])
def test_the_library_gives_back_what_it_was_given(edition: Any) -> None:
    for one in entities(edition()).values():
        proxy = ftm.model.get_proxy(one, cleaned=False)
        again = proxy.to_dict()["properties"]
        assert {key: sorted(values) for key, values in again.items()} == {
            key: sorted(set(values)) for key, values in one["properties"].items()
        }
        ftm.model[one["schema"]].validate({"properties": again})
        required = set(ftm.model[one["schema"]].required)
        assert required <= set(again), one


def test_the_library_drops_in_silence_what_it_does_not_know_and_the_comparison_would_find_it() -> None:
    proxy = ftm.EntityProxy.from_dict(
        {"id": "a", "schema": "Article", "properties": {"title": ["t"], "publishedAt": ["Sept 9"], "denied": ["yes"]}},
        cleaned=False,
    )
    assert proxy.to_dict()["properties"] == {"title": ["t"]}


def test_every_reference_leads_somewhere() -> None:
    told = entities(bundled())
    for one in told.values():
        for name, values in one["properties"].items():
            if ftm.model[one["schema"]].properties[name].type.name == "entity":
                assert set(values) <= set(told), (one["id"], name)


def test_nothing_is_left_out() -> None:
    edition, told = bundled(), entities(bundled())
    claims = list(edition.claims())
    notes = [one for one in told.values() if one["schema"] == "Note"]
    assert len(notes) == len(claims) + len(list(edition.acts()))
    beside = lines("claims.jsonl", edition)
    assert [row["claim"] for row in beside] == [one.claim.id for one in claims]
    assert [row["position"] for row in beside] == [one.claim.position.value for one in claims]
    assert [len(row.get("via", [])) for row in beside] == [len(one.claim.via) for one in claims]
    assert {row["id"] for row in beside} <= set(told)


def test_what_nobody_asserts_is_no_event_but_notes() -> None:
    told = entities(nobody_asserts())
    assert {one["schema"] for one in told.values()} == {"Article", "PublicBody", "Note", "Mention"}
    notes = [one["properties"]["name"][0] for one in told.values() if "onrecord-claim" in one["id"]]
    assert [" denies: " in notes[0], " leaves open: " in notes[1], " only supposes: " in notes[2]] == [True] * 3


@pytest.mark.parametrize("position", Position)
def test_an_event_is_alleged_only_where_somebody_says_or_suspects_it(position: Position) -> None:
    events = [one for one in entities(edition_of(undecided(position=position))).values() if one["schema"] == "Event"]
    assert bool(events) == (position in {Position.ASSERTS, Position.SUSPECTS})
    assert all(one["properties"]["name"][0].startswith("alleged transfer: ") for one in events)


def test_no_schema_says_that_goods_passed_from_one_to_another() -> None:
    assert {Status.ADMITTED, Status.DISPUTED} <= {d.status[-1].status for d in bundled().dossiers}
    assert "EconomicActivity" not in {one["schema"] for one in entities(bundled()).values()}


def test_every_article_names_version_lexicon_and_date() -> None:
    articles = [one for one in entities(bundled()).values() if one["schema"] == "Article"]
    assert {one["properties"]["generator"][0] for one in articles} == {bundled().imprint.line}


def test_ids_last() -> None:
    assert entities(bundled()) == entities(edition_of(*reversed(bundled().readings)))
