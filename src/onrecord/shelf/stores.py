"""Which store a shelf lies in, and what every store must be able to do; how each does it stands in its own module."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.sql.dml import Insert

from onrecord.shelf import postgres, sqlite
from onrecord.shelf.errors import ShelfError

Pause = Callable[[float], None]


class Store(Protocol):
    """All in which one store differs from another."""

    def for_writing(self, engine: Engine) -> Engine:
        """The engine with transactions in which what is read stays true until it is written."""

    def insert_once(self, table: Table) -> Insert:
        """An insert that leaves a row alone which is there already."""

    def take_turn(self, connection: Connection, what: str) -> None:
        """Hold off every other program that would do the same, until this transaction ends."""

    def tell(self, connection: Connection) -> None:
        """Wake whoever waits for a change, once this transaction is through."""

    def listening(self, engine: Engine) -> AbstractContextManager[Pause]:
        """What waits for so many seconds, or less where somebody has written."""

    def for_copying(self, engine: Engine) -> Engine:
        """The engine with transactions that see one state of the shelf from their beginning to their end."""

    def settle(self, connection: Connection, tables: Iterable[Table]) -> None:
        """Let numbers that the store gives out go on after the rows that were carried to these tables."""

    def prepare(self, engine: Engine) -> None:
        """Settle what a store keeps for good, before its first tables."""

    def append_only(self, table: str) -> tuple[str, ...]:
        """The statements that make a table refuse every change and removal of a row."""

    def damage(self, connection: Connection) -> list[str]:
        """What the store itself finds wrong."""


STORES: Final[dict[str, Store]] = {"sqlite": sqlite, "postgresql": postgres}
"""Every store by the name of its dialect."""


def store_of(bound: Engine | Connection) -> Store:
    """The store that an engine or a connection leads to."""
    return STORES[bound.dialect.name]


def open_engine(address: str | Path, *, create: bool) -> tuple[Engine, str]:
    """An engine on a shelf, and the shelf's name without its password; raises ``ShelfError`` where there is none."""
    if "://" not in str(address):
        return sqlite.open_engine(Path(address), create=create), str(address)
    if not postgres.is_address(str(address)):
        raise ShelfError(f"no shelf at {address}: a shelf is a SQLite file, named by its path, or postgresql://…")
    return postgres.open_engine(str(address))
