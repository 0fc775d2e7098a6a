"""Track records: the positions that each holder took, and what they came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from onrecord.records import DatedPosition, Dossier, NoticeKind, Position, Reading, Sector, Status
from onrecord.register.copies import first_told
from onrecord.register.positions import dated
from onrecord.register.status import AGAINST, FOR, Holder, day_order, speaks_for, standing_order
from onrecord.register.voices import OUTLET, voice_of


class Outcome(StrEnum):
    """What a holder's position came to."""

    CAME_ROUND = "denied, then asserted it"
    WITHDREW = "asserted or suspected it, then did not"
    TAKEN_BACK = "printed it on a page that was withdrawn"
    BORNE_OUT = "asserted or suspected it before a party admitted it"
    CONTRADICTED = "denied or doubted it, and a party admitted it later"


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """A holder's positions, each counted once a dossier, and what they came to, with the dossiers behind each.

    ``outlet`` is the wire or outlet whose own voice is counted, ``None`` for all others.
    """

    country: str | None
    sector: Sector | None
    positions: tuple[tuple[Position, int], ...]
    outcomes: tuple[tuple[Outcome, tuple[str, ...]], ...]
    outlet: str | None = None


def track_records(dossiers: Iterable[Dossier]) -> tuple[TrackRecord, ...]:
    """The track record of every holder with a country, by country and sector.

    A holder without one is a different somebody on each page, so none is kept for it. Nothing here says who was right:
    an admission is a party's word, and a withdrawal is the holder's own.
    """
    told = ((dossier, holder, rows) for dossier in dossiers for holder, rows in _by_holder(dossier).items())
    records = (_record(*holder, *found) for holder, found in _counted(told, lambda holder: holder).items())
    return tuple(sorted(records, key=lambda record: (record.country or "", record.sector or "")))


def outlet_records(dossiers: Iterable[Dossier], readings: Iterable[Reading]) -> tuple[TrackRecord, ...]:
    """The track record of every wire and outlet in its own voice, by its name; what it quotes is not its position.

    A page that prints a wire's text speaks in the wire's voice, and a copy is not counted again. A page that was
    withdrawn still counts, as one that was.
    """
    stories = {reading.article.id: reading for reading in readings}
    told = ((dossier, name, rows) for dossier in dossiers for name, rows in _by_outlet(dossier, stories).items())
    found = _counted(told, lambda _: (None, Sector.MED))
    return tuple(_record(None, Sector.MED, *found[name], outlet=name) for name in sorted(found))


Named = TypeVar("Named", bound=Hashable)
Counted = tuple[Counter[Position], dict[Outcome, list[str]]]


def _counted(
    told: Iterable[tuple[Dossier, Named, Sequence[DatedPosition]]], holder_of: Callable[[Named], Holder]
) -> dict[Named, Counted]:
    """The positions that each took, dossier by dossier, and what they came to."""
    found: dict[Named, Counted] = {}
    for dossier, name, rows in told:
        counts, outcomes = found.setdefault(name, (Counter(), {}))
        counts.update({row.position for row in rows})
        for outcome in _outcomes(holder_of(name), rows, dossier):
            outcomes.setdefault(outcome, []).append(dossier.id)
    return found


def _record(
    country: str | None,
    sector: Sector | None,
    counts: Counter[Position],
    outcomes: dict[Outcome, list[str]],
    outlet: str | None = None,
) -> TrackRecord:
    return TrackRecord(
        country,
        sector,
        tuple((position, counts[position]) for position in Position if counts[position]),
        tuple((outcome, tuple(outcomes[outcome])) for outcome in Outcome if outcome in outcomes),
        outlet,
    )


def _by_outlet(dossier: Dossier, stories: Mapping[str, Reading]) -> dict[str, list[DatedPosition]]:
    found: dict[str, list[DatedPosition]] = {}
    for member in first_told(dossier):
        reading = stories[member.story]
        for claim in reading.claims:
            voice = voice_of(claim, reading.article)
            if claim.event == member.event and voice[0] == OUTLET:
                found.setdefault(voice[1], []).append(dated(claim, reading.article))
    return {name: sorted(rows, key=standing_order) for name, rows in found.items()}


def _by_holder(dossier: Dossier) -> dict[Holder, list[DatedPosition]]:
    found: dict[Holder, list[DatedPosition]] = {}
    for row in dossier.positions:
        if row.country and row.ended is None:
            found.setdefault((row.country, row.sector), []).append(row)
    return found


def _outcomes(holder: Holder, rows: Sequence[DatedPosition], dossier: Dossier) -> Iterator[Outcome]:
    if any(row.ended and row.ended.kind is NoticeKind.WITHDRAWN for row in rows):
        yield Outcome.TAKEN_BACK
    taken = [row.position for row in rows]
    if _turned(taken, AGAINST, (Position.ASSERTS,)):
        yield Outcome.CAME_ROUND
    if taken[-1] not in FOR and _turned(taken, FOR, (*AGAINST, Position.NONCOMMITTAL)):
        yield Outcome.WITHDREW
    admitted = _admitted(dossier)
    if admitted is None or any(speaks_for(party, *holder) for party in (*dossier.supplier, *dossier.recipient)):
        return
    before = [row.position for row in rows if day_order(row.date) < admitted]
    if before and before[-1] in FOR:
        yield Outcome.BORNE_OUT
    if before and before[-1] in AGAINST:
        yield Outcome.CONTRADICTED


def _turned(taken: Sequence[Position], first: Sequence[Position], then: Sequence[Position]) -> bool:
    """Whether a holder took one of the first positions and later one of the others."""
    starts = [n for n, position in enumerate(taken) if position in first]
    return bool(starts) and any(position in then for position in taken[starts[0] + 1 :])


def _admitted(dossier: Dossier) -> date | None:
    """The day from which a party admits, if the dossier still stands so."""
    if not dossier.status or dossier.status[-1].status is not Status.ADMITTED:
        return None
    return dossier.status[-1].date
