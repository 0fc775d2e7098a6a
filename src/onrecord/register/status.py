"""Where a dossier stands, by the contract's rule from the latest position of each holder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from onrecord.records import DatedPosition, Position, Sector, Status, StatusChange

ORGANISATIONS: Final = frozenset({"EU", "NATO", "UN", "IAEA", "G7", "AU", "ECOWAS", "ARAB-LEAGUE"})
"""Parties that speak for themselves, whatever the sector of who speaks."""

FOR: Final = (Position.ASSERTS, Position.SUSPECTS)
AGAINST: Final = (Position.DENIES, Position.DOUBTS)

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

NEWS: Final = timedelta(days=7)
"""What was said within these days before a story is its news; what is told later again is told as an earlier word."""

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
    """Each holder's last position, of positions in the register's order; what is on pages taken away does not count."""
    return {(row.country, row.sector): row.position for row in positions if row.ended is None}


def status_changes(positions: Sequence[DatedPosition], parties: Sequence[str]) -> tuple[StatusChange, ...]:
    """A row for every date of publication on which the status changes, of positions in the register's order.

    An earlier word that a later story tells again does not override what its holder has said since, and what stood on a
    page counts until its publisher takes the page away.
    """
    changes: list[StatusChange] = []
    for day, latest in _states(positions):
        status = status_of(latest, parties)
        if not changes or changes[-1].status is not status:
            changes.append(StatusChange(day, status))
    return tuple(changes)


def _states(positions: Sequence[DatedPosition]) -> Iterator[tuple[date | None, dict[Holder, Position]]]:
    """Each holder's latest position on every day on which a story was published or taken away."""
    latest: dict[Holder, DatedPosition] = {}
    ends = sorted({row.ended.day for row in positions if row.ended})
    if ends:
        for day in sorted({*(row.date for row in positions), *ends}, key=day_order):
            rows = (row for row in positions if day_order(row.date) <= day_order(day) and not ended_by(row, day))
            yield day, {(row.country, row.sector): row.position for row in rows}
        return
    for day, told in groupby(sorted(positions, key=lambda row: day_order(row.date)), key=lambda row: row.date):
        for row in told:
            before = latest.get((row.country, row.sector))
            if before is None or standing_order(row) >= standing_order(before):
                latest[row.country, row.sector] = row
        yield day, {holder: row.position for holder, row in latest.items()}


def ended_by(row: DatedPosition, day: date | None) -> bool:
    """Whether the page of a position was taken away by the end of a day."""
    return row.ended is not None and day is not None and row.ended.day <= day


def day_order(day: date | None) -> date:
    """A date to sort by; an unknown one comes first, so that it never overrides what is dated."""
    return day or date.min


def standing_day(row: DatedPosition) -> date | None:
    """The day at which a position counts: its story's, or its own where a later story tells it again.

    >>> from dataclasses import replace
    >>> retold = DatedPosition(date(2025, 6, 19), "UGA", Sector.GOV, Position.DENIES, "p1", said=date(2025, 6, 1))
    >>> standing_day(retold), standing_day(replace(retold, said=date(2025, 6, 18)))
    (datetime.date(2025, 6, 1), datetime.date(2025, 6, 19))
    """
    if row.said is None or row.date is None or row.said > row.date:
        return row.date
    return row.said if row.past or row.date - row.said > NEWS else row.date


def standing_order(row: DatedPosition) -> tuple[date, bool, int]:
    """What positions are ordered by: the day at which they count, then told as past, then weaker, then firmer."""
    return day_order(standing_day(row)), not row.past, FIRMNESS[row.position]
