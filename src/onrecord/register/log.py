"""The register's own history: what changed in it, step by step, as pages and judgements came."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from hashlib import sha256
from itertools import groupby

from onrecord.records import Change, ChangeKind, Judgement, Reading
from onrecord.register.anchors import place
from onrecord.register.changes import changes
from onrecord.register.datable import without_impossible_days
from onrecord.register.judgements import Verdicts
from onrecord.register.ledger import Ledger
from onrecord.register.opened import UNTOLD
from onrecord.register.positions import story_day


class Clock(StrEnum):
    """By what the register's history is ordered: when pages were published, or when we came to know them."""

    TOLD = "told"
    KNOWN = "known"


BEGINNING = datetime.min.replace(tzinfo=UTC)
"""The moment of what came nobody knows when: it stands before all that is dated."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What came at one moment: a judgement, or else a page, or what became known of it."""

    at: datetime
    reading: Reading | None = None
    judgement: Judgement | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """By moment, of one moment the pages first, then each judgement."""
        return self.at, self.judgement.id if self.judgement else ""


class History:
    """All that came, step by step: a register that is led through it tells what changed.

    By our own clock pages come in the order of ``received`` and judgements when they were made. By the clock of
    publication pages come by their day, and what people have decided by now holds from the start.
    """

    def __init__(
        self,
        readings: Iterable[Reading],
        judgements: Iterable[Judgement] = (),
        received: Mapping[str, datetime] = UNTOLD,
        clock: Clock = Clock.KNOWN,
    ) -> None:
        given = tuple(readings)
        every = (without_impossible_days(reading, received.get(reading.article.id)) for reading in given)
        made = tuple(ruling.judgement for ruling in place(judgements, given) if ruling.there)
        self._clock = clock
        self._steps = sorted(_steps(every, made, received, clock), key=lambda step: step.order)
        self.judgements = made if clock is Clock.TOLD else ()
        """What holds from the start."""

    def __len__(self) -> int:
        return len(self._steps)

    def before(self, day: date | None) -> int:
        """How many steps came before a day began."""
        beginning = _start_of(day)
        return bisect_left(self._steps, beginning, key=lambda step: step.at)

    def ends_a_moment(self, steps: int) -> bool:
        """Whether so many steps are all that came until some moment."""
        return steps in (0, len(self)) or self._steps[steps - 1].order < self._steps[steps].order

    def digest(self, steps: int, seals: Mapping[str, str]) -> str:
        """The digest of so many steps; of a story by the seal of what was read from its page."""
        told = sha256()
        for step in self._steps[:steps]:
            article = step.reading.article if step.reading else None
            what = (article.id, seals.get(article.id), article.notices) if article else step.judgement
            told.update(f"{step.at.isoformat()} {what!r}\n".encode("utf-8", "backslashreplace"))
        return told.hexdigest()

    def retrace(self, ledger: Ledger, steps: int) -> None:
        """Lead a register through so many steps without telling anything."""
        for step in self._steps[:steps]:
            _take(ledger, step)

    def follow(self, ledger: Ledger, steps: int = 0) -> Iterator[Change]:
        """Lead a register through all but so many steps; what changes, the earliest first."""
        for _, together in groupby(self._steps[steps:], key=lambda step: step.order):
            yield from _changes_of(ledger, list(together), self._clock)


def change_log(
    readings: Iterable[Reading],
    judgements: Iterable[Judgement] = (),
    received: Mapping[str, datetime] = UNTOLD,
    *,
    clock: Clock = Clock.KNOWN,
    since: date | None = None,
) -> tuple[Change, ...]:
    """Every change of the register since the beginning of a day, the earliest first; each bears what brought it.

    The same pages and judgements make the same log, and a later day cuts the same log later.
    """
    history = History(readings, judgements, received, clock)
    ledger, start = Ledger(history.judgements), history.before(since)
    history.retrace(ledger, start)
    ledger.settle()
    return tuple(history.follow(ledger, start))


def _steps(
    readings: Iterable[Reading], judgements: Sequence[Judgement], received: Mapping[str, datetime], clock: Clock
) -> Iterator[_Step]:
    verdicts = Verdicts.of(judgements)
    for reading in readings:
        came = received.get(reading.article.id, BEGINNING)
        at = _start_of(story_day(verdicts.heard(reading).article)) if clock is Clock.TOLD else came
        yield _Step(at, _with_notices(reading, 0))
        for number, notice in enumerate(reading.article.notices, 1):
            known = _start_of(notice.day) if clock is Clock.TOLD else notice.known
            yield _Step(max(at, known), _with_notices(reading, number))
    if clock is Clock.KNOWN:
        yield from (_Step(judgement.made, judgement=judgement) for judgement in judgements)


def _with_notices(reading: Reading, number: int) -> Reading:
    """A reading when so many notices had come about its page."""
    notices = reading.article.notices[:number]
    return replace(reading, article=replace(reading.article, notices=notices)) if reading.article.notices else reading


def _start_of(day: date | None) -> datetime:
    return datetime.combine(day, time.min, UTC) if day else BEGINNING


def _take(ledger: Ledger, step: _Step) -> None:
    if step.reading:
        ledger.renew(step.reading)
    if step.judgement:
        ledger.judge([step.judgement])


def _changes_of(ledger: Ledger, steps: list[_Step], clock: Clock) -> Iterator[Change]:
    """What the pages of one moment, or one judgement, changed."""
    for step in steps:
        _take(ledger, step)
    at, judgement = steps[0].at, steps[0].judgement
    when = None if at == BEGINNING else at.date() if clock is Clock.TOLD else at
    for change in changes(*ledger.settle()):
        yield replace(with_decision(change, judgement) if judgement else change, at=when)


def with_decision(change: Change, judgement: Judgement) -> Change:
    """A change with who decided what made it."""
    if change.kind not in (ChangeKind.MERGED, ChangeKind.SPLIT):
        return replace(change, judgement=judgement.id)
    reason = f": {judgement.reason}" if judgement.reason else ""
    return replace(change, judgement=judgement.id, words=f"{change.words}, says {judgement.person}{reason}")
