"""Where two readers of one page disagree: on a position, a holder, a party, or on whether anything is claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from onrecord.records import ROLES, Actor, Claim, Event, Reading

SAME_PLACE: Final = 0.3
"""How much of the shorter evidence two claims share that are one claim read twice."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """What two readers read otherwise: the first's claim (or event, or story) that it bears on, how, in which words."""

    subject: str
    why: str
    words: tuple[str, ...] = ()
    event: str | None = None
    """The first reader's event, none where it has no such event."""


def dissents(first: Reading, second: Reading) -> tuple[Dissent, ...]:
    """Where a second reading of a page disagrees with the first: what both claim, but otherwise, then what one claims.

    Claims are one where their events are of one type and their evidence shares a stretch; of several, the most alike.
    What one reader finds said once more, by the same holder with the same position, is no disagreement.
    """
    pairs = _paired(first, second)
    events = _same_events(first, second, pairs)
    paired = {claim.id for pair in pairs for claim in pair}
    here = {_held(claim, claim.event) for claim in first.claims}
    there = {_held(claim, events.get(claim.event)) for claim in second.claims}
    ours = (claim for claim in first.claims if claim.id not in paired and _held(claim, claim.event) not in there)
    theirs = (claim for claim in second.claims if claim.id not in paired)
    theirs = (claim for claim in theirs if _held(claim, events.get(claim.event)) not in here)
    return (
        *(dissent for one, other in pairs for dissent in _otherwise(one, other)),
        *_on_parties(first, second, events),
        *map(_only_first, ours),
        *(_only_second(claim, first, events) for claim in theirs),
    )


def _paired(first: Reading, second: Reading) -> list[tuple[Claim, Claim]]:
    ranked = sorted(
        (-likeness, n, m)
        for n, one in enumerate(first.claims)
        for m, other in enumerate(second.claims)
        if (likeness := _likeness(one, first.event(one.event), other, second.event(other.event))) is not None
    )
    left, right, pairs = set[int](), set[int](), list[tuple[int, int]]()
    for _, n, m in ranked:
        if n not in left and m not in right:
            left.add(n)
            right.add(m)
            pairs.append((n, m))
    return [(first.claims[n], second.claims[m]) for n, m in sorted(pairs)]


def _likeness(one: Claim, here: Event, other: Claim, there: Event) -> float | None:
    shared = sum(
        max(0, min(a.span.end, b.span.end) - max(a.span.start, b.span.start))
        for a in one.evidence
        for b in other.evidence
    )
    shorter = min(sum(len(piece.span) for piece in claim.evidence) for claim in (one, other))
    if here.type is not there.type or not shorter or shared / shorter < SAME_PLACE:
        return None
    same = (one.position is other.position, _who(one.holder) == _who(other.holder), here.parties == there.parties)
    return shared / shorter + sum(same)


def _held(claim: Claim, event: str | None) -> tuple[object, ...]:
    """What a claim holds, whatever its words: who, on which of the first reader's events, in which position."""
    return event, _who(claim.holder), claim.position


def _who(actor: Actor) -> tuple[str | None, str | None]:
    """By what a holder counts: the country, or where there is none the sector."""
    return (actor.country, None) if actor.country else (None, actor.sector)


def _otherwise(one: Claim, other: Claim) -> Iterator[Dissent]:
    words = tuple(dict.fromkeys(piece.text for claim in (one, other) for piece in claim.evidence))
    if one.position is not other.position:
        why = f"{one.holder.text} {one.position}; the second reader: {other.position}"
        yield Dissent(one.id, why, words, one.event)
    if _who(one.holder) != _who(other.holder):
        why = f"{_named(one.holder)} {one.position}; the second reader: {_named(other.holder)}"
        yield Dissent(one.id, why, words, one.event)


def _named(actor: Actor) -> str:
    codes = " ".join(code for code in (actor.country, actor.sector) if code)
    return f"{actor.text} ({codes})" if codes else actor.text


def _same_events(first: Reading, second: Reading, pairs: list[tuple[Claim, Claim]]) -> dict[str, str]:
    """The first reader's event for each of the second's: of most claims that are paired, else one with all its parties.

    A transfer of which nothing is told that tells it apart is nobody's.
    """
    votes: dict[str, Counter[str]] = {}
    for one, other in pairs:
        votes.setdefault(other.event, Counter())[one.event] += 1
    found = {event: max(counted, key=lambda name: (counted[name], name)) for event, counted in votes.items()}
    for event in second.events:
        alike = [one.id for one in first.events if _is_alike(one, event)]
        if event.id not in found and alike:
            found[event.id] = alike[0]
    return found


def _is_alike(one: Event, other: Event) -> bool:
    named = any(codes for _, codes in one.parties)
    return one.type is other.type and named and dict(one.parties) == dict(other.parties)


def _on_parties(first: Reading, second: Reading, events: Mapping[str, str]) -> Iterator[Dissent]:
    for name, own in events.items():
        here, there = first.event(own), second.event(name)
        for role in ROLES[here.type]:
            one, other = here.party(role), there.party(role)
            if one and other and not set(one) & set(other):
                told = f"{role} {' '.join(one)}; the second reader: {' '.join(other)}"
                yield Dissent(f"{first.article.id}/{own}", told, event=own)


def _only_first(claim: Claim) -> Dissent:
    why = f"{claim.holder.text} {claim.position}; the second reader: no such claim"
    return Dissent(claim.id, why, tuple(piece.text for piece in claim.evidence), claim.event)


def _only_second(claim: Claim, first: Reading, events: Mapping[str, str]) -> Dissent:
    own = events.get(claim.event)
    subject = f"{first.article.id}/{own}" if own else first.article.id
    why = f"no such claim; the second reader: {_named(claim.holder)} {claim.position}"
    return Dissent(subject, why, tuple(piece.text for piece in claim.evidence), own)
