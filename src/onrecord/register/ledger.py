"""The register as it grows: stories come one by one, in any order, and the dossiers that they touch are made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.records import Dossier, Judgement, Member, Reading, Verdict
from onrecord.register.anchors import story_of
from onrecord.register.copies import CopyIndex, Signature
from onrecord.register.dossiers import identity_of, make_dossier
from onrecord.register.grouping import Grouping
from onrecord.register.judgements import Verdicts
from onrecord.register.notes import Notes, Text
from onrecord.register.positions import story_day
from onrecord.register.status import day_order
from onrecord.register.tellings import Telling, member_at, member_of, tellings_of, with_copy

TOGETHER: Final = 64
"""Dossiers that are made one after the other, their stories fetched at once."""

Fetch = Callable[[Iterable[str]], None]
"""What has stories at hand that are asked for next."""


def at_hand(_: Iterable[str]) -> None:
    """Every story is at hand as it is."""


class Heard(Mapping[str, Reading]):
    """Readings as they are after what people decided."""

    def __init__(self, given: Mapping[str, Reading], verdicts: Verdicts) -> None:
        self._given = given
        self._verdicts = verdicts

    def __getitem__(self, story: str) -> Reading:
        return self._verdicts.heard(self._given[story])

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


@dataclass(slots=True)
class Fold:
    """What a text and its copies tell, how many they are, and whether one of them was withdrawn or replaced."""

    tellings: tuple[Telling, ...]
    copies: int
    noticed: bool


class Ledger:
    """Readings in one by one; the dossiers are the same whatever the order in which the stories came.

    A story more costs its signature, what stands on its own shelves, and the dossiers that it touches, however many
    others there are. The readings are kept in ``given``, which may be any place that gives them back by their ids, and
    the dossiers in ``made``, which may be any that gives them back by their first events. Where stories lie far off,
    ``fetch`` is told which are asked for next. What is held of texts can be written down by ``notes`` and recalled.
    """

    def __init__(
        self,
        judgements: Iterable[Judgement] = (),
        given: MutableMapping[str, Reading] | None = None,
        made: MutableMapping[Member, Dossier] | None = None,
        notes: Notes | None = None,
        fetch: Fetch = at_hand,
    ) -> None:
        self._judgements = tuple(judgements)
        self._verdicts = Verdicts.of(self._judgements)
        self._given = {} if given is None else given
        self._readings = Heard(self._given, self._verdicts)
        self._members: dict[str, tuple[Member, ...]] = {}
        """The events of each story that are told in dossiers."""
        self._folds: dict[str, Fold] = {}
        self._copies = CopyIndex()
        self._grouping = Grouping(self._verdicts)
        self._groups: dict[Member, tuple[Telling, ...]] = {}
        self._dossiers: MutableMapping[Member, Dossier] = {} if made is None else made
        self._fresh: set[Member] = set()
        """The first tellings of groups of which no dossier is made yet."""
        self._gone: list[Dossier] = []
        self._notes, self._fetch = notes, fetch
        if notes is not None:
            self._copies.signed = notes.signatures
            self._grouping.note_moves()

    def recall(self, texts: Iterable[tuple[Text, Iterable[Signature]]]) -> None:
        """Take in texts as such a register held them, before others come; ``given`` has their stories."""
        told = list(texts)
        self._copies.recall((text.stories, signatures) for text, signatures in told)
        for text, _ in told:
            fold = Fold(text.tellings, len(text.stories), text.noticed)
            for story, events in zip(text.names, text.events, strict=True):
                self._folds[story] = fold
                self._members[story] = tuple(member_at(story, event) for event in events)
            self._grouping.recall(text.tellings, text.heaps)

    def noted(self) -> Iterator[Text]:
        """The texts that are held otherwise than when this was last asked, each once."""
        assert self._notes is not None  # noqa: S101 - only who has notes taken asks for them
        stories, self._notes.stories = self._notes.stories | self._grouping.moved(), set()
        for story in sorted(name for name in stories if name in self._members):
            names = self._copies.group(story)
            if story == min(stories.intersection(names)):
                yield self._text(names)

    def _text(self, names: Sequence[str]) -> Text:
        fold = self._folds[names[0]]
        return Text(
            stories=tuple(self._copies.order(names[0])),
            events=tuple(tuple(member.event for member in self._members[name]) for name in names),
            tellings=fold.tellings,
            heaps=tuple(self._grouping.heap(telling.members[0]) for telling in fold.tellings),
            noticed=fold.noticed,
        )

    def _note(self, stories: Iterable[str]) -> None:
        if self._notes is not None:
            self._notes.stories.update(stories)

    def add(self, reading: Reading) -> None:
        """Take a story in; twice is as good as once, and of one page's several addresses the lowest stays."""
        article = reading.article
        if article.id in self._given:
            if article.source < self._given[article.id].article.source:
                self._given[article.id] = reading
            return
        self._given[article.id] = reading
        heard = self._readings[article.id]
        group = self._copies.add(heard.article)
        if len(group) == 1 or not self._fold_in(heard, group):
            self._tell_anew(group)

    def renew(self, reading: Reading) -> None:
        """Take in what has become known of a story since it came: that its page was withdrawn, or replaced."""
        story = reading.article.id
        if story not in self._given:
            self.add(reading)
        elif self._given[story] != reading:
            self._given[story] = reading
            self._tell_again(story)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Take more judgements in; the stories that they bear on are told anew."""
        told = tuple(judgements)
        more = Verdicts.of(self._reached(told))
        self._judgements += told
        self._verdicts = self._grouping.verdicts = Verdicts.of(self._judgements)
        self._readings = Heard(self._given, self._verdicts)
        for story in sorted(name for name in self._named(told) if more.bear_on(self._given[name])):
            self._tell_again(story)

    def _named(self, judgements: Iterable[Judgement]) -> Iterable[str]:
        """The stories that judgements may bear on: those whose findings they name, all where a name tells no story."""
        named = {story_of(part) for one in self._reached(judgements) for part in one.subject.split()}
        return named if all(name in self._given for name in named) else self._given

    def _tell_again(self, story: str) -> None:
        self._copies.renew(self._verdicts.heard(self._given[story]).article)
        self._tell_anew(self._copies.group(story))

    def _reached(self, judgements: Iterable[Judgement]) -> Iterator[Judgement]:
        """Judgements with those that they take back, and those that these took back."""
        known = {judgement.id: judgement for judgement in self._judgements}
        for judgement in judgements:
            while judgement.verdict == Verdict.REVOKE and judgement.subject in known:
                judgement = known[judgement.subject]
            yield judgement

    @property
    def heard(self) -> Mapping[str, Reading]:
        """The readings as they are after what people decided so far."""
        return self._readings

    def settle(self) -> tuple[tuple[Dossier, ...], tuple[Dossier, ...]]:
        """The dossiers that were unmade since the last call, and those made in their place; all others stand."""
        self._group_anew()
        gone, self._gone = self._gone, []
        fresh, self._fresh = self._fresh, set()
        made = dict(self._make_in_turn(fresh))
        self._dossiers.update(made)
        return tuple(sorted(gone, key=self._order)), tuple(sorted(made.values(), key=self._order))

    def settle_in_turn(self) -> Iterator[Dossier]:
        """The dossiers made since the last call one by one, the earliest first, for who cannot hold them all at once.

        Those that were unmade are not told, and none is kept but where ``made`` finds it again.
        """
        self._group_anew()
        self._gone = []
        fresh, self._fresh = self._fresh, set()
        yield from (dossier for _, dossier in self._make_in_turn(fresh))

    def leave(self) -> None:
        """Take every dossier as made: ``made`` holds them as these stories make them."""
        self._group_anew()
        self._gone, self._fresh = [], set()

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every alleged transfer told so far, by the date first told."""
        self.settle()
        return tuple(sorted(self._dossiers.values(), key=self._order))

    def homes(self, story: str) -> tuple[str, ...]:
        """The ids of the dossiers that a story's transfers stand in, found without making them."""
        self._grouping.settle()
        firsts = (self._grouping.first(member) for member in self._members.get(story, ()))
        return tuple(dict.fromkeys(identity_of(first) for first in firsts if first))

    def dossier_of(self, member: Member) -> Dossier | None:
        """The dossier that an event stands in, made if need be; ``None`` where it stands in none."""
        self._group_anew()
        first = self._grouping.first(member)
        return None if first is None else self._dossiers.get(first) or self._make(self._groups[first])

    def _fold_in(self, copy: Reading, group: Sequence[str]) -> bool:
        """Add a copy to a text's tellings, if it tells nothing first; whether that could be done."""
        story = copy.article.id
        fold = self._folds[group[0] if group[0] != story else group[1]]
        members = tuple(member_of(copy, event) for event in copy.events)
        judged = any(self._verdicts.partners(member) for member in members)
        if judged or copy.article.notices or fold.noticed or fold.copies != len(group) - 1:
            return False
        readings = [self._readings[telling.story] for telling in fold.tellings]
        firsts = [(one, one.event(told.members[0].event)) for one, told in zip(readings, fold.tellings, strict=True)]
        tellings = with_copy(fold.tellings, firsts, copy, group)
        if tellings is None:
            return False
        self._grouping.extend(new for old, new in zip(fold.tellings, tellings, strict=True) if new is not old)
        fold.tellings, fold.copies = tellings, len(group)
        self._folds[story], self._members[story] = fold, members
        self._note(group)
        return True

    def _tell_anew(self, group: Sequence[str]) -> None:
        """Put the tellings of a text and its copies, in the place of those that it had."""
        gone = [member for story in group for member in self._members.pop(story, ())]
        told = sorted((self._readings[story] for story in group), key=lambda reading: bool(reading.article.notices))
        self._members.update((one.article.id, tuple(member_of(one, event) for event in one.events)) for one in told)
        fold = Fold(tuple(tellings_of(told)), len(told), bool(told[-1].article.notices))
        self._folds.update(dict.fromkeys(group, fold))
        self._grouping.replace(gone, fold.tellings)
        self._note(group)

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

    def _make_in_turn(self, firsts: Iterable[Member]) -> Iterator[tuple[Member, Dossier]]:
        """The dossiers of groups by their first events, the earliest first: those near in time share their stories."""
        order = sorted(firsts, key=lambda first: self._groups[first][0].key)
        for start in range(0, len(order), TOGETHER):
            some = order[start : start + TOGETHER]
            self._fetch(member.story for first in some for told in self._groups[first] for member in told.members)
            yield from ((first, self._make(self._groups[first])) for first in some)

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
