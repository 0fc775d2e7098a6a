"""A dossier as it stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.records import DatedPosition, Dossier, Status
from onrecord.register.status import day_order, ended_by


@dataclass(frozen=True, slots=True)
class Stand:
    """What was known on a day: where the dossier stood and since when, and each holder's latest position."""

    day: date
    status: Status | None
    since: date | None
    positions: tuple[DatedPosition, ...]


def stand_at(dossier: Dossier, day: date) -> Stand:
    """How a dossier stood at the end of a day, by what was published until then; undated stories count as known.

    >>> stand_at(Dossier("d1", ("NOR",), ("DNK",), None, None, ()), date(2025, 3, 1)).positions
    ()
    """
    latest: dict[tuple[object, object], DatedPosition] = {}
    for row in dossier.positions:
        if day_order(row.date) <= day and not ended_by(row, day):
            holder = (row.country, row.sector)
            latest.pop(holder, None)
            latest[holder] = row
    changes = [change for change in dossier.status if day_order(change.date) <= day]
    last = changes[-1] if changes else None
    return Stand(day, last.status if last else None, last.date if last else None, tuple(latest.values()))
