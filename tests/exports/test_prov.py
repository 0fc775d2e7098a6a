"""PROV-O: two libraries read it, every cell leads back to words of a story, and what was rejected is invalid."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from prov.model import ProvDocument
from rdflib import PROV, RDF, RDFS, Graph, URIRef

from onrecord.exports.edition import Edition
from onrecord.records import Judgement, Position
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

DERIVED = (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.wasRevisionOf)


def graph_of(edition: Edition) -> Graph:
    return Graph().parse(data=files("prov", edition)["prov.jsonld"], format="json-ld")


def test_the_library_of_prov_reads_it() -> None:
    text = graph_of(nobody_asserts()).serialize(format="turtle")
    document = ProvDocument.deserialize(content=text, format="rdf", rdf_format="turtle")
    kinds = {type(record).__name__ for record in document.flattened().get_records()}
    assert kinds >= {"ProvEntity", "ProvActivity", "ProvAgent", "ProvDerivation", "ProvGeneration", "ProvUsage"}


def test_every_term_is_provs_or_our_own() -> None:
    for term in set(graph_of(bundled()).predicates()) - {RDF.type, RDFS.label}:
        assert str(term).startswith("urn:onrecord:terms:") or URIRef(str(term)) in PROV, term


def test_every_relation_joins_what_it_may_join() -> None:
    graph = graph_of(bundled())
    entities, activities = set(graph.subjects(RDF.type, PROV.Entity)), set(graph.subjects(RDF.type, PROV.Activity))
    agents = set(graph.subjects(RDF.type, PROV.Agent))
    for relation in DERIVED:
        assert {node for pair in graph.subject_objects(relation) for node in pair} <= entities
    assert set(graph.subjects(PROV.wasGeneratedBy)) <= entities
    assert set(graph.objects(None, PROV.wasGeneratedBy)) <= activities
    assert set(graph.objects(None, PROV.wasAssociatedWith)) <= agents


def test_every_cell_leads_back_to_words_of_a_story_and_none_to_itself() -> None:
    graph, edition = graph_of(bundled()), bundled()
    stories = {URIRef(f"urn:onrecord:story:{story}") for story in edition.stories}
    cells = [node for node in graph.subjects(RDF.type, PROV.Entity) if str(node).startswith("urn:onrecord:dossier:")]
    assert len(cells) > len(edition.dossiers)
    for cell in cells:
        seen, ahead = set(), {cell}
        while ahead:
            seen |= ahead
            ahead = {source for node in ahead for way in DERIVED for source in graph.objects(node, way)} - stories
            assert cell not in ahead
        assert any((node, PROV.wasQuotedFrom, story) in graph for node in seen for story in stories), cell


def test_every_claim_is_there_with_its_position() -> None:
    graph, edition = graph_of(bundled()), bundled()
    told = {str(node): str(value) for node, value in graph.subject_objects(URIRef("urn:onrecord:terms:position"))}
    assert told == {f"urn:onrecord:claim:{one.claim.id}": one.claim.position.value for one in edition.claims()}


@pytest.mark.parametrize("position", Position)
def test_labels_say_alleged_or_who_holds_what(position: Position) -> None:
    graph = graph_of(edition_of(undecided(position=position)))
    for node, label in graph.subject_objects(RDFS.label):
        if str(node).startswith(("urn:onrecord:dossier:", "urn:onrecord:event:")) and "/position/" not in str(node):
            assert str(label).startswith("alleged"), node
    labels = [str(label) for label in graph.objects(None, RDFS.label)]
    assert any(" asserts: " in label for label in labels) == (position is Position.ASSERTS)


def test_a_rejected_claim_is_invalid_and_by_whom() -> None:
    made = datetime(2025, 6, 1, 12, tzinfo=UTC)
    judgement = Judgement("j1", "reject", "c0", "Ines", made, "misread")
    graph = graph_of(edition_of(undecided(), judgements=(judgement,)))
    claim = URIRef("urn:onrecord:claim:c0")
    (activity,) = graph.objects(claim, PROV.wasInvalidatedBy)
    assert [str(who) for who in graph.objects(activity, PROV.wasAssociatedWith)] == ["urn:onrecord:person:Ines"]
    assert not list(graph.objects(claim, URIRef("urn:onrecord:terms:position")))


def test_a_corrected_claim_is_a_revision_of_what_was_read() -> None:
    made = datetime(2025, 6, 1, 12, tzinfo=UTC)
    judgement = Judgement("j1", "correct", "c0", "Ines", made, "it only doubts", fields=(("position", "doubts"),))
    graph = graph_of(edition_of(undecided(), judgements=(judgement,)))
    claim = URIRef("urn:onrecord:claim:c0")
    assert [str(value) for value in graph.objects(claim, URIRef("urn:onrecord:terms:position"))] == ["doubts"]
    (read,) = graph.objects(claim, PROV.wasRevisionOf)
    assert list(graph.objects(read, PROV.wasInvalidatedBy)) == [URIRef("urn:onrecord:judgement:j1")]


def test_it_names_version_lexicon_and_date() -> None:
    nodes = json.loads(files("prov", bundled())["prov.jsonld"])["@graph"]
    assert nodes[0]["label"] == bundled().imprint.line
