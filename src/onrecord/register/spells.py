"""Groups whose members agree on the average, however many hang together.

Up to so many tellings are grouped by average linkage over all their pairs. More are cut into spells along a calendar
that is halved where it is crowded; each spell is grouped by itself, and its groups go on the chains of earlier ones,
each on the chain with whose latest tellings it agrees best on the average. So what a telling more costs is bounded by
its spell and those of the next year, and what comes out hangs on the tellings alone, not on the order in which they
came.

What comes out is told in parts, for a transfer that is told of for years gets a part more now and then, and all others
stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from itertools import chain as chained
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from onrecord.register.columns import Rows, Weights
from onrecord.register.likeness import UNLIKE, YEAR
from onrecord.register.linkage import Matrix, hanging_together, join_groups

MOST: Final = 16
"""Tellings that are grouped by all their pairs."""

LONGEST: Final = 256
"""Days of the longest spell, a power of two."""

REMEMBERED: Final = 4
"""How many of a chain's latest tellings a group is weighed against, and how many of the group."""

MOST_KNOWN: Final = 512
"""Groups of which it is remembered how far they agree with chains, before all of it is forgotten."""

RULED_OUT: Final = UNLIKE / 2
"""Where the latest tellings of a group and of a chain weigh no more than this, the group does not go there."""

BOUND: Final = 1e3
"""An average above this is a person's word, which also puts two groups of one spell on one chain."""

Group: TypeAlias = tuple[int, ...]
Part: TypeAlias = tuple[Group, int]
"""Tellings that stand together, and the first telling of the transfer that they are of."""

Place: TypeAlias = tuple[date, str, str, int]
"""What a telling is ordered by: its day, its story and its event; and its row."""

LogOdds: TypeAlias = Callable[[Rows, Rows], Weights]


class Chain(NamedTuple):
    """A transfer that is told of spell after spell: its first telling, its latest ones and the day of the last.

    The latest are ``end``, with all that a person decided on.
    """

    first: int
    end: Group
    last: int


@dataclass(slots=True)
class Agreement:
    """How far the end of a group agrees with those of chains on the average."""

    means: dict[Group, float] = field(default_factory=dict)
    others: tuple[Group, ...] = ()
    """The ends of the chains that it was last weighed against."""
    agreeing: list[tuple[float, int]] = field(default_factory=list)
    """The means above nothing among these, with the chains' numbers."""


@dataclass(frozen=True, slots=True)
class Spell:
    """What was made of a spell: its tellings, their groups, the chains before it and after it, and its parts."""

    rows: Group
    groups: tuple[Group, ...]
    before: tuple[Chain, ...]
    after: tuple[Chain, ...]
    parts: tuple[Part, ...]


class Linking:
    """Average linkage over all pairs of a few tellings, which remembers what the pairs weighed that it linked last."""

    __slots__ = ("_joined", "_rows", "_weights")

    def __init__(self) -> None:
        self._rows: Group = ()
        self._weights: Matrix = np.zeros((0, 0))
        self._joined: dict[Group, list[Group]] = {}
        """The groups of what hung together last."""

    def link(self, rows: Group, log_odds: LogOdds) -> tuple[Group, ...]:
        """The groups of these tellings, the earliest first."""
        if rows != self._rows:
            self._weights = self._weighed(rows, log_odds)
            self._rows = rows
        before, self._joined = self._joined, {}
        for places in hanging_together(self._weights > 0):
            part = tuple(rows[n] for n in places.tolist())
            self._joined[part] = before.get(part) or self._groups_of(part, places)
        position = {row: n for n, row in enumerate(rows)}
        return tuple(sorted(chained(*self._joined.values()), key=lambda group: position[group[0]]))

    def _groups_of(self, part: Group, places: Rows) -> list[Group]:
        if len(part) == 1:
            return [part]
        return [tuple(part[n] for n in group) for group in join_groups(self._weights[np.ix_(places, places)])]

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
    """The tellings of so many days with their days and rows, and the spells into which they were cut."""

    places: list[Place] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    spells: tuple[Spell, ...] = ()
    fresh: bool = True
    """Whether tellings came or went since."""

    def put(self, place: Place) -> None:
        """Take a telling in."""
        at = bisect_left(self.places, place)
        self.places.insert(at, place)
        self.days.insert(at, place[0].toordinal())
        self.rows.insert(at, place[-1])
        self.fresh = True

    def take(self, place: Place) -> None:
        """Take a telling out."""
        at = bisect_left(self.places, place)
        del self.places[at], self.days[at], self.rows[at]
        self.fresh = True


