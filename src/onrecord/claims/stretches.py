"""A story as the network reads it: stretches of pieces, each opened by the headline, each candidate in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.claims.clauses import Clause
from onrecord.claims.people import Person
from onrecord.claims.story import Story
from onrecord.claims.tree import Tree
from onrecord.language.pieces import Encoding, Vocabulary, encode
from onrecord.language.weights import Pipeline, load_model

Ints = npt.NDArray[np.int64]
LONGEST: Final = 500
"""The most pieces that the network is given at once; a sentence that is longer still is cut."""
MOST: Final = 512
"""How many places the network has."""
OVERLAP: Final = 2
"""How many sentences a further stretch repeats from the one before."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a story: pieces (T) and their writing (T); of C candidates the number, the head and the extents."""

    pieces: Ints
    cases: Ints
    numbers: Ints
    heads: Ints
    clauses: Ints
    """(C, 2): the first piece and the one behind the last of each clause."""
    sentences: Ints
    """(C, 2): the same for the sentence."""
    people: Ints
    """The numbers of the P people named here, behind those of whom the page speaks without naming them."""
    names: Ints
    """The piece at which each of them stands."""
    goods: Ints
    """The numbers of the G goods named here, -1 first for none."""
    wares: Ints
    """The piece at which each of them stands."""


def lay_out(story: Story, clauses: Sequence[Clause], people: Sequence[Person]) -> tuple[Stretch, ...]:
    """A story as stretches of at most ``LONGEST`` pieces, cut between sentences, every clause in just one."""
    vocabulary = load_model(Pipeline.CAREFUL).vocabulary
    rows = [_encoded(tree, vocabulary) for tree in story.trees]
    title = [n for n in range(len(rows)) if n in story.headline][:1]
    body = [n for n in range(len(rows)) if n not in story.headline]
    found: list[Stretch] = []
    at = 0
    while at < len(body):
        before = body[max(0, at - OVERLAP) : at]
        end, size = at, 2 + sum(_size(rows[n]) for n in [*title, *before])
        while end < len(body) and (end == at or size + _size(rows[body[end]]) <= LONGEST):
            size += _size(rows[body[end]])
            end += 1
        found.append(_stretch(story, rows, [*title, *before, *body[at:end]], set(body[at:end]), clauses, people))
        at = end
    return tuple(found)


def _encoded(tree: Tree, vocabulary: Vocabulary) -> Encoding:
    ends = [0, *(token.span.end for token in tree.tokens)]
    spaced = [token.span.start > end for token, end in zip(tree.tokens, ends, strict=False)]
    return encode([token.text for token in tree.tokens], spaced, vocabulary)


def _size(row: Encoding) -> int:
    """The pieces of a sentence without the opening and the closing mark."""
    return len(row.pieces) - 2


def _stretch(
    story: Story,
    rows: Sequence[Encoding],
    sentences: Sequence[int],
    own: set[int],
    clauses: Sequence[Clause],
    people: Sequence[Person],
) -> Stretch:
    offsets: dict[int, int] = {}
    at = 1
    for n in sentences:
        offsets[n] = at
        at += _size(rows[n])
    whole = rows[sentences[0]]
    pieces = [whole.pieces[:1], *(rows[n].pieces[1:-1] for n in sentences), whole.pieces[-1:]]
    cases = [whole.cases[:1], *(rows[n].cases[1:-1] for n in sentences), whole.cases[-1:]]
    held = [(number, clause) for number, clause in enumerate(clauses) if clause.sentence in own]
    most = min(at, MOST - 1)
    placed = [_place(story, rows[c.sentence], offsets[c.sentence], c, most) for _, c in held]

    def piece(sentence: int, token: int) -> int:
        return min(offsets[sentence] + int(rows[sentence].first[token]) - 1, most)

    named = [(n, piece(p.sentence, p.token)) for n, p in enumerate(people) if p.sentence in offsets]
    goods = [(n, piece(g.sentence, g.head)) for n, g in enumerate(story.goods) if g.sentence in offsets]
    return Stretch(
        np.concatenate(pieces)[:MOST],
        np.concatenate(cases)[:MOST],
        np.array([number for number, _ in held], np.int64),
        np.array([head for head, _, _ in placed], np.int64),
        np.array([clause for _, clause, _ in placed], np.int64).reshape(-1, 2),
        np.array([sentence for _, _, sentence in placed], np.int64).reshape(-1, 2),
        *_columns([*((n, 0) for n, p in enumerate(people) if p.sentence < 0), *named]),
        *_columns([(-1, 0), *goods]),
    )


def _columns(rows: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    return np.array([n for n, _ in rows], np.int64), np.array([piece for _, piece in rows], np.int64)


def _place(
    story: Story, row: Encoding, base: int, clause: Clause, most: int
) -> tuple[int, tuple[int, int], tuple[int, int]]:
    """The head's piece and the extents of clause and sentence, within the places that there are."""
    starts = [int(first) - 1 for first in row.first]
    ends = [*starts[1:], _size(row)]
    inside = story.trees[clause.sentence].clause(clause.head) or (clause.head,)
    own = _within(base + starts[inside[0]], base + ends[inside[-1]], most)
    return min(base + starts[clause.head], most), own, _within(base, base + _size(row), most)


def _within(low: int, high: int, most: int) -> tuple[int, int]:
    low = min(low, most - 1)
    return low, max(min(high, most), low + 1)
