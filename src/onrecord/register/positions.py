"""Who held what since when: a dossier's positions in the register's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from onrecord.records import Article, Claim, DatedPosition, Member, Position, Reading
from onrecord.register.status import day_order

FIRMNESS: Final = {
    Position.HYPOTHETICAL: 0,
    Position.NONCOMMITTAL: 1,
    Position.SUSPECTS: 2,
    Position.DOUBTS: 2,
    Position.INTENDS: 3,
    Position.DENIES: 4,
    Position.ASSERTS: 5,
}
"""Which of one holder's positions of one date counts: the firmest; told as past, a position comes before all others."""


def story_day(article: Article) -> date | None:
    """The date of a story in the register: when it was published, or else its dateline's."""
    return article.published.day if article.published else article.dateline.date


def dated_positions(members: Iterable[Member], readings: Mapping[str, Reading]) -> tuple[DatedPosition, ...]:
    """The positions of the claims on these events, each once, by date, told as past first, then weaker, then firmer.

    What is equally firm stays in the order of the members and of the text, so members come in the register's order.
    """
    rows: dict[tuple[object, ...], DatedPosition] = {}
    for member in members:
        reading = readings[member.story]
        for claim in reading.claims:
            if claim.event == member.event:
                row = _dated(claim, reading.article)
                key = (row.date, row.country, row.sector, row.position, row.story)
                if key not in rows or rows[key].past:
                    rows[key] = row
    return tuple(sorted(rows.values(), key=_order))


def _dated(claim: Claim, article: Article) -> DatedPosition:
    holder = claim.holder
    return DatedPosition(story_day(article), holder.country, holder.sector, claim.position, article.id, claim.past)


def _order(row: DatedPosition) -> tuple[date, bool, int]:
    return day_order(row.date), not row.past, FIRMNESS[row.position]
