"""Where a dossier stands, by the contract's rule from the latest position of each holder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from onrecord.records import DatedPosition, Position, Sector, Status, StatusChange

ORGANISATIONS: Final = frozenset({"EU", "NATO", "UN", "IAEA", "G7", "AU", "ECOWAS", "ARAB-LEAGUE"})
"""Parties that speak for themselves, whatever the sector of who speaks."""

FOR: Final = (Position.ASSERTS, Position.SUSPECTS)
AGAINST: Final = (Position.DENIES, Position.DOUBTS)

Holder = tuple[str | None, Sector | None]
"""Who holds a position, as the register counts holders: country and sector."""


def speaks_for(party: str, country: str | None, sector: Sector | None) -> bool:
    """Whether a holder is the party itself, or the party's own government.

    >>> speaks_for("IRN", "IRN", Sector.GOV), speaks_for("IRN", "IRN", Sector.MED)
    (True, False)
    >>> speaks_for("ARE/BUS", "ARE", Sector.GOV), speaks_for("ARE/BUS", "ARE", Sector.BUS)
    (False, True)
    """
    head, _, kind = party.partition("/")
    if country != head:
        return False
    if kind:
        return sector is not None and sector.value == kind
    return head in ORGANISATIONS or sector in (Sector.GOV, Sector.MIL)


def status_of(latest: Mapping[Holder, Position], parties: Sequence[str]) -> Status:
    """The status that the holders' latest positions give: the first of the contract's list that fits.

    >>> status_of({("IRN", Sector.GOV): Position.DENIES, ("USA", Sector.GOV): Position.SUSPECTS}, ["IRN", "RUS"]).value
    'disputed'
    """
    own = {position for holder, position in latest.items() if any(speaks_for(party, *holder) for party in parties)}
    if Position.ASSERTS in own:
        return Status.ADMITTED
    if any(position in FOR for position in latest.values()):
        return Status.DISPUTED if own & set(AGAINST) else Status.ALLEGED
    return Status.PLANNED if Position.INTENDS in own else Status.OPEN


def latest_positions(positions: Iterable[DatedPosition]) -> dict[Holder, Position]:
    """Each holder's last position, of positions in the register's order."""
    return {(row.country, row.sector): row.position for row in positions}


def status_changes(positions: Sequence[DatedPosition], parties: Sequence[str]) -> tuple[StatusChange, ...]:
    """A row for every date on which the status changes, of positions in the register's order."""
    changes: list[StatusChange] = []
    latest: dict[Holder, Position] = {}
    for day, rows in groupby(positions, key=lambda row: row.date):
        latest.update(latest_positions(rows))
        status = status_of(latest, parties)
        if not changes or changes[-1].status is not status:
            changes.append(StatusChange(day, status))
    return tuple(changes)


def day_order(day: date | None) -> date:
    """A date to sort by; an unknown one comes first, so that it never overrides what is dated."""
    return day or date.min
