"""A story as its page shows it: what it is, and the passages that carry claims; nothing else of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.faces.desk import words
from onrecord.faces.terminal.words import item_text
from onrecord.language import split_sentences
from onrecord.records import Act, Article, Claim, Dossier, Event, Reading, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's claims in the text's order, and how many sentences before them are not shown."""

    claims: tuple[Claim, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class Story:
    """All that a story's page shows."""

    article: Article
    passages: tuple[Passage, ...]
    skipped_after: int
    events: dict[str, Event]
    dossiers: dict[str, Dossier]
    acts: tuple[Act, ...]


def open_story(reading: Reading, dossiers: tuple[Dossier, ...]) -> Story:
    """What the page of a story shows, with the dossier of each event that has one."""
    article = reading.article
    homes = {member.event: dossier for dossier in dossiers for member in dossier.members if member.story == article.id}
    passages, skipped = [], 0
    for paragraph in article.paragraphs:
        claims = tuple(sorted(_within(reading, paragraph), key=_place))
        if claims:
            passages.append(Passage(claims, skipped))
            skipped = _sentences(article, paragraph) - len({_sentence_of(article, paragraph, one) for one in claims})
        else:
            skipped += _sentences(article, paragraph)
    events = {event.id: event for event in reading.events}
    return Story(article, (*_headline(reading), *passages), max(0, skipped), events, homes, reading.acts)


def _headline(reading: Reading) -> Iterator[Passage]:
    """Claims that only the headline makes."""
    paragraphs = reading.article.paragraphs
    claims = [one for one in reading.claims if not any(span.overlaps(one.evidence[0].span) for span in paragraphs)]
    if claims:
        yield Passage(tuple(claims), 0)


def _within(reading: Reading, paragraph: Span) -> Iterator[Claim]:
    yield from (claim for claim in reading.claims if paragraph.overlaps(claim.evidence[0].span))


def _place(claim: Claim) -> Span:
    return claim.evidence[0].span


def _sentences(article: Article, paragraph: Span) -> int:
    return len(split_sentences(article.text, paragraph))


def _sentence_of(article: Article, paragraph: Span, claim: Claim) -> Span:
    """The sentence in which a claim's evidence begins."""
    start = claim.evidence[0].span.start
    found = (span for span in split_sentences(article.text, paragraph) if start < span.end)
    return next(found, paragraph)


def event_line(event: Event) -> str:
    """What is said to have happened, in one line.

    >>> from onrecord.records import EventType, Item, Role
    >>> parties = ((Role.ATTACKER, ("ISR",)), (Role.TARGET, ("IRN",)))
    >>> event_line(Event("e1", EventType.USE, parties, None, (Item("jets", "aircraft.combat"),)))
    'use: Israel → Iran, jets'
    """
    sides = [words.parties(codes) for _, codes in event.parties[:2] if codes]
    goods = ", ".join(item_text(item) for item in event.items)
    told = ", ".join(part for part in (" → ".join(sides), goods) if part)
    return f"{event.type.value}: {told}" if told else event.type.value
