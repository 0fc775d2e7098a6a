"""The register as faces use it: the dossiers with all that they are made of, as of two clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from onrecord.records import Article, AsOf, Dossier, Judgement, Reading
from onrecord.register.anchors import Fate, Ruling, place
from onrecord.register.datable import impossible_day, without_impossible_days
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
    second: tuple[Reading, ...] = field(default=(), repr=False)
    """What a second reader made of some of the stories; only questions to people come of it."""
    misdated: tuple[tuple[str, date], ...] = ()
    """The stories that tell a day which cannot be theirs, with that day."""

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
    A story of before 1900, or of later than its page came, counts as one without a date.
    """
    clocks, given = as_of or AsOf(), tuple(readings)
    counted = tuple(judgement for judgement in judgements if clocks.known is None or judgement.made <= clocks.known)
    every = tuple(without_impossible_days(reading, received.get(reading.article.id)) for reading in given)
    rulings = place(counted, given)
    bearing = tuple(ruling.judgement for ruling in rulings if ruling.fate in (Fate.STANDS, Fate.OVERRULED))
    verdicts = Verdicts.of(bearing)
    within = [one for one in every if _is_within(verdicts.heard(one).article, clocks, received)]
    made = tuple(_as_then(reading, clocks) for reading in within)
    heard = tuple(map(verdicts.heard, made))
    return Register(
        dossiers=open_dossiers(heard, bearing),
        readings=heard,
        judgements=counted,
        as_of=clocks,
        received=received,
        unread=unread,
        made=made,
        rulings=rulings,
        misdated=tuple(_misdated(given, received)),
    )


def known_by(
    readings: Iterable[Reading],
    judgements: Iterable[Judgement],
    received: Mapping[str, datetime],
    moment: datetime | None,
) -> tuple[Iterable[Reading], Iterable[Judgement]]:
    """The readings and judgements that were known by a moment, the former with what was known of their pages."""
    if moment is None:
        return readings, judgements
    clocks = AsOf(known=moment)
    within = (one for one in readings if _is_within(one.article, clocks, received))
    return (_as_then(one, clocks) for one in within), (one for one in judgements if one.made <= moment)


def _is_within(article: Article, clocks: AsOf, received: Mapping[str, datetime]) -> bool:
    """Whether a story was told and known by then; what nobody knows the day or the moment of, was."""
    day, came = story_day(article), received.get(article.id)
    told = clocks.told is None or day is None or day <= clocks.told
    return told and (clocks.known is None or came is None or came <= clocks.known)


def _misdated(readings: Iterable[Reading], received: Mapping[str, datetime]) -> Iterator[tuple[str, date]]:
    for reading in readings:
        day = impossible_day(reading.article, received.get(reading.article.id))
        if day is not None:
            yield reading.article.id, day


def _as_then(reading: Reading, clocks: AsOf) -> Reading:
    """A reading with what had become known of its page by then."""
    notices = tuple(
        notice
        for notice in reading.article.notices
        if (clocks.told is None or notice.day <= clocks.told) and (clocks.known is None or notice.known <= clocks.known)
    )
    if notices == reading.article.notices:
        return reading
    return replace(reading, article=replace(reading.article, notices=notices))
