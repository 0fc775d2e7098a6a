"""Tellings as columns of numbers, so that one is weighed against a thousand at once.

The weights are those of ``likeness``, which gives the same with its reasons in words: what depends on few values (the
parties, the shape of the goods, the stages, the lots) is weighed there once for each two values and looked up from then
on; numbers and days are weighed here for all pairs together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.register.goods import Agreement, best_pair
from onrecord.register.likeness import (
    DAYS,
    GOODS,
    GOODS_UNTOLD,
    NEAR_NUMBER,
    NEAR_NUMBERS,
    NUMBERS_APART,
    NUMBERS_DISPUTED,
    ONE_PIECE_EACH,
    PARTS,
    PRIOR,
    SAME_NUMBER,
    SHARED_NAME,
    YEARS_APART,
    compare,
    weigh_lots,
    weigh_parties,
    weigh_stages,
)
from onrecord.register.tellings import Telling, Terms

Rows: TypeAlias = npt.NDArray[np.int64]
Weights: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Notes: TypeAlias = npt.NDArray[np.int16]

MOST_ITEMS: Final = 4
"""Goods named after so many others are weighed one by one; a power of two."""

MEMORY_BITS: Final = 16
"""Of so many pairs of values, two to this power, it is remembered for each facet what they say."""

SCATTER: Final = 0x5851F42D4C957F2D
"""An odd factor that spreads pairs over the places of the memory."""

UNDATED: Final = 1 << 30
EXACT: Final = 9
"""Decimals that count: a sum does not hang on the order in which it was made."""

Value: TypeAlias = Callable[[Terms], Hashable]
Weigh: TypeAlias = Callable[[Terms, Terms], tuple[float, int]]


class Facets:
    """Sides of the terms as small numbers, and what two values of a side say; what was weighed last is remembered.

    A pair of values has one place in the memory and takes it from another pair that has the same, so that the memory
    does not grow.
    """

    def __init__(self, *sides: tuple[Value, Weigh]) -> None:
        self._sides = sides
        self._numbers: list[dict[Hashable, int]] = [{} for _ in sides]
        self._terms: list[list[Terms]] = [[] for _ in sides]
        self._offsets = np.arange(len(sides), dtype=np.int64) << MEMORY_BITS
        self._pairs = np.full(len(sides) << MEMORY_BITS, -1, dtype=np.int64)
        self._weights = np.zeros(len(sides) << MEMORY_BITS)
        self._notes = np.zeros(len(sides) << MEMORY_BITS, dtype=np.int16)

    def numbers(self, terms: Terms) -> list[int]:
        """The number of these terms' value on each side."""
        found = []
        for (value, _), numbers, known in zip(self._sides, self._numbers, self._terms, strict=True):
            number = numbers.setdefault(value(terms), len(known))
            if number == len(known):
                known.append(terms)
            found.append(number)
        return found

    def weigh(self, ones: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> tuple[Weights, Notes]:
        """What each two rows of values say, pair by pair and side by side: the weights, and what else is noted."""
        pairs = ones.astype(np.int64) << 32 | others
        places = (pairs * SCATTER >> 32 & (1 << MEMORY_BITS) - 1) + self._offsets
        weights, notes = self._weights[places], self._notes[places]
        unknown = self._pairs[places] != pairs
        if unknown.any():
            for n, side in zip(*(found.tolist() for found in unknown.nonzero()), strict=True):
                weights[n, side], notes[n, side] = self._look(side, int(pairs[n, side]), int(places[n, side]))
        return weights, notes

    def _look(self, side: int, pair: int, place: int) -> tuple[float, int]:
        if self._pairs[place] != pair:
            known, weigh = self._terms[side], self._sides[side][1]
            self._weights[place], self._notes[place] = weigh(known[pair >> 32], known[pair & 0xFFFFFFFF])
            self._pairs[place] = pair
        return float(self._weights[place]), int(self._notes[place])


PARTIES, GOODS_TOLD, STAGES, LOTS_TOLD, DAY, STORY, FLAGS = range(7)
"""The columns; the first four are the facets."""

FACETS: Final = 4
NUMBERED, SEVERAL, NAMED, PART, WITHOUT_DAY = (1 << bit for bit in range(5))
"""The flags: a number is told, several goods, names stand by, a part of a lot is meant, no day is told."""


class Columns:
    """The tellings by the numbers of their rows."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self._rows = np.zeros((1024, FLAGS + 1), dtype=np.int32)
        self._quantities = np.zeros((1024, MOST_ITEMS))
        self._stories: dict[str, int] = {}
        self._facets = Facets(
            (lambda terms: (terms.supplier, terms.recipient), _of_parties),
            (lambda terms: tuple((item.goods_class, item.designation) for item in terms.items), _of_goods),
            (lambda terms: terms.stage, lambda a, b: (weigh_stages(a.stage, b.stage).weight, 0)),
            (lambda terms: (terms.lots, terms.named_lots), _of_lots),
        )

    def put(self, telling: Telling) -> int:
        """Take a telling in; the number of its row."""
        row = len(self.tellings)
        if row == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
            self._quantities = np.concatenate((self._quantities, np.zeros_like(self._quantities)))
        self.tellings.append(telling)
        self.put_in_place(row, telling)
        return row

    def put_in_place(self, row: int, telling: Telling) -> None:
        """Let a telling take another's row."""
        self.tellings[row] = telling
        terms = telling.terms
        numbers = [np.nan if item.quantity is None else item.quantity for item in terms.items[:MOST_ITEMS]]
        flags = (
            any(item.quantity is not None for item in terms.items),
            len(terms.items) > 1,
            bool(telling.names),
            bool(terms.lots & PARTS),
            telling.day is None,
        )
        self._rows[row] = (
            *self._facets.numbers(terms),
            telling.day.toordinal() if telling.day else UNDATED,
            self._stories.setdefault(telling.story, len(self._stories)),
            sum(flag << bit for bit, flag in enumerate(flags)),
        )
        self._quantities[row] = numbers + [np.nan] * (MOST_ITEMS - len(numbers))

    def days(self, rows: Rows) -> npt.NDArray[np.int32]:
        """The days of tellings, as ordinals."""
        days: npt.NDArray[np.int32] = self._rows[rows, DAY]
        return days

    def log_odds(self, ones: Rows, others: Rows) -> Weights:
        """How likely each two tellings are of one transfer: for each pair what ``likeness.compare`` comes to."""
        if not len(ones):
            return np.zeros(0)
        here, there = self._rows[ones], self._rows[others]
        weights, notes = self._facets.weigh(here[:, :FACETS], there[:, :FACETS])
        total: Weights = weights.sum(axis=1) + PRIOR
        both = here[:, FLAGS] & there[:, FLAGS]
        total += _of_days(here, there)
        for place in (both & NAMED).nonzero()[0].tolist():
            total[place] += self._of_names(int(ones[place]), int(others[place]))
        goods = notes[:, GOODS_TOLD]
        counted = ((both & NUMBERED > 0) & (goods & COUNTED > 0)).nonzero()[0]
        if len(counted):
            places = goods[counted]
            ours = self._quantities[ones[counted], places & MOST_ITEMS - 1]
            theirs = self._quantities[others[counted], places >> PLACE_BITS & MOST_ITEMS - 1]
            fewer = np.where(ours < theirs, here[counted, FLAGS], there[counted, FLAGS])
            total[counted] += _of_numbers(ours, theirs, (fewer & PART > 0) | (notes[counted, LOTS_TOLD] > 0))
        apart = (here[:, STORY] == there[:, STORY]) | (both & SEVERAL > 0) | (goods & FAR_DOWN > 0)
        if apart.any():
            for place in apart.nonzero()[0].tolist():
                total[place] = self._plainly(int(ones[place]), int(others[place]))
        return total.round(EXACT)

    def _plainly(self, one: int, other: int) -> float:
        first, second = sorted((self.tellings[one], self.tellings[other]), key=lambda telling: telling.key)
        return compare(first, second).log_odds

    def _of_names(self, one: int, other: int) -> float:
        here, there = self.tellings[one].names, self.tellings[other].names
        return 0.0 if here.isdisjoint(there) else SHARED_NAME * min(2, len(here & there))


PLACE_BITS: Final = 2
COUNTED: Final = 1 << 2 * PLACE_BITS
FAR_DOWN: Final = COUNTED << 1
"""What is noted of two lists of goods beside the places of the items that agree best: whether their numbers count, and
whether one of the places is beyond ``MOST_ITEMS``."""


def _of_parties(one: Terms, other: Terms) -> tuple[float, int]:
    return sum(reason.weight for reason in weigh_parties(one, other)), 0


def _of_lots(one: Terms, other: Terms) -> tuple[float, int]:
    """The weight, and whether both tell of one lot."""
    return weigh_lots(one, other).weight, bool(one.lots & other.lots)


def _of_goods(one: Terms, other: Terms) -> tuple[float, int]:
    """The weight, and the places of the items that agree best."""
    pair = best_pair(one.items, other.items)
    if pair is None:
        return GOODS_UNTOLD, 0
    found, n, m = pair
    counted = COUNTED if found > Agreement.OTHER_TYPE else 0
    if max(n, m) >= MOST_ITEMS:
        return GOODS[found][0], FAR_DOWN
    return GOODS[found][0], n | m << PLACE_BITS | counted


def _of_days(here: npt.NDArray[np.int32], there: npt.NDArray[np.int32]) -> Weights:
    apart = np.minimum(np.abs(here[:, DAY] - there[:, DAY]), DAYS[-1][0] + 1)
    weights: Weights = _weights_of_days()[apart]
    without = (here[:, FLAGS] | there[:, FLAGS]) & WITHOUT_DAY
    if without.any():
        weights[without > 0] = 0.0
    return weights


@cache
def _weights_of_days() -> Weights:
    """The weight of every number of days, the last that of all more."""
    every = range(DAYS[-1][0] + 2)
    return np.array([next((weight for most, weight in DAYS if days <= most), YEARS_APART) for days in every])


def _of_numbers(ours: Weights, theirs: Weights, disputed: Flags) -> Weights:
    """What the numbers of the items that agree best say; nothing where one is not told."""
    low, high = np.minimum(ours, theirs), np.maximum(ours, theirs)
    apart = np.where(low <= 1, 0.0, np.where(disputed, NUMBERS_DISPUTED, NUMBERS_APART))
    near = np.where((high != 0) & (low >= NEAR_NUMBER * high), NEAR_NUMBERS, apart)
    told = np.where(low == high, np.where(high > 1, SAME_NUMBER, ONE_PIECE_EACH), near)
    return np.where(np.isnan(low), 0.0, told)
