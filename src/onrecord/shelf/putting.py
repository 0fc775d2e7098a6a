"""Pages put on a shelf with what came of them: many at once in few statements, in the order in which they are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, insert, select

from onrecord import __version__
from onrecord.records import Page, Passed, Reading
from onrecord.shelf.packing import pack
from onrecord.shelf.rows import page_row, rows_of_claims, rows_of_events, seal, storable
from onrecord.shelf.schema import CLAIMS, EVENTS, PAGES, PASSED, READINGS
from onrecord.shelf.stores import Store
from onrecord.shelf.versions import rows_of_version
from onrecord.shelf.watched import VERSIONS
from onrecord.shelf.writes import OUTCOME, PAGE, Writing

Outcome = Reading | Passed
Row = Mapping[str, object]

AT_ONCE: Final = 64
"""Pages in one statement: their bytes may be many."""


def put_all(writing: Writing, store: Store, outcomes: Sequence[tuple[Page, Outcome]]) -> int:
    """Put the pages that are not there yet on the shelf, each with its outcome; how many those were."""
    return sum(
        _put_some(writing, store, outcomes[start : start + AT_ONCE]) for start in range(0, len(outcomes), AT_ONCE)
    )


def put_outcome(writing: Writing, digest: str, outcome: Outcome) -> None:
    """Put what came of a page that has nothing yet."""
    _insert(writing.connection, _sealed(writing, digest, outcome))


def _put_some(writing: Writing, store: Store, outcomes: Sequence[tuple[Page, Outcome]]) -> int:
    given: dict[str, tuple[Page, Outcome]] = {}
    for page, outcome in outcomes:
        given.setdefault(page.digest, (page, outcome))
    connection = writing.connection
    there = set(connection.scalars(select(PAGES.c.digest).where(PAGES.c.digest.in_(list(given)))))
    rows = {digest: page_row(page) for digest, (page, _) in given.items() if digest not in there}
    if not rows:
        return 0
    # Another program may put one of them there meanwhile: what the store took of them is asked, not supposed.
    taken = set(connection.scalars(store.insert_once(PAGES).returning(PAGES.c.digest), list(rows.values())))
    put: list[tuple[Table, Row]] = []
    for digest in (digest for digest in rows if digest in taken):
        writing.seal(PAGE, digest, PAGES, rows[digest])
        put += _sealed(writing, digest, given[digest][1])
        writing.note(PAGE, digest)
    _insert(connection, put)
    return len(taken)


def _insert(connection: Connection, put: Iterable[tuple[Table, Row]]) -> None:
    by_table: dict[Table, list[Any]] = {}
    for table, row in put:
        by_table.setdefault(table, []).append(row)
    for table, rows in by_table.items():
        connection.execute(insert(table), rows)


def _sealed(writing: Writing, digest: str, outcome: Outcome) -> Iterator[tuple[Table, Row]]:
    """The rows of an outcome; the first of them is entered into the custody log."""
    key: Row = {"digest": digest, "code": __version__}
    if isinstance(outcome, Passed):
        row = {**key, "room": outcome.room, "reason": storable(outcome.reason), "words": storable(outcome.words)}
        writing.seal(OUTCOME, digest, PASSED, row)
        yield PASSED, row
        return
    packed = pack(outcome)
    row = {**key, "story": outcome.article.id, "reading": packed, "seal": seal(packed)}
    writing.seal(OUTCOME, digest, READINGS, row)
    yield READINGS, row
    searched = (
        (EVENTS, rows_of_events(outcome)),
        (CLAIMS, rows_of_claims(outcome)),
        (VERSIONS, rows_of_version(outcome)),
    )
    for table, rows in searched:
        yield from ((table, {"digest": digest, **row}) for row in rows)
