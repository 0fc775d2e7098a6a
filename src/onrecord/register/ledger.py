"""The register as it grows: stories come one by one, in any order, and the dossiers that they touch are made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.records import Dossier, Judgement, Member, Reading, Verdict
from onrecord.register.copies import CopyIndex
from onrecord.register.dossiers import make_dossier
from onrecord.register.judgements import Verdicts
from onrecord.register.positions import story_day
from onrecord.register.status import day_order
from onrecord.register.tellings import Telling, tellings_of
from onrecord.register.ties import Ties, agreeing


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
        self._ties = Ties(self._verdicts)
        self._dossiers: dict[Member, Dossier] = {}
        self._homes: dict[Member, Member] = {}

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
        self._verdicts = self._ties.verdicts = Verdicts.of(self._judgements)
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
        touched, components = self._ties.components()
        tied = (telling.members[0] for component in components for telling in component)
        homes = {self._homes.pop(key, key): None for key in (*touched, *tied)}
        gone = [self._dossiers.pop(home) for home in homes if home in self._dossiers]
        made = [dossier for component in components for dossier in self._make(component)]
        return tuple(sorted(gone, key=self._order)), tuple(sorted(made, key=self._order))

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every alleged transfer told so far, by the date first told."""
        self.settle()
        return tuple(sorted(self._dossiers.values(), key=self._order))

    def _tell_anew(self, group: Sequence[str]) -> None:
        """Put the tellings of a text and its copies, in the place of those that it had."""
        for story in group:
            for event in self._readings[story].events if story in self._readings else ():
                self._ties.drop(Member(story, event.id))
            self._readings[story] = self._verdicts.heard(self._given[story])
        for telling in tellings_of([self._readings[story] for story in group]):
            self._ties.put(telling)

    def _make(self, component: Sequence[Telling]) -> Iterator[Dossier]:
        for group in agreeing(component, self._verdicts):
            first = group[0].members[0]
            dossier = make_dossier(group, self._readings, self._copies.group, self._verdicts)
            self._dossiers[first] = dossier
            self._homes.update({telling.members[0]: first for telling in group})
            yield dossier

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
