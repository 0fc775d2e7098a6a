"""PROV-O: two libraries read it, every cell leads back to words of a story, and what was rejected is invalid."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from prov.model import ProvDocument, ProvException, ProvFutureRejectionWarning
from rdflib import PROV, RDF, RDFS, XSD, Graph, Literal, URIRef

from onrecord.exports.edition import Edition
from onrecord.records import Judgement, Position
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

DERIVED = (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.wasRevisionOf)


def graph_of(edition: Edition) -> Graph:
    return Graph().parse(data=files("prov", edition)["prov.jsonld"], format="json-ld")


def document_of(graph: Graph) -> ProvDocument:
    return ProvDocument.deserialize(content=graph.serialize(format="turtle"), format="rdf", rdf_format="turtle")


def test_the_library_of_prov_reads_it_and_unifies_it() -> None:
    document = document_of(graph_of(nobody_asserts()))
    kinds = {type(record).__name__ for record in document.flattened().get_records()}
    assert kinds >= {"ProvEntity", "ProvActivity", "ProvAgent", "ProvDerivation", "ProvGeneration", "ProvUsage"}
    with warnings.catch_warnings():
        warnings.simplefilter("error", ProvFutureRejectionWarning)
        assert len(list(document.unified().get_records())) == len(list(document.get_records()))


def test_the_library_of_prov_refuses_an_activity_that_begins_twice() -> None:
    graph = graph_of(nobody_asserts())
    for day in ("2025-01-01T00:00:00", "2025-01-02T00:00:00"):
        graph.add((URIRef("urn:onrecord:activity:register"), PROV.startedAtTime, Literal(day, datatype=XSD.dateTime)))
    with pytest.raises(ProvException):
        document_of(graph).unified()


def test_every_term_is_provs_or_our_own() -> None:
    for term in set(graph_of(bundled()).predicates()) - {RDF.type, RDFS.label}:
        assert str(term).startswith("urn:onrecord:terms:") or URIRef(str(term)) in PROV, term


JOINS = {
    PROV.wasDerivedFrom: (PROV.Entity, PROV.Entity),
    PROV.wasQuotedFrom: (PROV.Entity, PROV.Entity),
    PROV.wasRevisionOf: (PROV.Entity, PROV.Entity),
    PROV.wasGeneratedBy: (PROV.Entity, PROV.Activity),
    PROV.wasInvalidatedBy: (PROV.Entity, PROV.Activity),
    PROV.used: (PROV.Activity, PROV.Entity),
    PROV.wasAssociatedWith: (PROV.Activity, PROV.Agent),
    PROV.endedAtTime: (PROV.Activity, None),
    PROV.value: (PROV.Entity, None),
    PROV.atLocation: (PROV.Entity, None),
}
"""The classes that each relation joins, as PROV-O tells its domain and range; none for a value or an address."""


def misjoined(graph: Graph) -> list[str]:
    """What PROV-O's domains, ranges and disjoint classes forbid, and terms of PROV of which nothing is known here."""
    found = [f"{n} is both" for n in graph.subjects(RDF.type, PROV.Entity) if (n, RDF.type, PROV.Activity) in graph]
    for subject, relation, thing in graph:
        if URIRef(str(relation)) in PROV:
            domain, range_ = JOINS[URIRef(str(relation))]
            right = (subject, RDF.type, domain) in graph and (range_ is None or (thing, RDF.type, range_) in graph)
            found += [] if right else [f"{subject} {relation} {thing}"]
    return found


@pytest.mark.parametrize("edition", [bundled, nobody_asserts], ids=["bundled", "nobody asserts"])
def test_every_relation_joins_what_it_may_join(edition: Callable[[], Edition]) -> None:
    assert misjoined(graph_of(edition())) == []


@pytest.mark.parametrize("relation", [PROV.wasGeneratedBy, PROV.used, RDF.type])
def test_a_relation_that_joins_what_it_may_not_is_found(relation: URIRef) -> None:
    graph, claim = graph_of(nobody_asserts()), URIRef("urn:onrecord:claim:c0")
    graph.add((claim, relation, PROV.Activity if relation == RDF.type else claim))
    assert misjoined(graph)


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
