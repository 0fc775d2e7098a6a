"""What is news for a watch: each change of a dossier that it asks for, told once, and what is to be sent of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, func, select, update

from onrecord.faces.api.answers import Answers
from onrecord.faces.api.drawing import change_of, change_out
from onrecord.faces.api.shapes import ChangeOut
from onrecord.faces.desk.catalogue import Asked, Catalogue
from onrecord.faces.desk.catalogue.history import changes_between
from onrecord.faces.desk.catalogue.tables import DOSSIERS, STANDS
from onrecord.faces.desk.catalogue.wanted import Wanted
from onrecord.faces.doors.book import NEWS, SENDINGS, WATCHES, Book, now_text
from onrecord.faces.watches.keeping import Watch, list_watches
from onrecord.records import Change, ChangeKind

TOLD: Final = frozenset({ChangeKind.OPENED, ChangeKind.STATUS, ChangeKind.POSITION, ChangeKind.WITHDRAWN})
"""The changes that are news: a new allegation, a new position or one given up, another status."""

SLACK: Final = timedelta(minutes=10)
"""How long after a change one may still come to light that was made before it, by the clock of another machine."""

BETWEEN_LETTERS: Final = timedelta(hours=1)
"""What comes in the meantime goes into the next letter."""

A_BATCH: Final = 400


def gather(book: Book, answers: Answers, now: datetime | None = None) -> int:
    """Tell every watch what is news for it, and put down what is to be sent; how much was told.

    What came in the second that has not ended yet waits: the log knows seconds, and takes what came in one together.
    """
    watches, now = list_watches(book), now or datetime.now(UTC)
    if not watches:
        return 0
    since, until = min(watch.mark for watch in watches), now.replace(microsecond=0)
    catalogue = answers.archive.catalogue()
    log = [change for change in changes_between(catalogue.engine, since, until) if change.kind in TOLD]
    return sum(_tell(book, catalogue, watch, log, now) for watch in watches)


def _moment(change: Change) -> datetime:
    """When the register came to a change; what has no moment was there before all watches."""
    return change.at if isinstance(change.at, datetime) else datetime.min.replace(tzinfo=UTC)


def _tell(book: Book, catalogue: Catalogue, watch: Watch, log: Sequence[Change], now: datetime) -> int:
    news = [change for change in log if _moment(change) >= watch.mark]
    if not news:
        return 0
    wanted = _matching(catalogue, watch.asked, news)
    told = [change for change in news if _is_for(watch.asked, change, wanted.get(change.id))]
    mark = max(watch.mark, _moment(news[-1]).replace(microsecond=0) - SLACK)
    return book.write(lambda connection: _write(connection, book, replace(watch, mark=mark), told, now))


def _matching(catalogue: Catalogue, asked: Asked, news: Iterable[Change]) -> dict[str, str]:
    """The status of each change's dossier, by the change's id, where all is asked for but perhaps that status."""
    homes = {change.id: _home(catalogue, change) for change in news}
    names = sorted({name for name in homes.values() if name})
    found: dict[str, str] = {}
    conditions = Wanted(asked.choosing("status", None)).conditions()
    for start in range(0, len(names), A_BATCH):
        query = select(DOSSIERS.c.id, STANDS.c.status).join_from(STANDS, DOSSIERS, STANDS.c.n == DOSSIERS.c.n)
        query = query.where(*conditions, DOSSIERS.c.id.in_(names[start : start + A_BATCH]))
        with catalogue.engine.begin() as connection:
            found.update({row.id: row.status for row in connection.execute(query)})
    return {identity: found[name] for identity, name in homes.items() if name in found}


def _home(catalogue: Catalogue, change: Change) -> str | None:
    """What the dossier of a change is called now."""
    if catalogue.dossier(change.dossier) is not None or change.story is None:
        return change.dossier
    return next((name for name, _ in catalogue.dossiers_of(change.story).values()), None)


def _is_for(asked: Asked, change: Change, status: str | None) -> bool:
    """Whether a change is of a dossier that is asked for: by the status that it has, or that it just left."""
    if status is None:
        return False
    wanted = asked.value("status")
    left = change.words.partition(" → ")[0].split() if change.kind is ChangeKind.STATUS else []
    return wanted in (None, status, *left)


def _write(connection: Connection, book: Book, watch: Watch, told: Sequence[Change], now: datetime) -> int:
    connection.execute(
        update(WATCHES)
        .where(WATCHES.c.id == watch.id, WATCHES.c.mark < now_text(watch.mark))
        .values(mark=now_text(watch.mark))
    )
    fresh = [change for place, change in enumerate(told) if _is_fresh(connection, book, watch, change, place)]
    if fresh and watch.webhook:
        for change in fresh:
            _put_down(connection, book, watch, "webhook", [change.id], now)
    if fresh and watch.email:
        _put_into_letter(connection, book, watch, [change.id for change in fresh], now)
    return len(fresh)


def _is_fresh(connection: Connection, book: Book, watch: Watch, change: Change, place: int) -> bool:
    """Put a change among what a watch was told; whether it was not there before."""
    row = {
        "watch": watch.id,
        "change": change.id,
        "at": now_text(_moment(change)),
        "place": place,
        "told": change_out(change).model_dump_json().encode(),
    }
    added = book.store.insert_once(NEWS).values(row).returning(NEWS.c.change)
    return connection.scalar(added) is not None


def _put_into_letter(connection: Connection, book: Book, watch: Watch, changes: list[str], now: datetime) -> None:
    """Put changes into the letter that waits to be sent, or into a new one, an hour after the last at the earliest."""
    own = (SENDINGS.c.watch == watch.id, SENDINGS.c.door == "email")
    waiting = select(SENDINGS).where(*own, SENDINGS.c.sent.is_(None), SENDINGS.c.failures == 0, SENDINGS.c.note == "")
    row = connection.execute(waiting.order_by(SENDINGS.c.due.desc()).limit(1)).one_or_none()
    if row is not None:
        both = json.dumps([*json.loads(row.change), *changes])
        connection.execute(update(SENDINGS).where(SENDINGS.c.id == row.id).values(change=both))
        return
    last = connection.scalar(select(func.max(SENDINGS.c.sent)).where(*own))
    latest = now + BETWEEN_LETTERS  # a clock that was wrong may have sent the last one in years to come
    due = min(max(now, datetime.fromisoformat(last) + BETWEEN_LETTERS), latest) if last else now
    _put_down(connection, book, watch, "email", changes, due)


def _put_down(connection: Connection, book: Book, watch: Watch, door: str, changes: list[str], due: datetime) -> None:
    name = sha256("\n".join((watch.id, door, *changes)).encode()).hexdigest()[:32]
    row = {
        "id": name,
        "watch": watch.id,
        "door": door,
        "change": json.dumps(changes),
        "due": now_text(due),
        "failures": 0,
        "note": "",
    }
    connection.execute(book.store.insert_once(SENDINGS).values(row))


def news_of(book: Book, watch: str, most: int, only: Iterable[str] | None = None) -> tuple[Change, ...]:
    """What a watch was told last, or some of it, the latest last."""
    query = select(NEWS.c.told).where(NEWS.c.watch == watch)
    if only is not None:
        query = query.where(NEWS.c.change.in_(list(only)))
    query = query.order_by(NEWS.c.at.desc(), NEWS.c.place.desc(), NEWS.c.change.desc()).limit(most)
    rows = book.look(lambda connection: connection.scalars(query).all())
    return tuple(change_of(ChangeOut.model_validate_json(told)) for told in reversed(rows))
