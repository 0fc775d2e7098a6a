"""Groups whose members agree on the average, however many hang together.

Up to so many tellings are grouped by average linkage over all their pairs. More are cut into spells along a calendar
that is halved where it is crowded; each spell is grouped by itself, and its groups go on the chains of earlier ones,
each with the chain with whose latest tellings it agrees best on the average. So what a telling more costs is bounded by
its spell and the spells after it, and what comes out hangs on the tellings alone, not on the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import numpy as np

from onrecord.register.columns import UNDATED, Rows, Weights
from onrecord.register.likeness import YEARS
from onrecord.register.linkage import average_linkage

MOST: Final = 32
"""Tellings that are grouped by all their pairs."""

LONGEST: Final = 1024
"""Days of the longest spell, a power of two."""

REMEMBERED: Final = 8
"""How many of a chain's latest tellings a group is weighed against, and how many of the group."""

BOUND: Final = 1e3
"""An average above this is a person's word, which also joins two groups of one spell to one chain."""

Group: TypeAlias = tuple[int, ...]
LogOdds: TypeAlias = Callable[[Rows, Rows], Weights]


@dataclass(frozen=True, slots=True)
class Chain:
    """Groups of one transfer, spell after spell."""

    groups: tuple[Group, ...]
    last: int
    """The day of its latest telling."""

    def rows(self) -> Group:
        """Its tellings, the earliest first."""
        return tuple(row for group in self.groups for row in group)


@dataclass(frozen=True, slots=True)
class Spell:
    """What was made of a spell: its tellings, their groups, and the chains after it."""

    rows: Group
    groups: tuple[Group, ...]
    chains: tuple[Chain, ...]


class Spells:
    """How the tellings of one component were grouped, so that only what has changed is grouped again."""

    def __init__(self) -> None:
        self._made: list[Spell] = []

    def groups(
        self, rows: Sequence[int], days: Sequence[date | None], log_odds: LogOdds, judged: AbstractSet[int]
    ) -> list[Group]:
        """The groups of these tellings, given in the order of their days; ``judged`` are those a person decided on."""
        if len(rows) <= MOST:
            self._made = []
            return link(rows, log_odds)
        known, made = {spell.rows: spell.groups for spell in self._made}, list[Spell]()
        dated = [UNDATED if day is None else day.toordinal() for day in days]
        for n, (start, end) in enumerate(cut(dated)):
            here = tuple(rows[start:end])
            if len(made) == n and n < len(self._made) and self._made[n].rows == here:
                made.append(self._made[n])
                continue
            self._made = self._made[:n]
            groups = known.get(here) or tuple(link(here, log_odds))
            told = dict(zip(here, dated[start:end], strict=True))
            chains = _continued(made[-1].chains if made else (), groups, told, log_odds, judged)
            made.append(Spell(here, groups, chains))
        self._made = made
        return [chain.rows() for chain in made[-1].chains]


def link(rows: Sequence[int], log_odds: LogOdds) -> list[Group]:
    """The groups of a few tellings, by average linkage over all their pairs."""
    if len(rows) == 1:
        return [tuple(rows)]
    size, numbers = len(rows), np.array(rows, dtype=np.int64)
    a, b = np.triu_indices(size, 1)
    weights = np.full((size, size), -np.inf)
    weights[a, b] = weights[b, a] = log_odds(numbers[a], numbers[b])
    return [tuple(rows[n] for n in group) for group in average_linkage(weights)]


def cut(
    days: Sequence[int], length: int = LONGEST, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Where the spells begin and end in a row of days: cells of a calendar, halved while they hold too many.

    >>> list(cut([1000, 1001, 3000])), len(list(cut([5] * 70)))
    ([(0, 2), (2, 3)], 3)
    """
    end = len(days) if end is None else end
    while start < end:
        after = bisect_left(days, (days[start] // length + 1) * length, start, end)
        if after - start <= MOST:
            yield start, after
        elif length > 1:
            yield from cut(days, length // 2, start, after)
        else:
            yield from ((n, min(n + MOST, after)) for n in range(start, after, MOST))
        start = after


def _continued(
    chains: tuple[Chain, ...], spell: Sequence[Group], last: dict[int, int], log_odds: LogOdds, judged: AbstractSet[int]
) -> tuple[Chain, ...]:
    """The chains after a spell: each of its groups goes on the chain that it agrees with best, or begins one.

    ``last`` tells the days of the spell's tellings.
    """
    begun, found = last[spell[0][0]], list(chains)
    near = [chain.last >= begun - YEARS or not judged.isdisjoint(chain.rows()) for chain in chains]
    open_ones = [n for n, one in enumerate(near) if one]
    means = _means(spell, [chains[n] for n in open_ones], log_odds, judged)
    agreeing = sorted(
        (-mean, m, n) for m, row in enumerate(means) for n, mean in zip(open_ones, row, strict=True) if mean > 0
    )
    homes: dict[int, int] = {}
    for disagreement, m, n in agreeing:
        if m not in homes and (n not in homes.values() or -disagreement > BOUND):
            homes[m] = n
    for m, group in enumerate(spell):
        day = last[group[-1]]
        if m in homes:
            chain = found[homes[m]]
            found[homes[m]] = Chain((*chain.groups, group), max(chain.last, day))
        else:
            found.append(Chain((group,), day))
    return tuple(found)


def _means(
    spell: Sequence[Group], chains: Sequence[Chain], log_odds: LogOdds, judged: AbstractSet[int]
) -> list[list[float]]:
    """How far each group of a spell agrees with each chain on the average; by the tellings at the chain's end."""
    if not chains:
        return [[] for _ in spell]
    here = [_sample(group, group[:REMEMBERED], judged) for group in spell]
    there = [_sample(chain.rows(), chain.rows()[-REMEMBERED:], judged) for chain in chains]
    ones = np.array([a for group in here for chain in there for a in group for _ in chain], dtype=np.int64)
    others = np.array([b for group in here for chain in there for _ in group for b in chain], dtype=np.int64)
    starts = np.cumsum([0, *(len(group) * len(chain) for group in here for chain in there)])[:-1]
    counts = np.diff(np.append(starts, len(ones)))
    means = np.add.reduceat(log_odds(ones, others), starts) / counts
    return means.reshape(len(here), len(there)).tolist()


def _sample(rows: Group, some: Group, judged: AbstractSet[int]) -> Group:
    """Some tellings, and all that a person decided on."""
    return tuple(dict.fromkeys((*some, *(row for row in rows if row in judged)))) if judged else some
