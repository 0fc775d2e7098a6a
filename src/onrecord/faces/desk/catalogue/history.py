"""The changes of a register as its catalogue keeps them, by our own clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, func, insert, select

from onrecord.faces.desk.catalogue.tables import CHANGES
from onrecord.records import Change
from onrecord.shelf.packing import pack, unpack

UNKNOWN: Final = ""
"""When something changed of which nobody knows when: text that sorts before every moment."""


def put_changes(connection: Connection, log: Iterable[Change]) -> None:
    """Append changes, in their order."""
    number = int(connection.scalar(select(func.max(CHANGES.c.number))) or 0)
    rows = [
        {"number": place, "id": one.id, "at": _moment(one.at), "packed": pack(replace(one, at=None))}
        for place, one in enumerate(log, number + 1)
    ]
    if rows:
        connection.execute(insert(CHANGES), rows)


def _moment(at: date | None) -> str:
    """A moment as it is kept, in one zone, so that it sorts."""
    return at.astimezone(UTC).isoformat() if isinstance(at, datetime) else UNKNOWN


def changes_after(
    engine: Engine, place: int, most: int, *, since: date | None = None, until: date | None = None
) -> list[tuple[int, Change]]:
    """The changes after a place in their order, each with its place; of these days alone where they are told."""
    query = select(CHANGES).where(CHANGES.c.number > place).order_by(CHANGES.c.number).limit(most)
    if since is not None:
        query = query.where(CHANGES.c.at >= _start_of(since))
    if until is not None:
        query = query.where(CHANGES.c.at < _start_of(date.fromordinal(until.toordinal() + 1)))
    with engine.begin() as connection:
        return [(row.number, _change(row)) for row in connection.execute(query)]


def changes_between(engine: Engine, since: datetime, until: datetime) -> tuple[Change, ...]:
    """The changes from one moment on, before another."""
    moments = CHANGES.c.at >= _moment(since), CHANGES.c.at < _moment(until)
    with engine.begin() as connection:
        return tuple(map(_change, connection.execute(select(CHANGES).where(*moments).order_by(CHANGES.c.number))))


def latest_changes(engine: Engine, most: int) -> tuple[Change, ...]:
    """The last changes, the earliest of them first."""
    query = select(CHANGES).order_by(CHANGES.c.number.desc()).limit(most)
    with engine.begin() as connection:
        return tuple(reversed([_change(row) for row in connection.execute(query)]))


def place_of_change(engine: Engine, identity: str) -> int | None:
    """The place of a change by its id, ``None`` where there is none."""
    with engine.begin() as connection:
        found = connection.scalar(select(func.max(CHANGES.c.number)).where(CHANGES.c.id == identity))
    return None if found is None else int(found)


def _start_of(day: date) -> str:
    return datetime.combine(day, time.min, UTC).isoformat()


def _change(row: Row[Any]) -> Change:
    return replace(unpack(Change, row.packed), at=datetime.fromisoformat(row.at) if row.at else None)
