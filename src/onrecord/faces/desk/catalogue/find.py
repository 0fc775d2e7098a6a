"""Questions to the catalogue: a page of the register with its counts and hits, a dossier, the latest of a section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Engine, Row, func, select, tuple_

from onrecord.faces.desk.catalogue.asked import Asked
from onrecord.faces.desk.catalogue.coming import unpack_notices
from onrecord.faces.desk.catalogue.fill import told_of
from onrecord.faces.desk.catalogue.kept import Kept
from onrecord.faces.desk.catalogue.lines import PARTED
from onrecord.faces.desk.catalogue.tables import (
    DOSSIERS,
    EVER,
    MEMBERS,
    QUESTIONS,
    SANCTIONED,
    SECTIONS,
    STANDS,
    STORIES,
    UNDATED,
)
from onrecord.faces.desk.catalogue.wanted import Facet, Hit, Matched, Wanted
from onrecord.records import Dossier, Notice, Position, Status
from onrecord.register.queue import Doubt
from onrecord.shelf.packing import unpack

A_PAGE: Final = 50
"""Lines of the register on a page."""

ANSWERS_KEPT: Final = 200
"""Answers kept at most; then the one that was asked for longest ago is let go."""

A_BATCH: Final = 500
"""Lines fetched at once where all are wanted."""

Answer = TypeVar("Answer")


STATE: Final[ContextVar[str]] = ContextVar("STATE", default="")
"""The state of the register for which a page is made, where it was looked up already."""


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as a list names it."""

    id: str
    source: str
    title: str | None
    publisher: str | None
    agency: str | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as a line of the register, as of the day asked for."""

    id: str
    title: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    goods_class: str | None
    designation: str | None
    status: Status
    since: date | None
    first_told: date | None
    numbers: tuple[str, ...]
    stands: tuple[tuple[Position, int], ...]
    stories: int
    copies: int
    latest: StoryLine
    hits: tuple[tuple[str, str | None, Hit], ...] = ()
    """Where the words asked for stand: the story, the claim (none for a headline), the text in pieces."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the register: its lines, how many there are in all, and the counts of every facet."""

    asked: Asked
    lines: tuple[Line, ...]
    count: int
    total: int
    facets: dict[str, tuple[Facet, ...]]
    searched_in_part: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // A_PAGE))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is."""

    stories: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of the review queue."""

    doubt: Doubt
    subject: str
    dossier: str | None
    why: str
    sure: float


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted for a page of the register."""

    count: int
    facets: dict[str, tuple[Facet, ...]]


