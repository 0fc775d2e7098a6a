"""How far a shelf has come, and what came since: for whoever keeps what was made from it and would not make it anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select

from onrecord.records import Notice
from onrecord.shelf.chain import CUSTODY, NO_ENTRY, Head, head_of, read_head
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.schema import JUDGEMENTS, READINGS, WRITES
from onrecord.shelf.versions import find_notices
from onrecord.shelf.watched import VERSIONS, WITHDRAWALS
from onrecord.shelf.writes import JUDGEMENT, PAGE, WITHDRAWAL, last_number

AT_ONCE: Final = 500
"""Keys asked for in one query."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last note of a shelf, and the last entry of its custody log, which is bound to all that came before it."""

    note: int
    head: Head

    def __str__(self) -> str:
        return f"{self.note} {self.head}"


def read_mark(told: str) -> Mark | None:
    """The mark that was written down, ``None`` where there is none.

    >>> print(read_mark("3 7:" + "ab" * 32))
    3 7:abababababababababababababababababababababababababababababababab
    """
    note, _, head = told.partition(" ")
    return Mark(int(note), read_head(head)) if head else None


@dataclass(frozen=True, slots=True)
class Lying:
    """A story that lies on the shelf: its page's digest, and the seal of what was read from it."""

    digest: str
    story: str
    seal: str


@dataclass(frozen=True, slots=True)
class Since:
    """What came after a note: pages by their digests, with the moment of the first note of each, the rest by keys."""

    pages: Mapping[str, datetime]
    judgements: tuple[str, ...]
    items: tuple[str, ...]
    """Items of which something was taken back."""


def mark_of(shelf: Shelf) -> Mark:
    """How far a shelf has come."""
    return shelf.look(lambda connection: Mark(last_number(connection), head_of(connection)))


def has_come_by(shelf: Shelf, mark: Mark) -> bool:
    """Whether a shelf has come by a mark; another one that lies at its address today has not."""
    query = select(CUSTODY.c.link).where(CUSTODY.c.number == mark.head.number)
    if mark.head == NO_ENTRY:
        return shelf.look(head_of) == NO_ENTRY
    return shelf.look(lambda connection: connection.scalar(query)) == mark.head.link


def last_moment(shelf: Shelf) -> datetime:
    """When something came last, or was decided; a moment before all others where nothing was."""

    def find(connection: Connection) -> list[str | None]:
        note = select(WRITES.c.moment).order_by(WRITES.c.number.desc()).limit(1)
        return [connection.scalar(note), connection.scalar(select(func.max(JUDGEMENTS.c.made)))]

    told = [datetime.fromisoformat(one) for one in shelf.look(find) if one]
    return max(told, default=datetime.min.replace(tzinfo=UTC))


def known_by(shelf: Shelf, moment: datetime) -> tuple[int, ...]:
    """How much was known by a moment: of two moments for which this is the same the same is known."""
    told = moment.astimezone(UTC).isoformat()

    def find(connection: Connection) -> tuple[int, ...]:
        note = select(func.max(WRITES.c.number)).where(WRITES.c.moment <= told)
        counts = (
            select(func.count()).select_from(JUDGEMENTS).where(JUDGEMENTS.c.made <= told),
            select(func.count()).select_from(WITHDRAWALS).where(WITHDRAWALS.c.known <= told),
        )
        return tuple(int(connection.scalar(query) or 0) for query in (note, *counts))

    return shelf.look(find)


def came_since(shelf: Shelf, note: int) -> Since:
    """What was written after a note."""
    query = select(WRITES).where(WRITES.c.number > note).order_by(WRITES.c.number)
    rows = shelf.look(lambda connection: connection.execute(query).all())
    pages: dict[str, datetime] = {}
    for row in rows:
        if row.kind == PAGE:
            pages.setdefault(row.key, datetime.fromisoformat(row.moment))
    return Since(pages, *(tuple(row.key for row in rows if row.kind == kind) for kind in (JUDGEMENT, WITHDRAWAL)))


def every_story(shelf: Shelf) -> tuple[Lying, ...]:
    """Every story that lies on a shelf."""
    query = _lying()
    rows = shelf.look(lambda connection: connection.execute(query).all())
    return tuple(Lying(row.digest, row.story, row.seal) for row in rows)


def stories_among(shelf: Shelf, digests: Iterable[str]) -> tuple[Lying, ...]:
    """The stories of these pages, as far as they have a reading."""
    return _by_key(shelf, lambda keys: _lying().where(READINGS.c.digest.in_(keys)), digests)


def _lying() -> Select[Any]:
    return select(READINGS.c.digest, READINGS.c.story, READINGS.c.seal).order_by(READINGS.c.digest)


def _by_key(shelf: Shelf, query: Callable[[list[str]], Select[Any]], keys: Iterable[str]) -> tuple[Lying, ...]:
    wanted, found = sorted(set(keys)), list[Row[Any]]()
    for start in range(0, len(wanted), AT_ONCE):
        batch = query(wanted[start : start + AT_ONCE])
        found += shelf.look(lambda connection, batch=batch: connection.execute(batch).all())  # type: ignore[misc]
    return tuple(Lying(row.digest, row.story, row.seal) for row in found)


def notices_by(
    shelf: Shelf, digests: Collection[str], items: Iterable[str], came: Mapping[str, datetime]
) -> tuple[dict[str, tuple[Notice, ...]], tuple[Lying, ...]]:
    """What is known of all versions of the items of these pages, and of these items, with the stories of the versions.

    ``came`` tells when each story's page came to the shelf.
    """

    def find(connection: Connection) -> tuple[dict[str, tuple[Notice, ...]], tuple[str, ...]]:
        touched = set(items)
        for key in digests:
            touched.update(connection.scalars(select(VERSIONS.c.item).where(VERSIONS.c.digest == key)))
        if not touched:
            return {}, ()
        versions = select(VERSIONS.c.digest).where(VERSIONS.c.item.in_(sorted(touched)))
        return find_notices(connection, touched, came), tuple(connection.scalars(versions))

    notices, versions = shelf.look(find)
    return notices, stories_among(shelf, versions)
