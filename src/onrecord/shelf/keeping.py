"""A shelf: pages with what was read from them, and judgements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Select, delete, func, insert, select, tuple_

from onrecord import __version__
from onrecord.records import Judgement, Page, Passed, Reading
from onrecord.shelf import migrations, sqlite
from onrecord.shelf.errors import ShelfError
from onrecord.shelf.packing import pack, unpack
from onrecord.shelf.rows import page_of, page_row, rows_of_claims, rows_of_events, seal
from onrecord.shelf.schema import CLAIMS, EVENTS, JUDGEMENTS, PAGES, PASSED, READINGS

Outcome = Reading | Passed

BATCH: Final = 64
"""Pages fetched at once by a walk over the shelf."""


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

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give every connection back; the shelf can be used again."""
        self.engine.dispose()

    def size(self) -> int:
        """How many pages lie on the shelf."""
        with self.engine.begin() as connection:
            return int(connection.scalar(select(func.count()).select_from(PAGES)) or 0)

    def outcome(self, digest: str) -> Outcome | None:
        """What the shelf holds of a page, ``None`` where it has no such page."""
        with self.engine.begin() as connection, self._sound(f"the page {digest[:12]}…"):
            return _outcome(connection, digest)

    def keep(self, page: Page, outcome: Outcome) -> bool:
        """Put a page with its outcome on the shelf, both or neither; whether it was not there before."""
        with sqlite.for_writing(self.engine).begin() as connection:
            if connection.scalar(select(PAGES.c.digest).where(PAGES.c.digest == page.digest)) is not None:
                return False
            connection.execute(insert(PAGES).values(page_row(page)))
            _write(connection, page.digest, outcome)
        return True

    def replace(self, digest: str, outcome: Outcome) -> bool:
        """Put a new outcome in the place of a page's old one; whether anything had to be written."""
        with sqlite.for_writing(self.engine).begin() as connection:
            if _same(connection, digest, outcome):
                return False
            for table in (READINGS, PASSED, EVENTS, CLAIMS):
                connection.execute(delete(table).where(table.c.digest == digest))
            _write(connection, digest, outcome)
        return True

    def pages(self) -> Iterator[Kept]:
        """Every page with its outcome, by source; no lock is held between two pages."""
        for row in self.walk(select(PAGES)):
            with self.engine.begin() as connection, self._sound(row.source):
                outcome, code = _outcome(connection, row.digest), _code(connection, row.digest)
                if outcome is None:
                    raise ValueError("it has neither a reading nor a reason for having none")
                kept = Kept(page_of(row), outcome, code)
            yield kept

    def readings(self) -> Iterator[Reading]:
        """Every reading, by its page's source."""
        yield from self._readings(select(PAGES.c.source, PAGES.c.digest, READINGS.c.reading))

    def received(self) -> dict[str, datetime]:
        """When the page of each story that has a reading came to the shelf."""
        with self.engine.begin() as connection:
            rows = connection.execute(select(READINGS.c.story, PAGES.c.received).join_from(PAGES, READINGS)).all()
        return {row.story: datetime.fromisoformat(row.received) for row in rows}

    def readings_with_claim(self, claim: str) -> tuple[Reading, ...]:
        """The readings that make a claim whose id begins so."""
        begins = CLAIMS.c.id.startswith(claim, autoescape=True)
        query = select(PAGES.c.source, PAGES.c.digest, READINGS.c.reading)
        return tuple(self._readings(query.where(PAGES.c.digest.in_(select(CLAIMS.c.digest).where(begins)))))

    def _readings(self, query: Select[Any]) -> Iterator[Reading]:
        for row in self.walk(query.join_from(PAGES, READINGS)):
            with self._sound(row.source):
                reading = unpack(Reading, row.reading)
            yield reading

    @contextmanager
    def _sound(self, source: str) -> Iterator[None]:
        """Say of which page it is that something on the shelf cannot be made sense of."""
        try:
            yield
        except ValueError as error:
            raise ShelfError(f"shelf {self.name}: {source}: {error}; `onrecord verify` tells more") from error

    def append(self, judgement: Judgement) -> None:
        """Add a judgement; one that is there already stays, and none is ever changed."""
        row = {name: getattr(judgement, name) for name in ("id", "verdict", "subject", "person", "reason")}
        row["made"] = judgement.made.isoformat()
        with sqlite.for_writing(self.engine).begin() as connection:
            if connection.scalar(select(JUDGEMENTS.c.id).where(JUDGEMENTS.c.id == judgement.id)) is None:
                connection.execute(insert(JUDGEMENTS).values(row))

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, in the order in which they were made."""
        with self.engine.begin() as connection:
            rows = connection.execute(select(JUDGEMENTS).order_by(JUDGEMENTS.c.made, JUDGEMENTS.c.id)).all()
        return tuple(
            Judgement(row.id, row.verdict, row.subject, row.person, datetime.fromisoformat(row.made), row.reason)
            for row in rows
        )

    def walk(self, query: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of a query on pages, by source, fetched by the batch so that no read transaction stays open."""
        place = tuple_(PAGES.c.source, PAGES.c.digest)
        query = query.order_by(PAGES.c.source, PAGES.c.digest).limit(BATCH)
        rows: list[Row[Any]] = []
        while True:
            after = query.where(place > (rows[-1].source, rows[-1].digest)) if rows else query
            with self.engine.begin() as connection:
                rows = list(connection.execute(after).all())
            yield from rows
            if len(rows) < BATCH:
                return


def open_shelf(address: str | Path, *, create: bool = False) -> Shelf:
    """The shelf at a path, brought up to date; with ``create``, made where there is none.

    Raises ``ShelfError`` where there is none, or it is locked, damaged, of a newer program or no shelf at all.
    """
    if "://" in str(address):
        raise ShelfError(f"no shelf at {address}: only a SQLite file can be a shelf, named by its path")
    path = Path(address)
    engine = sqlite.open_engine(path, create=create)
    try:
        with engine.begin() as connection:
            number = migrations.schema_number(connection, str(path))
        if number == 0 and not create:
            raise ShelfError(f"no shelf at {path}: the file is empty; `onrecord add PAGE...` makes one")
        if not migrations.check_schema(number, str(path)):
            sqlite.keep_a_log(engine)
            with sqlite.for_writing(engine).begin() as connection:
                migrations.bring_up_to_date(connection, str(path))
    except BaseException:
        engine.dispose()
        raise
    return Shelf(engine, str(path))


def _write(connection: Connection, digest: str, outcome: Outcome) -> None:
    key = {"digest": digest, "code": __version__}
    if isinstance(outcome, Passed):
        row = {**key, "room": outcome.room, "reason": outcome.reason, "words": outcome.words}
        connection.execute(insert(PASSED).values(row))
        return
    packed = pack(outcome)
    row = {**key, "story": outcome.article.id, "reading": packed, "seal": seal(packed)}
    connection.execute(insert(READINGS).values(row))
    for table, rows in ((EVENTS, rows_of_events(outcome)), (CLAIMS, rows_of_claims(outcome))):
        if rows:
            connection.execute(insert(table), [{"digest": digest, **row} for row in rows])


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
