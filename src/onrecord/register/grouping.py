"""Which tellings are of one transfer: the sure ones among themselves, and the vague ones on what is nearest to them.

Sure is a telling that names both parties and has a day, or on which a person decided. What is vague ties no two
transfers into one: it goes to the group with which it agrees best, by the sure tellings nearest to it in time, and
where it agrees with none it stays among its like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import Final

import numpy as np

from onrecord.records import Member
from onrecord.register.columns import UNDATED, Columns, Rows, Weights
from onrecord.register.judgements import Verdicts
from onrecord.register.spells import Group, Part
from onrecord.register.tellings import Telling
from onrecord.register.ties import Ties

NEAREST: Final = 12
"""How many sure tellings a vague one is weighed against, and all others of the same day as the last of them."""

BESIDE: Final = 16
"""How many tellings before and behind one are looked at for the one that it is most like."""


@dataclass(eq=False, slots=True)
class Body:
    """Tellings of one kind that stand together, the vague ones that went to them, and what they last came to."""

    head: int
    """The first of its own tellings."""
    parts: dict[Group, None] = field(default_factory=dict)
    guests: set[int] = field(default_factory=set)
    told: tuple[Telling, ...] = ()
    first: Member | None = None
    """The first event of all, ``None`` where that is to be looked up."""


class Grouping:
    """Tellings as they come and go, and the groups that they make."""

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self._columns = Columns()
        self._rows: dict[Member, int] = {}
        self._judged: set[int] = set()
        self._sure, self._vague = Ties(self._columns, self.log_odds), Ties(self._columns, self.log_odds)
        self._heads: dict[int, Body] = {}
        """Every body by its first telling, the vague ones that went to it apart."""
        self._bodies: dict[int, Body] = {}
        self._hosts: dict[int, Body] = {}
        """Where a vague telling went."""
        self._windows = np.zeros((1024, 2), dtype=np.int32)
        """By the row of each vague telling the days of which a sure one, coming or going, may change where it goes."""
        self._unsettled: set[int] = set()
        """The vague tellings that are to be asked anew where they go."""
        self._changed: dict[int, Body] = {}

    def replace(self, gone: Iterable[Member], tellings: Sequence[Telling]) -> None:
        """Put tellings in the place of those that these events belonged to; those in the same terms keep their ties."""
        old = {self._rows[member]: None for member in gone if member in self._rows}
        for row in old:
            for member in self._columns.tellings[row].members:
                del self._rows[member]
        pairs = self._matched(list(old), tellings)
        for row, telling in pairs:
            self._renew(row, telling)
        kept = {row for row, _ in pairs}
        for row in (row for row in old if row not in kept):
            self._take(row)
        placed = {id(telling) for _, telling in pairs}
        for telling in (telling for telling in tellings if id(telling) not in placed):
            self._put(telling)

    def extend(self, tellings: Iterable[Telling]) -> None:
        """Let tellings to which copies were added stand where they stood without them."""
        for telling in tellings:
            self._renew(self._rows[telling.members[0]], telling)

    def recall(self, tellings: Sequence[Telling], heaps: Sequence[int]) -> None:
        """Take in tellings that such a grouping held, with the numbers of what they hung together with."""
        for telling, heap in zip(tellings, heaps, strict=True):
            self._put(telling, heap)

    def heap(self, member: Member) -> int:
        """The number of what an event's telling hangs together with among its kind; a vague one's is negative."""
        row = self._rows[member]
        return self._sure.heap(row) if row in self._sure else ~self._vague.heap(row)

    def note_moves(self) -> None:
        """From now on note which tellings come to hang together with others."""
        self._sure.moved, self._vague.moved = set(), set()

    def moved(self) -> set[str]:
        """The stories of tellings that came to hang together with others since the last call."""
        rows = (self._sure.moved or set()) | (self._vague.moved or set())
        self.note_moves()
        return {self._columns.tellings[row].story for row in rows}

    def first(self, member: Member) -> Member | None:
        """The first event of the group that an event stands in as it stands now, ``None`` where it stands in none."""
        row = self._rows.get(member)
        if row is None:
            return None
        body = self._hosts.get(row, self._bodies[row])
        if body.first is None:
            stays = body.head not in self._hosts
            rows = (body.head, *body.guests) if stays else self._rows_of(body)
            body.first = min((self._columns.tellings[row] for row in rows), key=lambda one: one.key).members[0]
        return body.first

    def settle(self) -> None:
        """Send every telling to the group in which it stands now."""
        self._sort(*self._vague.group_anew(self._judged))
        for row in self._sort(*self._sure.group_anew(self._judged)):
            self._unsettle(self._columns.tellings[row])
        if self._unsettled:
            self._seat(sorted(self._unsettled))
            self._unsettled = set()

    def group_anew(self) -> tuple[set[Member], dict[Member, tuple[Telling, ...]]]:
        """The groups that are no more since the last call, by their first events, and those that are new or changed."""
        self.settle()
        gone, made = set[Member](), dict[Member, tuple[Telling, ...]]()
        for body in self._changed.values():
            tellings = (self._columns.tellings[row] for row in self._rows_of(body))
            told = tuple(sorted(tellings, key=lambda telling: telling.key))
            if len(told) == len(body.told) and all(map(is_, told, body.told)):
                continue
            if body.told:
                gone.add(body.told[0].members[0])
            if told:
                made[told[0].members[0]] = told
            body.told = told
        self._changed = {}
        return gone, made

    def likest(self, group: Sequence[Telling]) -> list[int]:
        """For each telling of a group which other it is most like, by their numbers; of many, of those beside it."""
        rows = np.array([self._rows[telling.members[0]] for telling in group], dtype=np.int64)
        steps = np.arange(-BESIDE, BESIDE + 1)
        others = np.arange(len(rows))[:, None] + steps[steps != 0]
        inside = (others >= 0) & (others < len(rows))
        places = np.nonzero(inside)[0]
        weights = np.full(others.shape, -np.inf)
        weights[inside] = self.log_odds(rows[places], rows[others[inside]])
        return others[np.arange(len(rows)), weights.argmax(axis=1)].tolist() if len(rows) > 1 else [0]

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

    def _put(self, telling: Telling, heap: int | None = None) -> None:
        row = self._columns.put(telling)
        self._rows.update(dict.fromkeys(telling.members, row))
        partners = [other for member in telling.members for other in self.verdicts.partners(member)]
        if partners:
            self._judged.add(row)
        if partners or (telling.terms.whole and telling.day):
            self._sure.put(row, (self._rows[other] for other in partners if other in self._rows), heap)
            if heap is None:  # of what is recalled every vague one is asked as it is
                self._unsettle(telling)
        else:
            self._vague.put(row, heap=None if heap is None else ~heap)
            while row >= len(self._windows):
                self._windows = np.concatenate((self._windows, np.zeros_like(self._windows)))
            self._windows[row] = 0, UNDATED
            self._unsettled.add(row)

    def _take(self, row: int) -> None:
        if row in self._sure:
            self._sure.take(row)
            self._unsettle(self._columns.tellings[row])
        else:
            self._vague.take(row)
            self._host(row, None)
        self._unsettled.discard(row)
        self._judged.discard(row)
        self._bodies.pop(row, None)

    def _matched(self, old: Sequence[int], tellings: Sequence[Telling]) -> list[tuple[int, Telling]]:
        """Which tellings can stand where those that they replace stood: as many, in the same terms, story for story."""
        left, pairs = list(old), list[tuple[int, Telling]]()
        for telling in tellings:
            row = next((row for row in left if self._weighs_the_same(row, telling)), None)
            if row is not None:
                left.remove(row)
                pairs.append((row, telling))
        stories = {(self._columns.tellings[row].story, telling.story) for row, telling in pairs}
        alike = len(stories) == len({here for here, _ in stories}) == len({there for _, there in stories})
        return pairs if alike and len(pairs) == len(old) else []

    def _weighs_the_same(self, row: int, telling: Telling) -> bool:
        before = self._columns.tellings[row]
        if row in self._judged or any(self.verdicts.partners(member) for member in telling.members):
            return False
        return (before.day, before.terms, before.names) == (telling.day, telling.terms, telling.names)

    def _renew(self, row: int, telling: Telling) -> None:
        """Let a telling that weighs the same stand in another's place."""
        self._rows.update(dict.fromkeys(telling.members, row))
        (self._sure if row in self._sure else self._vague).move(row, telling)
        for body in (self._bodies.get(row), self._hosts.get(row)):
            if body:
                self._note(body)

    def _sort(self, gone: Iterable[Part], made: Iterable[Part]) -> list[int]:
        """Take note of parts that are no more and of those that are new; the tellings whose group is another now."""
        moved, left = list[int](), dict[int, Body]()
        for rows, head in gone:
            left[head] = body = self._heads[head]
            del body.parts[rows]
            self._note(body)
        for rows, head in made:
            body = self._heads.setdefault(head, Body(head))
            body.parts[rows] = None
            self._note(body)
            for row in rows:
                before = self._bodies.get(row)
                if before is not body:
                    self._bodies[row] = body
                    moved += [row] if before else []
        for head, body in left.items():
            if not body.parts:
                del self._heads[head]
                for guest in sorted(body.guests):
                    self._host(guest, None)
                    self._unsettled.add(guest)
        return moved

    def _note(self, body: Body) -> None:
        """Remember that what a body comes to may have changed."""
        body.first = None
        self._changed[id(body)] = body

    def _unsettle(self, telling: Telling) -> None:
        """Have the vague tellings near a sure one asked anew where they go."""
        day = telling.day.toordinal() if telling.day else UNDATED
        rows = self._vague.near(telling)
        windows = self._windows[rows]
        self._unsettled.update(rows[(windows[:, 0] <= day) & (day <= windows[:, 1])].tolist())

    def _seat(self, rows: Sequence[int]) -> None:
        """Send each of these vague tellings to the group with which it agrees best, if it agrees with any."""
        near = list(map(self._nearest, rows))
        weights = self.log_odds(np.repeat(rows, list(map(len, near))), np.concatenate(near)).tolist()
        start = 0
        for row, others in zip(rows, near, strict=True):
            self._host(row, self._best(others.tolist(), weights[start : start + len(others)]))
            start += len(others)

    def _best(self, others: Sequence[int], weights: Sequence[float]) -> Body | None:
        """The body with whose tellings, of these, a vague one agrees best on the average; the earliest of equals."""
        found: dict[int, list[float]] = {}
        bodies: dict[int, Body] = {}
        for other, weight in zip(others, weights, strict=True):
            body = bodies[self._bodies[other].head] = self._bodies[other]
            found.setdefault(body.head, []).append(weight)
        means = {head: round(sum(weights) / len(weights), 9) for head, weights in found.items()}
        best = max(means.values(), default=0.0)
        hosts = [bodies[head] for head, mean in means.items() if mean == best > 0]
        return min(hosts, key=lambda body: self._columns.tellings[body.head].key, default=None)

    def _nearest(self, row: int) -> Rows:
        """The sure tellings nearest in time to a vague one, the earliest to an undated one; their days are noted."""
        near = self._sure.near(self._columns.tellings[row])
        self._windows[row] = 0, UNDATED
        if len(near) <= NEAREST:
            return near
        day, days = int(self._columns.days(np.array([row]))[0]), self._columns.days(near)
        apart = days if day == UNDATED else np.abs(days - day)
        most = int(np.partition(apart, NEAREST - 1)[NEAREST - 1])
        self._windows[row] = (0, most) if day == UNDATED else (day - most, day + most)
        return near[apart <= most]

    def _host(self, row: int, host: Body | None) -> None:
        before = self._hosts.get(row)
        if host is before:
            return
        if before is not None:
            del self._hosts[row]
            before.guests.discard(row)
        if host is not None:
            self._hosts[row] = host
            host.guests.add(row)
        for body in (before, host, self._bodies.get(row)):
            if body is not None:
                self._note(body)

    def _rows_of(self, body: Body) -> Iterator[int]:
        """The tellings that stand in a body, the vague ones that went elsewhere left out."""
        yield from (row for rows in body.parts for row in rows if row not in self._hosts)
        yield from body.guests
