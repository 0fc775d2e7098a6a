"""Tellings: what a story tells of one transfer, the same telling of its copies folded in."""

from __future__ import annotations

import calendar
import re
from bisect import insort
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from onrecord.lexicon.actors import NameKind, find_names
from onrecord.records import Event, EventType, Item, Member, Reading, Role, Span, Stage
from onrecord.register.lots import lots_told
from onrecord.register.positions import story_day

SAME_TELLING: Final = 0.5
"""How much of the words behind two events must agree for copies to tell of one with both."""


Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms in which a transfer is told; many tellings are in the same ones. The items are bare of their words."""

    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    items: tuple[Item, ...]
    stage: Stage
    lots: frozenset[str]
    """The lots told of in the words for the goods or beside them."""
    named_lots: frozenset[str]
    """Those that the words for the goods call a lot: "a second batch", "four more"."""

    @property
    def whole(self) -> bool:
        """Whether both parties are told, and are two."""
        return bool(self.supplier and self.recipient) and self.supplier != self.recipient

    @property
    def sideless(self) -> bool:
        """Whether one party stands on both sides; nobody supplies themselves, so that is a slip of the reading."""
        return bool(self.supplier) and self.supplier == self.recipient


@dataclass(frozen=True, slots=True)
class Telling:
    """One transfer as one text tells it; ``members`` are its events, those of the text's copies included."""

    members: tuple[Member, ...]
    day: date | None
    terms: Terms
    goods: tuple[str, ...]
    """The words for the goods."""
    names: frozenset[str]

    @property
    def story(self) -> str:
        """The story that counts as first among the copies."""
        return self.members[0].story

    @property
    def key(self) -> tuple[date, str, str]:
        """What tellings are ordered by: the earliest first."""
        return self.day or date.max, self.members[0].story, self.members[0].event


Told = tuple[Reading, Event]
"""An event with the reading that tells it."""


def tellings_of(copies: Sequence[Reading]) -> Iterator[Telling]:
    """The tellings of a text and its copies: events of two copies that rest on the same words are one."""
    tellings: list[list[Told]] = []
    for reading in copies:
        told = _transfers(reading)
        homes = _homes(told, [telling[0] for telling in tellings])
        for n, event in enumerate(told):
            if n in homes:
                tellings[homes[n]].append(event)
            else:
                tellings.append([event])
    return (_telling(telling) for telling in tellings)


def with_copy(
    tellings: Sequence[Telling], firsts: Sequence[Told], copy: Reading, order: Sequence[str]
) -> tuple[Telling, ...] | None:
    """The tellings of a text with one copy more; ``None`` where the copy is the first that tells something.

    ``firsts`` are the first events of the tellings, ``order`` the stories of the text with this one among them. Then
    what the other copies tell need not be looked at again.
    """
    places = {story: n for n, story in enumerate(order)}
    known = [n for n, telling in enumerate(tellings) if places[telling.story] < places[copy.article.id]]
    told, found = _transfers(copy), list(tellings)
    homes = _homes(told, [firsts[n] for n in known])
    if len(homes) < len(told):
        return None
    for k, n in homes.items():
        members = list(found[known[n]].members)
        insort(members, member_of(*told[k]), key=lambda member: places[member.story])
        found[known[n]] = replace(found[known[n]], members=tuple(members))
    return tuple(found)


def _transfers(reading: Reading) -> list[Told]:
    return [(reading, event) for event in reading.events if event.type is EventType.TRANSFER]


def _homes(told: Sequence[Told], firsts: Sequence[Told]) -> dict[int, int]:
    """Which of a copy's events belongs to which telling so far, one to one, the surest first."""
    pairs = ((-_agreement(first, event), m, n) for n, event in enumerate(told) for m, first in enumerate(firsts))
    homes: dict[int, int] = {}
    for disagreement, m, n in sorted(pairs):
        if -disagreement >= SAME_TELLING and n not in homes and m not in homes.values():
            homes[n] = m
    return homes


