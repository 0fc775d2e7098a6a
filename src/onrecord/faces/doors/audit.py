"""The audit log: who did what when, from which address; appended, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, insert, select

from onrecord.faces.doors.book import AUDIT, Book, now_text

REFUSED: Final = "sign-in refused"
TOKEN_REFUSED: Final = "token refused"  # noqa: S105 - what is written of it
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    moment: datetime
    person: str
    what: str
    on: str
    address: str


def note(book: Book, person: str, what: str, on: str = "", address: str = "") -> None:
    """Write down what somebody did."""
    book.write(lambda connection: note_in(connection, person, what, on, address))


def note_in(connection: Connection, person: str, what: str, on: str = "", address: str = "") -> None:
    """Write down what somebody did, in a transaction that does it."""
    row = {
        "moment": now_text(),
        "person": _plain(person),
        "what": what,
        "on": _plain(on),
        "address": _plain(address)[:80],
    }
    connection.execute(insert(AUDIT).values(row))


def _plain(text: str) -> str:
    """A text in one line, without signs that would forge another."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)[:LONGEST]


def entries(book: Book, most: int) -> Sequence[Entry]:
    """The last lines of the log, the latest last."""
    query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(most)
    rows = book.look(lambda connection: connection.execute(query).all())
    return [
        Entry(datetime.fromisoformat(row.moment), row.person, row.what, row.on, row.address) for row in reversed(rows)
    ]


def failures(book: Book, what: str, within: timedelta, **where: str) -> int:
    """How often something was refused of late, for a name (``on``), an address, or both."""
    since = now_text(datetime.now(UTC) - within)
    query = select(func.count()).where(AUDIT.c.what == what, AUDIT.c.moment >= since)
    for name, value in where.items():
        query = query.where(AUDIT.c[name] == _plain(value)[: 80 if name == "address" else LONGEST])
    return int(book.look(lambda connection: connection.scalar(query)) or 0)
