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

MOST_ITEMS: Final = 4
"""Goods named after so many others are weighed one by one."""

MEMORY_BITS: Final = 16
"""Of so many pairs of values, two to this power, it is remembered for each facet what they say."""

SCATTER: Final = 0x5851F42D4C957F2D
"""An odd factor that spreads pairs over the places of the memory."""

UNDATED: Final = 1 << 30
EXACT: Final = 9
"""Decimals that count: a sum does not hang on the order in which it was made."""

Value: TypeAlias = Callable[[Terms], Hashable]
Weigh: TypeAlias = Callable[[Terms, Terms], tuple[float, ...]]

SAID: Final = 4
"""How many numbers a facet says of two values at most, the weight first."""


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
        self._said = np.zeros((len(sides) << MEMORY_BITS, SAID))

    def numbers(self, terms: Terms) -> list[int]:
        """The number of these terms' value on each side."""
        found = []
        for (value, _), numbers, known in zip(self._sides, self._numbers, self._terms, strict=True):
            number = numbers.setdefault(value(terms), len(known))
            if number == len(known):
                known.append(terms)
            found.append(number)
        return found

    def said(self, ones: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> Weights:
        """What each two rows of values say: pair by pair, side by side, numbers padded with nothing."""
        pairs = ones.astype(np.int64) << 32 | others
        places = (pairs * SCATTER >> 32 & (1 << MEMORY_BITS) - 1) + self._offsets
        said: Weights = self._said[places]
        unknown = self._pairs[places] != pairs
        if unknown.any():
            for n, side in zip(*(found.tolist() for found in unknown.nonzero()), strict=True):
                said[n, side] = self._look(side, int(pairs[n, side]), int(places[n, side]))
        return said

    def _look(self, side: int, pair: int, place: int) -> Weights:
        if self._pairs[place] != pair:
            known, weigh = self._terms[side], self._sides[side][1]
            told = weigh(known[pair >> 32], known[pair & 0xFFFFFFFF])
            self._said[place, : len(told)] = told
            self._pairs[place] = pair
        said: Weights = self._said[place]
        return said


PARTIES, GOODS_TOLD, STAGES, LOTS_TOLD, DAY, STORY, ITEMS, PART, NAMED = range(9)
"""The columns; the first four are the facets."""

FACETS: Final = 4


class Columns:
    """The tellings by the numbers of their rows."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self._rows = np.zeros((1024, NAMED + 1), dtype=np.int32)
        self._quantities = np.zeros((1024, MOST_ITEMS))
        self._stories: dict[str, int] = {}
        self._facets = Facets(
            (lambda terms: (terms.supplier, terms.recipient), _of_parties),
            (lambda terms: tuple((item.goods_class, item.designation) for item in terms.items), _of_goods),
            (lambda terms: terms.stage, lambda a, b: (weigh_stages(a.stage, b.stage).weight,)),
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
        self._rows[row] = (
            *self._facets.numbers(terms),
            telling.day.toordinal() if telling.day else UNDATED,
            self._stories.setdefault(telling.story, len(self._stories)),
            len(terms.items),
            bool(terms.lots & PARTS),
            bool(telling.names),
        )
        numbers = [np.nan if item.quantity is None else item.quantity for item in terms.items[:MOST_ITEMS]]
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
        said = self._facets.said(here[:, :FACETS], there[:, :FACETS])
        total: Weights = said[:, :, 0].sum(axis=1) + PRIOR
        total += _of_days(here[:, DAY], there[:, DAY])
        self._add_names(total, ones, others, here[:, NAMED] & there[:, NAMED])
        alike = said[:, GOODS_TOLD]
        self._add_numbers(total, (ones, others), alike, (here[:, PART], there[:, PART], said[:, LOTS_TOLD, 1] > 0))
        apart = here[:, STORY] == there[:, STORY]
        apart |= (here[:, ITEMS] > 1) & (there[:, ITEMS] > 1) | (alike[:, 1:3] >= MOST_ITEMS).any(axis=1)
        if apart.any():
            for place in np.flatnonzero(apart).tolist():
                total[place] = self._plainly(int(ones[place]), int(others[place]))
        return total.round(EXACT)

    def _plainly(self, one: int, other: int) -> float:
        first, second = sorted((self.tellings[one], self.tellings[other]), key=lambda telling: telling.key)
        return compare(first, second).log_odds

    def _add_names(self, total: Weights, ones: Rows, others: Rows, both: npt.NDArray[np.int32]) -> None:
        """Add what shared names weigh."""
        for place in both.nonzero()[0].tolist():
            here, there = self.tellings[ones[place]].names, self.tellings[others[place]].names
            if not here.isdisjoint(there):
                total[place] += SHARED_NAME * min(2, len(here & there))

    def _add_numbers(
        self,
        total: Weights,
        pairs: tuple[Rows, Rows],
        alike: Weights,
        lots: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Flags],
    ) -> None:
        """Add what the numbers of the items that agree best weigh; ``lots`` tells which are parts, which of one lot."""
        n, m = alike[:, 1:3].T.astype(np.int64) % MOST_ITEMS
        ours, theirs = self._quantities[pairs[0], n], self._quantities[pairs[1], m]
        told = (~np.isnan(ours + theirs) & (alike[:, 3] > 0)).nonzero()[0]
        if len(told):
            ours, theirs = ours[told], theirs[told]
            parts, other_parts, one_lot = (side[told] for side in lots)
            part = np.where(ours < theirs, parts, other_parts) > 0
            total[told] += _of_two_numbers(ours, theirs, part | one_lot)


def _of_parties(one: Terms, other: Terms) -> tuple[float, ...]:
    return (sum(reason.weight for reason in weigh_parties(one, other)),)


def _of_lots(one: Terms, other: Terms) -> tuple[float, ...]:
    """The weight, and whether both tell of one lot."""
    return weigh_lots(one, other).weight, float(bool(one.lots & other.lots))


def _of_goods(one: Terms, other: Terms) -> tuple[float, ...]:
    """The weight, the places of the items that agree best, and whether their numbers count."""
    pair = best_pair(one.items, other.items)
    if pair is None:
        return GOODS_UNTOLD, 0, 0, 0
    found, n, m = pair
    return GOODS[found][0], n, m, float(found > Agreement.OTHER_TYPE)


def _of_days(ones: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> Weights:
    apart = np.abs(ones - others)
    weights: Weights = _weights_of_days()[np.minimum(apart, DAYS[-1][0] + 1)]
    weights[apart > UNDATED >> 1] = 0.0
    weights[(ones == UNDATED) & (others == UNDATED)] = 0.0
    return weights


@cache
def _weights_of_days() -> Weights:
    """The weight of every number of days, the last that of all more."""
    every = range(DAYS[-1][0] + 2)
    return np.array([next((weight for most, weight in DAYS if days <= most), YEARS_APART) for days in every])


def _of_two_numbers(ours: Weights, theirs: Weights, disputed: Flags) -> Weights:
    low, high = np.minimum(ours, theirs), np.maximum(ours, theirs)
    apart = np.where(low <= 1, 0.0, np.where(disputed, NUMBERS_DISPUTED, NUMBERS_APART))
    near = np.where((high != 0) & (low >= NEAR_NUMBER * high), NEAR_NUMBERS, apart)
    return np.where(low == high, np.where(high > 1, SAME_NUMBER, ONE_PIECE_EACH), near)
