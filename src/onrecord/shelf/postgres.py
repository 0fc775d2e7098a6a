"""All that is particular to PostgreSQL: how a server is reached, how its transactions run, and what its errors mean.

Writers work side by side: what must not happen twice is decided by keys, and only the last moment of a commit is taken
in turn. The driver is psycopg 3, which comes with the extra ``server``; passwords may be left to its own files and
variables (``PGPASSWORD``, ``~/.pgpass``, ``PGSERVICE``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, make_url, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from onrecord.shelf.errors import Interrupted, ShelfError

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql.dml import Insert

ADDRESS: Final = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")
DRIVER: Final = "postgresql+psycopg"

REACHING: Final = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
    "application_name": "onrecord",
}
"""How long a silent server is waited for, unless the address says otherwise (seconds; the last in milliseconds)."""

PATIENCE_MS: Final = 30_000
"""How long a writer waits for another's lock."""

CONNECTIONS: Final = 8
"""How many connections one program holds at most."""

CHANNEL: Final = "onrecord"

MEANINGS: Final = {
    "53100": "has no room left on its server's disk: the page at hand was not kept, those before it were",
    "53300": "has no connection free: its server serves as many programs as it may",
    "42501": "refuses this user: {error}",
    "25006": "cannot be written: its server is read-only",
    "55P03": "is locked by another program: try again when it is done",
    "57014": "took longer than its server allows: {error}",
    "XX001": "is damaged ({error}): restore it from a copy",
    "XX002": "is damaged ({error}): restore it from a copy",
}
"""What an error of PostgreSQL means to a person, by its SQLSTATE."""

AGAIN: Final = frozenset({"40001", "40P01", "57P01", "57P02", "57P03"})
"""States after which the same can be tried again: two writers in each other's way, a server that goes down or up."""


def is_address(address: str) -> bool:
    """Whether an address names a PostgreSQL server.

    >>> is_address("postgresql://desk@db.example.org/record"), is_address("mysql://db/record")
    (True, False)
    """
    return ADDRESS.match(address) is not None


def open_engine(address: str) -> tuple[Engine, str]:
    """An engine on a database, and its address without the password; raises ``ShelfError`` where it is no address."""
    url = _url(address)
    name = _name(url)
    try:
        engine = create_engine(
            url,
            connect_args={key: value for key, value in REACHING.items() if key not in url.query},
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            pool_size=CONNECTIONS,
            max_overflow=0,
            hide_parameters=True,
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise ShelfError(f"shelf {name} needs the driver psycopg: pip install 'onrecord[server]'") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE_MS}")

    @event.listens_for(engine, "handle_error")
    def tell_error(context: ExceptionContext) -> ShelfError | None:
        return None if context.is_pre_ping else meaning(context.original_exception, name, gone=_is_gone(context))

    return engine, name


def _url(address: str) -> URL:
    try:
        return make_url(ADDRESS.sub(f"{DRIVER}://", address))
    except (ArgumentError, ValueError) as error:
        raise ShelfError("no shelf at postgresql://…: the address cannot be read") from error


def _name(url: URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _is_gone(context: ExceptionContext) -> bool:
    """Whether the connection broke in use."""
    return context.is_disconnect and context.connection is not None


def meaning(error: BaseException, name: str, *, gone: bool = False) -> ShelfError | None:
    """What an error of the driver means, in one line that names the shelf; ``None`` where it is a fault of ours.

    >>> str(meaning(TimeoutError("too slow"), "postgresql://db/record", gone=True))
    'shelf postgresql://db/record lost its server: what was kept stays; try again (too slow)'
    """
    state = getattr(error, "sqlstate", None)
    told = _first_line(error)
    if gone or state in AGAIN:
        return Interrupted(_lost(name, error))
    if state in MEANINGS:
        return ShelfError(f"shelf {name} {MEANINGS[state].format(error=told)}")
    if state is None and type(error).__name__ in ("OperationalError", "ConnectionTimeout"):
        return Interrupted(f"shelf {name} cannot be reached: {told}")
    return None


def _lost(name: str, error: BaseException) -> str:
    return f"shelf {name} lost its server: what was kept stays; try again ({_first_line(error)})"


def _first_line(error: BaseException) -> str:
    told = (str(error).splitlines() or [type(error).__name__])[0].strip()
    return told.removeprefix("connection failed: ").removeprefix("connection to server ")


def for_writing(engine: Engine) -> Engine:
    """The engine with transactions that do not wait for another's lock for ever."""
    return engine.execution_options(writes=True)


def for_copying(engine: Engine) -> Engine:
    """The engine with transactions that see one state of the shelf from their beginning to their end."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def insert_once(table: Table) -> Insert:
    """An insert that leaves a row alone which is there already, or which another program is just putting there."""
    return insert(table).on_conflict_do_nothing()


def take_turn(connection: Connection, what: str) -> None:
    """Hold off every other program that would do the same, until this transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": f"onrecord {what}"})


def tell(connection: Connection) -> None:
    """Wake whoever listens, once this transaction is through."""
    connection.exec_driver_sql(f"NOTIFY {CHANNEL}")


@contextmanager
def listening(engine: Engine) -> Iterator[Callable[[float], None]]:
    """What waits for so many seconds, or less where somebody has written."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(f"LISTEN {CHANNEL}")
        driver = connection.connection.driver_connection
        connection.detach()
        yield partial(_pause, driver, _name(engine.url))


def _pause(driver: Any, name: str, seconds: float) -> None:
    from psycopg import Error

    try:
        list(driver.notifies(timeout=seconds, stop_after=1))
    except Error as error:
        raise Interrupted(_lost(name, error)) from error


def settle(connection: Connection, tables: Iterable[Table]) -> None:
    """Let numbers that the server gives out go on after the rows that were carried to these tables."""
    for column in (column for table in tables for column in table.primary_key):
        name = {"table": column.table.name, "column": column.name}
        counter = connection.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), name)
        last = connection.scalar(select(func.max(column))) if counter else None
        if last is not None:
            connection.execute(text("SELECT setval(:counter, :last)"), {"counter": counter, "last": last})


def prepare(engine: Engine) -> None:
    """Refuse a database whose texts are not UTF-8; raises ``ShelfError``."""
    with engine.connect() as connection:
        encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != "UTF8":
        raise ShelfError(
            f"the database is kept in {encoding}: a shelf needs one in UTF8 (`createdb -E UTF8 -T template0`)"
        )


def append_only(table: str) -> tuple[str, ...]:
    """The statements that make a table refuse every change and removal of a row."""
    return (
        "CREATE OR REPLACE FUNCTION onrecord_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        "RAISE EXCEPTION '% are appended, never changed', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; "
        "END $body$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION onrecord_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION onrecord_append_only()",
    )


def damage(connection: Connection) -> list[str]:
    """What the server itself knows to be wrong: indexes that are not valid, rows that point nowhere."""
    invalid = text(
        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid "
        "WHERE NOT indisvalid AND relnamespace = current_schema()::regnamespace ORDER BY 1"
    )
    return [f"its index {row[0]} is not valid" for row in connection.execute(invalid)]
