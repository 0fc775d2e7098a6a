"""Every piece of evidence as a W3C Web Annotation: who holds what, tied to the exact words by quote and by offsets.

The offsets count in the story's printed body or title (the contract's), whose SHA-256 stands beside them, so that
whoever has the text can check that it is the same and find the words, even where they may not be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from onrecord.contract import printed_span
from onrecord.exports.edition import Edition
from onrecord.exports.files import File, Json, json_file, without_blanks
from onrecord.exports.names import TERMS, address_of, event_title, fate_of, name_of, sentence_of, sentence_of_act
from onrecord.exports.rows import shown
from onrecord.records import Act, Actor, Article, Evidence

CONTEXT: Final = ("http://www.w3.org/ns/anno.jsonld", {"onrecord": TERMS})
MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CUT: Final = "…"


def write(edition: Edition) -> Iterator[File]:
    """One annotation page with an annotation for each piece of evidence."""
    items = [*_of_claims(edition), *_of_acts(edition)]
    page: Json = {
        "@context": list(CONTEXT),
        "id": name_of("export", "annotations"),
        "type": "AnnotationPage",
        "partOf": {
            "id": name_of("export", "annotations/all"),
            "type": "AnnotationCollection",
            "label": edition.imprint.line,
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }
    yield json_file("annotations.jsonld", page, MEDIA_TYPE)


def _of_claims(edition: Edition) -> Iterator[Json]:
    for told in edition.claims():
        claim = told.claim
        terms: Json = {
            "onrecord:claim": name_of("claim", claim.id),
            "onrecord:event": name_of("event", f"{told.article.id}/{claim.event}"),
            "onrecord:dossier": name_of("dossier", told.dossier.id) if told.dossier else None,
            "onrecord:position": claim.position.value,
            "onrecord:toldAsPast": claim.past,
            "onrecord:holder": actor(claim.holder),
            "onrecord:via": [actor(source) for source in claim.via],
            "onrecord:about": event_title(told.event),
            "onrecord:copy": told.copy,
            "onrecord:page": fate_of(told.article),
        }
        bodies = [_tag(claim.position.value), _note(sentence_of(told))]
        for number, (piece, words) in enumerate(zip(claim.evidence, told.words, strict=True), 1):
            name = name_of("annotation", f"{claim.id}/{number}")
            yield _annotation(name, bodies, terms, _target(edition, told.article, piece, words))


def _of_acts(edition: Edition) -> Iterator[Json]:
    for article, number, act in edition.acts():
        bodies = [_tag(act.kind.value), _note(sentence_of_act(act, article))]
        words = edition.words(article, act.evidence)
        for at, (piece, shown_words) in enumerate(zip(act.evidence, words, strict=True), 1):
            name = name_of("annotation", f"{article.id}/act{number}/{at}")
            yield _annotation(name, bodies, _terms(act, article), _target(edition, article, piece, shown_words))


def _terms(act: Act, article: Article) -> Json:
    return {
        "onrecord:act": act.kind.value,
        "onrecord:actor": actor(act.actor),
        "onrecord:target": actor(act.target) if act.target else None,
        "onrecord:event": name_of("event", f"{article.id}/{act.about}") if act.about else None,
        "onrecord:page": fate_of(article),
    }


def actor(told: Actor) -> Json:
    """An actor in our own terms."""
    return without_blanks(
        {
            "onrecord:words": told.text,
            "onrecord:country": told.country,
            "onrecord:sector": told.sector.value if told.sector else None,
        }
    )


def _annotation(name: str, bodies: list[Json], terms: Json, target: Json) -> Json:
    head: Json = {"id": name, "type": "Annotation", "motivation": ["tagging", "describing"]}
    return without_blanks({**head, "body": bodies, "target": target, **terms})


def _tag(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}


def _note(sentence: str) -> Json:
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "value": sentence,
        "format": "text/plain",
        "language": "en",
    }


def _target(edition: Edition, article: Article, piece: Evidence, words: str | None) -> Json:
    """Where the words stand: the quote as far as it may be shown, and the offsets of the whole."""
    place = printed_span(article, piece.span)
    text = article.body if place["zone"] == "body" else article.title or ""
    selectors: list[Json] = [{"type": "TextPositionSelector", "start": place["start"], "end": place["end"]}]
    how = shown(piece, words)
    if words is not None:
        exact = words.removesuffix(CUT) if how == "cut" else words
        selectors.insert(0, {"type": "TextQuoteSelector", "exact": exact})
    policy = edition.allotments[article.id].policy
    return without_blanks(
        {
            "source": address_of(article) or name_of("story", article.id),
            "selector": selectors,
            "rights": policy.licence or f"urn:onrecord:policy:{policy.id}",
            "onrecord:story": name_of("story", article.id),
            "onrecord:textOf": place["zone"],
            "onrecord:sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            "onrecord:shown": how,
        }
    )
