"""Which stories are one wire text on several sites, lightly cut or edited.

A story's body becomes a signature: its word shingles and their MinHash. Locality-sensitive hashing over the whole body
and over its opening (a copy is cut from the end) proposes pairs; the shared part of the shorter body decides. A story
that quotes another shares too little of itself to be its copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashLSH

from onrecord.records import Article, Reading
from onrecord.register.groups import reachable

WORDS_A_SHINGLE: Final = 3
OPENING: Final = 60
"""How many shingles of the opening are hashed a second time, so that a copy cut by half is still met."""

PERMUTATIONS: Final = 128
BANDS: Final = 32
"""Bands of four rows each: a pair of Jaccard 0.7 is proposed with certainty, one of 0.3 by chance."""

SEED: Final = 42
SHARED_BY_A_COPY: Final = 0.7
"""The share of the shorter body's shingles that the longer one must hold; rewritten stories on one matter share 0.1."""

SHINGLES_TO_JUDGE: Final = 20
"""Bodies of fewer shingles say too little to be told a copy."""

SHORTEST_CUT: Final = 0.2
"""A body shorter than this share of the other is a flash or an excerpt, not a light cut."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a story is compared by: its body's shingles as sorted 64-bit hashes, and those of its opening."""

    story: str
    shingles: npt.NDArray[np.uint64] = field(repr=False)
    opening: tuple[str, ...] = field(repr=False)
    whole: Any = field(repr=False)
    """The MinHash of the whole body."""


def sign(article: Article) -> Signature:
    """The signature of an article's body; equal bodies have equal shingles.

    >>> from onrecord.records import Span, Zone, ZoneKind
    >>> text = "Two ships left the port at dawn."
    >>> sign(Article("p1", "a.txt", text, (Zone(ZoneKind.BODY, Span(0, 32)),))).opening[:2]
    ('two ships left', 'ships left the')
    """
    words = re.findall(r"\w+", article.body.casefold())
    shingles = [" ".join(words[n : n + WORDS_A_SHINGLE]) for n in range(len(words) - WORDS_A_SHINGLE + 1)]
    hashes = np.unique(np.array(RMinHash.hash_token_sets([shingles])[0], dtype=np.uint64))
    return Signature(article.id, hashes, tuple(shingles[:OPENING]), _sketch(shingles))


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether two stories are one text, the shorter one lightly cut or edited."""
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    if shorter < SHINGLES_TO_JUDGE or shorter < SHORTEST_CUT * longer:
        return False
    shared = np.intersect1d(one.shingles, other.shingles, assume_unique=True)
    return len(shared) >= SHARED_BY_A_COPY * shorter


class CopyIndex:
    """The stories so far in groups of one text; one more is placed at a cost that does not grow with their number."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._signatures: list[Signature] = []
        self._indexes = tuple(RMinHashLSH(0.5, PERMUTATIONS, BANDS) for _ in range(2))
        self._copies: dict[str, set[str]] = {}

    def add(self, article: Article) -> tuple[str, ...]:
        """Take a story in; the group of one text that it now stands in, the story that counts as first in front."""
        self._articles[article.id] = article
        signature = sign(article)
        for other in self._met(signature):
            self._copies.setdefault(article.id, set()).add(other)
            self._copies.setdefault(other, set()).add(article.id)
        return self.group(article.id)

    def group(self, story: str) -> tuple[str, ...]:
        """The stories of one text with a story, itself among them.

        First is the earliest published, then the agency's own page, then the fuller text, then the lower id.
        """
        found = reachable(story, self._copies)
        return tuple(sorted(found, key=lambda name: _precedence(self._articles[name])))

    @property
    def stories(self) -> tuple[str, ...]:
        """The stories taken in."""
        return tuple(self._articles)

    def _met(self, signature: Signature) -> list[str]:
        if len(signature.shingles) < SHINGLES_TO_JUDGE:
            return []
        near: set[int] = set()
        for index, sketch in zip(self._indexes, (signature.whole, _sketch(signature.opening)), strict=True):
            near.update(index.query(sketch))
            index.insert(len(self._signatures), sketch)
        self._signatures.append(signature)
        others = (self._signatures[n] for n in sorted(near))
        return [other.story for other in others if is_copy(signature, other)]


def find_copies(readings: Iterable[Reading]) -> tuple[tuple[str, ...], ...]:
    """Groups of stories that are one text, in each the one that counts as first in front."""
    index = CopyIndex()
    for article in {reading.article.id: reading.article for reading in readings}.values():
        index.add(article)
    return tuple(sorted({group for story in index.stories if len(group := index.group(story)) > 1}))


def _precedence(article: Article) -> tuple[date, bool, int, str]:
    published = article.published.day if article.published else date.max
    own = article.agency is not None and (article.publisher or "").casefold().startswith(article.agency.casefold())
    return published, not own, -len(article.body), article.id


def _sketch(shingles: Sequence[str]) -> Any:
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(list(shingles))
    return sketch
