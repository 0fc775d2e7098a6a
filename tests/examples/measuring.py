"""How far a reading is what a careful person reads: claims found, claims right, and what was falsely read as said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.records import ROLES, Actor, Claim, EventType, Position, Reading, Span

SHARED: Final = 0.3
"""The share of the shorter evidence that two claims must have in common to be about the same words."""

STATED: Final = (Position.ASSERTS, Position.SUSPECTS)
BEHIND: Final = (*STATED, Position.INTENDS)


@dataclass(frozen=True)
class Pair:
    """An expected claim and the read claim that stands at its words."""

    expected: Claim
    read: Claim
    right: bool


@dataclass(frozen=True)
class Figures:
    """F1 of the claims found and of those wholly right, and the share of stated claims that nothing stands behind."""

    found: float
    strict: float
    false: float


def paired(expected: Reading, read: Reading) -> list[Pair]:
    """Expected and read claims that stand at the same words, one to one, the most alike first."""
    scored = sorted(
        (
            (-_alike(wanted, found, expected, read), m, n)
            for m, wanted in enumerate(expected.claims)
            for n, found in enumerate(read.claims)
            if _kind(expected, wanted) is _kind(read, found) and _overlap(wanted, found, expected, read) >= SHARED
        )
    )
    pairs, left, right = [], set(range(len(expected.claims))), set(range(len(read.claims)))
    for _, m, n in scored:
        if m in left and n in right:
            left.discard(m)
            right.discard(n)
            wanted, found = expected.claims[m], read.claims[n]
            pairs.append(Pair(wanted, found, _right(wanted, found, expected, read)))
    return pairs


def figures(stories: Iterable[tuple[Reading, Reading]]) -> Figures:
    """The figures over stories, each as it is expected and as it was read."""
    wanted = got = found = strict = stated = false = 0
    for expected, read in stories:
        pairs = paired(expected, read)
        behind = {id(pair.read): pair.expected.position for pair in pairs}
        said = [claim for claim in read.claims if claim.position in STATED]
        wanted, got = wanted + len(expected.claims), got + len(read.claims)
        found, strict = found + len(pairs), strict + sum(pair.right for pair in pairs)
        stated += len(said)
        false += sum(behind.get(id(claim)) not in BEHIND for claim in said)
    total = max(1, wanted + got)
    return Figures(2 * found / total, 2 * strict / total, false / max(1, stated))


def _kind(reading: Reading, claim: Claim) -> EventType:
    return reading.event(claim.event).type


def _alike(wanted: Claim, found: Claim, expected: Reading, read: Reading) -> float:
    same = (wanted.position is found.position, _who(wanted.holder) == _who(found.holder))
    return _overlap(wanted, found, expected, read) + sum(same) + _same_parties(wanted, found, expected, read)


def _right(wanted: Claim, found: Claim, expected: Reading, read: Reading) -> bool:
    same = wanted.position is found.position and _who(wanted.holder) == _who(found.holder)
    return same and _same_parties(wanted, found, expected, read)


def _who(actor: Actor) -> str | None:
    return actor.country or actor.sector


def _same_parties(wanted: Claim, found: Claim, expected: Reading, read: Reading) -> bool:
    roles = ROLES[_kind(expected, wanted)][:2]
    one, other = expected.event(wanted.event), read.event(found.event)
    return all(_heads(one.party(role)) == _heads(other.party(role)) for role in roles)


def _heads(codes: Sequence[str]) -> set[str]:
    return {code.partition("/")[0] for code in codes}


def _overlap(wanted: Claim, found: Claim, expected: Reading, read: Reading) -> float:
    ones, others = list(_places(wanted, expected)), list(_places(found, read))
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ones for b in others)
    return shared / max(1, min(sum(map(len, ones)), sum(map(len, others))))


def _places(claim: Claim, reading: Reading) -> Iterator[Span]:
    """Where a claim's evidence stands in the body, whatever else the article's text holds."""
    body = reading.article.body
    for piece in claim.evidence:
        start = body.find(piece.text)
        yield Span(start, start + len(piece.text)) if start >= 0 else Span(0, 0)
