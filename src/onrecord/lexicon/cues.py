"""Cues of attribution and stance: what a word does to the position of that which it governs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicon.tables import read_table


class Operator(StrEnum):
    """What a word does to the position of that which it governs."""

    ASSERT = "ASSERT"  # leaves it
    HEDGE = "HEDGE"  # weakens it
    DENY = "DENY"  # turns it
    DOUBT = "DOUBT"  # turns and weakens it
    NEGATE = "NEGATE"  # turns it, without a holder of its own
    WITHHOLD = "WITHHOLD"  # leaves it open
    SUPPOSE = "SUPPOSE"  # makes it a supposition
    INTEND = "INTEND"  # puts it into the future
    ASK = "ASK"  # leaves it open, as a question
    DEMAND = "DEMAND"  # wants it
    PRESUPPOSE = "PRESUPPOSE"  # takes it for granted


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its lemma (with the words that must stand below it), part of speech, operator, frame and act."""

    lemma: str
    below: tuple[str, ...]
    pos: str
    operator: Operator
    frame: str
    act: str | None


@cache
def _cues() -> dict[tuple[str, str], tuple[Cue, ...]]:
    found: dict[tuple[str, str], list[Cue]] = {}
    for row in read_table("cues"):
        lemma, *below = row["cue"].split()
        act = None if row["act"] == "-" else row["act"]
        cue = Cue(lemma, tuple(below), row["pos"], Operator(row["operator"]), row["frame"], act)
        found.setdefault((row["pos"], lemma), []).append(cue)
    # the reading with the most words goes first, so that "rule out" is seen before "rule"
    return {key: tuple(sorted(cues, key=lambda cue: -len(cue.below))) for key, cues in found.items()}


def cues_of(pos: str, lemma: str) -> tuple[Cue, ...]:
    """The cues of a lemma as ``verb``, ``noun``, ``adj`` or ``adverb``, those of most words first.

    >>> [cue.operator.value for cue in cues_of("verb", "deny")]
    ['DENY']
    """
    return _cues().get((pos, lemma), ())
