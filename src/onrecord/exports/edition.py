"""What an export is made from: the register at one date, with all that it rests on, and whose program made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from onrecord import __version__
from onrecord.lexicon.tables import lexicon_digest
from onrecord.records import (
    Act,
    Article,
    AsOf,
    Change,
    Claim,
    Dossier,
    Event,
    Evidence,
    Judgement,
    Reading,
)
from onrecord.rights import Allotment, allot

PROGRAM: Final = "onrecord"


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which program made an export, with which words, and of which day: no export goes without it."""

    version: str
    lexicon: str
    as_of: date | None
    known: datetime | None = None

    @property
    def line(self) -> str:
        """The imprint in one line.

        >>> Imprint("1.0", "9f8e7d", date(2025, 3, 1)).line
        'onrecord 1.0, lexicon 9f8e7d, as of 2025-03-01'
        """
        known = f", known by {self.known.isoformat()}" if self.known else ""
        return f"{PROGRAM} {self.version}, lexicon {self.lexicon}, as of {self.as_of or 'no date'}{known}"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what it is about and the words of its evidence that may be shown, piece by piece."""

    article: Article
    claim: Claim
    event: Event
    dossier: Dossier | None
    copy: bool
    """Whether the story is a copy of another, so that the claim adds no position."""
    words: tuple[str | None, ...]

    @property
    def counted(self) -> bool:
        """Whether the claim counts in the register: not a copy's, nor that of a page that was taken away."""
        return self.dossier is not None and not self.copy and self.article.ended is None


@dataclass(frozen=True)
class Edition:
    """The register as of a date; ``made`` are the readings before any judgement, on which the budget of words rests.

    ``changes`` are filled for feeds alone, ``base`` is the address of the desk that shows the register, where one does.
    """

    dossiers: tuple[Dossier, ...]
    readings: tuple[Reading, ...]
    judgements: tuple[Judgement, ...] = ()
    as_of: AsOf = AsOf()  # noqa: RUF009 - frozen
    received: Mapping[str, datetime] = field(default_factory=dict)
    made: tuple[Reading, ...] = ()
    changes: tuple[Change, ...] = ()
    base: str | None = None

    @cached_property
    def imprint(self) -> Imprint:
        """Version, lexicon and date; without a date asked for, the day of the latest story."""
        return Imprint(__version__, lexicon_digest(), self.as_of.told or self.latest, self.as_of.known)

    @cached_property
    def latest(self) -> date | None:
        """The day of the latest story."""
        return max((day for reading in self.readings if (day := reading.article.day)), default=None)

    @cached_property
    def stories(self) -> dict[str, Reading]:
        """The readings by their stories' ids, by date and then by address; of a story's addresses the lowest."""
        stories: dict[str, Reading] = {}
        for reading in sorted(self.readings, key=_order):
            stories.setdefault(reading.article.id, reading)
        return stories

    @cached_property
    def allotments(self) -> dict[str, Allotment]:
        """What may be shown of each story."""
        return {reading.article.id: allot(reading) for reading in (*self.readings, *self.made)}

    @cached_property
    def homes(self) -> dict[tuple[str, str], Dossier]:
        """The dossier of each story's event that has one."""
        return {(member.story, member.event): dossier for dossier in self.dossiers for member in dossier.members}

    @cached_property
    def copied(self) -> dict[str, str]:
        """The stories that are copies, each with the story that counts as first."""
        return {story: group[0] for dossier in self.dossiers for group in dossier.copies for story in group[1:]}

    def claims(self) -> Iterator[Told]:
        """Every claim of every story, in the stories' order."""
        for story in self.stories:
            yield from self.claims_of(story)

    def claims_of(self, story: str) -> Iterator[Told]:
        """Every claim of a story, in the text's order."""
        reading = self.stories[story]
        for claim in reading.claims:
            home = self.homes.get((story, claim.event))
            words = self.words(reading.article, claim.evidence)
            yield Told(reading.article, claim, reading.event(claim.event), home, story in self.copied, words)

    def claims_on(self, dossier: Dossier) -> Iterator[Told]:
        """Every claim on a dossier's events, by story."""
        events = {(member.story, member.event) for member in dossier.members}
        for story in dict.fromkeys(member.story for member in dossier.members):
            if story in self.stories:
                yield from (told for told in self.claims_of(story) if (story, told.claim.event) in events)

    def acts(self) -> Iterator[tuple[Article, int, Act]]:
        """Every act of every story with its number in the story, from 1."""
        for reading in self.stories.values():
            yield from ((reading.article, number, act) for number, act in enumerate(reading.acts, 1))

    def words(self, article: Article, evidence: tuple[Evidence, ...]) -> tuple[str | None, ...]:
        """What may be shown of each piece of evidence."""
        return tuple(map(self.allotments[article.id].words, evidence))


def _order(reading: Reading) -> tuple[date, str, str]:
    article = reading.article
    return article.day or date.min, article.source, article.id
