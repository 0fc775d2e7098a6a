"""The catalogue brought up to date with a register: only what has changed is written, all of it at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from onrecord.faces.desk.catalogue.lines import PARTED, Row, day_text, days_of, facet_rows, stand_rows, track_rows
from onrecord.faces.desk.catalogue.search import without_marks
from onrecord.faces.desk.catalogue.tables import (
    DOSSIERS,
    FACETS,
    MEMBERS,
    META,
    PASSAGES,
    QUESTIONS,
    SANCTIONED,
    SECTIONS,
    STANDS,
    STORIES,
    TRACK,
    WORDS,
)
from onrecord.records import Dossier, EventType, Reading, Role, Stage
from onrecord.register import Register, title_of
from onrecord.register.positions import story_day
from onrecord.register.queue import Question, review_queue
from onrecord.rights import allot
from onrecord.shelf import sqlite
from onrecord.shelf.packing import pack

OUTSIDE = 0
"""The number under which the index keeps headlines of stories that no dossier is made of."""

SectionsOf = Callable[[Reading], Iterable[str]]


def fill(engine: Engine, register: Register, sections_of: SectionsOf, state: str) -> None:
    """Bring a catalogue up to date in one transaction; ``state`` names the state of the shelf that it then shows."""
    readings = {reading.article.id: reading for reading in register.made}
    heard = {reading.article.id: reading for reading in register.readings}
    with sqlite.for_writing(engine).begin() as connection:
        changed = _fill_stories(connection, heard, readings, sections_of)
        _fill_dossiers(connection, register.dossiers, heard, readings, changed)
        connection.execute(delete(QUESTIONS))
        _insert(connection, QUESTIONS, (_question_row(*asked) for asked in enumerate(review_queue(register), 1)))
        # Without these the planner joins facets in an order that takes a minute on a large register.
        connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
        connection.exec_driver_sql("ANALYZE")
        connection.execute(update(META).where(META.c.name == "state").values(value=state))


def _question_row(place: int, asked: Question) -> Row:
    row: Row = {"place": place, "doubt": asked.doubt.name, "subject": asked.subject, "dossier": asked.dossier}
    return {**row, "why": asked.why, "sure": asked.sure}


def state_of(engine: Engine) -> str:
    """The state of the shelf that the catalogue shows."""
    with engine.begin() as connection:
        return str(connection.scalar(select(META.c.value).where(META.c.name == "state")) or "")


def _seal(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:24]


# --------------------------------------------------------------------------------------------------------- stories


def _fill_stories(
    connection: Connection,
    heard: Mapping[str, Reading],
    readings: Mapping[str, Reading],
    sections_of: SectionsOf,
) -> set[str]:
    """Write the stories that are new or changed, take out those that are gone; which ones these are."""
    known = {row.story: row.seal for row in connection.execute(select(STORIES.c.story, STORIES.c.seal))}
    seals = {
        story: _seal(pack(reading), pack(heard[story]), *sections_of(reading))
        for story, reading in readings.items()
        if story in heard
    }
    changed = {story for story, seal in seals.items() if known.get(story) != seal}
    gone = set(known) - set(seals)
    for story in sorted(changed | gone):
        connection.execute(delete(STORIES).where(STORIES.c.story == story))
        for table in (SECTIONS, SANCTIONED):
            connection.execute(delete(table).where(table.c.story == story))
        _forget_words(connection, (PASSAGES.c.story == story) & (PASSAGES.c.n == OUTSIDE))
    for story in sorted(changed, key=lambda name: (day_text(story_day(heard[name].article)), name)):
        reading, day = heard[story], day_text(story_day(heard[story].article))
        connection.execute(insert(STORIES).values(_story_row(reading, seals[story])))
        _insert(connection, SECTIONS, ({"section": name, "story": story, "day": day} for name in sections_of(reading)))
        _insert(connection, SANCTIONED, ({"target": code, "story": story, "day": day} for code in _sanctioned(reading)))
        _keep_words(connection, OUTSIDE, story, None, day, reading.article.title or "")
    return changed | gone


def _sanctioned(reading: Reading) -> set[str]:
    """The countries on which a story says that sanctions were imposed."""
    imposed = [event for event in reading.events if event.type is EventType.SANCTION and event.stage is Stage.IMPOSED]
    return {code.partition("/")[0] for event in imposed for code in event.party(Role.TARGET)}


def _story_row(reading: Reading, seal: str) -> Row:
    article = reading.article
    return {
        "story": article.id,
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "agency": article.agency,
        "day": day_text(story_day(article)),
        "claims": len(reading.claims),
        "seal": seal,
    }


# -------------------------------------------------------------------------------------------------------- dossiers


def _fill_dossiers(
    connection: Connection,
    dossiers: Iterable[Dossier],
    heard: Mapping[str, Reading],
    readings: Mapping[str, Reading],
    changed: set[str],
) -> None:
    known = {
        row.id: (row.n, row.seal) for row in connection.execute(select(DOSSIERS.c.id, DOSSIERS.c.n, DOSSIERS.c.seal))
    }
    numbers = max((n for n, _ in known.values()), default=OUTSIDE)
    standing = set()
    for dossier in dossiers:
        standing.add(dossier.id)
        packed = pack(dossier)
        seal = _seal(packed)
        n, former = known.get(dossier.id, (0, ""))
        if former == seal and not any(member.story in changed for member in dossier.members):
            continue
        if n:
            _forget(connection, n)
        else:
            n = numbers = numbers + 1
        _write(connection, n, dossier, heard, readings, packed, seal)
    for identity in sorted(set(known) - standing):
        _forget(connection, known[identity][0])


def _forget(connection: Connection, n: int) -> None:
    _forget_words(connection, PASSAGES.c.n == n)
    for table in (DOSSIERS, STANDS, FACETS, MEMBERS, TRACK):
        connection.execute(delete(table).where(table.c.n == n))


def _forget_words(connection: Connection, which: Any) -> None:
    rows = connection.scalars(select(PASSAGES.c.id).where(which)).all()
    for row in rows:
        connection.execute(delete(WORDS).where(WORDS.c.rowid == row))
    connection.execute(delete(PASSAGES).where(which))


def _write(
    connection: Connection,
    n: int,
    dossier: Dossier,
    heard: Mapping[str, Reading],
    readings: Mapping[str, Reading],
    packed: str,
    seal: str,
) -> None:
    days = days_of(dossier, heard)
    row = {
        "n": n,
        "id": dossier.id,
        "seal": seal,
        "packed": packed,
        "supplier": PARTED.join(dossier.supplier),
        "recipient": PARTED.join(dossier.recipient),
        "goods_class": dossier.goods_class,
        "designation": dossier.designation,
        "title": title_of(dossier),
        "first_day": min(days.values()).isoformat(),
    }
    connection.execute(insert(DOSSIERS).values(row))
    members = ({"story": member.story, "event": member.event} for member in dossier.members)
    for table, rows in (
        (STANDS, stand_rows(dossier, heard)),
        (FACETS, facet_rows(dossier, heard)),
        (MEMBERS, members),
        (TRACK, track_rows(dossier)),
    ):
        _insert(connection, table, ({"n": n, **row} for row in rows))
    for story, claim, text in _passages(dossier, heard, readings):
        _keep_words(connection, n, story, claim, days[story].isoformat(), text)


def _passages(
    dossier: Dossier, heard: Mapping[str, Reading], readings: Mapping[str, Reading]
) -> Iterator[tuple[str, str | None, str]]:
    """What can be found of a dossier: its headlines, and the evidence that may be shown, copies left out."""
    copies = {story for group in dossier.copies for story in group[1:]}
    headed: set[str] = set()
    for member in sorted(
        dossier.members, key=lambda member: (day_text(story_day(heard[member.story].article)), member)
    ):
        reading = heard[member.story]
        if member.story not in headed and reading.article.title:
            yield member.story, None, reading.article.title
        headed.add(member.story)
        if member.story in copies:
            continue
        allotment = allot(readings[member.story])
        for claim in reading.claims:
            if claim.event == member.event:
                shown = (allotment.words(piece) for piece in claim.evidence)
                yield member.story, claim.id, " … ".join(words for words in shown if words)


def _keep_words(connection: Connection, n: int, story: str, claim: str | None, day: str, text: str) -> None:
    if text:
        row = {"n": n, "story": story, "claim": claim, "day": day}
        key = connection.execute(insert(PASSAGES).values(row)).inserted_primary_key
        connection.execute(insert(WORDS).values(rowid=key[0] if key else None, text=without_marks(text)))


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)
