"""Shelves as older programs left them."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from onrecord.shelf import Shelf
from onrecord.shelf.schema import TABLES


def carry(shelf: Shelf, older: Shelf) -> None:
    """Put on an older shelf all rows that it has a place for, without what it knows nothing of."""
    with older.engine.begin() as connection:
        names = inspect(connection).get_table_names()
        for known in (table for table in TABLES.sorted_tables if table.name in names and table.name != "meta"):
            put(connection, Table(known.name, MetaData(), autoload_with=connection), shelf, known)


def put(connection: Connection, table: Table, shelf: Shelf, known: Table) -> None:
    for row in shelf.look(lambda looking: looking.execute(select(known)).all()):
        connection.execute(
            insert(table), {name: value for name, value in row._mapping.items() if name in table.columns}
        )
