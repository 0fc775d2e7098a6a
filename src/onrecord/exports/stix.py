"""The register for fusion centres, in STIX 2.1: each allegation a note, each position on it an opinion.

An opinion says how far its author agrees with the note: a denial strongly disagrees, who leaves a matter open is
neutral and says so. No relationship is made of supplier and recipient, for that would say that something was supplied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from onrecord.exports.edition import PROGRAM, Edition, Told
from onrecord.exports.files import File, Json, json_file, without_blanks
from onrecord.exports.names import (
    actor_key,
    actor_title,
    address_of,
    dossier_title,
    event_title,
    holder_title,
    name_of,
    place_of,
    sentence_of,
    sentence_of_act,
)
from onrecord.lexicon.codes import party_name
from onrecord.records import Act, Actor, Article, Dossier, Position, Role, Sector

OPINIONS: Final = {
    Position.ASSERTS: "strongly-agree",
    Position.SUSPECTS: "agree",
    Position.INTENDS: "neutral",
    Position.DENIES: "strongly-disagree",
    Position.DOUBTS: "disagree",
    Position.NONCOMMITTAL: "neutral",
    Position.HYPOTHETICAL: "neutral",
}
"""How far a holder agrees that it happened; what is only announced has not happened yet."""

MEDIA_TYPE: Final = "application/stix+json;version=2.1"
ALLEGATION: Final = "This is an allegation, not a finding: see the opinions on it."
CLASSES: Final = {None: "unknown", Sector.MED: "organization", Sector.CVL: "class"}


def write(edition: Edition) -> Iterator[File]:
    """One bundle; an object that two things need is in it once."""
    objects: dict[str, Json] = {}
    for made in _objects(edition):
        objects.setdefault(str(made["id"]), made)
    bundle = {"type": "bundle", "id": stix_id("bundle", edition.imprint.line), "objects": list(objects.values())}
    yield json_file("bundle.json", bundle, MEDIA_TYPE)


def stix_id(kind: str, name: str) -> str:
    """The id of an object of a kind, always the same for the same name.

    >>> stix_id("note", "urn:onrecord:dossier:d1")
    'note--6ab8e245-9a2d-5336-9705-01634be5d296'
    """
    return f"{kind}--{uuid5(NAMESPACE_URL, f'{kind} {name}')}"


def _objects(edition: Edition) -> Iterator[Json]:
    yield _program(edition)
    for dossier in edition.dossiers:
        told = list(edition.claims_on(dossier))
        yield from _case(edition, dossier, told)
    for told_once in edition.claims():
        if told_once.dossier is None:
            yield from _alone(edition, told_once)
    for article, number, act in edition.acts():
        yield from _act(edition, article, number, act)


def _case(edition: Edition, dossier: Dossier, told: list[Told]) -> Iterator[Json]:
    """A dossier: the parties named, the allegation, who thinks what of it, and the report that holds them together."""
    name = name_of("dossier", dossier.id)
    parties = [_party(edition, code) for code in (*dossier.supplier, *dossier.recipient)]
    days = [row.date for row in dossier.positions if row.date]
    status = dossier.status[-1].status if dossier.status else None
    title = dossier_title(dossier)
    stands = f"Status by the latest position of each holder: {status or 'untold'}."
    note = _note(edition, name, f"{title}. {ALLEGATION} {stands}", parties, min(days, default=None))
    opinions = [_opinion(edition, one, str(note["id"])) for one in told]
    held = [*parties, note, *opinions]
    yield from held
    yield {
        **_head(edition, "report", name, min(days, default=None)),
        "name": title,
        "description": f"{ALLEGATION} {stands} {edition.imprint.line}.",
        "published": _moment(min(days, default=None) or edition.imprint.as_of),
        "labels": [f"status:{status}"] if status else ["status:untold"],
        "object_refs": list(dict.fromkeys(str(one["id"]) for one in held)),
    }


def _alone(edition: Edition, told: Told) -> Iterator[Json]:
    """A claim on an event that is no alleged transfer: a strike, a test, a sanction."""
    name = name_of("event", f"{told.article.id}/{told.event.id}")
    codes = dict.fromkeys(code for role in Role for code in told.event.party(role))
    parties = [_party(edition, code) for code in codes]
    title = f"told by a news page: {event_title(told.event)}. {ALLEGATION}"
    note = _note(edition, name, title, parties, told.article.day)
    yield from (*parties, note, _opinion(edition, told, str(note["id"])))


def _act(edition: Edition, article: Article, number: int, act: Act) -> Iterator[Json]:
    actors = [_holder(edition, article, one) for one in (act.actor, act.target) if one]
    name = name_of("act", f"{article.id}/{number}")
    note = _note(edition, name, sentence_of_act(act, article), actors, article.day)
    references = [_reference(article, " … ".join(filter(None, edition.words(article, act.evidence))))]
    labels = [f"act:{act.kind}"]
    yield from (*actors, {**note, "labels": labels, "external_references": references, **_taken_away(article, labels)})


def _note(edition: Edition, name: str, content: str, about: Iterable[Json], day: date | None) -> Json:
    refs = list(dict.fromkeys(str(one["id"]) for one in about)) or [stix_id("identity", PROGRAM)]
    return {**_head(edition, "note", name, day), "content": content, "authors": [PROGRAM], "object_refs": refs}


def _opinion(edition: Edition, told: Told, note: str) -> Json:
    claim = told.claim
    marks = [f"position:{claim.position}", *(["told-as-past"] if claim.past else []), *(["copy"] if told.copy else [])]
    return {
        **_head(edition, "opinion", name_of("claim", claim.id), told.article.day),
        "opinion": OPINIONS[claim.position],
        "explanation": f"{sentence_of(told)}.",
        "authors": [holder_title(claim.holder)],
        "labels": marks,
        "object_refs": [note],
        "external_references": [_reference(told.article, " … ".join(filter(None, told.words)))],
        **_taken_away(told.article, marks),
    }


def _taken_away(article: Article, labels: list[str]) -> Json:
    """What is told on a page that no longer stands is revoked, and labelled with what became of the page."""
    return {"labels": [*labels, f"page-{article.ended.kind}"], "revoked": True} if article.ended else {}


def _reference(article: Article, words: str) -> Json:
    """The story, with the words as far as they may be shown."""
    return without_blanks(
        {
            "source_name": article.publisher or article.agency or place_of(article),
            "description": words and f"“{words}”",
            "url": address_of(article),
            "external_id": article.id,
        }
    )


def _program(edition: Edition) -> Json:
    head = _head(edition, "identity", PROGRAM, None)
    head.pop("created_by_ref")
    return {**head, "name": PROGRAM, "description": edition.imprint.line, "identity_class": "system"}


def _party(edition: Edition, code: str) -> Json:
    name = name_of("actor", code)
    return {**_head(edition, "identity", name, None), "name": party_name(code), "identity_class": "organization"}


def _holder(edition: Edition, article: Article, actor: Actor) -> Json:
    head = _head(edition, "identity", name_of("actor", actor_key(actor, article)), None)
    kind = "organization" if actor.country else CLASSES.get(actor.sector, "unknown")
    return {**head, "name": actor_title(actor), "identity_class": kind}


def _head(edition: Edition, kind: str, name: str, day: date | None) -> Json:
    """What every object has; a thing without a day is as old as the world, and all are as new as the edition."""
    as_of = edition.imprint.as_of
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": stix_id(kind, name),
        "created_by_ref": stix_id("identity", PROGRAM),
        "created": _moment(day),
        "modified": _moment(max(as_of or date.min, day or date.min)),
    }


def _moment(day: date | None) -> str:
    """Midnight of a day as STIX writes it; the beginning of 1970 where there is none.

    >>> _moment(date(2025, 3, 1))
    '2025-03-01T00:00:00.000Z'
    """
    known = day if day and day > date.min else date(1970, 1, 1)
    return f"{known.isoformat()}T00:00:00.000Z"
