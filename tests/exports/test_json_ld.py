"""JSON-LD: its reference processor expands every document without the network, and drops nothing that was written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rocrate
from pyld import jsonld

from tests.exports.checked import loaded
from tests.exports.made import bundled, files

OA = "http://www.w3.org/ns/oa#"
STREAMS = "http://www.w3.org/ns/activitystreams#"
ANNOTATIONS = {
    "id": "@id",
    "type": "@type",
    **{name: OA + name for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")},
    **{name: OA + name for name in ("exact", "start", "end", "tagging", "describing")},
    **{name: {"@id": OA + at, "@type": "@id"} for name, at in (("body", "hasBody"), ("target", "hasTarget"))},
    **{name: {"@id": OA + at, "@type": "@id"} for name, at in (("source", "hasSource"), ("selector", "hasSelector"))},
    **{
        name: {"@id": OA + at, "@type": "@vocab"}
        for name, at in (("motivation", "motivatedBy"), ("purpose", "hasPurpose"))
    },
    "AnnotationPage": STREAMS + "OrderedCollectionPage",
    "AnnotationCollection": STREAMS + "OrderedCollection",
    "items": {"@id": STREAMS + "items", "@container": "@list"},
    "partOf": {"@id": STREAMS + "partOf", "@type": "@id"},
    "startIndex": STREAMS + "startIndex",
    "total": STREAMS + "totalItems",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "rights": {"@id": "http://purl.org/dc/terms/rights", "@type": "@id"},
}
"""What the context of Web Annotations says of the terms that are used."""


def crates() -> Any:
    """The context of RO-Crate 1.1, out of its library."""
    place = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    return json.loads(place.read_text(encoding="utf-8"))["@context"]


CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": lambda: ANNOTATIONS,
    "https://schema.org": lambda: {"@vocab": "https://schema.org/"},
    "https://w3id.org/ro/crate/1.1/context": crates,
}
DOCUMENTS = {
    "annotations": "annotations.jsonld",
    "jsonld": "register.jsonld",
    "prov": "prov.jsonld",
    "rocrate": "ro-crate-metadata.json",
}


def load(address: str, _: object = None) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXTS[address]()}}


def written(node: Any) -> Iterator[str]:
    """Every key of a document that says something, as often as it stands there."""
    if isinstance(node, list):
        for part in node:
            yield from written(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            if not key.startswith("@"):
                yield key
            if key != "@context":
                yield from written(value)


def expanded(document: Any) -> list[Any]:
    told: list[Any] = jsonld.expand(document, {"documentLoader": load})
    return told


@pytest.mark.parametrize("name", DOCUMENTS)
def test_expansion_drops_nothing(name: str) -> None:
    document = loaded(files(name, bundled())[DOCUMENTS[name]])
    told = [key for key in written(document) if key not in {"id", "type"}]
    assert len(told) > 100
    terms = Counter(written(expanded(document)))
    assert sum(terms.values()) == len(told)
    assert all(":" in term for term in terms)


@pytest.mark.parametrize("name", ["annotations", "prov", "rocrate"])
def test_a_term_that_no_context_knows_would_be_missed(name: str) -> None:
    document = loaded(files(name, bundled())[DOCUMENTS[name]])
    terms = len(list(written(expanded(document))))
    (document.get("@graph") or document["items"])[0]["rocketDelivered"] = True
    assert len(list(written(expanded(document)))) == terms
