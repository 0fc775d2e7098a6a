"""schema.org: every term is one of its own, every claim is there, and who claims nothing makes no Claim."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph, URIRef

from onrecord.exports.edition import Edition
from onrecord.records import Position
from tests.exports.checked import faults, loaded
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

CLAIMS = {"asserts", "suspects", "intends", "denies", "doubts"}


def document(edition: Edition) -> dict[str, Any]:
    told: dict[str, Any] = loaded(files("jsonld", edition)["register.jsonld"])
    return told


def graph_of(edition: Edition) -> Graph:
    """The graph, read without asking schema.org for its context."""
    told = document(edition)
    told["@context"][0] = {"@vocab": "https://schema.org/"}
    return Graph().parse(data=json.dumps(told), format="json-ld")


def test_it_is_valid_and_the_schema_would_find_what_is_not() -> None:
    told = document(bundled())
    assert faults("newsclaim", told) == []
    told["@graph"][-1]["@type"] = "ClaimReview"
    assert faults("newsclaim", told)


def test_every_type_and_property_is_schema_orgs_or_our_own() -> None:
    graph = graph_of(bundled())
    named = {term for _, term, _ in graph} | set(graph.objects(None, RDF.type))
    for term in named - {RDF.type}:
        ours = str(term).startswith("urn:onrecord:terms:")
        assert ours or URIRef(str(term)) in SDO, term
    assert URIRef(f"{SDO}rocketDelivered") not in SDO


def test_every_claim_and_story_is_there() -> None:
    edition, graph = bundled(), graph_of(bundled())
    claims = list(edition.claims())
    assert len(list(graph.subjects(RDF.type, SDO.NewsArticle))) == len(edition.readings)
    assert len(list(graph.subjects(RDF.type, SDO.Claim))) == sum(t.claim.position in CLAIMS for t in claims)
    assert {str(term).rpartition(":")[2] for term in graph.subjects(SDO.additionalType)} == {t.claim.id for t in claims}


def test_who_denies_claims_a_denial_and_who_leaves_open_claims_nothing() -> None:
    nodes = {node["@id"]: node for node in document(nobody_asserts())["@graph"]}
    denial, silence, supposed = (nodes[f"urn:onrecord:claim:c{n}"] for n in range(3))
    assert (denial["@type"], silence["@type"], supposed["@type"]) == ("Claim", "CreativeWork", "CreativeWork")
    assert denial["text"].startswith("its trade minister Kari Vik (Norway, GOV) denies: transfer: Norway → Denmark")
    assert " leaves open: " in silence["text"]
    assert " only supposes: " in supposed["text"]
    assert silence["onrecord:via"] == [{"onrecord:words": "AUTHOR", "onrecord:sector": "MED"}]


@pytest.mark.parametrize("position", Position)
def test_only_an_assertion_reads_as_one(position: Position) -> None:
    nodes = document(edition_of(undecided(position=position)))["@graph"]
    texts = [node["text"] for node in nodes if node["@id"].startswith("urn:onrecord:claim:")]
    assert all((" asserts: " in text) == (position is Position.ASSERTS) for text in texts)


def test_it_names_version_lexicon_and_date() -> None:
    told = document(nobody_asserts())["@graph"][1]
    assert nobody_asserts().imprint.line in told["description"]
    assert told["onrecord:asOf"] == "2025-05-05"
