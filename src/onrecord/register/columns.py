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

REMEMBERED: Final = 1 << 16
"""Pairs of values of which it is remembered what they say."""

SCATTER: Final = 0x5851F42D4C957F2D
"""An odd factor that spreads pairs over the places of the memory."""

UNDATED: Final = 1 << 30
EXACT: Final = 9
"""Decimals that count: a sum does not hang on the order in which it was made."""

ROW: Final = np.dtype(
    [
        ("day", "i4"),
        ("story", "i4"),
        ("parties", "i4"),
        ("goods", "i4"),
        ("stage", "i4"),
        ("lots", "i4"),
        ("items", "i4"),
        ("part", "?"),
        ("named", "?"),
        ("number", "f8", (MOST_ITEMS,)),
    ]
)


class Facet:
    """One side of the terms as small numbers, and what two of them say; what was weighed last is remembered.

    A pair of values has one place in the memory and takes it from another pair that has the same, so that the memory
    does not grow.
    """

    def __init__(
        self, value: Callable[[Terms], Hashable], weigh: Callable[[Terms, Terms], tuple[float, ...]], width: int = 1
    ) -> None:
        self._value = value
        self._weigh = weigh
        self._numbers: dict[Hashable, int] = {}
        self._terms: list[Terms] = []
        self._pairs = np.full(REMEMBERED, -1, dtype=np.int64)
        self._weights = np.zeros((REMEMBERED, width))

    def number(self, terms: Terms) -> int:
        """The number of these terms' value."""
        number = self._numbers.setdefault(self._value(terms), len(self._terms))
        if number == len(self._terms):
            self._terms.append(terms)
        return number

    def weights(self, ones: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> Weights:
        """What each two values say, a row of numbers a pair."""
        pairs = ones.astype(np.int64) << 32 | others
        places = (pairs * SCATTER >> 32) % REMEMBERED
        weights: Weights = self._weights[places]
        for n in np.flatnonzero(self._pairs[places] != pairs).tolist():
            weights[n] = self._look(int(pairs[n]), int(places[n]))
        return weights

    def _look(self, pair: int, place: int) -> Weights:
        if self._pairs[place] != pair:
            self._weights[place] = self._weigh(self._terms[pair >> 32], self._terms[pair & 0xFFFFFFFF])
            self._pairs[place] = pair
        weights: Weights = self._weights[place]
        return weights


class Columns:
    """The tellings by the numbers of their rows."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self._rows = np.zeros(1024, dtype=ROW)
        self._stories: dict[str, int] = {}
        self._parties = Facet(lambda terms: (terms.supplier, terms.recipient), _of_parties)
        self._goods = Facet(lambda terms: tuple((i.goods_class, i.designation) for i in terms.items), _of_goods, 4)
        self._stages = Facet(lambda terms: terms.stage, lambda a, b: (weigh_stages(a.stage, b.stage).weight,))
        self._lots = Facet(lambda terms: (terms.lots, terms.named_lots), _of_lots, 2)

    def put(self, telling: Telling) -> int:
        """Take a telling in; the number of its row."""
        row = len(self.tellings)
        if row == len(self._rows):
            self._rows = np.concatenate((self._rows, np.zeros(row, dtype=ROW)))
        self.tellings.append(telling)
        self.put_in_place(row, telling)
        return row

    def put_in_place(self, row: int, telling: Telling) -> None:
        """Let a telling take another's row."""
        self.tellings[row] = telling
        terms = telling.terms
        numbers = [np.nan if item.quantity is None else item.quantity for item in terms.items[:MOST_ITEMS]]
        self._rows[row] = (
            telling.day.toordinal() if telling.day else UNDATED,
            self._stories.setdefault(telling.story, len(self._stories)),
            self._parties.number(terms),
            self._goods.number(terms),
            self._stages.number(terms),
            self._lots.number(terms),
            len(terms.items),
            bool(terms.lots & PARTS),
            bool(telling.names),
            numbers + [np.nan] * (MOST_ITEMS - len(numbers)),
        )

    def days(self, rows: Rows) -> npt.NDArray[np.int32]:
        """The days of tellings, as ordinals."""
        days: npt.NDArray[np.int32] = self._rows["day"][rows]
        return days

    def log_odds(self, ones: Rows, others: Rows) -> Weights:
        """How likely each two tellings are of one transfer: for each pair what ``likeness.compare`` comes to."""
        if not len(ones):
            return np.zeros(0)
        here, there = self._rows[ones], self._rows[others]
        lots = self._lots.weights(here["lots"], there["lots"])
        total: Weights = PRIOR + self._parties.weights(here["parties"], there["parties"])[:, 0] + lots[:, 0]
        total += self._stages.weights(here["stage"], there["stage"])[:, 0]
        total += _of_days(here["day"], there["day"])
        total += self._names(ones, others, here["named"] & there["named"])
        alike = self._goods.weights(here["goods"], there["goods"])
        total += alike[:, 0] + _of_numbers(here, there, alike, lots[:, 1] > 0)
        apart = here["story"] == there["story"]
        apart |= (here["items"] > 1) & (there["items"] > 1) | (alike[:, 1:3] >= MOST_ITEMS).any(axis=1)
        for place in np.flatnonzero(apart).tolist():
            total[place] = self._plainly(int(ones[place]), int(others[place]))
        return total.round(EXACT)

    def _plainly(self, one: int, other: int) -> float:
        first, second = sorted((self.tellings[one], self.tellings[other]), key=lambda telling: telling.key)
        return compare(first, second).log_odds

    def _names(self, ones: Rows, others: Rows, both: Flags) -> Weights:
        weights = np.zeros(len(ones))
        for place in np.flatnonzero(both).tolist():
            here, there = self.tellings[ones[place]].names, self.tellings[others[place]].names
            if not here.isdisjoint(there):
                weights[place] = SHARED_NAME * min(2, len(here & there))
        return weights


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


def _of_numbers(here: npt.NDArray[np.void], there: npt.NDArray[np.void], alike: Weights, one_lot: Flags) -> Weights:
    """What the numbers of the items that agree best say."""
    counted = np.flatnonzero(alike[:, 3])
    n, m = alike[counted, 1:3].astype(np.int64).T % MOST_ITEMS
    ours, theirs = here["number"][counted, n], there["number"][counted, m]
    told = np.flatnonzero(~np.isnan(ours + theirs))
    weights = np.zeros(len(alike))
    if len(told):
        counted, ours, theirs = counted[told], ours[told], theirs[told]
        part = np.where(ours < theirs, here["part"][counted], there["part"][counted])
        weights[counted] = _of_two_numbers(ours, theirs, part | one_lot[counted])
    return weights


def _of_two_numbers(ours: Weights, theirs: Weights, disputed: Flags) -> Weights:
    low, high = np.minimum(ours, theirs), np.maximum(ours, theirs)
    apart = np.where(low <= 1, 0.0, np.where(disputed, NUMBERS_DISPUTED, NUMBERS_APART))
    near = np.where((high != 0) & (low >= NEAR_NUMBER * high), NEAR_NUMBERS, apart)
    return np.where(low == high, np.where(high > 1, SAME_NUMBER, ONE_PIECE_EACH), near)
