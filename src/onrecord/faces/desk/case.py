"""A dossier as its page shows it: who stands where on each day, in whose words, what is told and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.faces.desk import words
from onrecord.records import Act, Article, Claim, Dossier, Position, Reading, Role, Sector
from onrecord.register import Sheet, make_sheet
from onrecord.register.status import latest_positions, speaks_for

Holder = tuple[str | None, Sector | None]

VOICES_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Said:
    """A claim at its place: in which story, and which stories carry the same text."""

    claim: Claim
    article: Article
    copies: tuple[Article, ...]

    @property
    def anchor(self) -> str:
        """Where the words stand on the dossier's page."""
        return f"{self.article.id}-{self.claim.id}"


@dataclass(frozen=True, slots=True)
class Line:
    """A holder's line of the matrix: a cell a day, each with the claims of that day, the one that counts last."""

    holder: Holder
    role: str | None
    voices: tuple[str, ...]
    more: int
    cells: tuple[tuple[Said, ...], ...]
    now: Position | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the lede: who, and what they do, with the claim that it rests on."""

    holders: tuple[str, ...]
    text: str
    position: Position
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """An act about the transfer, with its story."""

    act: Act
    article: Article


@dataclass(frozen=True, slots=True)
class Case:
    """All that a dossier's page shows."""

    dossier: Dossier
    days: tuple[date | None, ...]
    lines: tuple[Line, ...]
    said: tuple[Said, ...]
    lede: tuple[Clause, ...]
    sheet: Sheet
    acts: tuple[Done, ...]
    stories: Mapping[str, Article]

    @property
    def behind(self) -> int:
        """How many independent voices say or believe that it happened."""
        return sum(told.voices for told in self.sheet.voices if told.position in (Position.ASSERTS, Position.SUSPECTS))

    @property
    def copies(self) -> int:
        """How many of the pages are copies of another's text."""
        return sum(len(group) - 1 for group in self.dossier.copies)


def open_case(dossier: Dossier, readings: Mapping[str, Reading]) -> Case:
    """What the page of a dossier shows."""
    said = tuple(_said(dossier, readings))
    days = tuple(sorted({words.day_of(one.article) for one in said}, key=lambda when: when or date.min))
    lines = tuple(_lines(dossier, said, days))
    stories = {member.story: readings[member.story].article for member in dossier.members}
    return Case(
        dossier=dossier,
        days=days,
        lines=lines,
        said=tuple(sorted(said, key=lambda one: words.day_of(one.article) or date.min, reverse=True)),
        lede=tuple(_lede(lines)),
        sheet=make_sheet(dossier, (readings[story] for story in stories)),
        acts=tuple(_acts(dossier, readings)),
        stories=dict(sorted(stories.items(), key=lambda found: words.day_of(found[1]) or date.min)),
    )


def _said(dossier: Dossier, readings: Mapping[str, Reading]) -> Iterator[Said]:
    followers = {group[0]: group[1:] for group in dossier.copies}
    copies = {story for group in dossier.copies for story in group[1:]}
    for member in dossier.members:
        if member.story in copies:
            continue
        reading = readings[member.story]
        same = tuple(readings[story].article for story in followers.get(member.story, ()))
        yield from (Said(claim, reading.article, same) for claim in reading.claims if claim.event == member.event)


# -------------------------------------------------------------------------------------------------- who stands where


def _lines(dossier: Dossier, said: Sequence[Said], days: Sequence[date | None]) -> Iterator[Line]:
    latest = latest_positions(dossier.positions)
    order = {(row.story, row.country, row.sector, row.position): n for n, row in enumerate(dossier.positions)}
    holders = dict.fromkeys(_holder(one.claim) for one in said)
    for holder in sorted(holders, key=lambda holder: _rank(holder, dossier)):
        own = [one for one in said if _holder(one.claim) == holder]
        own.sort(key=lambda one: (order.get((one.article.id, *holder, one.claim.position), -1), not one.claim.past))
        names = list(dict.fromkeys(words.actor_name(one.claim.holder) for one in own))
        yield Line(
            holder=holder,
            role=_role(holder, dossier),
            voices=tuple(names[:VOICES_NAMED]),
            more=max(0, len(names) - VOICES_NAMED),
            cells=tuple(_cell(one for one in own if words.day_of(one.article) == when) for when in days),
            now=latest.get(holder),
        )


def _cell(said: Iterable[Said]) -> tuple[Said, ...]:
    """The claims of a day, each position once; the last of the day is the one that counts."""
    found: dict[Position, Said] = {}
    for one in said:
        found.pop(one.claim.position, None)
        found[one.claim.position] = one
    return tuple(found.values())


def _holder(claim: Claim) -> Holder:
    return claim.holder.country, claim.holder.sector


def _role(holder: Holder, dossier: Dossier) -> str | None:
    for role, codes in ((Role.SUPPLIER, dossier.supplier), (Role.RECIPIENT, dossier.recipient)):
        if any(speaks_for(code, *holder) for code in codes):
            return role.value
    return None


def _rank(holder: Holder, dossier: Dossier) -> tuple[int, str, str]:
    ranks = {Role.SUPPLIER.value: 0, Role.RECIPIENT.value: 1, None: 2}
    country, sector = holder
    return ranks[_role(holder, dossier)] + 1 * (country is None), country or "", sector or ""


# --------------------------------------------------------------------------------------------------------- in words


def _lede(lines: Sequence[Line]) -> Iterator[Clause]:
    """A clause for each position that somebody holds now, whoever holds it named; firmest first."""
    for position, (one, many) in words.CLAUSES.items():
        holding = [line for line in lines if line.now is position]
        if holding:
            names = tuple(dict.fromkeys(words.holder_in_sentence(*line.holder) for line in holding))
            plural = len(names) > 1 or words.in_the_plural(*holding[0].holder)
            yield Clause(names, many if plural else one, position, _anchor(holding[0], position))


def _anchor(line: Line, position: Position) -> str | None:
    found = [one.anchor for cell in line.cells for one in cell if one.claim.position is position]
    return found[-1] if found else None


def _acts(dossier: Dossier, readings: Mapping[str, Reading]) -> Iterator[Done]:
    copies = {story for group in dossier.copies for story in group[1:]}
    for member in dossier.members:
        reading = readings[member.story]
        if member.story not in copies:
            yield from (Done(act, reading.article) for act in reading.acts if act.about == member.event)
