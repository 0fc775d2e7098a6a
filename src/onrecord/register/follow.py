"""Threats, and what came of them: the consequences that an authority announced, and the sanctions that followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.records import Act, ActKind, Article, Claim, Dossier, Event, EventType, Position, Reading, Role, Stage
from onrecord.register.copies import first_told
from onrecord.register.positions import story_day
from onrecord.register.status import day_order


@dataclass(frozen=True, slots=True)
class Sanctioned:
    """Sanctions on a party to the dossier, by the one who threatened, as the first story after the threat tells."""

    event: Event
    story: str
    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat about a dossier's transfer, on which day, and what followed; ``None`` while nothing has."""

    act: Act
    story: str
    day: date | None
    followed: Sanctioned | None


def follow_threats(dossier: Dossier, readings: Iterable[Reading]) -> tuple[Threat, ...]:
    """Every threat about a dossier's transfer, the earliest first, with the sanctions that followed it, if any.

    A sanction follows a threat where its maker's country or organisation imposes it on a party to the dossier, and
    another story tells so on the same day or later. That one came of the other is for the reader to judge.
    """
    stories = {reading.article.id: reading for reading in readings}
    imposed = sorted(_imposed(stories, dossier), key=lambda told: (day_order(told.day), told.story, told.event.id))
    threats = (
        Threat(act, article.id, story_day(article), _after(act, article, imposed))
        for act, article in _threats(dossier, stories)
    )
    return tuple(sorted(threats, key=lambda threat: (day_order(threat.day), threat.story)))


def _threats(dossier: Dossier, stories: Mapping[str, Reading]) -> Iterator[tuple[Act, Article]]:
    for member in first_told(dossier):
        reading = stories[member.story]
        yield from (
            (act, reading.article) for act in reading.acts if act.kind is ActKind.THREATEN and act.about == member.event
        )


def _imposed(stories: Mapping[str, Reading], dossier: Dossier) -> Iterator[Sanctioned]:
    parties = {code.partition("/")[0] for code in (*dossier.supplier, *dossier.recipient)}
    for reading in stories.values():
        for event in reading.events:
            claim = _asserted(reading, event) if _is_imposed_on(event, parties) else None
            if claim is not None:
                words = claim.evidence[0].text if claim.evidence else ""
                yield Sanctioned(event, reading.article.id, story_day(reading.article), words)


def _is_imposed_on(event: Event, parties: set[str]) -> bool:
    imposed = event.type is EventType.SANCTION and event.stage is Stage.IMPOSED
    return imposed and not parties.isdisjoint(_heads(event, Role.TARGET))


def _asserted(reading: Reading, event: Event) -> Claim | None:
    told = (claim for claim in reading.claims if claim.event == event.id and claim.position is Position.ASSERTS)
    return next(told, None)


def _after(act: Act, article: Article, imposed: Iterable[Sanctioned]) -> Sanctioned | None:
    since = day_order(story_day(article))
    for told in imposed:
        by_the_same = act.actor.country in _heads(told.event, Role.ACTOR)
        if by_the_same and told.story != article.id and day_order(told.day) >= since:
            return told
    return None


def _heads(event: Event, role: Role) -> set[str]:
    return {code.partition("/")[0] for code in event.party(role)}
