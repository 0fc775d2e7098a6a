"""Which tellings are tied as likelier one transfer than two, kept as tellings come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.records import Member
from onrecord.register.columns import Columns, Rows, Weights
from onrecord.register.judgements import Verdicts
from onrecord.register.shelves import Shelves
from onrecord.register.spells import Spells
from onrecord.register.tellings import Telling

Place = tuple[tuple[object, ...], int]
"""What a telling is ordered by, with its row."""


class Component:
    """Tellings that hang together by ties, the earliest first, and how they were grouped when last asked."""

    def __init__(self, place: Place) -> None:
        self.places = [place]
        self.spells = Spells()

    @property
    def rows(self) -> list[int]:
        """The rows of the tellings."""
        return [row for _, row in self.places]


class Ties:
    """The tellings and what hangs together by ties between them; what a coming or going touches is told once.

    Components are kept, ties are not: where a telling goes, what hung together with it is tied anew when next asked.
    """

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self._columns = Columns()
        self._shelves = Shelves()
        self._rows: dict[Member, int] = {}
        self._components: dict[int, Component] = {}
        self._judged: set[int] = set()
        self._torn: dict[int, None] = {}
        """Tellings whose components a going may have parted."""
        self._touched: dict[Member, int] = {}

    def put(self, telling: Telling) -> None:
        """Take a telling in and tie it to those that it is likelier one with than not."""
        row = self._columns.put(telling)
        self._home(telling, row)
        self._shelves.put(telling, row)
        self._components[row] = Component((telling.key, row))
        if any(self.verdicts.partners(member) for member in telling.members):
            self._judged.add(row)
        self._tie(row)

    def replace(self, gone: Iterable[Member], tellings: Sequence[Telling]) -> None:
        """Put tellings in the place of those that these events belonged to; one in the same terms keeps its ties."""
        old = {self._rows[member]: None for member in gone if member in self._rows}
        for row in old:
            for member in self._columns.tellings[row].members:
                del self._rows[member]
        firsts = {self._columns.tellings[row].members[0]: row for row in old}
        new = []
        for telling in tellings:
            row = firsts.get(telling.members[0], -1)
            if row in old and self._weighs_the_same(row, telling):
                del old[row]
                self._columns.tellings[row] = telling
                self._home(telling, row)
            else:
                new.append(telling)
        for row in old:
            self._take(row)
        for telling in new:
            self.put(telling)

    def key(self, member: Member) -> Member | None:
        """The first event of the telling that an event belongs to, ``None`` where it belongs to none."""
        row = self._rows.get(member)
        return None if row is None else self._columns.tellings[row].members[0]

    def log_odds(self, ones: Rows, others: Rows) -> Weights:
        """How likely each two tellings are of one transfer: what a person decided, or else what the reasons weigh."""
        weights = self._columns.log_odds(ones, others)
        if self._judged:
            judged = np.fromiter(self._judged, dtype=np.int64)
            for place in np.flatnonzero(np.isin(ones, judged) & np.isin(others, judged)).tolist():
                one, other = (self._columns.tellings[rows[place]].members for rows in (ones, others))
                if (decided := self.verdicts.on(one, other)) is not None:
                    weights[place] = decided.log_odds
        return weights

    def components(self) -> tuple[dict[Member, int], list[Component]]:
        """What was touched since the last call, gone or there, and all that hangs together with what is there now."""
        self._mend()
        touched, self._touched = self._touched, {}
        found = {id(part): part for row in touched.values() if (part := self._components.get(row))}
        return touched, sorted(found.values(), key=lambda part: part.places[0])

    def groups(self, component: Component) -> Iterator[tuple[Telling, ...]]:
        """What hangs together, split where its members do not agree on the average."""
        tellings, rows = self._columns.tellings, component.rows
        days = [tellings[row].day for row in rows]
        for group in component.spells.groups(rows, days, self.log_odds, self._judged):
            yield tuple(tellings[row] for row in group)

    def _home(self, telling: Telling, row: int) -> None:
        self._rows.update(dict.fromkeys(telling.members, row))
        self._touched[telling.members[0]] = row

    def _weighs_the_same(self, row: int, telling: Telling) -> bool:
        before = self._columns.tellings[row]
        if row in self._judged or any(self.verdicts.partners(member) for member in telling.members):
            return False
        return (before.day, before.terms, before.names) == (telling.day, telling.terms, telling.names)

    def _take(self, row: int) -> None:
        """Take a telling out of everything but the rows of its events."""
        telling = self._columns.tellings[row]
        self._shelves.take(telling, row)
        self._judged.discard(row)
        self._torn.pop(row, None)
        self._touched[telling.members[0]] = row
        component = self._components.pop(row)
        del component.places[bisect_left(component.places, (telling.key, row))]
        self._torn.update(dict.fromkeys(component.rows))

    def _mend(self) -> None:
        """Tie anew what hung together with tellings that are gone."""
        parts = {id(part): part for row in self._torn if (part := self._components[row])}
        torn, self._torn = [row for part in parts.values() for row in part.rows], {}
        for row in torn:
            self._components[row] = Component((self._columns.tellings[row].key, row))
            self._touched[self._columns.tellings[row].members[0]] = row
        for row in torn:
            self._tie(row)

    def _tie(self, row: int) -> None:
        near = self._shelves.near(self._columns.tellings[row])
        if row in self._judged:
            near = np.union1d(near, self._judged_with(row))
        near = near[near != row]
        tied = near[self.log_odds(np.full(len(near), row), near) > 0]
        for other in tied.tolist():
            self._join(self._components[row], self._components[other])

    def _join(self, one: Component, other: Component) -> None:
        if one is other:
            return
        shorter, longer = sorted((one, other), key=lambda part: len(part.places))
        for place in shorter.places:
            insort(longer.places, place)
            self._components[place[1]] = longer

    def _judged_with(self, row: int) -> Rows:
        partners = (other for member in self._columns.tellings[row].members for other in self.verdicts.partners(member))
        return np.array([self._rows[other] for other in partners if other in self._rows], dtype=np.int64)
