"""The register as FollowTheMoney entities with lasting ids, and beside them, as lines of JSON, what they cannot say.

FollowTheMoney has no claim, no denial and no chain of sources. So an allegation is an ``Event`` that is called one, and
only where somebody says or suspects that it happened; never an ``EconomicActivity`` with a sender and a receiver. Each
claim is a ``Note`` in plain words, and stands with all its parts in ``claims.jsonl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

import pycountry

from onrecord.exports.annotations import actor as in_terms
from onrecord.exports.edition import Edition, Told
from onrecord.exports.files import File, Json, json_lines, without_blanks
from onrecord.exports.names import (
    actor_key,
    actor_title,
    address_of,
    dossier_title,
    fate_of,
    holder_title,
    place_of,
    sentence_of,
    sentence_of_act,
)
from onrecord.lexicon.codes import alpha_2, party_name
from onrecord.records import Act, Actor, Article, Dossier, Sector, Status

HAPPENED: Final = (Status.ADMITTED, Status.DISPUTED, Status.ALLEGED)
"""Where at least one holder says or suspects that it happened."""

PUBLIC: Final = frozenset({None, Sector.GOV, Sector.MIL, Sector.LEG, Sector.JUD, Sector.SPY, Sector.IGO})


def write(edition: Edition) -> Iterator[File]:
    """The entities, each once, and the claims."""
    entities = {str(made["id"]): made for made in _entities(edition)}
    yield json_lines("entities.ftm.json", entities.values(), "application/json+ftm")
    yield json_lines("claims.jsonl", (_claim(told) for told in edition.claims()))


def _entities(edition: Edition) -> Iterator[Json]:
    for reading in edition.stories.values():
        yield _article(edition, reading.article)
    for dossier in edition.dossiers:
        yield from _allegation(edition, dossier)
    for told in edition.claims():
        yield from _holder(told.article, told.claim.holder)
        yield _note(told)
    for article, number, act in edition.acts():
        yield from _holder(article, act.actor)
        yield _act(edition, article, number, act)


def _id(kind: str, identity: str) -> str:
    """An entity's id of the letters that FollowTheMoney takes; where others had to go, a digest keeps names apart.

    >>> _id("actor", "IRN/GOV"), _id("actor", "p1/two officials")
    ('onrecord-actor-IRN-GOV', 'onrecord-actor-p1-two-officials-1b2095b7')
    """
    plain = identity.replace("/", "-")
    kept = re.sub(r"[^a-zA-Z0-9.-]+", "-", plain).strip("-")
    digest = f"-{sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}" if kept != plain else ""
    return f"onrecord-{kind}-{kept}{digest}"


def _entity(identity: str, schema: str, properties: dict[str, Iterable[str | None] | str | None]) -> Json:
    """An entity whose properties are lists of what is known."""
    told = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in properties.items()}
    kept = {name: [value for value in values if value] for name, values in told.items()}
    return {"id": identity, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _article(edition: Edition, article: Article) -> Json:
    language = pycountry.languages.get(alpha_2=article.language) if article.language else None
    properties: dict[str, Iterable[str | None] | str | None] = {
        "title": article.title,
        "publisher": article.publisher,
        "author": article.agency,
        "publishedAt": article.day.isoformat() if article.day else None,
        "sourceUrl": address_of(article),
        "fileName": None if address_of(article) else place_of(article),
        "language": language.alpha_3 if language else None,
        "generator": edition.imprint.line,
        "notes": [f"copy of {edition.copied[article.id]}" if article.id in edition.copied else None, fate_of(article)],
    }
    return _entity(_id("story", article.id), "Article", properties)


def _allegation(edition: Edition, dossier: Dossier) -> Iterator[Json]:
    """The parties, and where somebody says that it happened, what is alleged, with the stories that tell of it."""
    parties = (*dossier.supplier, *dossier.recipient)
    yield from (_party(code) for code in parties)
    status = dossier.status[-1] if dossier.status else None
    if status is None or status.status not in HAPPENED:
        return
    event = _id("dossier", dossier.id)
    yield _entity(
        event,
        "Event",
        {
            "name": dossier_title(dossier),
            "summary": f"an allegation, {status.status} since {status.date or 'an unknown day'}; see the notes on it",
            "involved": [_id("actor", code) for code in parties],
            "keywords": ["alleged transfer", f"status:{status.status}"],
            "recordId": dossier.id,
        },
    )
    for story in dict.fromkeys(member.story for member in dossier.members):
        fate = fate_of(edition.stories[story].article) if story in edition.stories else ""
        role = "tells of the allegation" + (f"; {fate}" if fate else "")
        document = {"document": _id("story", story), "entity": event, "role": role}
        yield _entity(_id("documentation", f"{dossier.id}-{story}"), "Documentation", {**document})


def _party(code: str) -> Json:
    sector = code.partition("/")[2]
    schema = "PublicBody" if not sector or Sector(sector) in PUBLIC else "LegalEntity"
    return _entity(_id("actor", code), schema, {"name": party_name(code), "country": _country(code)})


def _country(code: str | None) -> str | None:
    letters = alpha_2(code) if code else None
    return letters.lower() if letters else None


def _holder(article: Article, actor: Actor) -> Iterator[Json]:
    """Who holds a position, and the words by which this story names them."""
    identity = _id("actor", actor_key(actor, article))
    schema = "PublicBody" if actor.country and actor.sector in PUBLIC else "LegalEntity"
    yield _entity(identity, schema, {"name": actor_title(actor), "country": _country(actor.country)})
    mention = {"document": _id("story", article.id), "name": holder_title(actor), "resolved": identity}
    yield _entity(_id("mention", f"{article.id}-{actor.text}-{actor_title(actor)}"), "Mention", {**mention})


def _note(told: Told) -> Json:
    claim, status = told.claim, told.dossier.status[-1].status if told.dossier and told.dossier.status else None
    event = _id("dossier", told.dossier.id) if told.dossier and status in HAPPENED else None
    marks = [f"position:{claim.position}", "told as past" if claim.past else None, "copy" if told.copy else None]
    marks.append(told.article.ended.kind.value if told.article.ended else None)
    return _entity(
        _id("claim", claim.id),
        "Note",
        {
            "name": sentence_of(told),
            "description": [f"“{words}”" for words in told.words if words],
            "entity": event or _id("story", told.article.id),
            "keywords": marks,
            "proof": _id("story", told.article.id),
            "createdAt": told.article.day.isoformat() if told.article.day else None,
            "sourceUrl": address_of(told.article),
        },
    )


def _act(edition: Edition, article: Article, number: int, act: Act) -> Json:
    words = edition.words(article, act.evidence)
    return _entity(
        _id("act", f"{article.id}-{number}"),
        "Note",
        {
            "name": sentence_of_act(act, article),
            "description": [f"“{piece}”" for piece in words if piece],
            "entity": _id("story", article.id),
            "keywords": [f"act:{act.kind}", article.ended.kind.value if article.ended else None],
            "proof": _id("story", article.id),
            "createdAt": article.day.isoformat() if article.day else None,
        },
    )


def _claim(told: Told) -> Json:
    """All of a claim, by the ids of the entities."""
    claim, event = told.claim, told.event
    return without_blanks(
        {
            "id": _id("claim", claim.id),
            "claim": claim.id,
            "story": _id("story", told.article.id),
            "dossier": _id("dossier", told.dossier.id) if told.dossier else None,
            "event": event.id,
            "event_type": event.type.value,
            "stage": event.stage.value if event.stage else None,
            "parties": {role.value: list(codes) for role, codes in event.parties if codes},
            "goods": [
                without_blanks({"words": item.text, "class": item.goods_class, "designation": item.designation})
                for item in event.items
            ],
            "holder": _id("actor", actor_key(claim.holder, told.article)),
            "holder_words": claim.holder.text,
            "via": [in_terms(source) for source in claim.via],
            "position": claim.position.value,
            "past": claim.past,
            "copy": told.copy,
            "page": fate_of(told.article),
            "evidence": [words for words in told.words if words],
        }
    )
