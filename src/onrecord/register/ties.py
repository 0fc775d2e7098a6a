"""Which tellings are tied as likelier one transfer than two, and the groups into which what hangs together falls."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import numpy as np

from onrecord.register.columns import Columns, Rows
from onrecord.register.shelves import Shelves
from onrecord.register.spells import Component, LogOdds, Part, Place
from onrecord.register.tellings import Telling


class Ties:
    """Tellings by their rows; components are kept, ties are not.

    Where a telling goes, those that it was tied to are looked at; if they do not hang together by themselves, what hung
    together is tied anew.
    """

    def __init__(self, columns: Columns, log_odds: LogOdds) -> None:
        self._columns = columns
        self._log_odds = log_odds
        self._shelves = Shelves()
        self._components: dict[int, Component] = {}
        self._partners: dict[int, Rows] = {}
        """The rows that a person's word ties a telling to or keeps it from, whatever their shelves."""
        self._touched: dict[int, Component] = {}
        self._heaps: dict[int, Component] = {}
        """The components by the numbers that they had where they were recalled from."""
        self._count = 0
        self.moved: set[int] | None = None
        """Where the rows are noted that come to hang together with others, if anywhere."""

    def __contains__(self, row: int) -> bool:
        return row in self._components

    def near(self, telling: Telling) -> Rows:
        """The rows of the tellings worth weighing against one."""
        return self._shelves.near(telling)

    def put(self, row: int, partners: Iterable[int] = (), heap: int | None = None) -> None:
        """Take a telling in and tie it to those that it is likelier one with than not.

        With the number of a ``heap`` it is taken in that was found to hang together with all others of this number.
        """
        self._shelve(row, partners)
        if heap is None:
            self._alone(row)
            self._tie(row)
        else:
            self._recall(row, heap)

    def _recall(self, row: int, heap: int) -> None:
        component = self._heaps.get(heap)
        if component is None:
            component = self._heaps[heap] = Component(heap)
            self._count = max(self._count, heap + 1)
        component.put(self._place(row))
        self._components[row] = self._touched[id(component)] = component

    def heap(self, row: int) -> int:
        """The number of what a telling hangs together with."""
        return self._components[row].number

    def _shelve(self, row: int, partners: Iterable[int]) -> None:
        self._shelves.put(self._columns.tellings[row], row)
        found = np.array(sorted(other for other in partners if other in self), dtype=np.int64)
        for one, more in ((row, found), *((other, np.array([row])) for other in found.tolist())):
            if len(more):
                self._partners[one] = np.union1d(self._partners.get(one, more), more)

    def take(self, row: int) -> None:
        """Take a telling out."""
        tied = self._tied(row)
        self._shelves.take(self._columns.tellings[row], row)
        for other in self._partners.pop(row, np.zeros(0, dtype=np.int64)).tolist():
            self._partners[other] = np.setdiff1d(self._partners[other], [row])
        component = self._components.pop(row)
        component.take(self._place(row))
        self._touched[id(component)] = component
        if not self._hang_together(set(tied.tolist())):
            self._tear(component)

    def move(self, row: int, telling: Telling) -> None:
        """Let a telling that weighs the same stand in a telling's place."""
        component = self._components[row]
        component.take(self._place(row))
        self._columns.put_in_place(row, telling)
        component.put(self._place(row))
        self._touched[id(component)] = component

    def group_anew(self, judged: AbstractSet[int]) -> tuple[list[Part], list[Part]]:
        """The parts that are no more since the last call, and those that are new."""
        gone, made = list[Part](), list[Part]()
        for component in self._touched.values():
            less, more = component.group_anew(self._log_odds, judged)
            gone += less
            made += more
        self._touched, self._heaps = {}, {}
        # A part that only changed its component stands.
        standing = set(gone) & set(made)
        return [part for part in gone if part not in standing], [part for part in made if part not in standing]

    def _place(self, row: int) -> Place:
        return (*self._columns.tellings[row].key, row)

    def _alone(self, row: int) -> None:
        component = Component(self._count)
        self._count += 1
        component.put(self._place(row))
        self._components[row] = self._touched[id(component)] = component
        if self.moved is not None:
            self.moved.add(row)

    def _tied(self, row: int) -> Rows:
        near = self._shelves.near(self._columns.tellings[row])
        if row in self._partners:
            near = np.union1d(near, self._partners[row])
        near = near[near != row]
        tied: Rows = near[self._log_odds(np.full(len(near), row), near) > 0]
        return tied

    def _tie(self, row: int) -> None:
        for other in self._tied(row).tolist():
            if self._components[row] is not self._components[other]:
                self._join(self._components[row], self._components[other])

    def _join(self, one: Component, other: Component) -> None:
        shorter, longer = sorted((one, other), key=lambda part: part.size)
        for place in list(shorter.places()):
            shorter.take(place)
            longer.put(place)
            self._components[place[3]] = longer
            if self.moved is not None:
                self.moved.add(place[3])
        self._touched[id(shorter)], self._touched[id(longer)] = shorter, longer

    def _hang_together(self, rows: set[int]) -> bool:
        """Whether these hang together by ties among themselves."""
        if len(rows) < 2:
            return True
        found, left = [min(rows)], rows - {min(rows)}
        while found and left:
            tied = left.intersection(self._tied(found.pop()).tolist())
            left -= tied
            found += sorted(tied)
        return not left

    def _tear(self, component: Component) -> None:
        """Tie anew what hung together."""
        rows = [place[3] for place in component.places()]
        for place in list(component.places()):
            component.take(place)
        for row in rows:
            self._alone(row)
        for row in rows:
            self._tie(row)
