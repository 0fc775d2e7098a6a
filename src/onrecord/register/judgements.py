"""What people decided about the register: which events are of one transfer, and which claims were read wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

from onrecord.records import Judgement, Member, Reading
from onrecord.register.likeness import Likeness, Weighed, compare
from onrecord.register.tellings import Telling

MERGE: Final = "merge"
SPLIT: Final = "split"
ACCEPT: Final = "accept"
REJECT: Final = "reject"

ON_EVENTS: Final = re.compile(r"\S+/\S+ \S+/\S+")
"""The subject of a judgement on two events: ``story/event story/event``."""

DECIDED: Final = 1e6
"""The weight of a person's word: no number of reasons of a reading outweighs it."""


def subject_of(one: Member, other: Member) -> str:
    """The subject of a judgement on two events, the same whichever is named first.

    >>> subject_of(Member("p2", "e1"), Member("p1", "e3"))
    'p1/e3 p2/e1'
    """
    return " ".join(sorted(f"{member.story}/{member.event}" for member in (one, other)))


@dataclass(frozen=True)
class Verdicts:
    """The judgements on pairs of events and on claims, the latest on each."""

    decided: Mapping[str, Likeness]
    rejected: frozenset[str] = frozenset()
    """The ids of claims that a person has rejected and not accepted since."""
    judged: frozenset[str] = frozenset()
    """The ids of claims that a person has decided on at all."""

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Self:
        """The verdicts that stand, on pairs of events and on claims; other judgements are others' business."""
        ordered = sorted(judgements, key=lambda judgement: (judgement.made, judgement.id))
        told = [one for one in ordered if one.verdict in (MERGE, SPLIT) and ON_EVENTS.fullmatch(one.subject)]
        heard = {one.subject: one.verdict for one in ordered if one.verdict in (ACCEPT, REJECT)}
        return cls(
            {" ".join(sorted(judgement.subject.split())): _as_likeness(judgement) for judgement in told},
            frozenset(subject for subject, verdict in heard.items() if verdict == REJECT),
            frozenset(heard),
        )

    def heard(self, reading: Reading) -> Reading:
        """A reading without the claims that were rejected."""
        if not any(claim.id in self.rejected for claim in reading.claims):
            return reading
        return replace(reading, claims=tuple(claim for claim in reading.claims if claim.id not in self.rejected))

    def bear_on(self, reading: Reading) -> bool:
        """Whether one of a story's events or claims was judged."""
        story = reading.article.id
        if any(Member(story, event.id) in self._partners for event in reading.events):
            return True
        return any(claim.id in self.judged for claim in reading.claims)

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


def _as_likeness(judgement: Judgement) -> Likeness:
    weight = DECIDED if judgement.verdict == MERGE else -DECIDED
    words = f"{judgement.verdict}, says {judgement.person}"
    return Likeness((Weighed(weight, f"{words}: {judgement.reason}" if judgement.reason else words),))
