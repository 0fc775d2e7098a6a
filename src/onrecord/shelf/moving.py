"""A shelf taken to another place or another store, every row of every table, and compared there row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, func, insert, select

from onrecord.shelf.errors import ShelfError
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.schema import META, TABLES

BATCH: Final = 500
"""Rows carried at once."""

WIDTH: Final = 1 << 256


@dataclass(frozen=True, slots=True)
class Moved:
    """What was carried: how many rows of each table, and the digest that both shelves now have."""

    rows: Mapping[str, int]
    digest: str


def move(source: Shelf, target: Shelf) -> Moved:
    """Carry all that lies on a shelf, as it lies there at this moment, to an empty one; the first stays as it is.

    All is carried or nothing. Raises ``ShelfError`` where the target is not empty, or does not hold what was carried.
    """
    reading = source.store.for_copying(source.engine)
    with reading.begin() as here, target.store.for_writing(target.engine).begin() as there:
        _refuse_a_full_one(there, target.name)
        there.execute(delete(META))
        rows = {table.name: _carry(here, there, table) for table in TABLES.sorted_tables}
        target.store.settle(there, TABLES.sorted_tables)
        kept, carried = (_digest(connection) for connection in (here, there))
        if kept != carried:
            raise ShelfError(f"shelf {target.name} does not hold what shelf {source.name} holds: nothing was moved")
    return Moved(rows, kept)


def digest_of(shelf: Shelf) -> str:
    """The digest of all that lies on a shelf, the same whatever the store and whatever the order of its rows."""
    with shelf.store.for_copying(shelf.engine).begin() as connection:
        return _digest(connection)


def _refuse_a_full_one(connection: Connection, name: str) -> None:
    for table in TABLES.sorted_tables:
        if table is not META and connection.scalar(select(func.count()).select_from(select(table).limit(1).subquery())):
            raise ShelfError(f"shelf {name} is not empty: a shelf is moved to a new one; nothing was changed")


def _carry(here: Connection, there: Connection, table: Table) -> int:
    """Carry the rows of one table; how many."""
    count = 0
    for rows in _batches(here, table):
        there.execute(insert(table), [dict(row._mapping) for row in rows])
        count += len(rows)
    return count


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    """The rows of a table, fetched as they are used."""
    yield from connection.execute(select(table), execution_options={"yield_per": BATCH}).partitions()


def _digest(connection: Connection) -> str:
    whole = sha256()
    for table in sorted(TABLES.sorted_tables, key=lambda table: table.name):
        # Stores sort text differently: a sum does not ask in which order the rows come.
        total = sum(_number(row) for rows in _batches(connection, table) for row in rows) % WIDTH
        whole.update(f"{table.name} {total:064x}\n".encode())
    return whole.hexdigest()


def _number(row: Row[Any]) -> int:
    """A row's own digest as a number."""
    told = [sha256(value).hexdigest() if isinstance(value, bytes) else value for value in row]
    return int.from_bytes(sha256(json.dumps(told).encode()).digest())