class Catalogue:
    """Questions to a catalogue that is open."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._kept = Kept[Any](ANSWERS_KEPT)

    def sizes(self) -> Sizes:
        """How many stories and dossiers there are."""
        return self.kept("sizes", self._sizes)

    def _sizes(self) -> Sizes:
        with self.engine.begin() as connection:
            return Sizes(_count(connection, STORIES), _count(connection, DOSSIERS))

    def find(self, asked: Asked) -> Found:
        """A page of the register as the address asks for it."""
        wanted = self._wanted(asked)
        counts = self.kept(asked.address("counts", sort="latest", page=1), lambda: self._counts(wanted))
        with self.engine.begin() as connection:
            rows = connection.execute(wanted.lines(A_PAGE, (asked.page - 1) * A_PAGE)).all()
            hits = wanted.hits(connection, [row.n for row in rows])
        lines = tuple(_line(row, hits.get(row.n, ())) for row in rows)
        in_part = wanted.matched is not None and wanted.matched.in_part
        return Found(asked, lines, counts.count, self.count(Asked(as_of=asked.as_of)), counts.facets, in_part)

    def _wanted(self, asked: Asked) -> Wanted:
        """A question with where its words stand, which all of its parts ask for."""
        if not asked.words:
            return Wanted(asked)

        def find() -> tuple[Matched | None]:
            with self.engine.begin() as connection:
                return (Wanted(asked).match(connection),)

        name = Asked(words=asked.words, as_of=asked.as_of).address("matched")
        return Wanted(asked, *self.kept(name, find))

    def _counts(self, wanted: Wanted) -> Counts:
        with self.engine.begin() as connection:
            return Counts(wanted.count(connection), wanted.facets(connection))

    def kept(self, name: str, find: Callable[[], Answer]) -> Answer:
        """What a question finds, kept until the catalogue changes: what counts all lines costs most."""
        return cast("Answer", self._kept.find(STATE.get() or told_of(self.engine, "state"), name, find))

    def every(self, asked: Asked) -> Iterator[Line]:
        """Every line that the address asks for, whatever its page, fetched by the page."""
        wanted = self._wanted(asked)
        for start in count(0, A_BATCH):
            with self.engine.begin() as connection:
                rows = connection.execute(wanted.lines(A_BATCH, start)).all()
            yield from (_line(row, ()) for row in rows)
            if len(rows) < A_BATCH:
                return

    def after(
        self, asked: Asked, most: int, place: tuple[str, int] | None = None
    ) -> tuple[tuple[Line, ...], tuple[str, int] | None]:
        """The lines after a place, the newest first, and the place of the last of them where there are more."""
        wanted = self._wanted(asked)
        query = wanted.lines(most + 1, 0)
        if place is not None:
            query = query.where(tuple_(STANDS.c.from_day, STANDS.c.n) < place)
        with self.engine.begin() as connection:
            rows = connection.execute(query).all()
            hits = wanted.hits(connection, [row.n for row in rows])
        last = (rows[most - 1].from_day, rows[most - 1].n) if len(rows) > most else None
        return tuple(_line(row, hits.get(row.n, ())) for row in rows[:most]), last

    def count(self, asked: Asked) -> int:
        """How many lines there are that are asked for."""
        return self.kept(asked.address("count", sort="latest", page=1), lambda: self._count(asked))

    def _count(self, asked: Asked) -> int:
        wanted = self._wanted(asked)
        with self.engine.begin() as connection:
            return wanted.count(connection)

    def dossier(self, identity: str) -> Dossier | None:
        """The dossier of an id."""
        with self.engine.begin() as connection:
            packed = connection.scalar(select(DOSSIERS.c.packed).where(DOSSIERS.c.id == identity))
        return None if packed is None else unpack(Dossier, packed)

    def questions(self, most: int) -> tuple[Asking, ...]:
        """What a person should decide, first what most needs it."""
        with self.engine.begin() as connection:
            order = (QUESTIONS.c.rank, QUESTIONS.c.sure, QUESTIONS.c.subject)
            rows = connection.execute(select(QUESTIONS).order_by(*order).limit(most))
            return tuple(Asking(Doubt[row.doubt], row.subject, row.dossier, row.why, row.sure) for row in rows)

    def dossiers_of(self, story: str) -> dict[str, tuple[str, str]]:
        """The id and the title of the dossier of each event of a story."""
        query = select(MEMBERS.c.event, DOSSIERS.c.id, DOSSIERS.c.title).join_from(
            MEMBERS, DOSSIERS, MEMBERS.c.n == DOSSIERS.c.n
        )
        with self.engine.begin() as connection:
            rows = connection.execute(query.where(MEMBERS.c.story == story)).all()
        return {row.event: (row.id, row.title) for row in rows}

    def has_story(self, story: str) -> bool:
        """Whether there is a story of this id."""
        with self.engine.begin() as connection:
            return connection.scalar(select(STORIES.c.story).where(STORIES.c.story == story)) is not None

    def known_of(self, stories: Iterable[str]) -> dict[str, tuple[datetime, tuple[Notice, ...]]]:
        """When the page of each story came, and what is known of it since; a story that is not there is left out."""
        query, wanted = select(STORIES.c.story, STORIES.c.came, STORIES.c.notices), sorted(set(stories))
        found: dict[str, tuple[datetime, tuple[Notice, ...]]] = {}
        with self.engine.begin() as connection:
            for start in range(0, len(wanted), A_BATCH):
                rows = connection.execute(query.where(STORIES.c.story.in_(wanted[start : start + A_BATCH])))
                found |= {row.story: (datetime.fromisoformat(row.came), unpack_notices(row.notices)) for row in rows}
        return found

    def sanctioning(self, targets: Iterable[str], since: date, most: int) -> tuple[str, ...]:
        """The first stories from a day on that tell of sanctions imposed on one of these countries."""
        query = select(SANCTIONED.c.story).where(
            SANCTIONED.c.target.in_(set(targets)), SANCTIONED.c.day >= since.isoformat()
        )
        with self.engine.begin() as connection:
            return tuple(
                dict.fromkeys(connection.scalars(query.order_by(SANCTIONED.c.day, SANCTIONED.c.story).limit(most)))
            )

    def latest_dossiers(self, number: int) -> tuple[Dossier, ...]:
        """The dossiers of which something was told last."""
        query = (
            select(DOSSIERS.c.packed)
            .join_from(STANDS, DOSSIERS, STANDS.c.n == DOSSIERS.c.n)
            .where(STANDS.c.until_day == EVER)
            .order_by(STANDS.c.from_day.desc(), STANDS.c.n.desc())
            .limit(number)
        )
        with self.engine.begin() as connection:
            return tuple(unpack(Dossier, packed) for packed in connection.scalars(query))

    def latest_stories(self, number: int, section: str | None = None) -> tuple[StoryLine, ...]:
        """The newest stories, or those of a section."""
        query = select(STORIES).order_by(STORIES.c.day.desc(), STORIES.c.story.desc()).limit(number)
        if section is not None:
            query = (
                select(STORIES)
                .join_from(SECTIONS, STORIES, SECTIONS.c.story == STORIES.c.story)
                .where(SECTIONS.c.section == section)
                .order_by(SECTIONS.c.day.desc(), SECTIONS.c.story.desc())
                .limit(number)
            )
        with self.engine.begin() as connection:
            return tuple(_story(row) for row in connection.execute(query))


def _line(row: Row[Any], hits: tuple[tuple[str, str | None, Hit], ...]) -> Line:
    return Line(
        id=row.id,
        title=row.title,
        supplier=_parted(row.supplier),
        recipient=_parted(row.recipient),
        goods_class=row.goods_class,
        designation=row.designation,
        status=Status(row.status),
        since=_day(row.since),
        first_told=_day(row.first_day),
        numbers=_parted(row.numbers),
        stands=tuple(_stands(row.positions)),
        stories=row.stories,
        copies=row.copies,
        latest=StoryLine(
            row.story, row.story_source, row.story_title, row.story_publisher, row.story_agency, _day(row.story_day)
        ),
        hits=hits,
    )


def _stands(packed: str) -> Iterator[tuple[Position, int]]:
    for told in _parted(packed):
        name, _, count = told.partition(" ")
        yield Position(name), int(count)


def _story(row: Row[Any]) -> StoryLine:
    return StoryLine(row.story, row.source, row.title, row.publisher, row.agency, _day(row.day))


def _parted(packed: str) -> tuple[str, ...]:
    return tuple(packed.split(PARTED)) if packed else ()


def _day(told: str) -> date | None:
    return None if told == UNDATED else date.fromisoformat(told)


def _count(connection: Connection, what: Any) -> int:
    return int(connection.scalar(select(func.count()).select_from(what)) or 0)
