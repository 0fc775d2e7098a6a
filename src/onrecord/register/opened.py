"""The register as faces use it: the dossiers with all that they are made of, as of two clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from onrecord.records import AsOf, Dossier, Judgement, Reading
from onrecord.register.anchors import Fate, Ruling, place
from onrecord.register.grounds import ground
from onrecord.register.judgements import Verdicts
from onrecord.register.ledger import open_dossiers
from onrecord.register.positions import story_day

TODAY: Final = AsOf()
UNTOLD: Final[Mapping[str, datetime]] = MappingProxyType({})
"""Of no story is it known when it came."""


@dataclass(frozen=True, slots=True)
class Register:
    """The dossiers, the readings behind them with what people decided about their claims, and the judgements.

    ``received`` tells when a story's page came to the shelf, ``unread`` how many pages have no reading. ``made`` are
    the readings before anybody decided anything, for what may be shown of a story does not hang on that.
    """

    dossiers: tuple[Dossier, ...]
    readings: tuple[Reading, ...]
    judgements: tuple[Judgement, ...] = ()
    as_of: AsOf = TODAY
    received: Mapping[str, datetime] = field(default_factory=dict, repr=False)
    unread: int = 0
    made: tuple[Reading, ...] = field(default=(), repr=False)
    rulings: tuple[Ruling, ...] = ()
    """The judgements as they bear on these readings, and what has become of each."""

    def dossier(self, identity: str) -> Dossier | None:
        """The dossier of an id, ``None`` where there is none."""
        return next((dossier for dossier in self.dossiers if dossier.id == identity), None)

    def grounded(self) -> tuple[Dossier, ...]:
        """The dossiers, their positions with what they rest on as the text tells it."""
        stories = {reading.article.id: reading for reading in self.readings}
        return tuple(ground(dossier, stories) for dossier in self.dossiers)


def open_at(
    readings: Iterable[Reading],
    judgements: Iterable[Judgement] = (),
    as_of: AsOf | None = None,
    received: Mapping[str, datetime] = UNTOLD,
    unread: int = 0,
) -> Register:
    """The register that these readings and judgements make, as of two clocks; their order does not matter.

    A story without a date counts as told on any day, and one of which ``received`` says nothing as known at any moment.
    """
    clocks, every = as_of or AsOf(), tuple(readings)
    counted = tuple(_counted(judgements, clocks))
    rulings = place(counted, every)
    bearing = tuple(ruling.judgement for ruling in rulings if ruling.fate in (Fate.STANDS, Fate.OVERRULED))
    made = tuple(_within(every, clocks, received))
    heard = tuple(map(Verdicts.of(bearing).heard, made))
    return Register(open_dossiers(heard, bearing), heard, counted, clocks, received, unread, made, rulings)


def _within(readings: Iterable[Reading], clocks: AsOf, received: Mapping[str, datetime]) -> Iterator[Reading]:
    for reading in readings:
        day, came = story_day(reading.article), received.get(reading.article.id)
        told = clocks.told is None or day is None or day <= clocks.told
        known = clocks.known is None or came is None or came <= clocks.known
        if told and known:
            yield reading


def _counted(judgements: Iterable[Judgement], clocks: AsOf) -> Iterator[Judgement]:
    return (made for made in judgements if clocks.known is None or made.made <= clocks.known)