AT_ONCE: Final = -1
"""The cell of tellings that are grouped by all their pairs."""


class Component:
    """Tellings that hang together, and the groups into which they fall."""

    __slots__ = ("_cells", "_known", "_linking", "_told", "number", "size")

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self.size = 0
        self._cells: dict[int, Cell] = {}
        self._told: dict[int, tuple[Spell, ...]] = {}
        self._linking: Linking | None = None
        self._known: dict[Group, Agreement] = {}

    def put(self, place: Place) -> None:
        """Take a telling in."""
        self.size += 1
        if self.size == MOST + 1:
            self._lay_out(_cell_of)
        self._cells.setdefault(self._number(place), Cell()).put(place)

    def take(self, place: Place) -> None:
        """Take a telling out."""
        number = self._number(place)
        self._cells[number].take(place)
        if not self._cells[number].places:
            del self._cells[number]
        self.size -= 1
        if self.size == MOST:
            self._lay_out(lambda _: AT_ONCE)

    def places(self) -> Iterator[Place]:
        """The tellings, the earliest first."""
        for number in sorted(self._cells):
            yield from self._cells[number].places

    def group_anew(self, log_odds: LogOdds, judged: AbstractSet[int]) -> tuple[list[Part], list[Part]]:
        """The parts that are no more, and those that are new; ``judged`` are the tellings that a person decided on."""
        if self.size > MOST:
            self._link_spells(log_odds, judged)
        elif self.size:
            self._link_all(log_odds)
        before, self._told = self._told, {number: cell.spells for number, cell in self._cells.items()}
        gone, made = _beside(before, self._told), _beside(self._told, before)
        return [part for part in gone if part not in made], [part for part in made if part not in gone]

    def _number(self, place: Place) -> int:
        return _cell_of(place) if self.size > MOST else AT_ONCE

    def _lay_out(self, number_of: Callable[[Place], int]) -> None:
        """Put all tellings in cells anew."""
        places, self._cells = list(self.places()), {}
        for place in places:
            self._cells.setdefault(number_of(place), Cell()).put(place)

    def _link_all(self, log_odds: LogOdds) -> None:
        cell = self._cells[AT_ONCE]
        if cell.fresh:
            groups = self._link(tuple(cell.rows), log_odds)
            cell.spells = (Spell((), groups, (), (), tuple((group, group[0]) for group in groups)),)
            cell.fresh = False

    def _link(self, rows: Group, log_odds: LogOdds) -> tuple[Group, ...]:
        if len(rows) == 1:
            return (rows,)
        self._linking = self._linking or Linking()
        return self._linking.link(rows, log_odds)

    def _link_spells(self, log_odds: LogOdds, judged: AbstractSet[int]) -> None:
        chains: tuple[Chain, ...] = ()
        for number in sorted(self._cells):
            cell = self._cells[number]
            if cell.fresh or not _same(cell.spells[0].before, chains):
                cell.spells = tuple(self._spells_of(cell, chains, log_odds, judged))
                cell.fresh = False
            chains = cell.spells[-1].after

    def _spells_of(
        self, cell: Cell, chains: tuple[Chain, ...], log_odds: LogOdds, judged: AbstractSet[int]
    ) -> Iterator[Spell]:
        """The spells of a cell; one is made again only where its tellings or the chains before it have changed."""
        known = {spell.rows: spell for spell in cell.spells}
        for start, end in cut(cell.days):
            rows = tuple(cell.rows[start:end])
            spell = known.get(rows)
            if spell is None or not _same(spell.before, chains):
                groups = self._link(rows, log_odds) if spell is None else spell.groups
                days = dict(zip(rows, cell.days[start:end], strict=True))
                if len(self._known) > MOST_KNOWN:
                    self._known.clear()
                after, parts = continued(chains, groups, days, log_odds, judged, self._known)
                spell = Spell(rows, groups, chains, after, parts)
            yield spell
            chains = spell.after


def _same(ones: tuple[Chain, ...], others: tuple[Chain, ...]) -> bool:
    return ones is others or ones == others


def _cell_of(place: Place) -> int:
    return place[0].toordinal() // LONGEST


