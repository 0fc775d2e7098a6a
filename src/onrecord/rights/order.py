"""The order in which claims and acts draw on a story's budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.records import Article, Claim, EventType, Evidence, Reading
from onrecord.rights.body import stretch

OTHER_EVENTS: Final = 3
ACTS: Final = 6
"""How far the claims on other events, and acts, stand behind those on transfers."""


def in_turn(reading: Reading) -> Iterator[tuple[Evidence, ...]]:
    """The evidence of each claim and act, in the order in which they draw on the budget.

    First each position on each transfer once, then each holder's, then what says the same again; then other events
    in the same order, then acts. Among equals the shorter comes first, then what the reading names first.
    """
    turns = [*_turns_of_claims(reading), *((ACTS, act.evidence) for act in reading.acts)]
    yield from (evidence for _, evidence in sorted(turns, key=lambda turn: (turn[0], _size(turn[1], reading.article))))


def _turns_of_claims(reading: Reading) -> Iterator[tuple[int, tuple[Evidence, ...]]]:
    transfers = {event.id for event in reading.events if event.type is EventType.TRANSFER}
    positions: set[object] = set()
    holders: set[object] = set()
    for claim in sorted(reading.claims, key=lambda claim: _size(claim.evidence, reading.article)):
        position, holder = (claim.event, claim.position), _holder(claim)
        turn = 2 if holder in holders else 1 if position in positions else 0
        positions.add(position)
        holders.add(holder)
        yield turn + (0 if claim.event in transfers else OTHER_EVENTS), claim.evidence


def _holder(claim: Claim) -> object:
    holder = claim.holder
    return claim.event, claim.position, (holder.country, holder.sector) if holder.country else holder.text


def _size(evidence: tuple[Evidence, ...], article: Article) -> int:
    return sum(len(stretch(article, piece.span)) for piece in evidence)
