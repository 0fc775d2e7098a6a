"""What each claim rests on as its text tells it, and in which words its speaker calls the evidence strong or weak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from onrecord.language import split_sentences
from onrecord.lexicon.grounds import find_grounds
from onrecord.records import Article, Basis, Claim, DatedPosition, Dossier, Position, Reading, Role, Span, Stage
from onrecord.register.status import AGAINST, speaks_for

LED: Final = re.compile(
    r"\b(?:citing|cited|cites|pointing to|pointed to|based on|on the basis of|according to|producing|produced"
    r"|presented|presenting|showing|showed)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
"""What stands before the grounds of a denial; other words in it are for what it denies."""

DOING: Final = (Role.SUPPLIER, Role.RECIPIENT, Role.ACTOR, Role.PARTNER, Role.ATTACKER)
"""The roles whose players can tell of the event as their own act."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a claim rests on, and its evidence language, each in the order of the text."""

    basis: tuple[Basis, ...]
    language: tuple[str, ...]


def grounds_of(claim: Claim, reading: Reading) -> Grounds:
    """What a claim rests on, by its own words, its chain of sources, and sentences in which nothing else is claimed.

    A denial rests on what it is said to cite, not on what it denies; what is left open or supposed rests on nothing. A
    party that tells what it did itself tells of its own act. Nothing is weighed.
    """
    own = [ground for piece in claim.evidence for ground in find_grounds(piece.text)]
    language = tuple(dict.fromkeys(ground.text for ground in own if ground.basis is None))
    told = dict.fromkeys(_basis(claim, reading))
    if _is_own_act(claim, reading):
        told[Basis.OWN_ACT] = None
    return Grounds(tuple(told) or (Basis.NONE_SHOWN,), language)


def _basis(claim: Claim, reading: Reading) -> Iterator[Basis]:
    if claim.position in (Position.NONCOMMITTAL, Position.HYPOTHETICAL):
        return
    against = claim.position in AGAINST
    texts = [piece.text for piece in claim.evidence]
    if not against:
        texts += (source.text for source in claim.via)
        texts += _sentences_of_its_own(claim, reading)
    for text in texts:
        for ground in find_grounds(text):
            if ground.basis and (not against or LED.search(text, 0, ground.span.start)):
                yield ground.basis


def _is_own_act(claim: Claim, reading: Reading) -> bool:
    """Whether a party asserts or intends what it does itself, or refuses it."""
    event = next((event for event in reading.events if event.id == claim.event), None)
    if event is None:
        return False
    acts = claim.position in (Position.ASSERTS, Position.INTENDS)
    refuses = claim.position is Position.DENIES and event.stage is Stage.BLOCKED
    parties = (party for role in DOING for party in event.party(role))
    return (acts or refuses) and any(speaks_for(party, claim.holder.country, claim.holder.sector) for party in parties)


def _sentences_of_its_own(claim: Claim, reading: Reading) -> Iterator[str]:
    """The sentences with grounds that a claim's evidence stands in, and nothing of another holder or event does."""
    for piece in claim.evidence:
        for sentence in _sentences_at(reading.article, piece.span):
            words = reading.article.text[sentence.start : sentence.end]
            if find_grounds(words) and not any(
                sentence.overlaps(other.span)
                for said in reading.claims
                if _what(said) != _what(claim)
                for other in said.evidence
            ):
                yield words


def _what(claim: Claim) -> tuple[object, ...]:
    holder = claim.holder
    return claim.event, *((holder.country, holder.sector) if holder.country else (holder.text,))


def _sentences_at(article: Article, span: Span) -> Iterator[Span]:
    for paragraph in article.paragraphs:
        if paragraph.overlaps(span):
            for cut in _cuts(article.text[paragraph.start : paragraph.end]):
                sentence = Span(paragraph.start + cut.start, paragraph.start + cut.end)
                if sentence.overlaps(span):
                    yield sentence


@lru_cache(maxsize=1024)
def _cuts(paragraph: str) -> tuple[Span, ...]:
    return split_sentences(paragraph, Span(0, len(paragraph)))


def ground(dossier: Dossier, stories: Mapping[str, Reading]) -> Dossier:
    """A dossier whose positions bear what they rest on, of all the claims behind each; one that bears it stays so."""
    if all(row.basis for row in dossier.positions):
        return dossier
    events = {(member.story, member.event) for member in dossier.members}
    told: dict[tuple[object, ...], list[Grounds]] = {}
    for story in dict.fromkeys(row.story for row in dossier.positions):
        for claim in stories[story].claims:
            if (story, claim.event) in events:
                key = (story, claim.holder.country, claim.holder.sector, claim.position)
                told.setdefault(key, []).append(grounds_of(claim, stories[story]))
    rows = (
        _grounded(row, told.get((row.story, row.country, row.sector, row.position), ())) for row in dossier.positions
    )
    return replace(dossier, positions=tuple(rows))


def _grounded(row: DatedPosition, grounds: Iterable[Grounds]) -> DatedPosition:
    shown = dict.fromkeys(basis for one in grounds for basis in one.basis if basis is not Basis.NONE_SHOWN)
    language = dict.fromkeys(words for one in grounds for words in one.language)
    return replace(row, basis=tuple(shown) or (Basis.NONE_SHOWN,), language=tuple(language))