def _beside(ones: dict[int, tuple[Spell, ...]], others: dict[int, tuple[Spell, ...]]) -> dict[Part, None]:
    """The parts of spells that stand on one side alone."""
    pairs = ((spells, others.get(number, ())) for number, spells in ones.items())
    changed = ((spells, set(map(id, there))) for spells, there in pairs if spells is not there)
    return {part: None for spells, there in changed for one in spells if id(one) not in there for part in one.parts}


def cut(
    days: Sequence[int], length: int = LONGEST, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    """Where the spells begin and end in a row of days: cells of a calendar, halved while they hold too many.

    >>> list(cut([1000, 1001, 3000])), len(list(cut([5] * 70)))
    ([(0, 2), (2, 3)], 5)
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
    known: dict[Group, Agreement],
) -> tuple[tuple[Chain, ...], tuple[Part, ...]]:
    """The chains after a spell, and each of its groups with the first telling of the chain on which it goes.

    A group goes on the chain that it agrees with best, or begins one. A chain of which nothing was told for a year is
    left as it is. What is ``known`` of how far two groups agree is not weighed again.
    """
    begun = days[spell[0][0]]
    after = [chain for chain in chains if chain.last >= begun - YEAR or not judged.isdisjoint(chain.end)]
    ends = [_end(group, judged) for group in spell]
    _weigh(ends, tuple(chain.end for chain in after), known, log_odds, judged)
    agreeing = [(-mean, m, n) for m, end in enumerate(ends) for mean, n in known[end].agreeing]
    homes: dict[int, int] = {}
    taken: set[int] = set()
    for disagreement, m, n in sorted(agreeing):
        if m not in homes and (n not in taken or -disagreement > BOUND):
            homes[m] = n
            taken.add(n)
    parts: list[Part] = []
    for m, group in enumerate(spell):
        chain = after[homes[m]] if m in homes else Chain(group[0], (), 0)
        rows = (*(row for row in chain.end if row not in judged), *group)
        longer = Chain(chain.first, _end(rows, judged, chain.end), max(chain.last, days[group[-1]]))
        if m in homes:
            after[homes[m]] = longer
        else:
            after.append(longer)
        parts.append((group, chain.first))
    return tuple(after), tuple(parts)


def _weigh(
    ends: Iterable[Group],
    others: tuple[Group, ...],
    known: dict[Group, Agreement],
    log_odds: LogOdds,
    judged: AbstractSet[int],
) -> None:
    """Find out how far the ends of groups agree with those of chains, where it is not known yet."""
    told = [(end, known.setdefault(end, Agreement())) for end in ends]
    changed = [(end, one) for end, one in told if one.others != others]
    pairs = [(one.means, end, other) for end, one in changed for other in others if other not in one.means]
    if pairs:
        _put_means(pairs, log_odds, judged)
    for _, one in changed:
        one.others = others
        one.agreeing = [(mean, n) for n, other in enumerate(others) if (mean := one.means[other]) > 0]


def _put_means(
    pairs: Sequence[tuple[dict[Group, float], Group, Group]], log_odds: LogOdds, judged: AbstractSet[int]
) -> None:
    """Put what each two groups agree on the average under the second.

    Minus infinity where their latest tellings rule each other out, unless a person decided on both.
    """
    weights = log_odds(np.array([end[-1] for _, end, _ in pairs]), np.array([other[-1] for _, _, other in pairs]))
    possible = []
    for pair, weight in zip(pairs, weights.tolist(), strict=True):
        means, end, other = pair
        means[other] = -np.inf
        if weight > RULED_OUT or not (judged.isdisjoint(end) or judged.isdisjoint(other)):
            possible.append(pair)
    if possible:
        ones = [a for _, end, other in possible for a in end for _ in other]
        twos = [b for _, end, other in possible for _ in end for b in other]
        counts = np.array([len(end) * len(other) for _, end, other in possible])
        sums = np.add.reduceat(log_odds(np.array(ones), np.array(twos)), np.cumsum(counts) - counts)
        for (means, _, other), mean in zip(possible, (sums / counts).tolist(), strict=True):
            means[other] = mean


def _end(rows: Group, judged: AbstractSet[int], before: Iterable[int] = ()) -> Group:
    """The latest tellings of a group, and all of it and of what went before that a person decided on."""
    decided = (row for row in (*before, *rows) if row in judged) if judged else ()
    return tuple(dict.fromkeys((*decided, *rows[-REMEMBERED:])))
