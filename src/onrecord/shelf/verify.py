"""Whether a shelf still holds what was put on it: every digest, every seal, every span with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, ForeignKey, Row, Table, func, select

from onrecord.contract import printed_span
from onrecord.records import Actor, Disagreement, Evidence, Item, Page, Reading, Reason, Span
from onrecord.shelf.chain import Head, faults_of_chain
from onrecord.shelf.errors import ShelfError
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.packing import unpack
from onrecord.shelf.rows import page_of, rows_of_claims, rows_of_events, seal
from onrecord.shelf.schema import CLAIMS, EVENTS, PAGES, PASSED, READINGS, TABLES
from onrecord.shelf.sealed import faults_of_row, faults_of_rows, lost_rows
from onrecord.shelf.snapshots import faults_of_snapshots
from onrecord.shelf.stores import store_of
from onrecord.shelf.versions import rows_of_version
from onrecord.shelf.watched import VERSIONS
from onrecord.shelf.writes import OUTCOME, PAGE


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on a shelf that is not as it was put there: where, and what is wrong."""

    source: str
    what: str


def find_faults(shelf: Shelf, noted: Iterable[Head] = ()) -> Iterator[Fault]:
    """Everything that is wrong on a shelf; nothing where every page, reading, span and row is as it should be.

    With heads of its custody log that were noted elsewhere, also whether the log still goes through them.
    """
    try:
        with shelf.engine.begin() as connection:
            yield from (Fault(shelf.name, what) for what in store_of(connection).damage(connection))
            yield from (Fault(shelf.name, what) for what in _rows_astray(connection))
            yield from (Fault(shelf.name, what) for what in faults_of_snapshots(connection))
            yield from (Fault(shelf.name, what) for what in faults_of_chain(connection, noted))
            yield from (Fault(shelf.name, what) for what in faults_of_rows(connection))
            yield from (Fault(shelf.name, what) for what in lost_rows(connection))
        for row in shelf.walk(select(PAGES)):
            with shelf.engine.begin() as connection:
                yield from (Fault(row.source, what) for what in _faults_of_page(connection, row))
    except ShelfError as error:
        yield Fault(shelf.name, str(error))


def _rows_astray(connection: Connection) -> Iterator[str]:
    """Rows that belong to a row which is not there."""
    for key in (key for table in TABLES.sorted_tables for key in sorted(table.foreign_keys, key=_key_name)):
        own, other = key.parent, key.column
        lost = select(func.count()).select_from(own.table.outerjoin(other.table, own == other))
        if connection.scalar(lost.where(own.is_not(None), other.is_(None))):
            yield f"a row of {own.table.name} belongs to no row of {other.table.name}"


def _key_name(key: ForeignKey) -> str:
    return key.parent.name


def _faults_of_page(connection: Connection, row: Row[Any]) -> Iterator[str]:
    yield from _faults_of_content(row)
    yield from faults_of_row(connection, PAGE, PAGES, row)
    kept = connection.execute(select(READINGS).where(READINGS.c.digest == row.digest)).one_or_none()
    passed = connection.execute(select(PASSED).where(PASSED.c.digest == row.digest)).one_or_none()
    if (kept is None) == (passed is None):
        yield (
            "it has neither a reading nor a reason for having none"
            if kept is None
            else "it is both read and passed over"
        )
    if passed is not None and kept is None:
        yield from faults_of_row(connection, OUTCOME, PASSED, passed)
    if kept is not None:
        yield from faults_of_row(connection, OUTCOME, READINGS, kept)
        yield from _faults_of_reading(connection, kept)


def _faults_of_content(row: Row[Any]) -> Iterator[str]:
    try:
        page: Page = page_of(row)
    except ValueError as error:
        yield str(error)
        return
    if sha256(page.content).hexdigest() != page.digest:
        yield f"its bytes are not those of its digest {page.digest[:12]}…"


def _faults_of_reading(connection: Connection, kept: Row[Any]) -> Iterator[str]:
    if seal(kept.reading) != kept.seal:
        yield "its reading is not the one that was sealed"
    try:
        reading = unpack(Reading, kept.reading)
    except ValueError as error:
        yield f"its reading cannot be read back ({error})"
        return
    yield from _faults_of_spans(reading)
    searched = (
        (EVENTS, rows_of_events(reading)),
        (CLAIMS, rows_of_claims(reading)),
        (VERSIONS, rows_of_version(reading)),
    )
    for table, rows in searched:
        if _searched(connection, table, kept.digest) != rows:
            yield f"the rows by which its {table.name} are searched are not those of its reading"


def _searched(connection: Connection, table: Table, digest: str) -> list[dict[str, object]]:
    wanted = [column for column in table.c if column.name != "digest"]
    rows = connection.execute(select(*wanted).where(table.c.digest == digest).order_by(*table.primary_key.columns))
    return [dict(row) for row in rows.mappings()]


def _faults_of_spans(reading: Reading) -> Iterator[str]:
    article = reading.article
    for piece in _evidence(reading):
        try:
            article.check(piece)
            printed_span(article, piece.span)
        except Disagreement as disagreement:
            yield str(disagreement)
    for item in (item for event in reading.events for item in event.items):
        if item.span is not None and article.quote(item.span).text != item.text:
            yield f"the goods {item.text!r} do not stand at {item.span!r}"
    for span in _spans(reading):
        if span.end > len(article.text):
            yield f"{span!r} lies beyond the end of its text"


def _evidence(reading: Reading) -> Iterator[Evidence]:
    for claim in reading.claims:
        yield from claim.evidence
    for act in reading.acts:
        yield from act.evidence


def _spans(reading: Reading) -> Iterator[Span]:
    yield from (zone.span for zone in reading.article.zones)
    yield from (part.span for part in _parts(reading) if part.span is not None)


def _parts(reading: Reading) -> Iterator[Actor | Item | Reason]:
    for event in reading.events:
        yield from event.items
    for claim in reading.claims:
        yield claim.holder
        yield from claim.via
        yield from claim.reasons
    for act in reading.acts:
        yield act.actor
        if act.target is not None:
            yield act.target
        yield from act.reasons
