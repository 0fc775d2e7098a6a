"""STIX 2.1: the library and OASIS's own validator accept it, every claim is an opinion, no supply a relationship."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from onrecord.exports.edition import Edition
from onrecord.exports.stix import OPINIONS
from onrecord.records import Position
from tests.exports.checked import loaded
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

Object = dict[str, Any]
WARNINGS = {
    "103": "ids are made from names (UUIDv5), so that the same thing has the same one in every edition",
    "302": "the bytes behind an address are the site's: a hash of what it serves today would be no statement of ours",
}
"""What the validator would rather have otherwise, and why it is so."""


def bundle(edition: Edition) -> Object:
    told: Object = loaded(files("stix", edition)["bundle.json"])
    return told


def found(told: Object) -> tuple[list[str], set[str]]:
    """The errors that OASIS's validator finds, and the codes of its warnings."""
    results = validate_string(json.dumps(told), ValidationOptions(version="2.1"))
    return [str(error) for error in results.errors], {
        str(warning).partition("{")[2][:3] for warning in results.warnings
    }


@pytest.mark.parametrize("edition", [bundled, nobody_asserts], ids=["bundled", "nobody asserts"])
def test_the_library_and_the_validator_accept_it(edition: Any) -> None:
    told = bundle(edition())
    parsed = stix2.parse(json.dumps(told), allow_custom=False)
    assert len(parsed.objects) == len(told["objects"])
    errors, warnings = found(told)
    assert errors == []
    assert warnings <= set(WARNINGS)


def test_the_validator_would_find_what_is_wrong() -> None:
    told = bundle(nobody_asserts())
    opinion = next(one for one in told["objects"] if one["type"] == "opinion")
    wrongs: list[Object] = [{"opinion": "denies"}, {"created": "yesterday"}, {"object_refs": []}]
    for wrong in wrongs:
        assert found({**told, "objects": [{**opinion, **wrong}]})[0], wrong
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
