"""The rows of a catalogue written: what is known of stories and dossiers, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update

from onrecord.faces.desk.catalogue.lines import PARTED, Row, day_text, days_of, facet_rows, stand_rows, track_rows
from onrecord.faces.desk.catalogue.search import without_marks
from onrecord.faces.desk.catalogue.tables import (
    DOSSIERS,
    FACETS,
    MEMBERS,
    META,
    PASSAGES,
    SANCTIONED,
    SECTIONS,
    STANDS,
    STORIES,
    TABLES,
    TRACK,
    WORDS,
)
from onrecord.records import Dossier, EventType, Notice, Reading, Role, Stage
from onrecord.register import title_of
from onrecord.register.positions import story_day
from onrecord.rights import Allotment, allot
from onrecord.shelf.finding import Lying
from onrecord.shelf.packing import pack

SectionsOf = Callable[[Reading], Iterable[str]]

AT_ONCE: Final = 500
"""Keys in one statement, and rows that are kept back until they are written."""

ALLOTMENTS: Final = 2_000
"""Allotments of stories that are kept at hand."""


class Rows:
    """Rows on their way into a catalogue, written table by table."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._waiting: dict[str, tuple[Table | Any, list[Row]]] = {}
        self._numbers = {
            table.name: int(connection.scalar(select(func.max(table.c[key]))) or 0)
            for table, key in ((DOSSIERS, "n"), (PASSAGES, "id"))
        }

    def next(self, table: Table) -> int:
        """The number of the next row of a table whose rows are numbered."""
        self._numbers[table.name] += 1
        return self._numbers[table.name]

    def put(self, table: Table | Any, rows: Iterable[Row]) -> None:
        """Put rows among those that are to be written."""
        waiting = self._waiting.setdefault(table.name, (table, []))[1]
        waiting += rows
        if len(waiting) >= AT_ONCE:
            self.write(table)

    def write(self, table: Table | Any) -> None:
        """Write what waits of a table."""
        _, waiting = self._waiting.pop(table.name, (table, []))
        if waiting:
            self.connection.execute(insert(table), waiting)

    def write_all(self) -> None:
        """Write all that waits."""
        for table, _ in list(self._waiting.values()):
            self.write(table)


