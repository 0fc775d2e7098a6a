"""The rows of every table, column by column as ``tables`` names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.contract import printed_span
from onrecord.exports.edition import Edition
from onrecord.exports.names import place_of
from onrecord.records import Actor, Evidence, Notice, Role

Row = tuple[object, ...]
ROLES: Final = tuple(Role)
"""A column each; no event has them all."""


def dossiers(edition: Edition) -> Iterator[Row]:
    """A row a dossier, in the dossiers' order."""
    for one in edition.dossiers:
        last = one.status[-1] if one.status else None
        days = sorted(row.date for row in one.positions if row.date)
        status, since = (last.status.value, last.date) if last else (None, None)
        first, latest = (days[0], days[-1]) if days else (None, None)
        yield one.id, one.supplier, one.recipient, one.goods_class, one.designation, status, since, first, latest


def stories(edition: Edition) -> Iterator[Row]:
    """A row a story."""
    for story, reading in edition.stories.items():
        article = reading.article
        yield (
            story,
            article.title,
            article.publisher,
            article.agency,
            article.dateline.place,
            article.dateline.date,
            article.published.day if article.published else None,
            place_of(article),
            article.language,
            article.rights.holder,
            edition.allotments[story].policy.id,
            edition.copied.get(story),
            *_end(article.ended),
        )


def events(edition: Edition) -> Iterator[Row]:
    """A row an event."""
    for story, reading in edition.stories.items():
        for event in reading.events:
            home = edition.homes.get((story, event.id))
            stage = event.stage.value if event.stage else None
            yield (
                story,
                event.id,
                home.id if home else None,
                event.type.value,
                stage,
                *(event.party(role) for role in ROLES),
            )


def items(edition: Edition) -> Iterator[Row]:
    """A row an item."""
    for story, reading in edition.stories.items():
        for event in reading.events:
            for number, item in enumerate(event.items, 1):
                told = item.text, item.goods_class, item.designation, item.quantity, item.approximate
                yield story, event.id, number, *told


def claims(edition: Edition) -> Iterator[Row]:
    """A row a claim."""
    for told in edition.claims():
        claim = told.claim
        yield (
            claim.id,
            told.article.id,
            claim.event,
            *_actor(claim.holder),
            claim.position.value,
            claim.past,
            told.counted,
        )


def chains(edition: Edition) -> Iterator[Row]:
    """A row a source between a page and a holder."""
    for told in edition.claims():
        for step, source in enumerate(told.claim.via, 1):
            yield told.article.id, told.claim.id, step, *_actor(source)


def evidence(edition: Edition) -> Iterator[Row]:
    """A row a piece of evidence."""
    for told in edition.claims():
        for number, (piece, words) in enumerate(zip(told.claim.evidence, told.words, strict=True), 1):
            place = printed_span(told.article, piece.span)
            stretch = place["zone"], place["start"], place["end"]
            yield told.article.id, told.claim.id, number, *stretch, shown(piece, words), words


def shown(piece: Evidence, words: str | None) -> str:
    """How much of a piece of evidence is shown.

    >>> from onrecord.records import Span
    >>> shown(Evidence(Span(0, 4), "guns"), None)
    'withheld'
    """
    if words is None:
        return "withheld"
    return "cut" if words.endswith("…") and not piece.text.endswith("…") else "whole"


def acts(edition: Edition) -> Iterator[Row]:
    """A row an act."""
    for article, number, act in edition.acts():
        words = " … ".join(filter(None, edition.words(article, act.evidence))) or None
        yield article.id, number, act.kind.value, *_actor(act.actor), *_actor(act.target), act.about, words


def positions(edition: Edition) -> Iterator[Row]:
    """A row a position."""
    for dossier in edition.dossiers:
        for number, row in enumerate(dossier.positions, 1):
            sector = row.sector.value if row.sector else None
            told = row.date, row.country, sector, row.position.value, row.past, row.story
            yield dossier.id, number, *told, *_end(row.ended)


def statuses(edition: Edition) -> Iterator[Row]:
    """A row a change of status."""
    for dossier in edition.dossiers:
        for number, change in enumerate(dossier.status, 1):
            yield dossier.id, number, change.date, change.status.value


def _end(ended: Notice | None) -> Row:
    return (ended.kind.value, ended.day) if ended else (None, None)


def _actor(actor: Actor | None) -> Row:
    if actor is None:
        return None, None, None
    return actor.text, actor.country, actor.sector.value if actor.sector else None
