"""Which stories are one wire text on several sites, lightly cut or edited.

A story's body becomes a signature: its word shingles and their MinHash. Locality-sensitive hashing over the whole body
and over its opening (a copy is cut from the end) proposes pairs; the shared part of the shorter body decides. A story
that quotes another shares too little of itself to be its copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from rensa import RMinHash, RMinHashLSH

from onrecord.records import Article, Reading
from onrecord.register.groups import grouped

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


@dataclass(frozen=True)
class Signature:
    """What a story is compared by: the shingles of its body; equal bodies give equal signatures."""

    story: str
    shingles: frozenset[str] = field(repr=False)
    opening: tuple[str, ...] = field(repr=False)

    @cached_property
    def sketches(self) -> tuple[Any, Any]:
        """The MinHash of the whole body and that of its opening."""
        return _sketch(sorted(self.shingles)), _sketch(self.opening)


def sign(article: Article) -> Signature:
    """The signature of an article's body.

    >>> from onrecord.records import Span, Zone, ZoneKind
    >>> text = "Two ships left the port at dawn."
    >>> sorted(sign(Article("p1", "a.txt", text, (Zone(ZoneKind.BODY, Span(0, 32)),))).shingles)[:2]
    ['left the port', 'port at dawn']
    """
    words = re.findall(r"\w+", article.body.casefold())
    shingles = [" ".join(words[n : n + WORDS_A_SHINGLE]) for n in range(len(words) - WORDS_A_SHINGLE + 1)]
    return Signature(article.id, frozenset(shingles), tuple(shingles[:OPENING]))


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether two stories are one text, the shorter one lightly cut or edited."""
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    if shorter < SHINGLES_TO_JUDGE or shorter < SHORTEST_CUT * longer:
        return False
    return len(one.shingles & other.shingles) >= SHARED_BY_A_COPY * shorter


class CopyIndex:
    """Signatures so far; adding one tells which of them it copies, at a cost that does not grow with their number."""

    def __init__(self) -> None:
        self._signatures: list[Signature] = []
        self._indexes = tuple(RMinHashLSH(0.5, PERMUTATIONS, BANDS) for _ in range(2))

    def add(self, signature: Signature) -> tuple[str, ...]:
        """Take a signature in; the stories that it is a copy of, in the order in which they came."""
        if len(signature.shingles) < SHINGLES_TO_JUDGE:
            return ()
        near: set[int] = set()
        for index, sketch in zip(self._indexes, signature.sketches, strict=True):
            near.update(index.query(sketch))
            index.insert(len(self._signatures), sketch)
        self._signatures.append(signature)
        others = (self._signatures[n] for n in sorted(near))
        return tuple(other.story for other in others if is_copy(signature, other))


def find_copies(readings: Iterable[Reading]) -> tuple[tuple[str, ...], ...]:
    """Groups of stories that are one text, in each the one that counts as first in front.

    First is the earliest published, then the agency's own page, then the fuller text, then the lower id.
    """
    articles = {reading.article.id: reading.article for reading in readings}
    pairs = _copy_pairs(articles[story] for story in sorted(articles))
    groups = (sorted((articles[story] for story in group), key=_precedence) for group in grouped(pairs))
    return tuple(sorted(tuple(article.id for article in group) for group in groups))


def _copy_pairs(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    index = CopyIndex()
    for article in articles:
        for other in index.add(sign(article)):
            yield article.id, other


def _precedence(article: Article) -> tuple[date, bool, int, str]:
    published = article.published.day if article.published else date.max
    own = article.agency is not None and (article.publisher or "").casefold().startswith(article.agency.casefold())
    return published, not own, -len(article.body), article.id


def _sketch(shingles: Sequence[str]) -> Any:
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(list(shingles))
    return sketch
