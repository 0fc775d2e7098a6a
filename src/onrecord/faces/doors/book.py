"""The book of the doors: who may come in, with which tokens and sign-ins, and what was done; kept beside the shelf.

A shelf that is a file has its book in a file of its own, called as the shelf with ``-doors`` behind it and readable by
its owner alone: whoever is given a copy of a shelf is not given its users. A shelf on a server has it in the same
database, in tables of its own that ``onrecord move`` leaves where they are.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
)

from onrecord.shelf import ShelfError, open_shelf
from onrecord.shelf.stores import open_engine, store_of

BESIDE: Final = "-doors"
FORM: Final = "1"
"""The form of the tables; a book of another one was kept by another program."""

TABLES: Final = MetaData()
NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
Found = TypeVar("Found")

META: Final = Table(
    "doors_meta", TABLES, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

USERS: Final = Table(
    "doors_users",
    TABLES,
    Column("key", String(200), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("password", Text, nullable=False),
    Column("made", String(40), nullable=False),
)
"""Persons, by their names in small letters; of a password only its Argon2 hash."""

TOKENS: Final = Table(
    "doors_tokens",
    TABLES,
    Column("id", String(20), primary_key=True),
    Column("seal", String(64), nullable=False),
    Column("person", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("expires", String(40), nullable=False),
    Column("revoked", String(40)),
)
"""Tokens of the API; of each only the SHA-256 of its secret."""

SESSIONS: Final = Table(
    "doors_sessions",
    TABLES,
    Column("seal", String(64), primary_key=True),
    Column("user", String(200), nullable=False),
    Column("expires", String(40), nullable=False),
)
"""Sign-ins that last; of each only the SHA-256 of its secret."""

AUDIT: Final = Table(
    "doors_audit",
    TABLES,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("moment", String(40), nullable=False),
    Column("person", Text, nullable=False),
    Column("what", String(60), nullable=False),
    Column("on", Text, nullable=False),
    Column("address", String(80), nullable=False),
)
"""What was done at the doors and behind them: appended, never changed."""

WATCHES: Final = Table(
    "doors_watches",
    TABLES,
    Column("id", String(40), primary_key=True),
    Column("person", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("mark", String(40), nullable=False),
    Column("feed", String(64), nullable=False, unique=True),
    Column("email", Text, nullable=False),
    Column("webhook", Text, nullable=False),
    Column("secret", Text, nullable=False),
)
"""Saved searches: ``asked`` as an address of the register, ``mark`` the moment from which what changes is news."""

NEWS: Final = Table(
    "doors_news",
    TABLES,
    Column("watch", String(40), primary_key=True),
    Column("change", String(40), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("place", Integer, nullable=False),
    Column("told", LargeBinary, nullable=False),
)
"""What each watch was told, each change once; ``place`` orders those of one moment."""

SENDINGS: Final = Table(
    "doors_sendings",
    TABLES,
    Column("id", String(40), primary_key=True),
    Column("watch", String(40), nullable=False),
    Column("door", String(10), nullable=False),
    Column("change", Text, nullable=False),
    Column("due", String(40), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("sent", String(40)),
    Column("note", Text, nullable=False),
)
"""What is to be sent by e-mail or webhook, and what was: each thing to each door once."""

Index("doors_audit_by_moment", AUDIT.c.moment)
Index("doors_news_by_time", NEWS.c.watch, NEWS.c.at)
Index("doors_sendings_due", SENDINGS.c.sent, SENDINGS.c.due)


class Book:
    """The book of one shelf; made by ``open_book``."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.store = store_of(engine)

    def look(self, find: Callable[[Connection], Found]) -> Found:
        """What a look into the book finds."""
        with self.engine.begin() as connection:
            return find(connection)

    def write(self, change: Callable[[Connection], Found]) -> Found:
        """Change the book in one transaction."""
        with self.store.for_writing(self.engine).begin() as connection:
            return change(connection)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def book_place(shelf: str) -> str:
    """Where the book of a shelf is kept.

    >>> book_place("register.sqlite"), book_place("postgresql://db/record")
    ('register.sqlite-doors', 'postgresql://db/record')
    """
    return shelf if "://" in shelf else shelf + BESIDE


def open_book(shelf: str, *, create: bool = True) -> Book | None:
    """The book of a shelf; without ``create`` only one that is there. Raises ``ShelfError`` where it cannot be read."""
    place = book_place(shelf)
    if "://" not in place:
        if not create and not Path(place).exists():
            return None
        _make_private(Path(place))
    else:
        open_shelf(shelf).close()  # a database that holds no shelf yet is not to be taken for another program's
    engine, _ = open_engine(place, create=create)
    book = Book(engine)
    book.write(lambda connection: _settle(connection, place))
    return book


def _make_private(path: Path) -> None:
    """Let nobody but the owner read the file, from its first byte on."""
    with suppress(FileExistsError, OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _settle(connection: Connection, name: str) -> None:
    """Make the tables where there are none yet; raises ``ShelfError`` where another program made them."""
    store_of(connection).take_turn(connection, "doors")
    if META.name not in inspect(connection).get_table_names():
        TABLES.create_all(connection)
        for statement in store_of(connection).append_only(AUDIT.name):
            connection.execute(text(statement.replace(":", "\\:")))
        connection.execute(META.insert().values(name="form", value=FORM))
    elif connection.scalar(select(META.c.value).where(META.c.name == "form")) != FORM:
        raise ShelfError(f"the users beside {name.removesuffix(BESIDE)} are kept by a newer onrecord")


def now_text(moment: datetime | None = None) -> str:
    """A moment so that text is ordered as time is; this one where none is told."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
