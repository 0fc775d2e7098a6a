"""Where tellings of one transfer meet, so that each is weighed against few others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.records import Member
from onrecord.register.goods import UNTOLD_KIND, kinds_of
from onrecord.register.tellings import Telling

Shelf = tuple[str, ...]

ANY: Final = "any"
"""The shelf of all tellings between two parties, whatever the goods."""


class Shelves:
    """Tellings by parties and kinds of goods; one more costs what its own shelves hold."""

    def __init__(self) -> None:
        self._shelves: dict[Shelf, dict[Member, None]] = {}

    def put(self, telling: Telling) -> None:
        """Put a telling on its shelves."""
        for shelf in _stands_on(telling):
            self._shelves.setdefault(shelf, {})[telling.members[0]] = None

    def take(self, telling: Telling) -> None:
        """Take a telling off its shelves."""
        for shelf in _stands_on(telling):
            self._shelves.get(shelf, {}).pop(telling.members[0], None)

    def near(self, telling: Telling) -> set[Member]:
        """The tellings worth weighing against this one, by their first events.

        Their goods may be the same, and both parties are in common, or one where the other is untold.
        """
        return {other for shelf in _looks_on(telling) for other in self._shelves.get(shelf, ())}


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
