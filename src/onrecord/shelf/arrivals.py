"""When each page came to the shelf, by the notes of what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from onrecord.shelf.schema import PAGES, READINGS, WRITES
from onrecord.shelf.writes import PAGE


def arrivals(connection: Connection) -> dict[str, datetime]:
    """When the page of each story that has a reading came to the shelf, in the order in which they came.

    What was written later never came earlier, whatever a clock that was set back says. A page that was put there
    before notes were kept came when it was received.
    """
    noted = dict(_never_back(connection.execute(_first_notes()).all()))
    query = select(READINGS.c.story, PAGES.c.digest, PAGES.c.received).join_from(PAGES, READINGS)
    rows = connection.execute(query).all()
    return {row.story: noted.get(row.digest) or datetime.fromisoformat(row.received) for row in rows}


def _first_notes() -> Select[Any]:
    first = (
        select(func.min(WRITES.c.number).label("number")).where(WRITES.c.kind == PAGE).group_by(WRITES.c.key).subquery()
    )
    return (
        select(WRITES.c.key, WRITES.c.moment).join(first, WRITES.c.number == first.c.number).order_by(WRITES.c.number)
    )


def _never_back(notes: Iterable[Row[Any]]) -> Iterator[tuple[str, datetime]]:
    last: datetime | None = None
    for note in notes:
        came = datetime.fromisoformat(note.moment)
        last = came if last is None else max(last, came)
        yield note.key, last
