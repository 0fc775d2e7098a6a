"""A dossier's sheet: who stands where and since when, in which words; what is told, each value by whom; what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from onrecord.lexicon.codes import goods_name, party_name
from onrecord.records import (
    Article,
    Basis,
    Claim,
    DatedPosition,
    Dossier,
    Link,
    Member,
    Notice,
    Position,
    Reading,
    Sector,
    Status,
    StatusChange,
)
from onrecord.register.anchors import Ruling, rulings_on
from onrecord.register.cells import Cell, told_cells
from onrecord.register.copies import first_told
from onrecord.register.follow import Threat, follow_threats
from onrecord.register.grounds import ground
from onrecord.register.positions import end_of, story_day
from onrecord.register.status import standing_day
from onrecord.register.voices import Voices, count_voices

DOUBTFUL: Final = 0.75
"""A link less likely than this is for a person to look at."""


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words with the story that carries them and the chain from the page to the holder, outermost first.

    ``said`` is when they were said, where the text gives another day than the story's; ``basis`` and ``language`` are
    what the claim rests on, and the words that call its evidence strong or weak.
    """

    story: str
    source: str
    outlet: str | None
    day: date | None
    text: str
    via: tuple[str, ...] = ()
    said: date | None = None
    basis: tuple[Basis, ...] = ()
    language: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a holder stands now and since when, in which words, and where the holder stood before."""

    holder: str
    country: str | None
    sector: Sector | None
    position: Position
    since: date | None
    words: tuple[Words, ...]
    earlier: tuple[DatedPosition, ...]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """A page that no longer stands, what it said then, and what took it away."""

    story: str
    source: str
    outlet: str | None
    day: date | None
    notice: Notice
    said: tuple[DatedPosition, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a dossier's page tells, copies folded into the story that counts as first."""

    dossier: Dossier
    title: str
    status: Status | None
    since: date | None
    changes: tuple[StatusChange, ...]
    standings: tuple[Standing, ...]
    told: tuple[Cell, ...]
    untold: tuple[str, ...]
    voices: tuple[Voices, ...]
    pages: int
    taken_away: tuple[TakenAway, ...]
    copies: tuple[tuple[str, ...], ...]
    threats: tuple[Threat, ...]
    doubtful: tuple[Link, ...]
    rulings: tuple[Ruling, ...]


def make_sheet(dossier: Dossier, readings: Iterable[Reading], rulings: Iterable[Ruling] = ()) -> Sheet:
    """The sheet of a dossier, from the readings that it was made of, as people decided, and what they decided.

    Readings of other stories do no harm, and serve to tell what followed a threat.
    """
    stories = {reading.article.id: reading for reading in readings}
    members = first_told(dossier)
    dossier = ground(dossier, stories)
    cells = told_cells(members, stories)
    last = dossier.status[-1] if dossier.status else None
    return Sheet(
        dossier=dossier,
        title=title_of(dossier),
        status=last.status if last else None,
        since=last.date if last else None,
        changes=dossier.status,
        standings=tuple(_standings(dossier, members, stories)),
        told=tuple(cell for cell in cells if cell.values),
        untold=tuple(cell.name for cell in cells if not cell.values),
        voices=count_voices(members, stories),
        pages=len({member.story for member in dossier.members if not stories[member.story].article.notices}),
        taken_away=tuple(_taken_away(dossier, stories)),
        copies=tuple(tuple(stories[story].article.source for story in group) for group in dossier.copies),
        threats=follow_threats(dossier, stories.values()),
        doubtful=tuple(link for link in dossier.links if link.score < DOUBTFUL),
        rulings=rulings_on(dossier, rulings),
    )


def title_of(dossier: Dossier) -> str:
    """A dossier's title line.

    >>> title_of(Dossier("d1", ("IRN",), ("RUS",), "missile.ballistic", "Fath-360", ()))
    'Iran → Russia, ballistic missiles (Fath-360)'
    """
    supplier, recipient = (
        " and ".join(map(party_name, parties)) or "not told" for parties in (dossier.supplier, dossier.recipient)
    )
    designation = f" ({dossier.designation})" if dossier.designation else ""
    return f"{supplier} → {recipient}, {goods_name(dossier.goods_class)}{designation}"


def _standings(dossier: Dossier, members: Iterable[Member], stories: Mapping[str, Reading]) -> Iterator[Standing]:
    """Each holder's standing, in the order in which they first spoke."""
    claims = list(_claims(members, stories))
    rows: dict[tuple[str | None, Sector | None], list[DatedPosition]] = {}
    for row in dossier.positions:
        rows.setdefault((row.country, row.sector), []).append(row)
    for (country, sector), taken in rows.items():
        counting = [row for row in taken if row.ended is None]
        if not counting:
            continue
        now = [list(run) for _, run in groupby(counting, key=lambda row: row.position)][-1]
        words = [(claim, article, row) for claim, article in claims for row in now if _carries(row, claim, article)]
        yield Standing(
            holder=words[-1][0].holder.text,
            country=country,
            sector=sector,
            position=now[0].position,
            since=standing_day(now[0]),
            words=tuple(said for told in words for said in _words(*told)),
            earlier=tuple(row for row in taken if row not in now),
        )


def _taken_away(dossier: Dossier, stories: Mapping[str, Reading]) -> Iterator[TakenAway]:
    for story in dict.fromkeys(member.story for member in dossier.members):
        article = stories[story].article
        if (notice := end_of(article)) is not None:
            said = tuple(row for row in dossier.positions if row.story == story)
            yield TakenAway(story, article.source, article.publisher, story_day(article), notice, said)


def _claims(members: Iterable[Member], stories: Mapping[str, Reading]) -> Iterator[tuple[Claim, Article]]:
    for member in members:
        reading = stories[member.story]
        yield from ((claim, reading.article) for claim in reading.claims if claim.event == member.event)


def _carries(row: DatedPosition, claim: Claim, article: Article) -> bool:
    told = (article.id, claim.holder.country, claim.holder.sector, claim.position)
    return told == (row.story, row.country, row.sector, row.position)


def _words(claim: Claim, article: Article, row: DatedPosition) -> Iterator[Words]:
    via = tuple(actor.text for actor in claim.via)
    for piece in claim.evidence:
        yield Words(
            story=article.id,
            source=article.source,
            outlet=article.publisher,
            day=story_day(article),
            text=piece.text,
            via=via,
            said=row.said,
            basis=row.basis,
            language=row.language,
        )
