"""A shelf: pages with what was read from them, and judgements."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, delete, func, select, tuple_

from onrecord import __version__
from onrecord.records import Judgement, Page, Passed, Reading
from onrecord.shelf import migrations
from onrecord.shelf.arrivals import arrivals
from onrecord.shelf.errors import Interrupted, ShelfError
from onrecord.shelf.packing import unpack
from onrecord.shelf.putting import Outcome, put_all, put_outcome
from onrecord.shelf.rows import judgement_of, judgement_row, page_of, storable
from onrecord.shelf.schema import CLAIMS, EVENTS, JUDGEMENTS, PAGES, PASSED, READINGS
from onrecord.shelf.stores import Store, open_engine, store_of
from onrecord.shelf.versions import find_notices, noticed
from onrecord.shelf.watched import VERSIONS
from onrecord.shelf.writes import JUDGEMENT, PAGE, Writing, Written, last_number, write_down, written_since

Found = TypeVar("Found")

BATCH: Final = 64
"""Pages fetched at once by a walk over the shelf."""

LAST_SIGN: Final = chr(0x10FFFF)
"""What sorts behind everything that an id can go on with."""

LOOK_AGAIN_S: Final = (0.1, 0.5, 1.0, 2.0)
WRITE_AGAIN_S: Final = (*LOOK_AGAIN_S, 4.0, 8.0)
"""The pauses after which it is tried again where a server went away: a restart is waited for, a dead one is told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it lies on the shelf, with its outcome and the version of the code that found it."""

    page: Page
    outcome: Outcome
    code: str


class Shelf:
    """The pages, outcomes and judgements of one store; made by ``open_shelf``."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.store = store_of(engine)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give every connection back; the shelf can be used again."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction that writes: all of it or nothing, and its notes are told when it is through."""
        with self.store.for_writing(self.engine).begin() as connection:
            writing = Writing(connection)
            yield writing
            write_down(self.store, writing)

    def look(self, find: Callable[[Connection], Found]) -> Found:
        """What a look at the shelf finds, in one transaction; looked for again where its server went away."""

        def once() -> Found:
            with self.engine.begin() as connection:
                return find(connection)

        return patiently(once, LOOK_AGAIN_S)

    def write(self, change: Callable[[Writing], Found]) -> Found:
        """Change the shelf in one transaction; tried again where its server went away.

        A server that goes away in the moment of the commit may have kept it, so a change must be one that can be made
        twice, as all that go by keys can.
        """

        def once() -> Found:
            with self.writing() as writing:
                return change(writing)

        return patiently(once, WRITE_AGAIN_S)

    def size(self) -> int:
        """How many pages lie on the shelf."""
        return self.look(lambda connection: int(connection.scalar(select(func.count()).select_from(PAGES)) or 0))

    def outcome(self, digest: str) -> Outcome | None:
        """What the shelf holds of a page, ``None`` where it has no such page."""
        with self._sound(f"the page {digest[:12]}…"):
            return self.look(lambda connection: _outcome(connection, digest))

    def keep(self, page: Page, outcome: Outcome) -> bool:
        """Put a page with its outcome on the shelf, both or neither; whether it was not there before."""
        return self.keep_all([(page, outcome)]) == 1

    def keep_all(self, outcomes: Sequence[tuple[Page, Outcome]]) -> int:
        """Put pages with their outcomes on the shelf, all or none; how many were not there before."""
        return self.write(lambda writing: put_all(writing, self.store, outcomes))

    def replace(self, digest: str, outcome: Outcome) -> bool:
        """Put a new outcome in the place of a page's old one; whether anything had to be written."""
        return self.write(lambda writing: _replace(writing, digest, outcome))

    def stamp(self) -> int:
        """A number that grows whenever a page, a reading or a judgement was written; take it before you read."""
        return self.look(last_number)

    def changed_since(self, stamp: int, most: int = 10_000) -> tuple[Written, ...]:
        """What was written since a stamp, in order, no more than so many; the last one's number is the next stamp."""
        return self.look(lambda connection: written_since(connection, stamp, most))

    def wait(self, stamp: int, seconds: float) -> bool:
        """Wait until something is written after a stamp, no longer than so many seconds; whether anything was."""
        end = time.monotonic() + seconds
        return patiently(partial(self._wait, stamp, end), LOOK_AGAIN_S)

    def _wait(self, stamp: int, end: float) -> bool:
        with self.store.listening(self.engine) as pause:
            while self.stamp() <= stamp:
                if (left := end - time.monotonic()) <= 0:
                    return False
                pause(left)
        return True

    def pages(self) -> Iterator[Kept]:
        """Every page with its outcome, by source; no lock is held between two pages."""
        for row in self.walk(select(PAGES)):
            with self._sound(row.source):
                kept = self.look(partial(_kept, row))
            yield kept

    def readings(self) -> Iterator[Reading]:
        """Every reading, by its page's source."""
        yield from self._readings(select(PAGES.c.source, PAGES.c.digest, READINGS.c.reading))

    def received(self) -> dict[str, datetime]:
        """When the page of each story that has a reading came to the shelf."""
        return self.look(arrivals)

    def sources(self) -> dict[str, str]:
        """The source of the page of each story that has a reading."""
        query = select(READINGS.c.story, PAGES.c.source).join_from(PAGES, READINGS)
        rows = self.look(lambda connection: connection.execute(query).all())
        return {row.story: row.source for row in rows}

    def readings_with_claim(self, claim: str) -> tuple[Reading, ...]:
        """The readings that make a claim whose id begins so."""
        # A range, unlike a pattern, is looked up in the index whatever the store.
        begins = CLAIMS.c.id.between(storable(claim), storable(claim) + LAST_SIGN)
        found = self.look(lambda connection: connection.scalars(select(CLAIMS.c.digest).where(begins).distinct()).all())
        return self._readings_where(PAGES.c.digest, found)

    def page_of(self, story: str) -> Page | None:
        """The page of a story that has a reading, as it was served."""
        query = select(PAGES).join_from(PAGES, READINGS).where(READINGS.c.story == story)
        row = self.look(lambda connection: connection.execute(query).one_or_none())
        with self._sound(story):
            return None if row is None else page_of(row)

    def readings_of(self, stories: Iterable[str]) -> tuple[Reading, ...]:
        """The readings of some stories."""
        return self._readings_where(READINGS.c.story, stories)

    def readings_as_made(self, stories: Iterable[str]) -> dict[str, Reading]:
        """The readings of some stories by their ids, as they were made: without what became known of a page since."""
        query, wanted = select(READINGS.c.story, READINGS.c.reading), sorted(set(stories))
        batches = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
        made: dict[str, Reading] = {}
        for batch in batches:
            for row in self.look(partial(_rows, query.where(READINGS.c.story.in_(batch)))):
                with self._sound(row.story):
                    made[row.story] = unpack(Reading, row.reading)
        return made

    def _readings_where(self, column: ColumnElement[str], values: Iterable[str]) -> tuple[Reading, ...]:
        """The readings of which a column has one of these values, by source; asked for by the batch."""
        query, wanted = select(PAGES.c.source, PAGES.c.digest, READINGS.c.reading), sorted(set(values))
        found = [
            reading
            for start in range(0, len(wanted), BATCH)
            for reading in self._readings(query.where(column.in_(wanted[start : start + BATCH])))
        ]
        return tuple(sorted(found, key=lambda reading: (reading.article.source, reading.article.id)))

    def _readings(self, query: Select[Any]) -> Iterator[Reading]:
        notices = self.look(find_notices)
        for row in self.walk(query.join_from(PAGES, READINGS)):
            with self._sound(row.source):
                reading = unpack(Reading, row.reading)
            yield noticed(reading, notices.get(row.digest, ()))

    @contextmanager
    def _sound(self, source: str) -> Iterator[None]:
        """Say of which page it is that something on the shelf cannot be made sense of."""
        try:
            yield
        except ValueError as error:
            raise ShelfError(f"shelf {self.name}: {source}: {error}; `onrecord verify` tells more") from error

    def append(self, judgement: Judgement) -> None:
        """Add a judgement; one that is there already stays, and none is ever changed."""
        self.write(lambda writing: _append(writing, self.store, judgement))

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in the order in which they were made."""
        query = select(JUDGEMENTS).order_by(JUDGEMENTS.c.made, JUDGEMENTS.c.id)
        rows = self.look(lambda connection: connection.execute(query).all())
        return tuple(map(judgement_of, rows))

    def walk(self, query: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of a query on pages, by source, fetched by the batch so that no read transaction stays open."""
        place = tuple_(PAGES.c.source, PAGES.c.digest)
        query = query.order_by(PAGES.c.source, PAGES.c.digest).limit(BATCH)
        rows: list[Row[Any]] = []
        while True:
            after = query.where(place > (rows[-1].source, rows[-1].digest)) if rows else query
            rows = self.look(partial(_rows, after))
            yield from rows
            if len(rows) < BATCH:
                return


