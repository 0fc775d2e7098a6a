"""The register as an event of MISP, after its object templates: stories, allegations, and each claim an annotation.

MISP's objects ``news-media``, ``report`` and ``annotation`` say what somebody wrote, and nothing of what happened; its
object ``event`` would, and is not used. Nothing is marked for detection or for correlation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from onrecord.exports.edition import Edition, Told
from onrecord.exports.files import File, Json, json_file
from onrecord.exports.names import (
    address_of,
    dossier_title,
    fate_of,
    name_of,
    place_of,
    sentence_of,
    sentence_of_act,
)
from onrecord.records import Act, Article, Dossier

EPOCH: Final = date(1970, 1, 1)
TITLE: Final = "Alleged arms transfers: who asserts, suspects, denies, doubts or leaves open each"
ALLEGATION: Final = "This is an allegation, not a finding: see the annotations on it."


@dataclass(frozen=True, slots=True)
class Template:
    """An object template of MISP: its name, its id, and the version that is written."""

    name: str
    uuid: str
    version: str
    description: str


NEWS: Final = Template("news-media", "691463c5-5302-4847-9bec-4c56ccfec677", "3", "A page of news")
REPORT: Final = Template("report", "70a68471-df22-4e3f-aa1a-5a3be19f82df", "8", "An allegation across pages of news")
ANNOTATION: Final = Template("annotation", "5d8dc046-15a1-4ca3-a09f-ed4ede7c4487", "3", "What somebody holds of it")
KINDS: Final = {"link": ("link", "External analysis"), "ref": ("link", "External analysis")}
"""The attributes that are no text: their type and category."""

Part = tuple[str, str | None]
"""An attribute's name in the template, and its value if there is one."""


def write(edition: Edition) -> Iterator[File]:
    """One event with all its objects."""
    day = edition.imprint.as_of or EPOCH
    event: Json = {
        "uuid": _uuid("event", edition.imprint.line),
        "info": f"{TITLE} ({edition.imprint.line})",
        "date": day.isoformat(),
        "threat_level_id": "4",
        "analysis": "0",
        "distribution": "0",
        "published": False,
        "Object": list(_objects(edition)),
    }
    yield json_file("event.misp.json", {"Event": event})


def _objects(edition: Edition) -> Iterator[Json]:
    for reading in edition.stories.values():
        yield _story(edition, reading.article)
    for dossier in edition.dossiers:
        yield _dossier(dossier)
    for told in edition.claims():
        yield _claim(told)
    for article, number, act in edition.acts():
        yield _act(edition, article, number, act)


def _uuid(kind: str, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"misp {kind} {name}"))


def _object(template: Template, name: str, comment: str, told: list[Part], of: Iterator[tuple[str, str]]) -> Json:
    """An object after its template, with references to others by their names."""
    uuid = _uuid("object", name)
    return {
        "uuid": uuid,
        "name": template.name,
        "meta-category": "misc",
        "description": template.description,
        "template_uuid": template.uuid,
        "template_version": template.version,
        "comment": comment,
        "distribution": "5",
        "Attribute": [_attribute(uuid, relation, value) for relation, value in told if value],
        "ObjectReference": [_reference(uuid, relation, other) for relation, other in of],
    }


def _attribute(owner: str, relation: str, value: str) -> Json:
    kind, category = KINDS.get(relation, ("text", "Other"))
    return {
        "uuid": _uuid("attribute", f"{owner} {relation} {value}"),
        "object_relation": relation,
        "type": kind,
        "category": category,
        "value": value,
        "to_ids": False,
        "disable_correlation": True,
        "distribution": "5",
    }


def _reference(owner: str, relation: str, name: str) -> Json:
    return {
        "uuid": _uuid("reference", f"{owner} {relation} {name}"),
        "object_uuid": owner,
        "referenced_uuid": _uuid("object", name),
        "relationship_type": relation,
    }


def _story(edition: Edition, article: Article) -> Json:
    address, first = address_of(article), edition.copied.get(article.id)
    told: list[Part] = [
        ("title", article.title),
        ("source", article.publisher or article.agency or (None if address else place_of(article))),
        ("link", address),
    ]
    of = [("derived-from", name_of("story", first))] if first else []
    comment = ", ".join(filter(None, (f"story {article.id}", str(article.day or "undated"), fate_of(article))))
    return _object(NEWS, name_of("story", article.id), comment, told, iter(of))


def _dossier(dossier: Dossier) -> Json:
    last = dossier.status[-1] if dossier.status else None
    stands = f"Status by the latest position of each holder: {last.status if last else 'untold'}."
    told: list[Part] = [
        ("title", dossier_title(dossier)),
        ("summary", f"{ALLEGATION} {stands}"),
        ("case-number", dossier.id),
    ]
    of = (("derived-from", name_of("story", story)) for story in dict.fromkeys(m.story for m in dossier.members))
    return _object(REPORT, name_of("dossier", dossier.id), f"status:{last.status if last else 'untold'}", told, of)


def _claim(told: Told) -> Json:
    claim, words = told.claim, " … ".join(filter(None, told.words))
    quoted = f": “{words}”" if words else ""
    past, copy = (" told-as-past" if claim.past else ""), (" copy" if told.copy else "")
    page = f" {told.article.ended.kind}" if told.article.ended else ""
    of = [("annotates", name_of("dossier", told.dossier.id))] if told.dossier else []
    of.append(("derived-from", name_of("story", told.article.id)))
    text = f"{sentence_of(told)}{quoted}"
    comment = f"position:{claim.position}{past}{copy}{page}"
    return _annotation(name_of("claim", claim.id), comment, text, told.article, of)


def _act(edition: Edition, article: Article, number: int, act: Act) -> Json:
    words = " … ".join(filter(None, edition.words(article, act.evidence)))
    text = f"{sentence_of_act(act, article)}{f': “{words}”' if words else ''}"
    of = [("derived-from", name_of("story", article.id))]
    return _annotation(name_of("act", f"{article.id}/{number}"), f"act:{act.kind}", text, article, of)


def _annotation(name: str, comment: str, text: str, article: Article, of: list[tuple[str, str]]) -> Json:
    told: list[Part] = [("text", text), ("type", "Annotation"), ("format", "text"), ("ref", address_of(article))]
    return _object(ANNOTATION, name, comment, told, iter(of))