def _agreement(one: Told, other: Told) -> float:
    """How far two copies' events rest on the same words, 0 to 1; what cannot be one transfer agrees in nothing."""
    if not all(_may_be_one(one[1].party(side), other[1].party(side)) for side in (Role.SUPPLIER, Role.RECIPIENT)):
        return 0.0
    here, there = words_behind(*one), words_behind(*other)
    shared = len(here & there) / max(1, min(len(here), len(there)))
    return 0.7 * shared + 0.3 * (_goods_told(one[1]) == _goods_told(other[1]))


def _may_be_one(here: Sequence[str], there: Sequence[str]) -> bool:
    return not here or not there or not set(here).isdisjoint(there)


def _goods_told(event: Event) -> list[tuple[str, str | None, float | None]]:
    return [(item.goods_class, item.designation, item.quantity) for item in event.items]


def words_behind(reading: Reading, event: Event) -> frozenset[str]:
    """The words of the evidence for an event and of its goods."""
    texts = (*_evidence(reading, event), *(item.text for item in event.items))
    return frozenset(word for text in texts for word in re.findall(r"\w+", text.casefold()))


def _evidence(reading: Reading, event: Event) -> list[str]:
    return [piece.text for claim in reading.claims if claim.event == event.id for piece in claim.evidence]


def _telling(told: Sequence[Told]) -> Telling:
    reading, event = told[0]
    goods = tuple(item.text for item in event.items)
    terms = Terms(
        supplier=event.party(Role.SUPPLIER),
        recipient=event.party(Role.RECIPIENT),
        items=tuple(_same(replace(item, text="", span=None)) for item in event.items),
        stage=event.stage or Stage.UNSPECIFIED,
        lots=_same(lots_told(goods, _evidence(reading, event))),
        named_lots=_same(lots_told((), goods)),
    )
    members = tuple(member_of(copy, event) for copy, event in told)
    return telling_of(members, story_day(reading.article), terms, goods, _names(reading, event))


def telling_of(
    members: tuple[Member, ...], day: date | None, terms: Terms, goods: tuple[str, ...], names: frozenset[str]
) -> Telling:
    """A telling that shares with its like what they are equal in."""
    return Telling(members, day, _same(terms), _same(goods), _same(names))


@lru_cache(maxsize=1 << 14)
def _same(value: Value) -> Value:
    """One object for values that are equal, for a register is full of them."""
    return value


@lru_cache(maxsize=1 << 8)
def member_at(story: str, event: str) -> Member:
    """An event by the ids of its story and of itself, one object for as long as the story is at hand."""
    return Member(story, event)


def member_of(reading: Reading, event: Event) -> Member:
    """An event of a story, one object for as long as the story is at hand."""
    return member_at(reading.article.id, event.id)


NAME: Final = re.compile(r"(?<=[\w,] )[A-Z]\w{3,}")
"""A capitalised word that does not open its sentence."""

CALENDAR: Final = frozenset((*calendar.day_name, *calendar.month_name))
"""Names of days and months, which tie no two stories together."""


def _names(reading: Reading, event: Event) -> frozenset[str]:
    """Names inside the evidence that tie stories together: towns, ports, ships; no parties, speakers, goods or days."""
    actors = (actor.text for claim in reading.claims for actor in (claim.holder, *claim.via))
    known = {word for text in (*actors, *(item.text for item in event.items)) for word in re.findall(r"\w+", text)}
    found = (name for text in _evidence(reading, event) for name in _loose_names(text))
    return frozenset(name for name in found if name not in known and name not in CALENDAR)


def _loose_names(text: str) -> Iterator[str]:
    """Capitalised words that stand for no known country, institution or outlet."""
    known = [found.span for found in find_names(text) if found.name.kind is not NameKind.PLACE]
    for match in NAME.finditer(text):
        if not any(span.overlaps(Span(*match.span())) for span in known):
            yield match.group()
