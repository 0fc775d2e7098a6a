"""Which stories are one wire text on several sites, lightly cut or edited.

A story's body becomes a signature: its word shingles and their MinHash. Locality-sensitive hashing over the whole body
and over its opening (a copy is cut from the end) proposes pairs; the shared part of the shorter body decides. A story
that quotes another shares too little of itself to be its copy.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from onrecord.records import Article, Dossier, Member, Reading
from onrecord.register.bands import Bands, Marks

WORDS_A_SHINGLE: Final = 3
OPENING: Final = 60
"""How many shingles of the opening are hashed a second time, so that a copy cut by half is still met."""

PERMUTATIONS: Final = 128
ROWS: Final = 4
"""Rows of a band; of 32 bands a pair of Jaccard 0.7 shares one with certainty, a pair of 0.3 by chance."""

SEED: Final = 42
SHARED_BY_A_COPY: Final = 0.7
"""The share of the shorter body's shingles that the longer one must hold; rewritten stories on one matter share 0.1."""

SHINGLES_TO_JUDGE: Final = 20
"""Bodies of fewer shingles say too little to be told a copy."""

SHORTEST_CUT: Final = 0.2
"""A body shorter than this share of the other is a flash or an excerpt, not a light cut."""

WORD: Final = re.compile(r"\w+")

Shingles: TypeAlias = npt.NDArray[np.uint32]
Precedence: TypeAlias = tuple[date, bool, int, str]


def first_told(dossier: Dossier) -> tuple[Member, ...]:
    """The members of a dossier without those of stories that are copies of an earlier one."""
    copies = {story for group in dossier.copies for story in group[1:]}
    return tuple(member for member in dossier.members if member.story not in copies)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a story is compared by: its body's shingles as sorted 32-bit hashes, and the marks of its bands."""

    shingles: Shingles = field(repr=False)
    marks: Marks = field(repr=False)


def sign(article: Article) -> Signature:
    """The signature of an article's body; equal bodies have equal ones.

    >>> from onrecord.records import Span, Zone, ZoneKind
    >>> text = "Two ships left the port at dawn."
    >>> len(sign(Article("p1", "a.txt", text, (Zone(ZoneKind.BODY, Span(0, 32)),))).shingles)
    5
    """
    words = WORD.findall(article.body.casefold())
    shingles = list(map(" ".join, zip(*(words[n:] for n in range(WORDS_A_SHINGLE)), strict=False)))
    hashes = np.array(RMinHash.hash_token_sets([shingles])[0], dtype=np.uint64).astype(np.uint32)
    hashes.sort()
    fresh = np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)]
    return Signature(hashes[fresh], _marks(shingles))


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether two stories are one text, the shorter one lightly cut or edited."""
    return _is_cut(one.shingles, other.shingles)


class CopyIndex:
    """The stories so far in groups of one text; one more is placed at a cost that does not grow with their number."""

    def __init__(self) -> None:
        self._bands = Bands()
        self._numbers: dict[str, int] = {}
        self._shingles: list[bytes] = []
        self._groups: list[list[Precedence]] = []
        """The group in which each story stands, one list for all its stories."""
        self.signed: dict[str, Signature] | None = None
        """Where the signatures of stories that come are noted, if anywhere."""

    def add(self, article: Article) -> tuple[str, ...]:
        """Take a story in; the group of one text that it now stands in, the story that counts as first in front."""
        signature, precedence = sign(article), _precedence(article)
        number = self._put(precedence, signature, [precedence])
        if self.signed is not None:
            self.signed[article.id] = signature
        if len(signature.shingles) >= SHINGLES_TO_JUDGE:
            for other in self._bands.alike(signature.marks):
                self._compare(number, signature.shingles, other)
            self._bands.put(number, signature.marks)
        return self.group(article.id)

    def recall(self, groups: Iterable[tuple[Sequence[Precedence], Iterable[Signature]]]) -> None:
        """Take in groups of stories, each in their order, that such an index found to be one text."""
        judged = dict[int, Marks]()
        for group, signatures in groups:
            own = list(group)
            for precedence, signature in zip(group, signatures, strict=True):
                number = self._put(precedence, signature, own)
                if len(signature.shingles) >= SHINGLES_TO_JUDGE:
                    judged[number] = signature.marks
        if judged:
            self._bands.put_all(list(judged), list(judged.values()))

    def group(self, story: str) -> tuple[str, ...]:
        """The stories of one text with a story, itself among them.

        First is the earliest published, then the agency's own page, then the fuller text, then the lower id.
        """
        return tuple(name for *_, name in self.order(story))

    def order(self, story: str) -> Sequence[Precedence]:
        """By what the stories of one text with a story are ordered."""
        return self._groups[self._numbers[story]]

    def renew(self, article: Article) -> None:
        """Place a story anew in its group, after its day was corrected."""
        group = self._groups[self._numbers[article.id]]
        group.remove(next(precedence for precedence in group if precedence[-1] == article.id))
        insort(group, _precedence(article))

    @property
    def stories(self) -> tuple[str, ...]:
        """The stories taken in."""
        return tuple(self._numbers)

    def _put(self, precedence: Precedence, signature: Signature, group: list[Precedence]) -> int:
        """Give a story its number and its group."""
        number = self._numbers[precedence[-1]] = len(self._numbers)
        self._shingles.append(signature.shingles.tobytes())
        self._groups.append(group)
        return number

    def _compare(self, number: int, shingles: Shingles, other: int) -> None:
        """Join two stories' groups where they are one text."""
        here, there = self._groups[number], self._groups[other]
        if here is there or not _is_cut(shingles, np.frombuffer(self._shingles[other], dtype=np.uint32)):
            return
        smaller, larger = sorted((here, there), key=len)
        for precedence in smaller:
            insort(larger, precedence)
            self._groups[self._numbers[precedence[-1]]] = larger


def find_copies(readings: Iterable[Reading]) -> tuple[tuple[str, ...], ...]:
    """Groups of stories that are one text, in each the one that counts as first in front."""
    index = CopyIndex()
    for article in {reading.article.id: reading.article for reading in readings}.values():
        index.add(article)
    return tuple(sorted({group for story in index.stories if len(group := index.group(story)) > 1}))


def _is_cut(one: Shingles, other: Shingles) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHINGLES_TO_JUDGE or shorter < SHORTEST_CUT * longer:
        return False
    shared = np.intersect1d(one, other, assume_unique=True)
    return len(shared) >= SHARED_BY_A_COPY * shorter


def _precedence(article: Article) -> Precedence:
    published = article.published.day if article.published else date.max
    own = article.agency is not None and (article.publisher or "").casefold().startswith(article.agency.casefold())
    return published, not own, -len(article.body), article.id


def _marks(shingles: Sequence[str]) -> Marks:
    """A mark for each band of the whole body and of its opening, in ascending order."""
    digests = [*_digest(shingles), *_digest(shingles[:OPENING])]
    rows = np.array(digests, dtype=np.uint64).reshape(-1, ROWS)
    marks: Marks = (rows * _factors()).sum(axis=1, dtype=np.uint64)
    marks.sort()
    return marks


def _digest(shingles: Sequence[str]) -> list[int]:
    sketch = RMinHash(PERMUTATIONS, SEED)
    sketch.update(list(shingles))
    digest: list[int] = sketch.digest()
    return digest


@cache
def _factors() -> npt.NDArray[np.uint64]:
    """An odd factor for each row of each band, so that no two bands have marks in common."""
    size = (2 * PERMUTATIONS // ROWS, ROWS)
    return np.random.default_rng(SEED).integers(0, 1 << 63, size=size, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
