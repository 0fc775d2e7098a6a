"""What a watch remembers, kept on the shelf: each call one transaction, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table, delete, func, insert, or_, select, update

from onrecord.custody import Entry, Feed, Fetch, Purpose, Stage, Wanted, Withdrawal
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.rows import storable
from onrecord.shelf.sites import site_of
from onrecord.shelf.stores import Store
from onrecord.shelf.watched import ENTRIES, FEEDS, FETCHES, HOSTS, VERSIONS, WANTED, WITHDRAWALS
from onrecord.shelf.writes import WITHDRAWAL, Writing

Kind = TypeVar("Kind", Feed, Wanted, Fetch)
MOMENTS = frozenset({"due", "checked", "started"})


class WatchMemory:
    """The memory of a watch, on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def follow(self, addresses: Iterable[str], now: datetime) -> None:
        """Take up feeds that are not followed yet, due at once."""
        rows = [_row(Feed(address, now)) for address in addresses]
        self.shelf.write(lambda writing: _once(writing, self.shelf.store, FEEDS, rows))

    def leave(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Follow feeds no longer; those of them that were followed. What is known of their items stays known."""

        def change(writing: Writing) -> tuple[str, ...]:
            leave = {address: delete(FEEDS).where(FEEDS.c.address == storable(address)) for address in addresses}
            return tuple(address for address, one in leave.items() if writing.connection.execute(one).rowcount)

        return self.shelf.write(change)

    def feeds(self) -> tuple[Feed, ...]:
        """The feeds that are followed, by address."""
        return self.shelf.look(
            lambda connection: tuple(_feed(row) for row in connection.execute(select(FEEDS).order_by(FEEDS.c.address)))
        )

    def wanted(self, address: str) -> Wanted | None:
        """How far a page has come, ``None`` where no feed told of it."""
        return self.shelf.look(lambda connection: _find_wanted(connection, address))

    def waiting(self, now: datetime, most: int, furthest: datetime) -> tuple[Wanted, ...]:
        """Pages that are to be fetched now, no more than so many, the longest due first.

        What falls due after ``furthest`` was put off by a clock that was wrong, and is due now.
        """
        due = or_(WANTED.c.due <= _told(now), WANTED.c.due > _told(furthest))
        query = select(WANTED).where(WANTED.c.stage == Stage.WAITING.value, due)
        query = query.order_by(WANTED.c.due, WANTED.c.address).limit(most)
        return self.shelf.look(lambda connection: tuple(map(_wanted, connection.execute(query))))

    def next_due(self, now: datetime) -> datetime | None:
        """When the next page falls due after now, ``None`` where none does."""
        query = select(func.min(WANTED.c.due)).where(WANTED.c.stage == Stage.WAITING.value, WANTED.c.due > _told(now))
        found = self.shelf.look(lambda connection: connection.scalar(query))
        return datetime.fromisoformat(found) if found else None

    def unkept(self) -> tuple[Wanted, ...]:
        """Pages that were fetched and never put on the shelf."""
        query = select(WANTED).where(WANTED.c.stage == Stage.FETCHED.value).order_by(WANTED.c.address)
        return self.shelf.look(lambda connection: tuple(map(_wanted, connection.execute(query))))

    def hosts(self) -> dict[str, datetime]:
        """When each host may be asked again at the earliest."""
        rows = self.shelf.look(lambda connection: connection.execute(select(HOSTS)).all())
        return {row.host: datetime.fromisoformat(row.not_before) for row in rows}

    def hold(self, host: str, until: datetime) -> None:
        """Remember when a host may be asked again."""
        row = {"host": host, "not_before": _told(until)}
        self.shelf.write(lambda writing: _put(writing, self.shelf.store, HOSTS, row))

    def last_place(self) -> tuple[str, int] | None:
        """The file and the offset of the last answer that the log knows of."""
        query = select(FETCHES.c.warc, FETCHES.c.place).where(FETCHES.c.place.is_not(None))
        row = self.shelf.look(
            lambda connection: connection.execute(query.order_by(FETCHES.c.number.desc()).limit(1)).one_or_none()
        )
        return None if row is None else (row.warc, row.place)

    def knows(self, warc: str) -> bool:
        """Whether the log knows of an answer in a file."""
        query = select(FETCHES.c.number).where(FETCHES.c.warc == warc).limit(1)
        return self.shelf.look(lambda connection: connection.scalar(query)) is not None

    def log(self, fetch: Fetch) -> None:
        """Add a line to the log."""
        self.shelf.write(lambda writing: _log(writing, self.shelf.store, fetch))

    def lines(self, most: int) -> tuple[Fetch, ...]:
        """The last lines of the log, the latest last."""
        query = select(FETCHES).order_by(FETCHES.c.number.desc()).limit(most)
        return self.shelf.look(lambda connection: tuple(map(_fetch, connection.execute(query).all()[::-1])))

    def stages(self) -> dict[Stage, int]:
        """How many pages have come how far."""
        query = select(WANTED.c.stage, func.count()).group_by(WANTED.c.stage)
        rows = self.shelf.look(lambda connection: connection.execute(query).all())
        return {Stage(stage): count for stage, count in rows}

    def checked(
        self, fetch: Fetch, feed: Feed, entries: Sequence[Entry] = (), withdrawals: Sequence[Withdrawal] = ()
    ) -> int:
        """Log a look at a feed with its new state and what it told; how many of its entries are new or changed."""

        def change(writing: Writing) -> int:
            store = self.shelf.store
            _log(writing, store, fetch)
            row = _row(feed)  # no row where the feed was left meanwhile
            writing.connection.execute(update(FEEDS).where(FEEDS.c.address == row["address"]).values(row))
            for one in withdrawals:
                _withdraw(writing, store, feed.address, one)
            return sum(_enter(writing, store, feed.address, entry, fetch) for entry in entries)

        return self.shelf.write(change)

    def came(self, fetch: Fetch, wanted: Wanted) -> None:
        """Log a request for a page with the page's new state."""

        def change(writing: Writing) -> None:
            _log(writing, self.shelf.store, fetch)
            _put(writing, self.shelf.store, WANTED, _row(wanted))

        self.shelf.write(change)

    def kept(self, address: str) -> None:
        """A page that was fetched is on the shelf."""
        done = update(WANTED).where(WANTED.c.address == address, WANTED.c.stage == Stage.FETCHED.value)
        self.shelf.write(lambda writing: writing.connection.execute(done.values(stage=Stage.KEPT.value)))


def _enter(writing: Writing, store: Store, feed: str, entry: Entry, fetch: Fetch) -> bool:
    """Take in an entry: its page is wanted if it is new, and again if the feed tells of it otherwise than before.

    A page that the feed brought whole is there already, and is yet to be put on the shelf.
    """
    key = (ENTRIES.c.feed == feed, ENTRIES.c.key == storable(entry.key))
    known = writing.connection.scalar(select(ENTRIES.c.stamp).where(*key))
    if known == entry.stamp:
        return False
    row = {"feed": feed, **{name: storable(getattr(entry, name)) for name in ("key", "address", "stamp", "title")}}
    _put(writing, store, ENTRIES, row)
    wanted, now = _find_wanted(writing.connection, entry.address), fetch.started
    if entry.digest:
        brought = Wanted(entry.address, now, Stage.FETCHED, digest=entry.digest, warc=fetch.warc, place=fetch.place)
        _put(writing, store, WANTED, _row(brought))
        return True
    if wanted is None:
        _put(writing, store, WANTED, _row(Wanted(entry.address, now)))
    elif known is not None and wanted.stage is not Stage.FETCHED:
        _put(writing, store, WANTED, _row(replace(wanted, stage=Stage.WAITING, due=now, failures=0)))
    return known is not None or wanted is None


def _withdraw(writing: Writing, store: Store, feed: str, one: Withdrawal) -> None:
    """Take in what a feed took back: for the address that it told of, and for the one that the page was found at.

    A feed takes back only what stands on its own site: it may tell of others' pages, but not speak for them.
    """
    key = (ENTRIES.c.feed == feed, ENTRIES.c.key == storable(one.item))
    told = writing.connection.scalar(select(ENTRIES.c.address).where(*key)) or storable(one.item)
    if site_of(told) != site_of(feed):
        return
    query = select(VERSIONS.c.item).join(WANTED, WANTED.c.digest == VERSIONS.c.digest).where(WANTED.c.address == told)
    for item in {told, *writing.connection.scalars(query)}:
        row = {
            "item": item,
            "by": one.by,
            "known": _told(one.known),
            "told": _told(one.told) if one.told else None,
            "words": storable(one.words),
        }
        before = select(WITHDRAWALS.c.item).where(WITHDRAWALS.c.item == item).limit(1)
        if writing.connection.scalar(before) is None:
            _once(writing, store, WITHDRAWALS, [row])
            writing.seal(WITHDRAWAL, f"{item} {one.by}", WITHDRAWALS, row)
            writing.note(WITHDRAWAL, item)


def _log(writing: Writing, store: Store, fetch: Fetch) -> None:
    store.take_turn(writing.connection, "fetches")
    number = int(writing.connection.scalar(select(func.max(FETCHES.c.number))) or 0) + 1
    writing.connection.execute(insert(FETCHES).values({"number": number, **_row(fetch)}))


def _once(writing: Writing, store: Store, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        writing.connection.execute(store.insert_once(table).values(row))


def _put(writing: Writing, store: Store, table: Table, row: dict[str, Any]) -> None:
    """Write a row in the place of the one that has its key, if there is one."""
    key = [column == row[column.name] for column in table.primary_key.columns]
    if not writing.connection.execute(update(table).where(*key).values(row)).rowcount:
        writing.connection.execute(store.insert_once(table).values(row))


def _row(record: Feed | Wanted | Fetch) -> dict[str, Any]:
    return {part.name: _plain(getattr(record, part.name)) for part in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return _told(value)
    if isinstance(value, (Purpose, Stage)):
        return value.value
    return storable(value) if isinstance(value, str) else value


def _told(moment: datetime) -> str:
    """A moment so that text is ordered as time is."""
    return moment.isoformat(timespec="microseconds")


def _read(kind: type[Kind], row: Row[Any]) -> Kind:
    told = {part.name: getattr(row, part.name) for part in fields(kind)}
    read = {name: datetime.fromisoformat(value) for name, value in told.items() if name in MOMENTS and value}
    return kind(**{**told, **read})


def _feed(row: Row[Any]) -> Feed:
    return _read(Feed, row)


def _wanted(row: Row[Any]) -> Wanted:
    return replace(_read(Wanted, row), stage=Stage(row.stage))


def _fetch(row: Row[Any]) -> Fetch:
    return replace(_read(Fetch, row), purpose=Purpose(row.purpose))


def _find_wanted(connection: Connection, address: str) -> Wanted | None:
    row = connection.execute(select(WANTED).where(WANTED.c.address == address)).one_or_none()
    return None if row is None else _wanted(row)
