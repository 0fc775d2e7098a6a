"""Which tellings are of one transfer: candidates by index, likeness, then groups that agree on the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from onrecord.register.goods import UNTOLD_KIND, kinds_of
from onrecord.register.groups import grouped
from onrecord.register.judgements import Verdicts
from onrecord.register.likeness import Likeness, compare
from onrecord.register.linkage import average_linkage
from onrecord.register.tellings import Telling


class Comparisons:
    """The likeness of pairs of tellings, each weighed once; what a person decided stands."""

    def __init__(self, tellings: Sequence[Telling], verdicts: Verdicts) -> None:
        self._tellings, self._verdicts = tellings, verdicts
        self._known: dict[tuple[int, int], Likeness] = {}

    def of(self, one: int, other: int) -> Likeness:
        """How likely two tellings, by their places in the sequence, are of one transfer."""
        pair = (min(one, other), max(one, other))
        if pair not in self._known:
            first, second = self._tellings[pair[0]], self._tellings[pair[1]]
            decided = self._verdicts.on(first.members, second.members)
            self._known[pair] = decided or compare(first, second)
        return self._known[pair]

    def decided(self) -> Iterator[tuple[int, int]]:
        """The pairs that a person has judged, wherever they stand."""
        places = {member: n for n, telling in enumerate(self._tellings) for member in telling.members}
        for one, other in self._verdicts.pairs():
            if one in places and other in places and places[one] != places[other]:
                yield places[one], places[other]


def join(tellings: Sequence[Telling], comparisons: Comparisons) -> list[list[int]]:
    """Tellings, by their places, in groups of one transfer each; the groups and each group in the tellings' order.

    Every pair that is likelier one transfer than two hangs together; what hangs together is then split where its
    members do not agree on the average, so that one careless telling cannot tie two transfers into one.
    """
    met = (*candidates(tellings), *comparisons.decided())
    edges = [pair for pair in met if comparisons.of(*pair).log_odds > 0]
    components = grouped([*edges, *((n, n) for n in range(len(tellings)))])
    return sorted(part for component in components for part in _agreeing(sorted(component), comparisons))


def _agreeing(component: Sequence[int], comparisons: Comparisons) -> list[list[int]]:
    """What hangs together, split where its members do not agree on the average."""
    if len(component) == 1:
        return [list(component)]
    log_odds = np.full((len(component), len(component)), -np.inf)
    for a, one in enumerate(component):
        for b in range(a):
            log_odds[a, b] = log_odds[b, a] = comparisons.of(one, component[b]).log_odds
    return [[component[n] for n in group] for group in average_linkage(log_odds)]


# ---------------------------------------------------------------------------------------------------- candidates


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs worth weighing: goods that may be the same, and both parties in common, or one where the other is untold.

    Each telling looks only on its own shelves, so that one more telling costs what its shelves hold.
    """
    shelves: dict[Shelf, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        met = {other for shelf in _looks_on(telling) for other in shelves.get(shelf, ())}
        yield from ((other, n) for other in sorted(met))
        for shelf in _stands_on(telling):
            shelves[shelf].append(n)


Shelf = tuple[str, ...]

ANY: Final = "any"
"""The shelf of all tellings between two parties, whatever the goods."""


def _stands_on(telling: Telling) -> Iterator[Shelf]:
    whole = "told" if telling.terms.whole else "untold"
    kinds = kinds_of(telling.terms.items)
    yield from ((*parties, kind) for parties in _both_parties(telling) for kind in (ANY, *(kinds or [UNTOLD_KIND])))
    yield from ((whole, *party, kind) for party in _one_party(telling) for kind in kinds or [UNTOLD_KIND])


def _looks_on(telling: Telling) -> Iterator[Shelf]:
    kinds = kinds_of(telling.terms.items)
    across = [*kinds, UNTOLD_KIND] if kinds else [ANY]
    yield from ((*parties, kind) for parties in _both_parties(telling) for kind in across)
    wholes = ["untold"] if telling.terms.whole else ["untold", "told"]
    for party in _one_party(telling):
        yield from ((whole, *party, kind) for whole in wholes for kind in kinds or [UNTOLD_KIND])


def _both_parties(telling: Telling) -> list[Shelf]:
    recipients = _countries(telling.terms.recipient)
    return [(supplier, recipient) for supplier in _countries(telling.terms.supplier) for recipient in recipients]


def _one_party(telling: Telling) -> list[Shelf]:
    sides = [("from", country) for country in _countries(telling.terms.supplier)]
    return [*sides, *(("to", country) for country in _countries(telling.terms.recipient))] or [("no", "party")]


def _countries(parties: Iterable[str]) -> list[str]:
    return sorted({code.partition("/")[0] for code in parties})
