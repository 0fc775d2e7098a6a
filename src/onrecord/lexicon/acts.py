"""Words of acts: the verbs, nouns, adjectives and phrases by which somebody threatens, demands or praises."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.tables import read_table
from onrecord.records import ActKind


@dataclass(frozen=True, slots=True)
class ActCue:
    """A word or phrase of an act.

    ``words`` are the parts in order, each a set of lemmas or forms that may stand there; for a verb those after the
    first are prepositions below it. ``slots`` name where the one addressed stands (``obj``, a preposition); ``needs``
    what must hold.
    """

    words: tuple[frozenset[str], ...]
    pos: str
    kind: ActKind
    slots: tuple[str, ...]
    needs: frozenset[str]

    @property
    def lemma(self) -> str:
        """The first word of a cue that is no phrase."""
        return next(iter(self.words[0]))


BARE = frozenset({"phrase", "outcome"})
"""The parts of speech whose frame holds needs alone."""


@cache
def _cues() -> dict[str, tuple[ActCue, ...]]:
    found: dict[str, list[ActCue]] = {}
    for row in read_table("acts"):
        parts = row["frame"].split() if row["frame"] != "-" else []
        needs = [part.removeprefix("+") for part in parts if part.startswith("+") or row["pos"] in BARE]
        slots = tuple(part for part in parts if part not in needs and not part.startswith("+"))
        words = tuple(frozenset(word.split("|")) for word in row["cue"].split())
        found.setdefault(row["pos"], []).append(
            ActCue(words, row["pos"], ActKind(row["kind"]), slots, frozenset(needs))
        )
    return {pos: tuple(sorted(cues, key=lambda cue: -len(cue.words))) for pos, cues in found.items()}


@cache
def _by_lemma() -> dict[tuple[str, str], tuple[ActCue, ...]]:
    found: dict[tuple[str, str], list[ActCue]] = {}
    for pos, cues in _cues().items():
        for cue in cues:
            for word in sorted(cue.words[0]):
                found.setdefault((pos, word), []).append(cue)
    return {key: tuple(cues) for key, cues in found.items()}


def act_cues(pos: str, lemma: str) -> tuple[ActCue, ...]:
    """The cues, longest first, that begin with a lemma as a ``verb``, ``noun``, ``adj``, ``phrase``, ``outcome`` …

    >>> [cue.kind.value for cue in act_cues("verb", "thank")]
    ['praise']
    """
    return _by_lemma().get((pos, lemma), ())
