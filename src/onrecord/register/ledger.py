"""The register as it grows: stories come one by one, in any order, and the dossiers that they touch are made anew."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import Dossier, Judgement, Member, Reading
from onrecord.register.copies import CopyIndex
from onrecord.register.dossiers import make_dossier
from onrecord.register.judgements import Verdicts
from onrecord.register.positions import story_day
from onrecord.register.status import day_order
from onrecord.register.tellings import tellings_of
from onrecord.register.ties import Ties, agreeing


class Ledger:
    """Readings in one by one; the dossiers are the same whatever the order in which the stories came.

    A story more costs its signature, what stands on its own shelves, and the dossiers that it touches, however many
    others there are.
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._verdicts = Verdicts.of(judgements)
        self._readings: dict[str, Reading] = {}
        self._copies = CopyIndex()
        self._ties = Ties(self._verdicts)
        self._dossiers: dict[Member, Dossier] = {}
        self._homes: dict[Member, Member] = {}

    def add(self, reading: Reading) -> None:
        """Take a story in; twice is as good as once, and of one page's several addresses the lowest stays."""
        article = reading.article
        known = self._readings.get(article.id)
        if known is not None:
            if article.source < known.article.source:
                self._readings[article.id] = self._verdicts.heard(reading)
            return
        self._readings[article.id] = self._verdicts.heard(reading)
        group = self._copies.add(article)
        for story in group:
            self._drop(story)
        for telling in tellings_of([self._readings[story] for story in group]):
            self._ties.put(telling)

    def _drop(self, story: str) -> None:
        for event in self._readings[story].events:
            self._ties.drop(Member(story, event.id))

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every alleged transfer told so far, by the date first told."""
        self._bring_up_to_date()
        return tuple(sorted(self._dossiers.values(), key=self._order))

    def _bring_up_to_date(self) -> None:
        touched, components = self._ties.components()
        for key in (*touched, *(telling.members[0] for component in components for telling in component)):
            self._dossiers.pop(self._homes.pop(key, key), None)
        for component in components:
            for group in agreeing(component, self._verdicts):
                first = group[0].members[0]
                self._dossiers[first] = make_dossier(group, self._readings, self._copies.group, self._verdicts)
                self._homes.update({telling.members[0]: first for telling in group})

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
