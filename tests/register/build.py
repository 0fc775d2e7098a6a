"""Short ways to make readings for the register's tests; all outlets and persons are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.records import (
    Actor,
    Article,
    Claim,
    DateSource,
    Event,
    EventType,
    Item,
    Position,
    Reading,
    Role,
    Sector,
    Span,
    Stage,
    ToldDate,
    Zone,
    ZoneKind,
)


def actor(code: str) -> Actor:
    """``IRN/GOV``, ``/MED`` or ``AUTHOR`` as an actor."""
    if code == "AUTHOR":
        return Actor("AUTHOR", None, Sector.MED)
    country, _, sector = code.partition("/")
    return Actor(code, country or None, Sector(sector) if sector else None)


def transfer(
    name: str,
    supplier: str = "",
    recipient: str = "",
    *goods: Item,
    stage: Stage = Stage.DELIVERED,
    kind: EventType = EventType.TRANSFER,
) -> Event:
    """A transfer between parties named in one word each, several parted by a space."""
    parties = ((Role.SUPPLIER, tuple(supplier.split())), (Role.RECIPIENT, tuple(recipient.split())))
    return Event(name, kind, parties, stage, goods)


def goods(told: str, goods_class: str, designation: str | None = None, quantity: float | None = None) -> Item:
    return Item(told, goods_class, designation, quantity)


Said = tuple[str, str, Position]
"""The event's id, the holder's code and the position."""


def story(
    name: str,
    day: str | None = None,
    events: Sequence[Event] = (),
    said: Sequence[Said] = (),
    *,
    past: Sequence[int] = (),
    body: str = "",
    publisher: str | None = None,
    agency: str | None = None,
) -> Reading:
    """A reading whose body is the given one, or a sentence a claim; ``past`` numbers the claims told as past."""
    lines = [f"{holder} {position} {event} on page {name}." for event, holder, position in said]
    text = body or " ".join(lines) or "Nothing is said."
    article = Article(
        id=name,
        source=f"pages/{name}.txt",
        text=text,
        zones=(Zone(ZoneKind.BODY, Span(0, len(text))),),
        publisher=publisher,
        agency=agency,
        published=ToldDate(date.fromisoformat(day), DateSource.META) if day else None,
    )
    claims = []
    for n, (event, holder, position) in enumerate(said):
        start = text.find(lines[n])
        span = Span(start, start + len(lines[n])) if start >= 0 else Span(0, len(text))
        evidence = (article.quote(span),)
        claims.append(Claim(f"c{n}", event, actor(holder), position, evidence, past=n in past))
    return Reading(article, tuple(events), tuple(claims))
