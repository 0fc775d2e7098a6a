"""MISP: its library takes the event, each object fits its template, and no object says that anything happened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pymisp
import pytest
from pymisp import InvalidMISPObject, MISPEvent, MISPObject

from onrecord.exports.edition import Edition
from onrecord.records import Position
from tests.exports.checked import loaded
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

Object = dict[str, Any]
DATA = Path(pymisp.__file__).parent / "data" / "misp-objects"


def event(edition: Edition) -> Object:
    told: Object = loaded(files("misp", edition)["event.misp.json"])["Event"]
    return told


def objects(edition: Edition) -> list[Object]:
    told: list[Object] = event(edition)["Object"]
    return told


def strict(one: Object) -> MISPObject:
    """The object made anew by the library after its template, which refuses what does not fit."""
    made = MISPObject(one["name"], strict=True)
    for attribute in one["Attribute"]:
        made.add_attribute(attribute["object_relation"], value=attribute["value"])
    made.to_dict(strict=True)
    return made


def test_every_object_fits_its_template() -> None:
    for one in objects(bundled()):
        made = strict(one)
        assert (made.template_uuid, str(made.template_version)) == (one["template_uuid"], one["template_version"])
        assert [a.type for a in made.attributes] == [a["type"] for a in one["Attribute"]]


def test_the_library_would_refuse_what_does_not_fit() -> None:
    report = next(one for one in objects(bundled()) if one["name"] == "report")
    with pytest.raises(InvalidMISPObject):
        strict({**report, "Attribute": [{"object_relation": "case-number", "value": "d1"}]})


def test_the_event_comes_back_from_the_library() -> None:
    told = event(bundled())
    read = MISPEvent()
    read.from_dict(**event(bundled()))
    assert [(one.name, one.uuid) for one in read.objects] == [(one["name"], one["uuid"]) for one in told["Object"]]
    for one, given in zip(read.objects, told["Object"], strict=True):
        assert [a.value for a in one.attributes] == [a["value"] for a in given["Attribute"]]
    assert len({one.uuid for one in read.objects}) == len(read.objects)


def test_every_claim_is_an_annotation() -> None:
    edition = bundled()
    comments = [one["comment"].split()[0] for one in objects(edition) if one["name"] == "annotation"]
    assert comments == [f"position:{told.claim.position}" for told in edition.claims()] + [
        f"act:{act.kind}" for _, _, act in edition.acts()
    ]


def test_references_lead_somewhere_by_relations_that_misp_knows() -> None:
    known = json.loads((DATA / "relationships" / "definition.json").read_text(encoding="utf-8"))
    names = {relation["name"] for relation in known["values"]}
    told = objects(bundled())
    for one in told:
        for reference in one["ObjectReference"]:
            assert reference["relationship_type"] in names
            assert reference["referenced_uuid"] in {other["uuid"] for other in told}


def test_what_nobody_asserts_is_an_allegation_and_annotations() -> None:
    told = objects(nobody_asserts())
    assert {one["name"] for one in told} == {"news-media", "report", "annotation"}
    texts = [one["Attribute"][0]["value"] for one in told if one["name"] == "annotation"]
    assert [" denies: " in texts[0], " leaves open: " in texts[1], " only supposes: " in texts[2]] == [True] * 3
    (report,) = (one for one in told if one["name"] == "report")
    assert report["Attribute"][0]["value"].startswith("alleged transfer: ")
    assert "allegation" in report["Attribute"][1]["value"]


@pytest.mark.parametrize("position", Position)
def test_only_an_assertion_reads_as_one(position: Position) -> None:
    texts = [a["value"] for one in objects(edition_of(undecided(position=position))) for a in one["Attribute"]]
    assert any(" asserts: " in text for text in texts) == (position is Position.ASSERTS)


def test_it_names_version_lexicon_and_date() -> None:
    assert bundled().imprint.line in event(bundled())["info"]