def open_shelf(address: str | Path, *, create: bool = False) -> Shelf:
    """The shelf at a path or at a server's address, brought up to date; with ``create``, made where there is none.

    Raises ``ShelfError`` where there is none, or it is locked, damaged, of a newer program or no shelf at all.
    """
    engine, name = open_engine(address, create=create)
    try:
        with engine.begin() as connection:
            number = migrations.schema_number(connection, name)
        if number == 0 and not create:
            raise ShelfError(f"no shelf at {name}: it is empty; `onrecord add PAGE...` makes one")
        if not migrations.check_schema(number, name):
            store_of(engine).prepare(engine)
            with store_of(engine).for_writing(engine).begin() as connection:
                migrations.bring_up_to_date(connection, name)
    except BaseException:
        engine.dispose()
        raise
    return Shelf(engine, name)


def patiently(work: Callable[[], Found], pauses: Iterable[float]) -> Found:
    """What work comes to, done again after each pause while the shelf's server is away; the last trouble is told."""
    for seconds in pauses:
        try:
            return work()
        except Interrupted:
            time.sleep(seconds)
    return work()


def _rows(query: Select[Any], connection: Connection) -> list[Row[Any]]:
    return list(connection.execute(query).all())


def _kept(row: Row[Any], connection: Connection) -> Kept:
    outcome, code = _outcome(connection, row.digest), _code(connection, row.digest)
    if outcome is None:
        raise ValueError("it has neither a reading nor a reason for having none")
    return Kept(page_of(row), outcome, code)


