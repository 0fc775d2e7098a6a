"""The register's history as it was last told, so that only what came since has to be told.

It follows from what else lies on the shelf and can be told again from it: it is no evidence, and in no custody log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, Row, String, Table, Text, bindparam, delete, func, insert, select

from onrecord.records import Change, Dossier, Member
from onrecord.shelf.finding import mark_of
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.packing import pack, unpack
from onrecord.shelf.schema import META, ORDERED, TABLES
from onrecord.shelf.writes import Writing

HISTORY: Final = Table(
    "history",
    TABLES,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("moment", String(40), nullable=False),
    Column("at", String(40), nullable=False),
    Column("packed", Text, nullable=False),
)
"""The register's changes by our own clock, in their order; ``moment`` is ``at`` in UTC, so that it sorts."""

TOLD_DOSSIERS: Final = Table(
    "told_dossiers",
    TABLES,
    Column("first", ORDERED, primary_key=True),
    Column("packed", Text, nullable=False),
)
"""The dossiers as the last change left them, by their first events."""

ONE_DOSSIER: Final = select(TOLD_DOSSIERS.c.packed).where(TOLD_DOSSIERS.c.first == bindparam("first"))

NAME: Final = "history"
"""Under which the shelf says of itself how far its history was told."""

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Told:
    """How far the history was told: the shelf's mark, by which code, how many steps, and the digest of these."""

    mark: str
    code: str
    steps: int
    digest: str

    def __str__(self) -> str:
        return f"{self.mark} {self.code} {self.steps} {self.digest}"


def told_so_far(shelf: Shelf) -> Told | None:
    """How far the history was told, ``None`` where it never was."""
    return shelf.look(_told)


def mark_now(shelf: Shelf) -> str:
    """How far the shelf has come."""
    return str(mark_of(shelf))


def history_since(shelf: Shelf, since: date | None) -> tuple[Change, ...]:
    """The changes that were told since the beginning of a day, the earliest first."""
    query = select(HISTORY).order_by(HISTORY.c.number)
    if since is not None:
        query = query.where(HISTORY.c.moment >= since.isoformat())
    return tuple(map(_change, shelf.look(lambda connection: connection.execute(query).all())))


class ToldDossiers(MutableMapping[Member, Dossier]):
    """The dossiers as the last change left them, and as they are changed; written by ``keep_history``."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf
        self.fresh: dict[Member, Dossier] = {}
        self.gone: set[Member] = set()

    def __getitem__(self, first: Member) -> Dossier:
        if first in self.fresh:
            return self.fresh[first]
        if self._shelf is None or first in self.gone:
            raise KeyError(first)
        packed = self._shelf.look(lambda connection: connection.scalar(ONE_DOSSIER, {"first": _key(first)}))
        if packed is None:
            raise KeyError(first)
        return unpack(Dossier, packed)

    def __setitem__(self, first: Member, dossier: Dossier) -> None:
        self.fresh[first] = dossier
        self.gone.add(first)

    def __delitem__(self, first: Member) -> None:
        self.fresh.pop(first, None)
        self.gone.add(first)

    def __iter__(self) -> Iterator[Member]:
        return iter(self.fresh)

    def __len__(self) -> int:
        return len(self.fresh)


@dataclass(frozen=True, slots=True)
class Continued:
    """What is to be kept of a history: how far it had been told and is now, and what is told ``anew`` or more."""

    found: Told | None
    now: Told
    anew: bool
    changes: tuple[Change, ...]
    dossiers: ToldDossiers = field(repr=False)


def keep_history(shelf: Shelf, told: Continued) -> None:
    """Keep a history; nothing is written where another program has kept one meanwhile."""

    def write(writing: Writing) -> None:
        shelf.store.take_turn(writing.connection, NAME)
        if _told(writing.connection) == told.found:
            _write(writing.connection, told)

    shelf.write(write)


def _write(connection: Connection, told: Continued) -> None:
    gone = sorted(map(_key, told.dossiers.gone))
    if told.anew:
        connection.execute(delete(HISTORY))
        connection.execute(delete(TOLD_DOSSIERS))
        gone = []
    for start in range(0, len(gone), BATCH):
        connection.execute(delete(TOLD_DOSSIERS).where(TOLD_DOSSIERS.c.first.in_(gone[start : start + BATCH])))
    dossiers = [{"first": _key(first), "packed": pack(one)} for first, one in sorted(told.dossiers.fresh.items())]
    last = int(connection.scalar(select(func.max(HISTORY.c.number))) or 0)
    for table, rows in ((TOLD_DOSSIERS, dossiers), (HISTORY, list(_rows(told.changes, last)))):
        for start in range(0, len(rows), BATCH):
            connection.execute(insert(table), rows[start : start + BATCH])
    connection.execute(delete(META).where(META.c.name == NAME))
    connection.execute(insert(META), [{"name": NAME, "value": str(told.now)}])


def _rows(changes: Iterable[Change], last: int) -> Iterator[Mapping[str, object]]:
    for number, change in enumerate(changes, last + 1):
        at = change.at if isinstance(change.at, datetime) else None
        moments = {"moment": at.astimezone(UTC).isoformat() if at else "", "at": at.isoformat() if at else ""}
        yield {"number": number, **moments, "packed": pack(replace(change, at=None))}


def _change(row: Row[Any]) -> Change:
    return replace(unpack(Change, row.packed), at=datetime.fromisoformat(row.at) if row.at else None)


def _told(connection: Connection) -> Told | None:
    value = connection.scalar(select(META.c.value).where(META.c.name == NAME))
    if value is None:
        return None
    note, head, code, steps, digest = value.split(" ")
    return Told(f"{note} {head}", code, int(steps), digest)


def _key(first: Member) -> str:
    return f"{first.story} {first.event}"
