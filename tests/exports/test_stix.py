"""STIX 2.1: the library and OASIS's own schemas accept it, every claim is an opinion, no supply a relationship."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
import stix2
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from onrecord.exports.edition import Edition
from onrecord.exports.stix import OPINIONS
from onrecord.records import Position
from tests.exports.checked import SCHEMAS, loaded
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

Object = dict[str, Any]
STIX = SCHEMAS / "stix-2.1"


def bundle(edition: Edition) -> Object:
    told: Object = loaded(files("stix", edition)["bundle.json"])
    return told


@cache
def schema(kind: str) -> Draft202012Validator:
    """OASIS's schema of a kind of object, with those that it refers to."""
    found = {file: json.loads(file.read_text(encoding="utf-8")) for file in sorted(STIX.rglob("*.json"))}
    registry: Registry[Any] = Registry().with_resources(
        (contents["$id"], Resource.from_contents(contents)) for contents in found.values()
    )
    return Draft202012Validator(found[STIX / "sdos" / f"{kind}.json"], registry=registry)


@pytest.mark.parametrize("edition", [bundled, nobody_asserts], ids=["bundled", "nobody asserts"])
def test_the_library_and_the_schemas_accept_it(edition: Any) -> None:
    told = bundle(edition())
    parsed = stix2.parse(json.dumps(told), allow_custom=False)
    assert len(parsed.objects) == len(told["objects"])
    assert [error.message for one in told["objects"] for error in schema(one["type"]).iter_errors(one)] == []


def test_the_schemas_would_find_what_is_wrong() -> None:
    opinion = next(one for one in bundle(bundled())["objects"] if one["type"] == "opinion")
    assert list(schema("opinion").iter_errors({**opinion, "opinion": "denies"}))
    with pytest.raises(stix2.exceptions.STIXError):
        stix2.parse({key: value for key, value in opinion.items() if key != "object_refs"})


def test_every_claim_is_an_opinion_and_comes_back_from_the_library() -> None:
    edition = bundled()
    parsed = stix2.parse(json.dumps(bundle(edition)))
    opinions = [one for one in parsed.objects if one.type == "opinion"]
    claims = [told.claim for told in edition.claims()]
    assert Counter(one.opinion for one in opinions) == Counter(OPINIONS[claim.position] for claim in claims)
    positions = Counter(label for one in opinions for label in one.labels if label.startswith("position:"))
    assert positions == Counter(f"position:{claim.position}" for claim in claims)
    acts = [one for one in parsed.objects if any(str(mark).startswith("act:") for mark in one.get("labels", ()))]
    assert len(acts) == len(list(edition.acts()))


def test_ids_are_one_each_and_references_lead_somewhere() -> None:
    objects = bundle(bundled())["objects"]
    ids = [one["id"] for one in objects]
    assert len(set(ids)) == len(ids)
    assert {ref for one in objects for ref in one.get("object_refs", ())} <= set(ids)
    assert bundle(bundled()) == bundle(edition_of(*reversed(bundled().readings)))


def test_what_nobody_asserts_is_agreed_to_by_nobody() -> None:
    objects = bundle(nobody_asserts())["objects"]
    opinions = {one["authors"][0]: one["opinion"] for one in objects if one["type"] == "opinion"}
    assert opinions == {
        "its trade minister Kari Vik (Norway, GOV)": "strongly-disagree",
        "Denmark's foreign office (Denmark, GOV)": "neutral",
        "a Swedish deputy (Sweden, LEG)": "neutral",
    }
    assert {one["type"] for one in objects} == {"identity", "note", "opinion", "report"}
    told = [one.get("content", one.get("description", "")) for one in objects if one["type"] in {"note", "report"}]
    assert all("allegation" in words or "act of speaking" in words for words in told)


@pytest.mark.parametrize("position", Position)
def test_only_who_asserts_or_suspects_agrees(position: Position) -> None:
    objects = bundle(edition_of(undecided(position=position)))["objects"]
    agrees = any(one["opinion"] in {"agree", "strongly-agree"} for one in objects if one["type"] == "opinion")
    assert agrees == (position in {Position.ASSERTS, Position.SUSPECTS})


def test_it_names_version_lexicon_and_date() -> None:
    assert bundle(bundled())["objects"][0]["description"] == bundled().imprint.line
