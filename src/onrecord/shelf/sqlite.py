"""All that is particular to SQLite: how a file is opened, how its transactions begin, and what its errors mean.

Files are kept in WAL mode with every commit synced. Versions of SQLite before 3.51.3 can corrupt such a file when two
connections write and checkpoint at once (sqlite.org/wal.html#walresetbug), so the driver brings its own and is checked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pysqlite3
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool

from onrecord.shelf.errors import ShelfError

if TYPE_CHECKING:
    from sqlalchemy.dialects.sqlite.dml import Insert

FIRST_SOUND_VERSION: Final = (3, 51, 3)
PATIENCE_MS: Final = 5_000
"""How long a connection waits for another program's lock."""

LOOK_AGAIN_S: Final = 0.5
"""How often whoever waits for a change looks for one."""

MEANINGS: Final = {
    "BUSY": "is locked by another program: try again when it is done",
    "LOCKED": "is locked by another program: try again when it is done",
    "NOTADB": "is not a shelf: it is no SQLite file",
    "CORRUPT": "is damaged or cut short ({error}): restore it from a copy",
    "FULL": "has no room left on its disk: the page at hand was not kept, those before it were",
    "READONLY": "cannot be written: the file or its disk is read-only",
    "CANTOPEN": "cannot be opened: the file or its folder cannot be read",
    "PERM": "cannot be opened: access is not permitted",
    "IOERR": "cannot be read or written: the disk reports an error ({name})",
    "NOLFS": "has grown beyond what its disk can hold",
}
"""What an error of SQLite means to a person, by its name."""


def check_version() -> None:
    """Refuse a SQLite that can corrupt a shelf; raises ``ShelfError``."""
    if pysqlite3.sqlite_version_info < FIRST_SOUND_VERSION:
        need = ".".join(map(str, FIRST_SOUND_VERSION))
        raise ShelfError(f"SQLite {pysqlite3.sqlite_version} can corrupt a shelf: {need} or later is needed")


def open_engine(path: Path, *, create: bool) -> Engine:
    """An engine on a file; raises ``ShelfError`` where there is none and none is to be made."""
    check_version()
    _check_path(path, create=create)
    url = URL.create("sqlite", database="file:" + quote(str(path)), query=_mode(path, create=create))
    engine = create_engine(url, module=pysqlite3, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _record: object) -> None:
        try:
            _settle(connection)
        except pysqlite3.Error as error:
            raise ShelfError(told(error, str(path))) from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    @event.listens_for(engine, "handle_error")
    def tell(context: ExceptionContext) -> ShelfError | None:
        error = context.original_exception
        return ShelfError(told(error, str(path))) if _name(error) in MEANINGS else None

    return engine


def for_writing(engine: Engine) -> Engine:
    """The engine with transactions that take the write lock at once, so that what they read stays true."""
    return engine.execution_options(sqlite_begin="IMMEDIATE")


def for_copying(engine: Engine) -> Engine:
    """The engine with transactions that see one state of the shelf throughout, as all of SQLite's do."""
    return engine


def insert_once(table: Table) -> Insert:
    """An insert that leaves a row alone which is there already."""
    return insert(table).on_conflict_do_nothing()


def take_turn(_connection: Connection, _what: str) -> None:
    """Whoever writes holds off all other writers as it is."""


def tell(_connection: Connection) -> None:
    """Nobody can be woken; whoever waits looks again and again."""


@contextmanager
def listening(_engine: Engine) -> Iterator[Callable[[float], None]]:
    """What waits for so many seconds, or less, since somebody may have written."""
    yield lambda seconds: time.sleep(min(seconds, LOOK_AGAIN_S))


def settle(_connection: Connection, _tables: Iterable[Table]) -> None:
    """SQLite's numbers go on after the highest by themselves."""


def prepare(engine: Engine) -> None:
    """Put the file into WAL mode, which it keeps: readers and a writer then do not wait for each other."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def told(error: BaseException, name: str) -> str:
    """What an error of the driver means, in one line that names the shelf.

    >>> told(pysqlite3.DatabaseError("out of tune"), "a.sqlite")
    'shelf a.sqlite: out of tune'
    """
    meaning = MEANINGS.get(_name(error), ": {error}")
    blank = "" if meaning.startswith(":") else " "
    return f"shelf {name}{blank}{meaning.format(error=error, name=getattr(error, 'sqlite_errorname', ''))}"


def append_only(table: str) -> tuple[str, ...]:
    """The statements that make a table refuse every change and removal of a row."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are appended, never changed'); END"
        for verb in ("UPDATE", "DELETE")
    )


def damage(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file: broken pages and indexes."""
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]


def _name(error: BaseException) -> str:
    """The primary name of an error: ``BUSY`` for ``SQLITE_BUSY_SNAPSHOT``."""
    return getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").split("_")[0]


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise ShelfError(f"{path} is a folder, not a shelf")
    if not path.parent.is_dir():
        raise ShelfError(f"no shelf at {path}: its folder does not exist")
    if not create and not path.exists():
        raise ShelfError(f"no shelf at {path}: `onrecord add PAGE...` makes one")


def _mode(path: Path, *, create: bool) -> dict[str, str]:
    """How to open a file: one on a read-only disk can only be read if SQLite need not keep its side files there."""
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        still = not Path(f"{path}-wal").exists()
        return {"uri": "true", "mode": "ro", **({"immutable": "1"} if still else {})}
    return {"uri": "true", "mode": "rwc" if create else "rw"}


def _settle(connection: Any) -> None:
    """Leave transactions to us and set what SQLite does not keep in the file."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
