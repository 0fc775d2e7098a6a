"""What became known of pages later: that another version of their item came, or that it was taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from onrecord.kinds import whole_number
from onrecord.records import Notice, NoticeKind, Reading, Standing, Version
from onrecord.shelf.arrivals import arrivals
from onrecord.shelf.rows import storable
from onrecord.shelf.schema import PAGES, READINGS
from onrecord.shelf.sites import site_of
from onrecord.shelf.watched import VERSIONS, WITHDRAWALS


def rows_of_version(reading: Reading) -> list[dict[str, object]]:
    """The row that tells which version of which item a reading's page is; none where it is of no item.

    A page that names no item of its own is a version of what stands at its address.
    """
    article = reading.article
    version = article.version or (Version(article.source) if "://" in article.source else None)
    if version is None:
        return []
    return [
        {
            "item": storable(version.item),
            "number": version.number,
            "standing": version.standing.value,
            "told": version.told.isoformat() if version.told else None,
            "note": storable(version.note),
        }
    ]


def noticed(reading: Reading, notices: tuple[Notice, ...]) -> Reading:
    """A reading whose article tells what became known of its page."""
    return replace(reading, article=replace(reading.article, notices=notices)) if notices else reading


@dataclass(frozen=True, slots=True)
class _Came:
    """A version of an item as it came to the shelf."""

    digest: str
    number: str | None
    standing: Standing
    told: datetime | None
    received: datetime
    came: datetime
    """When the page came to the shelf, which may be long after it was captured."""
    note: str

    @property
    def order(self) -> tuple[int, datetime]:
        """What versions of one item are ordered by: their numbers, then the publisher's time, or ours without it."""
        number = whole_number(self.number or "")
        return -1 if number is None else number, self.told or self.received


def find_notices(
    connection: Connection, items: Collection[str] | None = None, came: Mapping[str, datetime] | None = None
) -> dict[str, tuple[Notice, ...]]:
    """What became known of each page later, by the page's digest; pages of which nothing did are left out.

    With ``items`` only of the versions of these; ``came``, where it is known, spares to find out when each page came.
    """
    found: dict[str, list[Notice]] = {}
    versions, taken_back = _versions(connection, items), _taken_back(connection, items)
    if came is None:
        came = arrivals(connection) if versions or taken_back else {}
    for _, rows in groupby(versions, key=lambda row: (row.item, site_of(row.source))):
        for digest, notice in _of_item([_came(row, came) for row in rows]):
            found.setdefault(digest, []).append(notice)
    for row in taken_back:
        known = max(datetime.fromisoformat(row.known), _came(row, came).came)
        notice = Notice(NoticeKind.WITHDRAWN, known, _moment(row.taken_back), row.by, row.words)
        found.setdefault(row.digest, []).append(notice)
    return {digest: tuple(sorted(notices, key=lambda one: (one.known, one.kind))) for digest, notices in found.items()}


def _versions(connection: Connection, items: Collection[str] | None) -> Sequence[Row[Any]]:
    """The versions of the items that have several, by item and site: no site speaks for what another served."""
    several = _among(select(VERSIONS.c.item), items).group_by(VERSIONS.c.item).having(func.count() > 1)
    query = _with_pages(VERSIONS).where(VERSIONS.c.item.in_(several))
    rows = connection.execute(query.order_by(VERSIONS.c.item, VERSIONS.c.digest)).all()
    return sorted(rows, key=lambda row: (row.item, site_of(row.source), row.digest))


def _came(row: Row[Any], came: Mapping[str, datetime]) -> _Came:
    received = datetime.fromisoformat(row.received)
    arrival = came.get(row.story, received)
    return _Came(row.digest, row.number, Standing(row.standing), _moment(row.told), received, arrival, row.note)


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _of_item(versions: Iterable[_Came]) -> Iterator[tuple[str, Notice]]:
    """What each version but the last comes to: every one is replaced by the next; one taken back takes all along."""
    ordered = sorted(versions, key=lambda version: (*version.order, version.digest))
    for version in ordered:
        later = [other for other in ordered if other.order > version.order]  # the same one sent again is not later
        back = next((other for other in later if other.standing is not Standing.USABLE), None)
        for other, kind in ((next(iter(later), None), NoticeKind.REPLACED), (back, NoticeKind.WITHDRAWN)):
            if other is not None and (kind is NoticeKind.WITHDRAWN or other.standing is Standing.USABLE):
                yield version.digest, Notice(kind, max(other.came, version.came), other.told, other.digest, other.note)


def _among(query: Select[Any], items: Collection[str] | None) -> Select[Any]:
    return query if items is None else query.where(VERSIONS.c.item.in_(sorted(items)))


def _taken_back(connection: Connection, items: Collection[str] | None) -> Sequence[Row[Any]]:
    """The versions of items that a feed told to be taken back, with what it told."""
    told = WITHDRAWALS.c.told.label("taken_back")
    query = _with_pages(VERSIONS, WITHDRAWALS.c.known, told, WITHDRAWALS.c.by, WITHDRAWALS.c.words)
    query = _among(query.join(WITHDRAWALS, WITHDRAWALS.c.item == VERSIONS.c.item), items)
    return connection.execute(query).all()


def _with_pages(*columns: Any) -> Select[Any]:
    query = select(*columns, PAGES.c.source, PAGES.c.received, READINGS.c.story)
    return query.select_from(VERSIONS).join(PAGES).join(READINGS, READINGS.c.digest == VERSIONS.c.digest)
