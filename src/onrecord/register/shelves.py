"""Where tellings of one transfer meet, so that each is weighed against few others."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from onrecord.register.columns import UNDATED, Rows
from onrecord.register.goods import TYPE, UNTOLD_KIND, kinds_of
from onrecord.register.likeness import YEAR, YEARS
from onrecord.register.tellings import Telling, Terms

Name = tuple[str, ...]
"""What a shelf is called."""

ANY: Final = "any"
"""The shelf of all tellings between two parties, whatever the goods."""

EVER: Final = UNDATED
"""How far a look goes, in days, that leaves nothing out."""


Shelf: TypeAlias = "array[int]"
"""Tellings by their days, both in one number: the day above, the row below."""

ROW_BITS: Final = 32
NAMES_KNOWN: Final = 1 << 12
"""Terms of which it is remembered on which shelves they stand."""


class Shelves:
    """Tellings by parties, kinds of goods and days; one more costs what its own shelves hold around its day.

    Tellings meet where both parties are in common, or one where the other is untold, and the goods may be the same: for
    a year whatever else is told, for three where words of the named type are shared, and ever where the number is.
    """

    def __init__(self) -> None:
        self._shelves: dict[Name, Shelf] = {}

    def put(self, telling: Telling, row: int) -> None:
        """Put a telling on its shelves."""
        for name in _stands_on(telling.terms):
            shelf = self._shelves.get(name)
            if shelf is None:
                shelf = self._shelves[name] = array("Q")
            insort(shelf, _number(telling.day) << ROW_BITS | row)

    def take(self, telling: Telling, row: int) -> None:
        """Take a telling off its shelves."""
        for name in _stands_on(telling.terms):
            shelf = self._shelves[name]
            del shelf[bisect_left(shelf, _number(telling.day) << ROW_BITS | row)]

    def near(self, telling: Telling) -> Rows:
        """The tellings worth weighing against this one, itself among them if it stands here; in ascending order."""
        day, found = _number(telling.day), array("Q")
        for name, reach in _looks_on(telling.terms):
            if (shelf := self._shelves.get(name)) is not None:
                found += _within(shelf, day - reach, day + reach) if telling.day else shelf
        rows: Rows = np.sort(np.frombuffer(found, dtype=np.uint64).astype(np.uint32)).astype(np.int64)
        return rows[np.flatnonzero(np.append(True, rows[1:] != rows[:-1])[: len(rows)])]


def _within(shelf: Shelf, first: int, last: int) -> Shelf:
    """The tellings of these days, and those of which the day is unknown."""
    start, end = bisect_left(shelf, first << ROW_BITS), bisect_left(shelf, (last + 1) << ROW_BITS)
    return shelf[start:end] + shelf[max(end, bisect_left(shelf, UNDATED << ROW_BITS)) :]


def _number(day: date | None) -> int:
    return day.toordinal() if day else UNDATED


@lru_cache(maxsize=NAMES_KNOWN)
def _stands_on(terms: Terms) -> tuple[Name, ...]:
    whole = "told" if terms.whole else "untold"
    kinds = kinds_of(terms.items) or [UNTOLD_KIND]
    both = ((*parties, kind) for parties in _both_parties(terms) for kind in (ANY, *kinds, *_numbers(terms)))
    return (*both, *((whole, *party, kind) for party in _one_party(terms) for kind in kinds))


@lru_cache(maxsize=NAMES_KNOWN)
def _looks_on(terms: Terms) -> tuple[tuple[Name, int], ...]:
    kinds = kinds_of(terms.items)
    across = [*((kind, _reach(kind)) for kind in ([*kinds, UNTOLD_KIND] if kinds else [ANY]))]
    across += [(number, EVER) for number in _numbers(terms)]
    both = (((*parties, kind), reach) for parties in _both_parties(terms) for kind, reach in across)
    wholes = ["untold"] if terms.whole else ["untold", "told"]
    one = ((whole, *party) for party in _one_party(terms) for whole in wholes)
    return (*both, *(((*shelf, kind), _reach(kind)) for shelf in one for kind in kinds or [UNTOLD_KIND]))


def _reach(kind: str) -> int:
    return YEARS if kind.startswith(TYPE) else YEAR


def _numbers(terms: Terms) -> list[str]:
    """The numbers told of more than one piece."""
    told = {item.quantity for item in terms.items if item.quantity and item.quantity > 1}
    return [f"number {number:g}" for number in sorted(told)]


def _both_parties(terms: Terms) -> list[Name]:
    recipients = _countries(terms.recipient)
    return [(supplier, recipient) for supplier in _countries(terms.supplier) for recipient in recipients]


def _one_party(terms: Terms) -> list[Name]:
    sides = [("from", country) for country in _countries(terms.supplier)]
    return [*sides, *(("to", country) for country in _countries(terms.recipient))] or [("no", "party")]


def _countries(parties: Iterable[str]) -> list[str]:
    return sorted({code.partition("/")[0] for code in parties})