class Filling:
    """A catalogue while it is written to: ``made`` are the readings as they were made, ``heard`` as people left it."""

    def __init__(
        self,
        connection: Connection,
        made: Mapping[str, Reading],
        heard: Mapping[str, Reading],
        sections_of: SectionsOf,
    ) -> None:
        self.connection = connection
        self.heard = heard
        self.rows = Rows(connection)
        self._made = made
        self._sections_of = sections_of
        self._allotments: dict[str, Allotment] = {}

    def wipe(self) -> None:
        """Take out all that the catalogue holds."""
        for table in (*TABLES.sorted_tables, WORDS):
            if table is not META:
                self.connection.execute(delete(table))
        self.rows = Rows(self.connection)

    def put_story(self, lying: Lying, came: datetime, notices: tuple[Notice, ...]) -> None:
        """Write what is known of a story that is not in the catalogue."""
        reading = self.heard[lying.story]
        article, day = reading.article, day_text(story_day(reading.article))
        row: Row = {
            "story": article.id,
            "source": article.source,
            "title": article.title,
            "publisher": article.publisher,
            "agency": article.agency,
            "day": day,
            "claims": len(reading.claims),
            "digest": lying.digest,
            "seal": lying.seal,
            "came": came.isoformat(),
            "notices": pack(notices) if notices else "",
        }
        self.rows.put(STORIES, [row])
        self.rows.put(
            SECTIONS, ({"section": name, "story": article.id, "day": day} for name in self._sections_of(reading))
        )
        self.rows.put(
            SANCTIONED, ({"target": code, "story": article.id, "day": day} for code in sorted(_sanctioned(reading)))
        )

    def take_stories(self, stories: Iterable[str]) -> None:
        """Take stories out."""
        self.rows.write_all()
        for batch in _batches(stories):
            for table in (STORIES, SECTIONS, SANCTIONED):
                self.connection.execute(delete(table).where(table.c.story.in_(batch)))

    def take_dossiers(self, identities: Iterable[str]) -> dict[str, int]:
        """Take dossiers out; the numbers that they had."""
        self.rows.write_all()
        numbers: dict[str, int] = {}
        for batch in _batches(identities):
            query = select(DOSSIERS.c.id, DOSSIERS.c.n).where(DOSSIERS.c.id.in_(batch))
            numbers |= {row.id: row.n for row in self.connection.execute(query)}
        for some in _batches(numbers.values()):
            passages = select(PASSAGES.c.id).where(PASSAGES.c.n.in_(some))
            self.connection.execute(delete(WORDS).where(WORDS.c.rowid.in_(passages)))
            for table in (PASSAGES, DOSSIERS, STANDS, FACETS, MEMBERS, TRACK):
                self.connection.execute(delete(table).where(table.c.n.in_(some)))
        return numbers

    def put_dossier(self, dossier: Dossier, number: int | None = None) -> None:
        """Write a dossier that is not in the catalogue."""
        n = number or self.rows.next(DOSSIERS)
        days = days_of(dossier, self.heard)
        row: Row = {
            "n": n,
            "id": dossier.id,
            "packed": pack(dossier),
            "supplier": PARTED.join(dossier.supplier),
            "recipient": PARTED.join(dossier.recipient),
            "goods_class": dossier.goods_class,
            "designation": dossier.designation,
            "title": title_of(dossier),
            "first_day": min(days.values()).isoformat(),
        }
        self.rows.put(DOSSIERS, [row])
        members: list[Row] = [{"story": member.story, "event": member.event} for member in dossier.members]
        for table, rows in (
            (STANDS, stand_rows(dossier, self.heard)),
            (FACETS, facet_rows(dossier, self.heard)),
            (MEMBERS, members),
            (TRACK, track_rows(dossier)),
        ):
            self.rows.put(table, ({"n": n, **row} for row in rows))
        for story, claim, text in self._passages(dossier):
            self._put_words(n, story, claim, days[story].isoformat(), text)

    def _passages(self, dossier: Dossier) -> Iterator[tuple[str, str | None, str]]:
        """What can be found of a dossier: its headlines, and the evidence that may be shown, copies left out."""
        copies = {story for group in dossier.copies for story in group[1:]}
        headed: set[str] = set()
        for member in sorted(
            dossier.members, key=lambda member: (day_text(story_day(self.heard[member.story].article)), member)
        ):
            reading = self.heard[member.story]
            if member.story not in headed and reading.article.title:
                yield member.story, None, reading.article.title
            headed.add(member.story)
            if member.story in copies:
                continue
            allotment = self._allotment(member.story)
            for claim in reading.claims:
                if claim.event == member.event:
                    shown = (allotment.words(piece) for piece in claim.evidence)
                    yield member.story, claim.id, " … ".join(words for words in shown if words)

    def _allotment(self, story: str) -> Allotment:
        if story not in self._allotments:
            if len(self._allotments) >= ALLOTMENTS:
                self._allotments.clear()
            self._allotments[story] = allot(self._made[story])
        return self._allotments[story]

    def _put_words(self, n: int, story: str, claim: str | None, day: str, text: str) -> None:
        if text:
            key = self.rows.next(PASSAGES)
            self.rows.put(PASSAGES, [{"id": key, "n": n, "story": story, "claim": claim, "day": day}])
            self.rows.put(WORDS, [{"rowid": key, "text": without_marks(text)}])


def _sanctioned(reading: Reading) -> set[str]:
    """The countries on which a story says that sanctions were imposed."""
    imposed = [event for event in reading.events if event.type is EventType.SANCTION and event.stage is Stage.IMPOSED]
    return {code.partition("/")[0] for event in imposed for code in event.party(Role.TARGET)}


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    every = sorted(keys)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def told_of(engine: Engine, name: str) -> str:
    """What the catalogue says of itself under a name."""
    with engine.begin() as connection:
        return told_in(connection, name)


def told_in(connection: Connection, name: str) -> str:
    """What the catalogue says of itself under a name, in a transaction."""
    return str(connection.scalar(select(META.c.value).where(META.c.name == name)) or "")


def tell(connection: Connection, name: str, value: str) -> None:
    """Let the catalogue say something of itself."""
    connection.execute(update(META).where(META.c.name == name).values(value=value))
