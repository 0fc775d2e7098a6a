"""Track records: the positions that each holder took, and what they came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.records import DatedPosition, Dossier, Position, Sector, Status
from onrecord.register.status import AGAINST, FOR, Holder, day_order, speaks_for


class Outcome(StrEnum):
    """What a holder's position came to."""

    CAME_ROUND = "denied, then asserted it"
    WITHDREW = "asserted or suspected it, then did not"
    BORNE_OUT = "asserted or suspected it before a party admitted it"
    CONTRADICTED = "denied or doubted it, and a party admitted it later"


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """A holder's positions, each counted once a dossier, and what they came to, with the dossiers behind each."""

    country: str | None
    sector: Sector | None
    positions: tuple[tuple[Position, int], ...]
    outcomes: tuple[tuple[Outcome, tuple[str, ...]], ...]


def track_records(dossiers: Iterable[Dossier]) -> tuple[TrackRecord, ...]:
    """The track record of every holder with a country, by country and sector.

    A holder without one is a different somebody on each page, so none is kept for it. Nothing here says who was right:
    an admission is a party's word, and a withdrawal is the holder's own.
    """
    counts: dict[Holder, Counter[Position]] = {}
    outcomes: dict[Holder, dict[Outcome, list[str]]] = {}
    for dossier in dossiers:
        for holder, rows in _by_holder(dossier).items():
            counts.setdefault(holder, Counter()).update({row.position for row in rows})
            for outcome in _outcomes(holder, rows, dossier):
                outcomes.setdefault(holder, {}).setdefault(outcome, []).append(dossier.id)
    holders = sorted(counts, key=lambda holder: (holder[0] or "", holder[1] or ""))
    return tuple(_record(holder, counts[holder], outcomes.get(holder, {})) for holder in holders)


def _record(holder: Holder, counts: Counter[Position], outcomes: dict[Outcome, list[str]]) -> TrackRecord:
    return TrackRecord(
        *holder,
        tuple((position, counts[position]) for position in Position if counts[position]),
        tuple((outcome, tuple(outcomes[outcome])) for outcome in Outcome if outcome in outcomes),
    )


def _by_holder(dossier: Dossier) -> dict[Holder, list[DatedPosition]]:
    found: dict[Holder, list[DatedPosition]] = {}
    for row in dossier.positions:
        if row.country:
            found.setdefault((row.country, row.sector), []).append(row)
    return found


def _outcomes(holder: Holder, rows: Sequence[DatedPosition], dossier: Dossier) -> Iterator[Outcome]:
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
