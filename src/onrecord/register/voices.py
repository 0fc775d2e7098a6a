"""How many independent voices stand behind a position: ten papers that print one wire or cite one official are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.records import AUTHOR, Article, Claim, Member, Position, Reading
from onrecord.register.positions import FIRMNESS, story_day
from onrecord.register.status import day_order

Voice = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices that stand at a position now, and the pages that carry them."""

    position: Position
    voices: int
    pages: int


def voice_of(claim: Claim, article: Article) -> Voice:
    """Whose voice a claim is, however it reached the page: a country's sector, a wire or outlet, or who is named.

    >>> from onrecord.records import Actor, Sector
    >>> ministry = Actor("the ministry", "NOR", Sector.GOV)
    >>> voice_of(Claim("c1", "e1", ministry, Position.DENIES, (), via=(AUTHOR,)), Article("p1", "a.txt", "", ()))
    ('NOR', 'GOV')
    """
    holder = claim.holder
    sector = holder.sector.value if holder.sector else ""
    if holder.country:
        return holder.country, sector
    if holder.text == AUTHOR.text:
        return "page", article.agency or article.publisher or article.source
    return "", sector, " ".join(holder.text.casefold().split())


def count_voices(members: Iterable[Member], stories: Mapping[str, Reading]) -> tuple[Voices, ...]:
    """For each position that a voice holds now, the firmest first, how many voices and pages stand behind it."""
    latest: dict[Voice, tuple[tuple[date, bool, int], Position]] = {}
    pages: dict[tuple[Voice, Position], set[str]] = {}
    for member in members:
        article = stories[member.story].article
        for claim in stories[member.story].claims:
            if claim.event == member.event:
                voice = voice_of(claim, article)
                rank = (day_order(story_day(article)), not claim.past, FIRMNESS[claim.position])
                pages.setdefault((voice, claim.position), set()).add(article.id)
                if voice not in latest or rank >= latest[voice][0]:
                    latest[voice] = (rank, claim.position)
    found = []
    for position in sorted(FIRMNESS, key=lambda position: -FIRMNESS[position]):
        voices = [voice for voice, (_, now) in latest.items() if now is position]
        if voices:
            carried = set().union(*(pages[voice, position] for voice in voices))
            found.append(Voices(position, len(voices), len(carried)))
    return tuple(found)
