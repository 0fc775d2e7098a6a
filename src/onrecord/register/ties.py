"""Which tellings are tied as likelier one transfer than two, kept as tellings come and go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.records import Member
from onrecord.register.groups import reachable
from onrecord.register.judgements import Verdicts
from onrecord.register.linkage import average_linkage
from onrecord.register.shelves import Shelves
from onrecord.register.tellings import Telling


class Ties:
    """The tellings by their first events, and the ties between them; what a coming or going touches is told once."""

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self._tellings: dict[Member, Telling] = {}
        self._homes: dict[Member, Member] = {}
        self._ties: dict[Member, set[Member]] = {}
        self._shelves = Shelves()
        self._touched: dict[Member, None] = {}

    def put(self, telling: Telling) -> None:
        """Take a telling in and tie it to those that it is likelier one with than not."""
        key = telling.members[0]
        near = self._shelves.near(telling) | self._judged_with(telling)
        tied = {other for other in near if self.verdicts.weigh(telling, self._tellings[other]).log_odds > 0}
        self._tellings[key] = telling
        self._homes.update(dict.fromkeys(telling.members, key))
        self._ties[key] = tied
        for other in tied:
            self._ties[other].add(key)
        self._shelves.put(telling)
        self._touched[key] = None

    def drop(self, member: Member) -> None:
        """Take out the telling that an event belongs to, if it is there."""
        key = self._homes.get(member)
        if key is None:
            return
        telling = self._tellings.pop(key)
        self._shelves.take(telling)
        for told in telling.members:
            del self._homes[told]
        for other in self._ties.pop(key):
            self._ties[other].discard(key)
            self._touched[other] = None
        self._touched[key] = None

    def components(self) -> tuple[set[Member], list[list[Telling]]]:
        """What was touched since the last call, gone or there, and all that hangs together with what is there now.

        Components and the tellings of each come in no told order of touch: the earliest first.
        """
        touched, self._touched = set(self._touched), {}
        left, found = {key for key in touched if key in self._tellings}, []
        while left:
            component = reachable(left.pop(), self._ties)
            left -= component
            found.append(sorted((self._tellings[key] for key in component), key=lambda telling: telling.key))
        return touched, sorted(found, key=lambda tellings: tellings[0].key)

    def _judged_with(self, telling: Telling) -> set[Member]:
        partners = (other for member in telling.members for other in self.verdicts.partners(member))
        return {self._homes[other] for other in partners if other in self._homes}


def agreeing(tellings: Sequence[Telling], verdicts: Verdicts) -> list[list[Telling]]:
    """What hangs together, split where its members do not agree on the average.

    So one careless telling cannot tie two transfers into one.
    """
    if len(tellings) == 1:
        return [list(tellings)]
    log_odds = np.full((len(tellings), len(tellings)), -np.inf)
    for a, one in enumerate(tellings):
        for b, other in enumerate(tellings[:a]):
            log_odds[a, b] = log_odds[b, a] = verdicts.weigh(one, other).log_odds
    return [[tellings[n] for n in group] for group in average_linkage(log_odds)]
