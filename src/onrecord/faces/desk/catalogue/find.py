"""Questions to the catalogue: a page of the register with its counts and hits, a dossier, the latest of a section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, literal_column, select

from onrecord.faces.desk.catalogue.asked import FACETS as FACET_NAMES
from onrecord.faces.desk.catalogue.asked import Asked
from onrecord.faces.desk.catalogue.fill import OUTSIDE
from onrecord.faces.desk.catalogue.lines import PARTED
from onrecord.faces.desk.catalogue.search import CLOSES, OPENS, expression, pieces
from onrecord.faces.desk.catalogue.tables import (
    DOSSIERS,
    EVER,
    FACETS,
    MEMBERS,
    META,
    PASSAGES,
    QUESTIONS,
    SANCTIONED,
    SECTIONS,
    STANDS,
    STORIES,
    UNDATED,
    WORDS,
)
from onrecord.records import Dossier, Position, Status
from onrecord.register.queue import Doubt
from onrecord.shelf.packing import unpack

A_PAGE: Final = 50
"""Lines of the register on a page."""

LOOKED_THROUGH: Final = 20_000
"""How many of the newest passages with the words asked for are looked through: a common word stands in too many."""

HITS_SHOWN: Final = 2
"""Hits shown for a line of the register."""

ANSWERS_KEPT: Final = 500
"""Answers kept at most; then all are let go."""

A_BATCH: Final = 500
"""Lines fetched at once where all are wanted."""

Hit = tuple[tuple[str, bool], ...]
Kept = TypeVar("Kept")


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
class Facet:
    """A value to filter by, and how many dossiers have it among those that the other filters leave."""

    value: str
    count: int
    chosen: bool


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
    total: int
    facets: dict[str, tuple[Facet, ...]]
    searched_in_part: bool


class Catalogue:
    """Questions to a catalogue that is open."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._kept: dict[tuple[str, str], Any] = {}

    def sizes(self) -> Sizes:
        """How many stories and dossiers there are."""
        with self.engine.begin() as connection:
            return Sizes(_count(connection, STORIES), _count(connection, DOSSIERS))

    def find(self, asked: Asked) -> Found:
        """A page of the register as the address asks for it."""
        wanted = Wanted(asked)
        counts = self.kept(asked.address("counts", sort="latest", page=1), lambda: self._counts(wanted))
        with self.engine.begin() as connection:
            rows = connection.execute(wanted.lines(A_PAGE, (asked.page - 1) * A_PAGE)).all()
            hits = wanted.hits(connection, [row.n for row in rows])
        lines = tuple(_line(row, hits.get(row.n, ())) for row in rows)
        return Found(asked, lines, counts.count, counts.total, counts.facets, counts.searched_in_part)

    def _counts(self, wanted: Wanted) -> Counts:
        whole = Wanted(Asked(as_of=wanted.asked.as_of))
        with self.engine.begin() as connection:
            return Counts(
                wanted.count(connection),
                whole.count(connection),
                wanted.facets(connection),
                wanted.searched_in_part(connection),
            )

    def kept(self, name: str, find: Callable[[], Kept]) -> Kept:
        """What a question finds, kept until the catalogue changes: what counts all lines costs most."""
        with self.engine.begin() as connection:
            key = name, str(connection.scalar(select(META.c.value).where(META.c.name == "state")))
        if key not in self._kept:
            found = find()
            if len(self._kept) >= ANSWERS_KEPT:
                self._kept.clear()
            self._kept[key] = found
        kept: Kept = self._kept[key]
        return kept

    def every(self, asked: Asked) -> Iterator[Line]:
        """Every line that the address asks for, whatever its page, fetched by the page."""
        for start in count(0, A_BATCH):
            with self.engine.begin() as connection:
                rows = connection.execute(Wanted(asked).lines(A_BATCH, start)).all()
            yield from (_line(row, ()) for row in rows)
            if len(rows) < A_BATCH:
                return

    def dossier(self, identity: str) -> Dossier | None:
        """The dossier of an id."""
        with self.engine.begin() as connection:
            packed = connection.scalar(select(DOSSIERS.c.packed).where(DOSSIERS.c.id == identity))
        return None if packed is None else unpack(Dossier, packed)

    def questions(self, most: int) -> tuple[Asking, ...]:
        """What a person should decide, first what most needs it."""
        with self.engine.begin() as connection:
            rows = connection.execute(select(QUESTIONS).order_by(QUESTIONS.c.place).limit(most))
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


