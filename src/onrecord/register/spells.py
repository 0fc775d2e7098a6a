"""Groups whose members agree on the average, however many hang together.

Up to so many tellings are grouped by average linkage over all their pairs. More are cut into spells along a calendar
that is halved where it is crowded; each spell is grouped by itself, and its groups go on the chains of earlier ones,
each on the chain with whose latest tellings it agrees best on the average. So what a telling more costs is bounded by
its spell and those after it, and what comes out hangs on the tellings alone, not on the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

import numpy as np

from onrecord.register.columns import Rows, Weights
from onrecord.register.likeness import UNLIKE, YEAR
from onrecord.register.linkage import Matrix, average_linkage

MOST: Final = 32
"""Tellings that are grouped by all their pairs."""

LONGEST: Final = 256
"""Days of the longest spell, a power of two."""

REMEMBERED: Final = 4
"""How many of a chain's latest tellings a group is weighed against, and how many of the group."""

MOST_KNOWN: Final = 2_000
"""Averages that a cell remembers before it forgets them all."""

RULED_OUT: Final = UNLIKE / 2
"""Where the latest tellings of a group and of a chain weigh no more than this, the group does not go there."""

BOUND: Final = 1e3
"""An average above this is a person's word, which also puts two groups of one spell on one chain."""

Group: TypeAlias = tuple[int, ...]
Pair: TypeAlias = tuple[Group, Group]
Place: TypeAlias = tuple[date, str, str, int]
"""What a telling is ordered by: its day, its story and its event; and its row."""

LogOdds: TypeAlias = Callable[[Rows, Rows], Weights]


@dataclass(frozen=True, slots=True)
class Chain:
    """Groups of one transfer, spell after spell."""

    groups: tuple[Group, ...]
    end: Group
    """Its latest tellings, and all that a person decided on."""
    last: int
    """The day of its latest telling."""

    @property
    def rows(self) -> Group:
        """Its tellings, the earliest first."""
        return tuple(row for group in self.groups for row in group)


@dataclass(frozen=True, slots=True)
class Spell:
    """What was made of a spell: its tellings, their groups, the chains before it and after it."""

    rows: Group
    groups: tuple[Group, ...]
    before: tuple[Chain, ...]
    after: tuple[Chain, ...]


class Linking:
    """Average linkage over all pairs of a few tellings, which remembers what the pairs weighed that it linked last."""

    def __init__(self) -> None:
        self._rows: Group = ()
        self._weights: Matrix = np.zeros((0, 0))

    def link(self, rows: Group, log_odds: LogOdds) -> list[Group]:
        """The groups of these tellings."""
        if len(rows) == 1:
            return [rows]
        if rows != self._rows:
            self._weights = self._weighed(rows, log_odds)
            self._rows = rows
        return [tuple(rows[n] for n in group) for group in average_linkage(self._weights)]

    def _weighed(self, rows: Group, log_odds: LogOdds) -> Matrix:
        numbers, places = np.array(rows), {row: n for n, row in enumerate(self._rows)}
        known = np.array([places.get(row, -1) for row in rows])
        weights = np.full((len(rows), len(rows)), -np.inf)
        old = np.flatnonzero(known >= 0)
        weights[np.ix_(old, old)] = self._weights[np.ix_(known[old], known[old])]
        a, b = np.nonzero(np.triu((known < 0)[:, None] | (known < 0), 1))
        weights[a, b] = weights[b, a] = log_odds(numbers[a], numbers[b])
        return weights


@dataclass(slots=True)
class Cell:
    """The tellings of so many days, and the spells into which they were cut; none where they have changed since."""

    places: list[Place] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    linking: Linking = field(default_factory=Linking)
    known: dict[Pair, float] = field(default_factory=dict)
    """How far the ends of groups and of chains agree."""
    fresh: bool = True


