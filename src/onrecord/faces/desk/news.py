"""What became known of dossiers, day by day: how the status changed, and who spoke as they had not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.faces.desk import words
from onrecord.records import Dossier, Position, Status

SPOKEN = (Position.ASSERTS, Position.DENIES)
"""The positions whose first time is news by itself."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What became known of a dossier on a day; the sentences with the position that each tells of."""

    day: date | None
    dossier: Dossier
    status: Status | None
    before: Status | None
    firsts: tuple[tuple[Position, str], ...]


def latest_turns(dossiers: Iterable[Dossier], most: int) -> list[Turn]:
    """What became known last of all these dossiers, the latest first."""
    found = [turn for dossier in dossiers for turn in turns_of(dossier)]
    return sorted(found, key=lambda turn: turn.day or date.min, reverse=True)[:most]


def turns_of(dossier: Dossier, telling: Iterable[Position] = SPOKEN) -> Iterator[Turn]:
    """The days on which something new became known of a dossier, the earliest first."""
    statuses = [None, *(row.status for row in dossier.status)]
    changes = {row.date: (row.status, before) for row, before in zip(dossier.status, statuses, strict=False)}
    firsts = _first_positions(dossier, frozenset(telling))
    for when in dict.fromkeys(row.date for row in dossier.positions):
        status, before = changes.get(when, (None, None))
        if status or firsts.get(when):
            yield Turn(when, dossier, status, before, tuple(firsts.get(when, ())))


def _first_positions(dossier: Dossier, telling: frozenset[Position]) -> dict[date | None, list[tuple[Position, str]]]:
    """Who took a position for the first time on a day, as sentences; what is told as past is no news of that day."""
    firsts: dict[date | None, list[tuple[Position, str]]] = {}
    met: set[tuple[object, ...]] = set()
    for row in dossier.positions:
        key = (row.country, row.sector, row.position)
        if row.position in telling and not row.past and key not in met:
            who = words.capital(words.holder_in_sentence(row.country, row.sector))
            clause = words.CLAUSES[row.position][words.in_the_plural(row.country, row.sector)]
            firsts.setdefault(row.date, []).append((row.position, f"{who} {clause}"))
        met.add(key)
    return firsts
