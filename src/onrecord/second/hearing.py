"""From an answer to a reading: what the contract has and the page's words carry; the rest is refused by its reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NoReturn, TypeVar

from onrecord.contract.words import told_as_past
from onrecord.lexicon.actors import plain
from onrecord.lexicon.codes import known_codes
from onrecord.records import (
    AUTHOR,
    Act,
    ActKind,
    Actor,
    Article,
    Claim,
    Event,
    Evidence,
    Passed,
    Position,
    Reading,
    Reason,
    Sector,
)
from onrecord.second.happenings import event_of
from onrecord.second.refusals import Refusal, Refused
from onrecord.second.schema import ACT_KEYS, ACTOR_KEYS, ANSWER_KEYS, CLAIM_KEYS
from onrecord.second.shape import Row, list_of, one_of, row_of, text_of, text_or_none, texts_of, told
from onrecord.second.words import PageWords

ROOM: Final = "second"
HELD: Final = "not sent"
"""The room of a page that the second reader was not asked about, and need not or may not be."""

FEWEST_WORDS: Final = 2
"""Words that evidence has at least: fewer stand on any page and carry nothing."""

MOST_PARTS: Final = 1000
"""Events, claims or acts of one page; no page has as many."""

Part = TypeVar("Part")


class NoReading(ValueError):  # noqa: N818 - named for what an answer does not give
    """An answer of which nothing can be taken: it is empty, no JSON, or not of the contract's shape."""


def hear(article: Article, answer: str, model: str) -> Reading:
    """What a model's answer says of a page, as far as the contract has it and the page's own words carry it.

    What is refused stands under ``passed`` with its reason. Raises ``NoReading`` where nothing can be taken.

    >>> hear(Article("p1", "a.txt", "", ()), '{"events": [], "claims": [], "acts": []}', "reader-1").claims
    ()
    """
    return _Hearing(article, model).reading(_parts(answer))


def _parts(answer: str) -> Row:
    if not answer.strip():
        raise NoReading("the answer is empty")
    try:
        found = json.loads(answer, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NoReading(f"the answer is no whole JSON ({type(error).__name__})") from error
    try:
        row = row_of(found, ANSWER_KEYS)
        longest = max(len(list_of(row, key)) for key in ANSWER_KEYS)
    except Refused as refusal:
        raise NoReading(f"the answer is {refusal}") from refusal
    if longest > MOST_PARTS:
        raise NoReading(f"the answer tells of more than {MOST_PARTS} things")
    return row


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


class _Hearing:
    """One answer on one page, as far as it has been taken."""

    def __init__(self, article: Article, model: str) -> None:
        self.article = article
        self.page = PageWords(article)
        self.reasons = (Reason("second reader", model),)
        self.named = {plain(name).casefold() for name in (article.publisher, article.agency) if name}
        self.refused: list[Passed] = []

    def reading(self, parts: Row) -> Reading:
        events = self._events(list_of(parts, "events"))
        claims = tuple(self._each("claim", list_of(parts, "claims"), lambda part: self._claim(part, events)))
        numbered = tuple(replace(claim, id=f"{self.article.id}.m{n}") for n, claim in enumerate(claims, 1))
        acts = tuple(self._each("act", list_of(parts, "acts"), lambda part: self._act(part, events)))
        return Reading(self.article, tuple(events.values()), numbered, acts, tuple(self.refused))

    def _events(self, parts: Iterable[object]) -> dict[str, Event]:
        """The events by the ids that the answer gives them."""
        found: dict[str, Event] = {}

        def take(part: object) -> Event:
            name = text_of(part, "id") if isinstance(part, dict) and "id" in part else ""
            if name in found:
                raise Refused(Refusal.NAME, name)
            event = event_of(part, f"e{len(found) + 1}", self.page)
            found[name] = event
            return event

        list(self._each("event", parts, take))
        return found

    def _each(self, kind: str, parts: Iterable[object], take: Callable[[object], Part]) -> Iterator[Part]:
        """What can be taken of the parts; what cannot is refused by its reason."""
        taken: list[Part] = []
        for part in parts:
            try:
                one = take(part)
                if one in taken:
                    raise Refused(Refusal.TWICE, told(part))
            except Refused as refusal:
                self.refused.append(Passed(ROOM, f"{kind}: {refusal}", refusal.words))
                continue
            taken.append(one)
            yield one

    def _claim(self, part: object, events: Mapping[str, Event]) -> Claim:
        row = row_of(part, CLAIM_KEYS)
        event = _known(events, text_of(row, "event"))
        holder = self._actor(row["holder"])
        via = tuple(self._actor(source) for source in list_of(row, "via"))
        position = one_of(Position, text_of(row, "position"), Refusal.POSITION)
        evidence = self._evidence(row)
        past = any(told_as_past(piece.text) for piece in evidence)
        return Claim("", event.id, holder, position, evidence, via, past, self.reasons)

    def _act(self, part: object, events: Mapping[str, Event]) -> Act:
        row = row_of(part, ACT_KEYS)
        kind, about = one_of(ActKind, text_of(row, "act"), Refusal.ACT), text_or_none(row, "about")
        target = None if row["target"] is None else self._actor(row["target"])
        event = None if about is None else _known(events, about).id
        return Act(kind, self._actor(row["actor"]), self._evidence(row), target, event, self.reasons)

    def _actor(self, part: object) -> Actor:
        row = row_of(part, ACTOR_KEYS)
        text, country, sector = text_of(row, "text"), text_or_none(row, "country"), text_or_none(row, "sector")
        if country is not None and country not in known_codes():
            raise Refused(Refusal.COUNTRY, country)
        kind = None if sector is None else one_of(Sector, sector, Refusal.SECTOR)
        if text == AUTHOR.text:
            if (country, kind) != (AUTHOR.country, AUTHOR.sector):
                raise Refused(Refusal.HOLDER, told(part))
            return AUTHOR
        if (span := self.page.find(text)) is not None:
            return Actor(self.page.text[span.start : span.end], country, kind)
        if plain(text).casefold() not in self.named:
            raise Refused(Refusal.HOLDER, text)
        return Actor(text, country, kind)

    def _evidence(self, row: Row) -> tuple[Evidence, ...]:
        pieces = texts_of(row, "evidence")
        if sum(len(piece.split()) for piece in pieces) < FEWEST_WORDS:
            raise Refused(Refusal.NO_WORDS, told(pieces))
        found = [(piece, self.page.find(piece)) for piece in pieces]
        if wrong := [piece for piece, span in found if span is None]:
            raise Refused(Refusal.WORDS, wrong[0])
        return tuple(self.article.quote(span) for _, span in found if span is not None)


def _known(events: Mapping[str, Event], name: str) -> Event:
    if name not in events:
        raise Refused(Refusal.EVENT, name)
    return events[name]
