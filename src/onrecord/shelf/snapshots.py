"""Registers that were frozen to be cited: numbered, named by their digest, never changed and never taken away."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, Row, String, Table, Text, func, insert, select

from onrecord.records import AsOf, Snapshot
from onrecord.shelf.errors import ShelfError
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.rows import storable
from onrecord.shelf.schema import TABLES
from onrecord.shelf.writes import SNAPSHOT, Writing

SNAPSHOTS: Final = Table(
    "snapshots",
    TABLES,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("code", String(40), nullable=False),
    Column("told", String(40)),
    Column("known", String(40)),
    Column("made", String(40), nullable=False),
    Column("person", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""Frozen registers: the JSON text deflated, ``size`` its bytes and ``digest`` their SHA-256."""


def keep_snapshot(shelf: Shelf, taken: Snapshot) -> Snapshot:
    """Put a frozen register on the shelf under the next number; one that is there already stays as it is."""
    content = storable(taken.content).encode()
    named = replace(taken, digest=sha256(content).hexdigest())

    def write(writing: Writing) -> Snapshot:
        shelf.store.take_turn(writing.connection, "snapshots")
        known = select(SNAPSHOTS).where(SNAPSHOTS.c.digest == named.digest).order_by(SNAPSHOTS.c.number)
        if (row := writing.connection.execute(known).first()) is not None:
            return _snapshot(row)
        last = writing.connection.scalar(select(func.max(SNAPSHOTS.c.number))) or 0
        kept = replace(named, number=last + 1)
        values = _row(kept, content)
        writing.connection.execute(insert(SNAPSHOTS).values(values))
        writing.seal(SNAPSHOT, str(kept.number), SNAPSHOTS, values, str(values["person"]))
        return kept

    return shelf.write(write)


def snapshots(shelf: Shelf) -> tuple[Snapshot, ...]:
    """Every frozen register without what it holds, the first first."""
    columns = [column for column in SNAPSHOTS.c if column.name != "content"]
    query = select(*columns).order_by(SNAPSHOTS.c.number)
    return tuple(map(_named, shelf.look(lambda connection: connection.execute(query).all())))


def snapshot(shelf: Shelf, number: int) -> Snapshot:
    """A frozen register by its number; raises ``ShelfError`` where there is none, or it is not what was frozen."""
    query = select(SNAPSHOTS).where(SNAPSHOTS.c.number == number)
    row = shelf.look(lambda connection: connection.execute(query).one_or_none())
    if row is None:
        raise ShelfError(f"shelf {shelf.name}: no snapshot {number}; `onrecord snapshot --list` tells which there are")
    try:
        return _snapshot(row)
    except ValueError as error:
        raise ShelfError(f"shelf {shelf.name}: snapshot {number}: {error}") from error


def faults_of_snapshots(connection: Connection) -> Iterator[str]:
    """What is wrong with frozen registers."""
    for number in connection.scalars(select(SNAPSHOTS.c.number).order_by(SNAPSHOTS.c.number)).all():
        row = connection.execute(select(SNAPSHOTS).where(SNAPSHOTS.c.number == number)).one()
        try:
            _snapshot(row)
        except ValueError as error:
            yield f"snapshot {number}: {error}"


def _row(kept: Snapshot, content: bytes) -> dict[str, object]:
    told, known = kept.as_of.told, kept.as_of.known
    return {
        "number": kept.number,
        "digest": kept.digest,
        "code": kept.code,
        "told": told.isoformat() if told else None,
        "known": known.isoformat() if known else None,
        "made": kept.made.isoformat(),
        "person": storable(kept.person),
        "note": storable(kept.note),
        "size": len(content),
        "content": zlib.compress(content, 6),
    }


def _named(row: Row[Any]) -> Snapshot:
    as_of = AsOf(
        date.fromisoformat(row.told) if row.told else None, datetime.fromisoformat(row.known) if row.known else None
    )
    return Snapshot(row.number, row.digest, row.code, datetime.fromisoformat(row.made), as_of, row.person, row.note)


def _snapshot(row: Row[Any]) -> Snapshot:
    """The frozen register of a row; raises ``ValueError`` where its text is not the one that was frozen."""
    try:
        content = zlib.decompressobj().decompress(row.content, row.size + 1)
    except zlib.error as error:
        raise ValueError(f"its text cannot be inflated ({error})") from error
    if sha256(content).hexdigest() != row.digest:
        raise ValueError(f"its text is not that of its digest {row.digest[:12]}…")
    return replace(_named(row), content=content.decode())