class Wanted:
    """The conditions of a question, as parts of queries."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.expression = expression(asked.words) if asked.words else None

    @property
    def hopeless(self) -> bool:
        """Whether words are asked for of which none can be looked for."""
        return bool(self.asked.words) and self.expression is None

    def conditions(self, but: str = "") -> list[ColumnElement[bool]]:
        """What a line must fulfil, but for one facet."""
        asked = self.asked
        found = [*self.stands_then()]
        for name, value in asked.chosen:
            if name == but:
                continue
            if name == "status":
                found.append(STANDS.c.status == value)
            else:
                found.append(STANDS.c.n.in_(self._with(name, value)))
        if asked.told_from:
            found.append(STANDS.c.from_day >= asked.told_from.isoformat())
        if asked.told_to:
            found.append(DOSSIERS.c.first_day <= asked.told_to.isoformat())
        if self.hopeless:
            found.append(literal_column("0") == 1)
        elif self.expression:
            found.append(STANDS.c.n.in_(self._matching()))
        return found

    def stands_then(self) -> list[ColumnElement[bool]]:
        """The one row of each dossier that was told of by the day asked for."""
        if self.asked.as_of is None:
            return [STANDS.c.until_day == EVER]
        day = self.asked.as_of.isoformat()
        return [STANDS.c.from_day <= day, STANDS.c.until_day > day]

    def _with(self, name: str, value: str) -> Select[Any]:
        query = select(FACETS.c.n).where(FACETS.c.name == name, FACETS.c.value == value)
        return query if self.asked.as_of is None else query.where(FACETS.c.day <= self.asked.as_of.isoformat())

    def _newest_rows(self) -> Select[Any]:
        """The newest places where the words stand, no more of them than are looked through."""
        rowid = WORDS.c.rowid
        match = WORDS.c.text.op("MATCH")(self.expression)
        return select(rowid).where(match).order_by(rowid.desc()).limit(LOOKED_THROUGH)

    def _matching(self) -> Select[Any]:
        query = select(PASSAGES.c.n).where(PASSAGES.c.id.in_(self._newest_rows()), PASSAGES.c.n != OUTSIDE)
        return query if self.asked.as_of is None else query.where(PASSAGES.c.day <= self.asked.as_of.isoformat())

    def _from(self, *columns: Any, but: str = "") -> Select[Any]:
        joined = STANDS.join(DOSSIERS, STANDS.c.n == DOSSIERS.c.n)
        return select(*columns).select_from(joined).where(*self.conditions(but))

    def count(self, connection: Connection) -> int:
        """How many lines there are."""
        return int(connection.scalar(self._from(func.count())) or 0)

    def lines(self, number: int, start: int) -> Select[Any]:
        """The lines from one on, in the order asked for."""
        columns = (*STANDS.c, *(DOSSIERS.c[name] for name in LINE_COLUMNS), *(
            STORIES.c[name].label(f"story_{name}") for name in ("source", "title", "publisher", "agency", "day")
        ))  # fmt: skip
        joined = STANDS.join(DOSSIERS, STANDS.c.n == DOSSIERS.c.n).join(STORIES, STANDS.c.story == STORIES.c.story)
        query = select(*columns).select_from(joined).where(*self.conditions())
        return query.order_by(*ORDERS[self.asked.sort], STANDS.c.n.desc()).limit(number).offset(start)

    def facets(self, connection: Connection) -> dict[str, tuple[Facet, ...]]:
        """The counts of every facet's values, each over the lines that the other filters leave."""
        chosen = dict(self.asked.chosen)
        counts: dict[str, list[tuple[str, int]]] = {name: [] for name in FACET_NAMES}
        counts["status"] = self._status_counts(connection)
        unchosen = [name for name in FACET_NAMES if name != "status" and name not in chosen]
        for names, but in ((unchosen, ""), *(([name], name) for name in chosen if name != "status")):
            for row in connection.execute(self._facet_counts(names, but)):
                counts[row.name].append((row.value, row.number))
        return {
            name: tuple(Facet(value, count, chosen.get(name) == value) for value, count in counts[name])
            for name in FACET_NAMES
        }

    def _status_counts(self, connection: Connection) -> list[tuple[str, int]]:
        rows = connection.execute(
            self._from(STANDS.c.status, func.count().label("number"), but="status").group_by(STANDS.c.status)
        )
        counts = {row.status: row.number for row in rows}
        return [(status.value, counts[status.value]) for status in Status if status.value in counts]

    def _facet_counts(self, names: Sequence[str], but: str) -> Select[Any]:
        number = func.count().label("number")
        joined = FACETS.join(STANDS, FACETS.c.n == STANDS.c.n).join(DOSSIERS, STANDS.c.n == DOSSIERS.c.n)
        query = select(FACETS.c.name, FACETS.c.value, number).select_from(joined)
        query = query.where(FACETS.c.name.in_(names), *self.conditions(but))
        if self.asked.as_of is not None:
            query = query.where(FACETS.c.day <= self.asked.as_of.isoformat())
        return query.group_by(FACETS.c.name, FACETS.c.value).order_by(number.desc(), FACETS.c.value)

    def hits(self, connection: Connection, lines: Sequence[int]) -> dict[int, tuple[tuple[str, str | None, Hit], ...]]:
        """Where the words stand, for each of these lines; the newest hits first."""
        if not self.expression or not lines:
            return {}
        marked = func.snippet(literal_column("words"), 0, OPENS, CLOSES, "…", 48).label("marked")
        query = (
            select(PASSAGES.c.n, PASSAGES.c.story, PASSAGES.c.claim, marked)
            .join_from(WORDS, PASSAGES, PASSAGES.c.id == WORDS.c.rowid)
            .where(WORDS.c.text.op("MATCH")(self.expression), PASSAGES.c.n.in_(lines))
            .order_by(PASSAGES.c.day.desc(), PASSAGES.c.id)
        )
        if self.asked.as_of is not None:
            query = query.where(PASSAGES.c.day <= self.asked.as_of.isoformat())
        found: dict[int, tuple[tuple[str, str | None, Hit], ...]] = {}
        for row in connection.execute(query):
            if len(found.get(row.n, ())) < HITS_SHOWN:
                found[row.n] = (*found.get(row.n, ()), (row.story, row.claim, pieces(row.marked)))
        return found

    def searched_in_part(self, connection: Connection) -> bool:
        """Whether the words stand in more places than were looked through."""
        if not self.expression:
            return False
        return _length(connection, self._newest_rows()) == LOOKED_THROUGH


LINE_COLUMNS: Final = ("id", "title", "supplier", "recipient", "goods_class", "designation", "first_day")

ORDERS: Final[dict[str, tuple[ColumnElement[Any], ...]]] = {
    "latest": (STANDS.c.from_day.desc(),),
    "since": (STANDS.c.since.desc(),),
    "parties": (DOSSIERS.c.title,),
    "stories": (STANDS.c.stories.desc(),),
}


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


def _length(connection: Connection, query: Select[Any]) -> int:
    return int(connection.scalar(select(func.count()).select_from(query.subquery())) or 0)
