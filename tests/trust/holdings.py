"""A small shelf that holds one of every kind of thing, and how to alter it behind its back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from onrecord.custody import Answer, Feed, Fetch, Purpose, Withdrawal
from onrecord.records import AsOf, Judgement, Passed, Snapshot
from onrecord.shelf import KeptAnswers, Shelf, keep_snapshot
from onrecord.shelf.watching import WatchMemory
from tests.shelf.made import page, reading

NOON: Final = datetime(2025, 3, 2, 12, tzinfo=UTC)
FEED: Final = "https://fjord.example/feed"


def fill(shelf: Shelf) -> None:
    """Put a page with a reading, one without, a judgement, two snapshots, a withdrawal and an answer on a shelf."""
    shelf.keep(page(), reading())
    shelf.keep(page("unread", "wire/unread.txt"), Passed("articles", "wire/unread.txt: no article"))
    shelf.append(Judgement("j1", "accept", "c1", "Ida Brandt", NOON, "the words are plain"))
    for number in (1, 2):
        keep_snapshot(shelf, Snapshot(0, "", "0.1.0", NOON, AsOf(NOON.date()), "Ida", "for a report", f"[{number}]"))
    gone = Withdrawal("https://fjord.example/oslo", NOON, NOON, "ab" * 32, "Kill, kill")
    WatchMemory(shelf).checked(Fetch(Purpose.FEED, FEED, FEED, NOON, 200), Feed(FEED, NOON), (), (gone,))
    KeptAnswers(shelf).keep(Answer(page().digest, "a-model", "cd" * 32, NOON, 900, "[]"))


@contextmanager
def behind_its_back(shelf: Shelf) -> Iterator[Connection]:
    """A transaction that heeds neither keys nor triggers, as whoever holds the file or the server has it."""
    with shelf.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            connection.rollback()
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            named = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            for name in connection.exec_driver_sql(named).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()
        connection.invalidate()


def rows_of(shelf: Shelf, table: Table) -> list[Row[Any]]:
    """Every row of a table."""
    return list(shelf.look(lambda connection: connection.execute(select(table)).all()))


def spoil(value: Any) -> Any:
    """Another value of the same kind, as near as can be."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1000
    if isinstance(value, bytes):
        return bytes([*value[:-1], value[-1] ^ 1])
    return f"{value[:-1]}{chr(ord(value[-1]) ^ 1)}" if value else "x"


def change(shelf: Shelf, table: Table, row: Row[Any], name: str, value: Any) -> None:
    """Give a column of a row another value."""
    own = [column == getattr(row, column.name) for column in table.primary_key.columns]
    with behind_its_back(shelf) as connection:
        assert connection.execute(update(table).where(*own).values({name: value})).rowcount == 1


def put_back(shelf: Shelf, table: Table, rows: Sequence[Row[Any]]) -> None:
    """Make a table's rows what they were."""
    with behind_its_back(shelf) as connection:
        connection.execute(delete(table))
        connection.execute(insert(table), [dict(row._mapping) for row in rows])
