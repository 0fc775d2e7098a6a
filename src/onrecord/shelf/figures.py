"""How much lies on a shelf, and how its watch goes: for whoever looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, func, select

from onrecord.shelf.chain import CUSTODY
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.schema import CLAIMS, JUDGEMENTS, PAGES, PASSED, WRITES
from onrecord.shelf.watched import FEEDS, FETCHES, WANTED


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of what lies on a shelf; ``requests`` by status ("none" where no answer came), ``wanted`` by stage."""

    pages: int
    unread: int
    claims: int
    judgements: int
    writes: int
    custody: int
    failing: int
    requests: tuple[tuple[str, int], ...]
    wanted: tuple[tuple[str, int], ...]
    last_write: datetime | None


def figures_of(shelf: Shelf) -> Figures:
    """The figures of a shelf, all of one moment."""
    return shelf.look(_figures)


def _figures(connection: Connection) -> Figures:
    last = connection.scalar(select(WRITES.c.moment).order_by(WRITES.c.number.desc()).limit(1))
    failing = select(func.count()).select_from(FEEDS).where(FEEDS.c.failures > 0)
    by_status = select(FETCHES.c.status, func.count()).group_by(FETCHES.c.status)
    requests = ((str(status or "none"), count) for status, count in connection.execute(by_status).all())
    by_stage = select(WANTED.c.stage, func.count()).group_by(WANTED.c.stage)
    return Figures(
        pages=_count(connection, PAGES),
        unread=_count(connection, PASSED),
        claims=_count(connection, CLAIMS),
        judgements=_count(connection, JUDGEMENTS),
        writes=int(connection.scalar(select(func.max(WRITES.c.number))) or 0),
        custody=int(connection.scalar(select(func.max(CUSTODY.c.number))) or 0),
        failing=int(connection.scalar(failing) or 0),
        requests=tuple(sorted(requests)),
        wanted=tuple(sorted((stage, count) for stage, count in connection.execute(by_stage).all())),
        last_write=datetime.fromisoformat(last) if last else None,
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)
