"""Whether what lies on a shelf is what its custody log says was put there: nothing changed, missing or added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row, String, Table, cast, exists, select
from sqlalchemy.sql.elements import ColumnElement

from onrecord.shelf.answers import ANSWERS
from onrecord.shelf.chain import CUSTODY, Custody, Head, entries_on, head_of, row_digest
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.schema import JUDGEMENTS, PAGES, PASSED, READINGS
from onrecord.shelf.snapshots import SNAPSHOTS
from onrecord.shelf.watched import WITHDRAWALS
from onrecord.shelf.writes import ANSWER, JUDGEMENT, OUTCOME, PAGE, SNAPSHOT, WITHDRAWAL

KEYS: Final[Mapping[tuple[str, Table], ColumnElement[str]]] = {
    (PAGE, PAGES): PAGES.c.digest,
    (OUTCOME, READINGS): READINGS.c.digest,
    (OUTCOME, PASSED): PASSED.c.digest,
    (JUDGEMENT, JUDGEMENTS): JUDGEMENTS.c.id,
    (SNAPSHOT, SNAPSHOTS): cast(SNAPSHOTS.c.number, String),
    (WITHDRAWAL, WITHDRAWALS): WITHDRAWALS.c.item + " " + WITHDRAWALS.c.by,
    (ANSWER, ANSWERS): ANSWERS.c.page + " " + ANSWERS.c.model + " " + ANSWERS.c.prompt,
}
"""What is entered into the log: its kind, the table where it lies, and the key by which an entry names its row."""


def custody_log(shelf: Shelf, what: str | None = None) -> tuple[Custody, ...]:
    """The custody log, whole, or of what has this source or a key that begins so."""
    return shelf.look(lambda connection: entries_on(connection, _keys(connection, what)))


def custody_head(shelf: Shelf) -> Head:
    """The last entry of the custody log, to be noted elsewhere."""
    return shelf.look(head_of)


def _keys(connection: Connection, what: str | None) -> tuple[str, ...]:
    if what is None:
        return ()
    return what, *connection.scalars(select(PAGES.c.digest).where(PAGES.c.source == what).order_by(PAGES.c.digest))


def faults_of_row(connection: Connection, kind: str, table: Table, row: Row[Any]) -> Iterator[str]:
    """Whether a row, given with all its columns, is the one that the log entered last under its key."""
    values = {name: value for name, value in row._mapping.items() if name in table.c}
    entry = select(CUSTODY.c.digest).where(CUSTODY.c.kind == kind, CUSTODY.c.key == KEYS[kind, table])
    own = [column == values[column.name] for column in table.primary_key.columns]
    found = connection.scalar(entry.where(*own).order_by(CUSTODY.c.number.desc()).limit(1))
    if found is None:
        yield f"no entry of the custody log tells of this {kind}: it was added by other means"
    elif found != row_digest(table.name, values):
        yield f"this {kind} is not the one that the custody log tells of: it was changed by other means"


def faults_of_rows(connection: Connection) -> Iterator[str]:
    """What was changed or added of judgements, snapshots, withdrawals and answers; pages are looked at one by one."""
    for kind, table in KEYS:
        if kind in (PAGE, OUTCOME):
            continue
        keys = connection.execute(select(*table.primary_key.columns).order_by(*table.primary_key.columns)).all()
        for key in keys:
            own = [column == key._mapping[column.name] for column in table.primary_key.columns]
            row = connection.execute(select(table).where(*own)).one()
            named = " ".join(map(str, key))
            yield from (f"{kind} {named}: {what}" for what in faults_of_row(connection, kind, table, row))


def lost_rows(connection: Connection) -> Iterator[str]:
    """What the log tells of and is not there any more."""
    for kind in dict.fromkeys(kind for kind, _ in KEYS):
        missing = select(CUSTODY.c.key).where(CUSTODY.c.kind == kind).distinct().order_by(CUSTODY.c.key)
        for key in (key for (of, _), key in KEYS.items() if of == kind):
            missing = missing.where(~exists().where(key == CUSTODY.c.key))
        for lost in connection.scalars(missing):
            yield f"the {kind} {lost} is missing: the custody log tells when it was put here"
