"""What was written when, in the order in which it became visible: by it a desk or a watch knows what is new.

Every transaction that changes what the register is made of ends with a note of it, made in turn, so that a higher
number never becomes visible before a lower one, whatever the store and however many write at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, Table, func, insert, select

from onrecord.shelf.chain import CUSTODY, Sealed, entries, head_of, row_digest
from onrecord.shelf.schema import WRITES
from onrecord.shelf.stores import Store

PAGE: Final = "page"
OUTCOME: Final = "outcome"
JUDGEMENT: Final = "judgement"
SNAPSHOT: Final = "snapshot"
WITHDRAWAL: Final = "withdrawal"
ANSWER: Final = "answer"


@dataclass(frozen=True, slots=True)
class Written:
    """A note of something written: what kind of thing, and the key by which it is found."""

    number: int
    kind: str
    key: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Writing:
    """A transaction that writes; what it notes is told to desks and watches when it is through."""

    connection: Connection
    notes: list[tuple[str, str]] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)

    def note(self, kind: str, key: str) -> None:
        """Remember that something was written: what kind of thing, and its key."""
        self.notes.append((kind, key))

    def seal(self, kind: str, key: str, table: Table, row: Mapping[str, object], person: str = "") -> None:
        """Enter a row that was put on the shelf into the custody log, when the transaction ends."""
        self.sealed.append(Sealed(kind, key, row_digest(table.name, row), person))


def write_down(store: Store, writing: Writing) -> None:
    """Put the notes of a transaction on the shelf, and its entries into the custody log, as the last that it does."""
    if not writing.notes and not writing.sealed:
        return
    connection, moment = writing.connection, datetime.now(UTC).isoformat(timespec="seconds")
    store.take_turn(connection, "writes")
    if writing.sealed:
        connection.execute(insert(CUSTODY), list(entries(head_of(connection), writing.sealed, moment)))
    if writing.notes:
        _put_notes(store, writing, moment)


def _put_notes(store: Store, writing: Writing, moment: str) -> None:
    connection = writing.connection
    first = last_number(connection) + 1
    rows = [
        {"number": number, "kind": kind, "key": key, "moment": moment}
        for number, (kind, key) in enumerate(writing.notes, first)
    ]
    connection.execute(insert(WRITES), rows)
    store.tell(connection)


def last_number(connection: Connection) -> int:
    """The number of the last note, 0 where there is none."""
    return int(connection.scalar(select(func.max(WRITES.c.number))) or 0)


def written_since(connection: Connection, number: int, most: int) -> tuple[Written, ...]:
    """The notes after a number, in order, no more than so many."""
    query = select(WRITES).where(WRITES.c.number > number).order_by(WRITES.c.number).limit(most)
    rows = connection.execute(query)
    return tuple(Written(row.number, row.kind, row.key, datetime.fromisoformat(row.moment)) for row in rows)