def _replace(writing: Writing, digest: str, outcome: Outcome) -> bool:
    connection = writing.connection
    # Two programs that read one page again at the same time come one after the other.
    connection.execute(select(PAGES.c.digest).where(PAGES.c.digest == digest).with_for_update())
    if _same(connection, digest, outcome):
        return False
    for table in (READINGS, PASSED, EVENTS, CLAIMS, VERSIONS):
        connection.execute(delete(table).where(table.c.digest == digest))
    put_outcome(writing, digest, outcome)
    writing.note(PAGE, digest)
    return True


def _append(writing: Writing, store: Store, judgement: Judgement) -> None:
    row = judgement_row(judgement)
    if writing.connection.scalar(store.insert_once(JUDGEMENTS).values(row).returning(JUDGEMENTS.c.id)) is not None:
        writing.seal(JUDGEMENT, str(row["id"]), JUDGEMENTS, row, str(row["person"]))
        writing.note(JUDGEMENT, judgement.id)


def _outcome(connection: Connection, digest: str) -> Outcome | None:
    packed = connection.scalar(select(READINGS.c.reading).where(READINGS.c.digest == digest))
    if packed is not None:
        return unpack(Reading, packed)
    row = connection.execute(select(PASSED).where(PASSED.c.digest == digest)).one_or_none()
    return None if row is None else Passed(row.room, row.reason, row.words)


def _code(connection: Connection, digest: str) -> str:
    for table in (READINGS, PASSED):
        if (code := connection.scalar(select(table.c.code).where(table.c.digest == digest))) is not None:
            return str(code)
    return ""


def _same(connection: Connection, digest: str, outcome: Outcome) -> bool:
    return _code(connection, digest) == __version__ and _outcome(connection, digest) == outcome