class Component:
    """Tellings that hang together, and the groups into which they fall."""

    def __init__(self) -> None:
        self.size = 0
        self._cells: dict[int, Cell] = {}
        self._groups: dict[Group, None] = {}
        self._chains: dict[int, Chain] = {}
        self._linking = Linking()

    def put(self, place: Place) -> None:
        """Take a telling in."""
        cell = self._cells.setdefault(place[0].toordinal() // LONGEST, Cell())
        insort(cell.places, place)
        cell.fresh = True
        self.size += 1

    def take(self, place: Place) -> None:
        """Take a telling out."""
        number = place[0].toordinal() // LONGEST
        cell = self._cells[number]
        del cell.places[bisect_left(cell.places, place)]
        cell.fresh = True
        self.size -= 1

    def places(self) -> Iterator[Place]:
        """The tellings, the earliest first."""
        for number in sorted(self._cells):
            yield from self._cells[number].places

    def groups(self) -> list[Group]:
        """The groups as they were last told."""
        return [*self._groups, *(chain.rows for chain in self._chains.values())]

    def group_anew(self, log_odds: LogOdds, judged: AbstractSet[int]) -> tuple[list[Group], list[Group]]:
        """The groups that are no more, and those that are new; ``judged`` are the tellings that a person decided on."""
        groups, chains = self._groups, self._chains
        if self.size <= MOST:
            rows = tuple(place[3] for place in self.places())
            self._groups, self._chains = dict.fromkeys(self._linking.link(rows, log_odds) if rows else ()), {}
        else:
            self._groups, self._chains = {}, {id(chain): chain for chain in self._linked(log_odds, judged)}
        gone = [group for group in groups if group not in self._groups]
        gone += [chain.rows for chain in chains.values() if id(chain) not in self._chains]
        made = [group for group in self._groups if group not in groups]
        made += [chain.rows for chain in self._chains.values() if id(chain) not in chains]
        return gone, made

    def _linked(self, log_odds: LogOdds, judged: AbstractSet[int]) -> tuple[Chain, ...]:
        chains: tuple[Chain, ...] = ()
        for number in sorted(self._cells):
            cell = self._cells[number]
            if not cell.places:
                continue
            if cell.fresh or cell.spells[0].before is not chains:
                cell.spells = list(_spells_of(cell, chains, log_odds, judged))
                cell.fresh = False
            chains = cell.spells[-1].after
        return chains


def _spells_of(cell: Cell, chains: tuple[Chain, ...], log_odds: LogOdds, judged: AbstractSet[int]) -> Iterator[Spell]:
    """The spells of a cell; one is made again only where its tellings or the chains before it have changed."""
    known = {spell.rows: spell for spell in cell.spells}
    if len(cell.known) > MOST_KNOWN:
        cell.known.clear()
    days = [place[0].toordinal() for place in cell.places]
    for start, end in cut(days):
        rows = tuple(place[3] for place in cell.places[start:end])
        spell = known.get(rows)
        if spell is None or spell.before is not chains:
            groups = tuple(cell.linking.link(rows, log_odds)) if spell is None else spell.groups
            told = dict(zip(rows, days[start:end], strict=True))
            spell = Spell(rows, groups, chains, continued(chains, groups, told, log_odds, judged, cell.known))
        yield spell
        chains = spell.after


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


def continued(
    chains: tuple[Chain, ...],
    spell: Sequence[Group],
    days: dict[int, int],
    log_odds: LogOdds,
    judged: AbstractSet[int],
    known: dict[Pair, float],
) -> tuple[Chain, ...]:
    """The chains after a spell: each of its groups goes on the chain that it agrees with best, or begins one.

    A chain of which nothing was told for a year is left as it is. What is ``known`` of how far two groups agree is not
    weighed again.
    """
    begun, after = days[spell[0][0]], list(chains)
    near = [n for n, chain in enumerate(chains) if chain.last >= begun - YEAR or not judged.isdisjoint(chain.end)]
    ends = {m: _end(group, judged) for m, group in enumerate(spell)}
    pairs = {(m, n): (end, chains[n].end) for m, end in ends.items() for n in near}
    _weigh([pair for pair in pairs.values() if pair not in known], known, log_odds, judged)
    agreeing = [(-known[pair], m, n) for (m, n), pair in pairs.items() if known[pair] > 0]
    homes: dict[int, int] = {}
    for disagreement, m, n in sorted(agreeing):
        if m not in homes and (n not in homes.values() or -disagreement > BOUND):
            homes[m] = n
    for m, group in enumerate(spell):
        day = days[group[-1]]
        if m in homes:
            chain = after[homes[m]]
            end = _end((*(row for row in chain.end if row not in judged), *group), judged, chain.end)
            after[homes[m]] = Chain((*chain.groups, group), end, max(chain.last, day))
        else:
            after.append(Chain((group,), _end(group, judged), day))
    return tuple(after)


def _weigh(pairs: Sequence[Pair], known: dict[Pair, float], log_odds: LogOdds, judged: AbstractSet[int]) -> None:
    """Find out how far each two groups agree on the average.

    Minus infinity where their latest tellings rule each other out, unless a person decided on both.
    """
    known.update(dict.fromkeys(pairs, -np.inf))
    latest = [np.array([pair[side][-1] for pair in pairs], dtype=np.int64) for side in (0, 1)]
    possible = [
        pair
        for pair, weight in zip(pairs, log_odds(*latest).tolist(), strict=True)
        if weight > RULED_OUT or not any(map(judged.isdisjoint, pair))
    ]
    if possible:
        ones = [a for group, other in possible for a in group for _ in other]
        others = [b for group, other in possible for _ in group for b in other]
        counts = np.array([len(group) * len(other) for group, other in possible])
        weights = log_odds(np.array(ones, dtype=np.int64), np.array(others, dtype=np.int64))
        means = np.add.reduceat(weights, np.cumsum(counts) - counts) / counts
        known.update(zip(possible, means.tolist(), strict=True))


def _end(rows: Group, judged: AbstractSet[int], before: Iterable[int] = ()) -> Group:
    """The latest tellings of a group, and all of it and of what went before that a person decided on."""
    decided = (row for row in (*before, *rows) if row in judged) if judged else ()
    return tuple(dict.fromkeys((*decided, *rows[-REMEMBERED:])))
