"""The register as it grows: stories come one by one, in any order, and the dossiers that they touch are made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.records import Dossier, Judgement, Member, Reading, Verdict
from onrecord.register.copies import CopyIndex
from onrecord.register.dossiers import identity_of, make_dossier
from onrecord.register.grouping import Grouping
from onrecord.register.judgements import Verdicts
from onrecord.register.positions import story_day
from onrecord.register.status import day_order
from onrecord.register.tellings import Telling, tellings_of


class Ledger:
    """Readings in one by one; the dossiers are the same whatever the order in which the stories came.

    A story more costs its signature, what stands on its own shelves, and the dossiers that it touches, however many
    others there are.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._judgements = tuple(judgements)
        self._verdicts = Verdicts.of(self._judgements)
        self._given: dict[str, Reading] = {}
        self._readings: dict[str, Reading] = {}
        self._copies = CopyIndex()
        self._grouping = Grouping(self._verdicts)
        self._groups: dict[Member, tuple[Telling, ...]] = {}
        self._dossiers: dict[Member, Dossier] = {}
        self._fresh: set[Member] = set()
        """The first tellings of groups of which no dossier is made yet."""
        self._gone: list[Dossier] = []

    def add(self, reading: Reading) -> None:
        """Take a story in; twice is as good as once, and of one page's several addresses the lowest stays."""
        article = reading.article
        known = self._given.get(article.id)
        if known is not None:
            if article.source < known.article.source:
                self._given[article.id] = reading
                self._readings[article.id] = self._verdicts.heard(reading)
            return
        self._given[article.id] = reading
        self._tell_anew(self._copies.add(article))

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Take more judgements in; the stories that they bear on are told anew."""
        told = tuple(judgements)
        more = Verdicts.of(self._reached(told))
        self._judgements += told
        self._verdicts = self._grouping.verdicts = Verdicts.of(self._judgements)
        for story in sorted(name for name, reading in self._given.items() if more.bear_on(reading)):
            self._tell_anew(self._copies.group(story))

    def _reached(self, judgements: Iterable[Judgement]) -> Iterator[Judgement]:
        """Judgements with those that they take back, and those that these took back."""
        known = {judgement.id: judgement for judgement in self._judgements}
        for judgement in judgements:
            while judgement.verdict == Verdict.REVOKE and judgement.subject in known:
                judgement = known[judgement.subject]
            yield judgement

    def settle(self) -> tuple[tuple[Dossier, ...], tuple[Dossier, ...]]:
        """The dossiers that were unmade since the last call, and those made in their place; all others stand."""
        self._group_anew()
        gone, self._gone = self._gone, []
        fresh, self._fresh = self._fresh, set()
        made = {first: self._make(self._groups[first]) for first in fresh}
        self._dossiers.update(made)
        return tuple(sorted(gone, key=self._order)), tuple(sorted(made.values(), key=self._order))

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every alleged transfer told so far, by the date first told."""
        self.settle()
        return tuple(sorted(self._dossiers.values(), key=self._order))

    def homes(self, story: str) -> tuple[str, ...]:
        """The ids of the dossiers that a story's transfers stand in, found without making them."""
        self._group_anew()
        firsts = (self._grouping.first(Member(story, event.id)) for event in self._readings[story].events)
        return tuple(dict.fromkeys(identity_of(first) for first in firsts if first))

    def _tell_anew(self, group: Sequence[str]) -> None:
        """Put the tellings of a text and its copies, in the place of those that it had."""
        told = (self._readings[story] for story in group if story in self._readings)
        gone = [Member(reading.article.id, event.id) for reading in told for event in reading.events]
        self._readings.update((story, self._verdicts.heard(self._given[story])) for story in group)
        self._grouping.replace(gone, tuple(tellings_of([self._readings[story] for story in group])))

    def _group_anew(self) -> None:
        """Group what has changed; a dossier whose tellings are the same as before stands."""
        gone, made = self._grouping.group_anew()
        for first in sorted(gone):
            del self._groups[first]
            self._fresh.discard(first)
            if (dossier := self._dossiers.pop(first, None)) is not None:
                self._gone.append(dossier)
        self._groups.update(made)
        self._fresh.update(made)

    def _make(self, group: Sequence[Telling]) -> Dossier:
        likest = self._grouping.likest(group)
        return make_dossier(group, self._readings, self._copies.group, self._verdicts, likest)

    def _order(self, dossier: Dossier) -> tuple[object, ...]:
        first = dossier.members[0]
        day = story_day(self._readings[first.story].article)
        return day is None, day_order(day), first.story, first.event


def open_dossiers(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> tuple[Dossier, ...]:
    """Every alleged transfer that the readings tell of, by the date first told; their order does not matter."""
    ledger = Ledger(judgements)
    for reading in readings:
        ledger.add(reading)
    return ledger.dossiers()
