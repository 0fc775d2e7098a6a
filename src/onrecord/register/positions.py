"""Who held what since when: a dossier's positions in the register's order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from onrecord.records import Article, Claim, DatedPosition, Member, Notice, Reading
from onrecord.register.spoken import spoken_on
from onrecord.register.status import standing_order


def story_day(article: Article) -> date | None:
    """The date of a story in the register: when it was published, or else its dateline's."""
    return article.published.day if article.published else article.dateline.date


def dated_positions(members: Iterable[Member], readings: Mapping[str, Reading]) -> tuple[DatedPosition, ...]:
    """The positions of the claims on these events, each once, in the order in which they were taken.

    That is by the day at which each counts, of one day told as past first, then weaker, then firmer. What is equally
    firm stays in the order of the members and of the text, so members come in the register's order.
    """
    rows: dict[tuple[object, ...], DatedPosition] = {}
    for member in members:
        reading = readings[member.story]
        for claim in reading.claims:
            if claim.event == member.event:
                row = dated(claim, reading.article)
                key = (row.date, row.country, row.sector, row.position, row.story)
                if key not in rows or rows[key].past:
                    rows[key] = row
    return tuple(sorted(rows.values(), key=standing_order))


def dated(claim: Claim, article: Article) -> DatedPosition:
    """The position of a claim, with the day on which it was taken where the text gives another than the story's."""
    holder, day = claim.holder, story_day(article)
    return DatedPosition(
        day,
        holder.country,
        holder.sector,
        claim.position,
        article.id,
        claim.past,
        said=spoken_on(claim, article, day),
        ended=end_of(article),
    )


def end_of(article: Article) -> Notice | None:
    """What took a story's page away, a withdrawal or another page in its place; ``None`` while it stands."""
    return article.ended
