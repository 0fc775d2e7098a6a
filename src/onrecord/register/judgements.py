"""What people decided about the register: which events are of one transfer, which claims and events were misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Final, Self

from onrecord.records import Judgement, Member, Reading, Verdict
from onrecord.register.corrections import corrected
from onrecord.register.likeness import Likeness, Weighed, compare
from onrecord.register.tellings import Telling

ON_EVENTS: Final = re.compile(r"\S+/\S+(?: \S+/\S+)+")
"""The subject of a judgement on events: ``story/event story/event``, and more."""

ON_LINKS: Final = (Verdict.MERGE, Verdict.SPLIT)
ON_FINDINGS: Final = (Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT)

DECIDED: Final = 1e6
"""The weight of a person's word: no number of reasons of a reading outweighs it."""


def subject_of(one: Member, other: Member) -> str:
    """The subject of a judgement on two events, the same whichever is named first.

    >>> subject_of(Member("p2", "e1"), Member("p1", "e3"))
    'p1/e3 p2/e1'
    """
    return " ".join(sorted(f"{member.story}/{member.event}" for member in (one, other)))


def pairs_of(judgement: Judgement) -> tuple[str, ...]:
    """The pairs of events that a judgement decides on, each as a subject; none where it is on something else.

    Events that are merged are all one transfer; of events that are split the first is another than each of the rest.
    """
    if judgement.verdict not in ON_LINKS or not ON_EVENTS.fullmatch(judgement.subject):
        return ()
    events = list(dict.fromkeys(judgement.subject.split()))
    pairs = combinations(events, 2) if judgement.verdict == Verdict.MERGE else ((events[0], x) for x in events[1:])
    return tuple(" ".join(sorted(pair)) for pair in pairs)


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements by the moment at which they were made."""
    return sorted(judgements, key=lambda judgement: (judgement.made, judgement.id))


def revoked(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """The ids of the judgements that were taken back, each with the judgement that did; taking back can be taken back.

    What takes back an earlier judgement is itself no longer there once it was taken back.
    """
    void: dict[str, Judgement] = {}
    for judgement in reversed(in_order(judgements)):
        if judgement.verdict == Verdict.REVOKE and judgement.id not in void:
            void.setdefault(judgement.subject, judgement)
    return void


@dataclass(frozen=True)
class Verdicts:
    """The judgements on pairs of events and on claims, the latest on each."""

    decided: Mapping[str, Likeness]
    rejected: frozenset[str] = frozenset()
    """The ids of claims and events that a person has rejected and not accepted or corrected since."""
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What each corrected claim or event is to be, field by field."""
    judged: frozenset[str] = frozenset()
    """The ids of claims and events that a person has decided on at all."""

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Self:
        """The verdicts that stand, on pairs of events, on claims and on events."""
        every = in_order(judgements)
        void = revoked(every)
        ordered = [one for one in every if one.id not in void]
        heard = {one.subject: one.verdict for one in ordered if one.verdict in ON_FINDINGS}
        corrections: dict[str, dict[str, str]] = {}
        for one in ordered:
            if one.verdict == Verdict.CORRECT:
                corrections.setdefault(one.subject, {}).update(one.fields)
        return cls(
            {pair: _as_likeness(judgement) for judgement in ordered for pair in pairs_of(judgement)},
            frozenset(subject for subject, verdict in heard.items() if verdict == Verdict.REJECT),
            corrections,
            frozenset(heard),
        )

    def heard(self, reading: Reading) -> Reading:
        """A reading without what was rejected, and with what was corrected as it is to be."""
        if not self.judged or not self.judged.intersection(_subjects(reading)):
            return reading
        return corrected(reading, self.rejected, self.corrections)

    def bear_on(self, reading: Reading) -> bool:
        """Whether one of a story's events or claims was judged."""
        story = reading.article.id
        if any(Member(story, event.id) in self._partners for event in reading.events):
            return True
        return not self.judged.isdisjoint(_subjects(reading))

    def pairs(self) -> Iterator[tuple[Member, Member]]:
        """The pairs of events that were judged."""
        for subject in self.decided:
            one, other = (Member(*name.rsplit("/", 1)) for name in subject.split())
            yield one, other

    def partners(self, member: Member) -> tuple[Member, ...]:
        """The events that were judged with one."""
        return self._partners.get(member, ())

    @cached_property
    def _partners(self) -> dict[Member, tuple[Member, ...]]:
        found: dict[Member, tuple[Member, ...]] = {}
        for one, other in self.pairs():
            found[one] = (*found.get(one, ()), other)
            found[other] = (*found.get(other, ()), one)
        return found

    def weigh(self, one: Telling, other: Telling) -> Likeness:
        """How likely two tellings are of one transfer: what a person decided, or else the sum of the reasons."""
        first, second = sorted((one, other), key=lambda telling: telling.key)
        return self.on(first.members, second.members) or compare(first, second)

    def on(self, ones: Iterable[Member], others: Iterable[Member]) -> Likeness | None:
        """What was decided about two tellings, ``None`` where nothing was."""
        if not self.decided:
            return None
        others = tuple(others)
        subjects = (subject_of(one, other) for one in ones for other in others)
        return next((self.decided[subject] for subject in subjects if subject in self.decided), None)


def _subjects(reading: Reading) -> Iterator[str]:
    """What a judgement can name of a reading."""
    yield reading.article.id
    yield from (claim.id for claim in reading.claims)
    yield from (f"{reading.article.id}/{event.id}" for event in reading.events)


def _as_likeness(judgement: Judgement) -> Likeness:
    weight = DECIDED if judgement.verdict == Verdict.MERGE else -DECIDED
    words = f"{judgement.verdict}, says {judgement.person}"
    return Likeness((Weighed(weight, f"{words}: {judgement.reason}" if judgement.reason else words),))
