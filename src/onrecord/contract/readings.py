"""Readings as the contract's objects, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from onrecord.contract.shapes import (
    ActJson,
    ActorJson,
    ClaimJson,
    EventJson,
    ItemJson,
    NotTheContract,
    ReadingJson,
    day_as_json,
    day_from_json,
    notice_as_json,
    notice_from_json,
    sector_as_json,
    sector_from_json,
)
from onrecord.contract.words import BREAK, evidence_as_json, evidence_from_json, told_as_past
from onrecord.records import (
    ROLES,
    Act,
    ActKind,
    Actor,
    Article,
    Claim,
    Dateline,
    DateSource,
    Event,
    EventType,
    Item,
    Position,
    Reading,
    Rights,
    Span,
    Stage,
    ToldDate,
    Zone,
    ZoneKind,
)


def reading_as_json(reading: Reading) -> ReadingJson:
    """The contract's object of a reading, its keys always in one order.

    Raises ``Disagreement`` where a piece of evidence stands neither in the body nor in the title.

    >>> article = Article("p1", "wire/1.txt", "No guns went, Oslo said.", (Zone(ZoneKind.BODY, Span(0, 24)),))
    >>> reading_as_json(Reading(article))["body"], reading_as_json(Reading(article))["path"]
    ('No guns went, Oslo said.', 'wire/1.txt')
    """
    article = reading.article
    row: ReadingJson = {
        "id": article.id,
        "path": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "agency": article.agency,
        "dateline": {"place": article.dateline.place, "date": day_as_json(article.dateline.date)},
        "published": article.published.day.isoformat() if article.published else None,
        "rights": {"holder": article.rights.holder, "reserved": article.rights.reserved},
        "body": article.body,
        "events": [_event_as_json(event) for event in reading.events],
        "claims": [_claim_as_json(claim, article) for claim in reading.claims],
        "acts": [_act_as_json(act, article) for act in reading.acts],
    }
    if article.notices:
        row["notices"] = [notice_as_json(notice) for notice in article.notices]
    return row


def _actor_as_json(actor: Actor) -> ActorJson:
    return {"text": actor.text, "country": actor.country, "sector": sector_as_json(actor.sector)}


def _item_as_json(item: Item) -> ItemJson:
    quantity = item.quantity
    if quantity is not None and quantity == int(quantity):
        quantity = int(quantity)
    row: ItemJson = {
        "text": item.text,
        "class": item.goods_class,
        "designation": item.designation,
        "quantity": quantity,
    }
    if item.approximate:
        row["approximate"] = True
    return row


def _event_as_json(event: Event) -> EventJson:
    row: dict[str, object] = {"id": event.id, "type": event.type.value}
    row.update({role.value: list(event.party(role)) for role in ROLES[event.type]})
    if event.type in (EventType.TRANSFER, EventType.SANCTION):
        row["stage"] = event.stage.value if event.stage else None
    row["items"] = [_item_as_json(item) for item in event.items]
    return cast(EventJson, row)


def _claim_as_json(claim: Claim, article: Article) -> ClaimJson:
    words, spans = evidence_as_json(claim.evidence, article)
    return {
        "id": claim.id,
        "event": claim.event,
        "holder": _actor_as_json(claim.holder),
        "via": [_actor_as_json(source) for source in claim.via],
        "position": claim.position.value,
        "past": claim.past,
        "evidence": words,
        "spans": spans,
    }


def _act_as_json(act: Act, article: Article) -> ActJson:
    words, spans = evidence_as_json(act.evidence, article)
    return {
        "act": act.kind.value,
        "actor": _actor_as_json(act.actor),
        "target": _actor_as_json(act.target) if act.target else None,
        "about": act.about,
        "evidence": words,
        "spans": spans,
    }


def reading_from_json(obj: Mapping[str, object]) -> Reading:
    """The reading of a contract object: its article rebuilt from title and body, every piece of evidence in its place.

    Raises ``NotTheContract``, naming the story, where a key is missing, a value is none of the contract's, or the
    words of a claim or an act do not stand in the body or the title.

    >>> told = {"id": "s1", "title": "No guns, says Oslo", "publisher": None, "agency": None, "published": "2025-03-01",
    ...         "dateline": {"place": "Oslo", "date": None}, "rights": {"holder": None, "reserved": False},
    ...         "body": "Nothing was sent.", "events": [], "claims": [], "acts": []}
    >>> reading_from_json(told).article.quote(Span(20, 27)).text
    'Nothing'
    """
    row = cast(ReadingJson, obj)
    name = str(obj.get("id") or obj.get("path") or "a reading without an id")
    try:
        article = _article_from_json(row)
        return Reading(
            article,
            tuple(_event_from_json(event) for event in row["events"]),
            tuple(_claim_from_json(claim, article, n) for n, claim in enumerate(row["claims"], 1)),
            tuple(_act_from_json(act, article) for act in row["acts"]),
        )
    except NotTheContract:
        raise
    except KeyError as error:
        raise NotTheContract(f"{name}: no key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise NotTheContract(f"{name}: {error}") from error


def _article_from_json(row: ReadingJson) -> Article:
    title, dateline, rights = row["title"], row["dateline"] or {}, row["rights"] or {}
    published = day_from_json(row["published"])
    text, zones = _laid_out(title, row["body"])
    return Article(
        id=row["id"],
        source=row.get("path") or row["id"],
        text=text,
        zones=zones,
        title=title,
        publisher=row["publisher"],
        agency=row["agency"],
        dateline=Dateline(dateline.get("place"), day_from_json(dateline.get("date"))),
        published=ToldDate(published, DateSource.STRUCTURED) if published else None,
        rights=Rights(rights.get("holder"), bool(rights.get("reserved"))),
        notices=tuple(map(notice_from_json, row.get("notices", ()))),
    )


def _laid_out(title: str | None, body: str) -> tuple[str, tuple[Zone, ...]]:
    """One text of title and body with a zone for the headline and one for each paragraph."""
    head = title + BREAK if title else ""
    zones = [Zone(ZoneKind.HEADLINE, Span(0, len(title)))] if title else []
    start = len(head)
    for paragraph in body.split(BREAK):
        zones.append(Zone(ZoneKind.BODY, Span(start, start + len(paragraph))))
        start += len(paragraph) + len(BREAK)
    return head + body, tuple(zones)


def _actor_from_json(row: ActorJson) -> Actor:
    return Actor(row["text"], row["country"], sector_from_json(row["sector"]))


def _event_from_json(row: EventJson) -> Event:
    kind, fields = EventType(row["type"]), cast(Mapping[str, list[str]], row)
    stage = row.get("stage")
    return Event(
        row["id"],
        kind,
        tuple((role, tuple(fields.get(role.value) or ())) for role in ROLES[kind]),
        Stage(stage) if stage else None,
        tuple(_item_from_json(item) for item in row["items"]),
    )


def _item_from_json(row: ItemJson) -> Item:
    return Item(row["text"], row["class"], row["designation"], row["quantity"], bool(row.get("approximate")))


def _claim_from_json(row: ClaimJson, article: Article, number: int) -> Claim:
    return Claim(
        row.get("id") or f"{article.id}.c{number}",
        row["event"],
        _actor_from_json(row["holder"]),
        Position(row["position"]),
        evidence_from_json(row, article),
        tuple(_actor_from_json(source) for source in row["via"]),
        bool(row["past"]) if "past" in row else any(map(told_as_past, row["evidence"])),
    )


def _act_from_json(row: ActJson, article: Article) -> Act:
    return Act(
        ActKind(row["act"]),
        _actor_from_json(row["actor"]),
        evidence_from_json(row, article),
        _actor_from_json(row["target"]) if row["target"] else None,
        row["about"],
    )
