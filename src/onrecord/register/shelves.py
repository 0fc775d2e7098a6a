"""Where tellings of one transfer meet, so that each is weighed against few others."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import numpy as np

from onrecord.register.columns import UNDATED, Rows
from onrecord.register.goods import TYPE, UNTOLD_KIND, kinds_of
from onrecord.register.likeness import YEAR, YEARS
from onrecord.register.tellings import Telling

Name = tuple[str, ...]
"""What a shelf is called."""

ANY: Final = "any"
"""The shelf of all tellings between two parties, whatever the goods."""

EVER: Final = UNDATED
"""How far a look goes, in days, that leaves nothing out."""


class Shelf:
    """Tellings by their days."""

    __slots__ = ("days", "rows")

    def __init__(self) -> None:
        self.days = array("i")
        self.rows = array("I")

    def put(self, day: int, row: int) -> None:
        """Put a telling on the shelf."""
        place = bisect_right(self.days, day)
        self.days.insert(place, day)
        self.rows.insert(place, row)

    def take(self, day: int, row: int) -> None:
        """Take a telling off the shelf."""
        place = self.rows.index(row, bisect_left(self.days, day))
        del self.days[place], self.rows[place]

    def within(self, first: int, last: int) -> array[int]:
        """The tellings of these days, and those of which the day is unknown."""
        start, end = bisect_left(self.days, first), bisect_right(self.days, last)
        return self.rows[start:end] + self.rows[max(end, bisect_left(self.days, UNDATED)) :]


class Shelves:
    """Tellings by parties, kinds of goods and days; one more costs what its own shelves hold around its day.

    Tellings meet where both parties are in common, or one where the other is untold, and the goods may be the same: for
    a year whatever else is told, for three where words of the named type are shared, and ever where the number is.
    """

    def __init__(self) -> None:
        self._shelves: dict[Name, Shelf] = {}

    def put(self, telling: Telling, row: int) -> None:
        """Put a telling on its shelves."""
        for name in _stands_on(telling):
            shelf = self._shelves.get(name)
            if shelf is None:
                shelf = self._shelves[name] = Shelf()
            shelf.put(_number(telling.day), row)

    def take(self, telling: Telling, row: int) -> None:
        """Take a telling off its shelves."""
        for name in _stands_on(telling):
            self._shelves[name].take(_number(telling.day), row)

    def near(self, telling: Telling) -> Rows:
        """The tellings worth weighing against this one, itself among them if it stands here; in ascending order."""
        day, found = _number(telling.day), array("I")
        for name, reach in _looks_on(telling):
            if (shelf := self._shelves.get(name)) is not None:
                found += shelf.within(day - reach, day + reach) if telling.day else shelf.rows
        rows: Rows = np.sort(np.frombuffer(found, dtype=np.uint32)).astype(np.int64)
        return rows[np.flatnonzero(np.append(True, rows[1:] != rows[:-1])[: len(rows)])]


def _number(day: date | None) -> int:
    return day.toordinal() if day else UNDATED


def _stands_on(telling: Telling) -> Iterator[Name]:
    whole = "told" if telling.terms.whole else "untold"
    kinds = kinds_of(telling.terms.items)
    for parties in _both_parties(telling):
        yield from ((*parties, kind) for kind in (ANY, *(kinds or [UNTOLD_KIND]), *_numbers(telling)))
    yield from ((whole, *party, kind) for party in _one_party(telling) for kind in kinds or [UNTOLD_KIND])


def _looks_on(telling: Telling) -> Iterator[tuple[Name, int]]:
    kinds = kinds_of(telling.terms.items)
    across = [*kinds, UNTOLD_KIND] if kinds else [ANY]
    for parties in _both_parties(telling):
        yield from (((*parties, kind), _reach(kind)) for kind in across)
        yield from (((*parties, number), EVER) for number in _numbers(telling))
    wholes = ["untold"] if telling.terms.whole else ["untold", "told"]
    for party in _one_party(telling):
        for whole in wholes:
            yield from (((whole, *party, kind), _reach(kind)) for kind in kinds or [UNTOLD_KIND])


def _reach(kind: str) -> int:
    return YEARS if kind.startswith(TYPE) else YEAR


def _numbers(telling: Telling) -> list[str]:
    """The numbers told of more than one piece."""
    told = {item.quantity for item in telling.terms.items if item.quantity and item.quantity > 1}
    return [f"number {number:g}" for number in sorted(told)]


def _both_parties(telling: Telling) -> list[Name]:
    recipients = _countries(telling.terms.recipient)
    return [(supplier, recipient) for supplier in _countries(telling.terms.supplier) for recipient in recipients]


def _one_party(telling: Telling) -> list[Name]:
    sides = [("from", country) for country in _countries(telling.terms.supplier)]
    return [*sides, *(("to", country) for country in _countries(telling.terms.recipient))] or [("no", "party")]


def _countries(parties: Iterable[str]) -> list[str]:
    return sorted({code.partition("/")[0] for code in parties})
