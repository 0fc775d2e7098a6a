"""Words → what the networks read: the vectors of their WordPieces, and how each word is written."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_LONGEST_FORM: Final = 24
_CASES: Final = 6
CASE_KINDS: Final = 2 * _CASES
"""How many ways of writing a word are told apart, the blank before it counted in."""


def case_kind(form: str, spaced: bool) -> int:
    """How a word is written: lower, Capital, UPPER, mIxed, with figures, with neither; doubled for a blank before it.

    >>> case_kind("Kyiv", True), case_kind("HIMARS", True), case_kind("-", False)
    (3, 5, 10)
    """
    if not any(c.isalnum() for c in form):
        kind = 5
    elif any(c.isdigit() for c in form):
        kind = 4
    elif form.islower():
        kind = 0
    elif len(form) > 1 and form.isupper():
        kind = 2
    elif (form[0].isupper() and form[1:].islower()) or (len(form) == 1 and form.isupper()):
        kind = 1
    else:
        kind = 3
    return kind * 2 + spaced


class Vocabulary:
    """The WordPiece vocabulary of the encoder, lower case without accents."""

    def __init__(self, path: Path) -> None:
        """Read the vocabulary, one piece a line."""
        from tokenizers import BertWordPieceTokenizer  # heavy: only what parses pays for it

        tokenizer = BertWordPieceTokenizer(str(path), lowercase=True)
        unknown, first, last, mask = map(tokenizer.token_to_id, ("[UNK]", "[CLS]", "[SEP]", "[MASK]"))
        self.first: int = first
        self.last: int = last
        self.mask: int = mask

        @functools.lru_cache(maxsize=50_000)
        def pieces(form: str) -> tuple[int, ...]:
            whole = form[:_LONGEST_FORM].encode("utf-8", "replace").decode()  # lone surrogates have no UTF-8
            found = tokenizer.encode(whole, add_special_tokens=False).ids
            return tuple(found) or (unknown,)

        @functools.lru_cache(maxsize=50_000)
        def written(form: str, spaced: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
            own = pieces(form)
            return own, (case_kind(form, spaced),) * len(own)

        self.pieces = pieces
        self.written = written


@dataclass(frozen=True, slots=True)
class Encoding:
    """A stretch of words as arrays: pieces (T), the kind of writing of each (T), each word's first piece (W)."""

    pieces: npt.NDArray[np.int64]
    cases: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]


def encode(forms: Sequence[str], spaced: Sequence[bool], vocabulary: Vocabulary) -> Encoding:
    """Lay out the pieces of some words between the opening and the closing mark."""
    pieces, cases, first = [vocabulary.first], [CASE_KINDS - 2], []
    for form, blank in zip(forms, spaced, strict=True):
        own, kinds = vocabulary.written(form, blank)
        first.append(len(pieces))
        pieces.extend(own)
        cases.extend(kinds)
    pieces.append(vocabulary.last)
    cases.append(CASE_KINDS - 2)
    return Encoding(np.array(pieces), np.array(cases), np.array(first, dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Embeddings:
    """The vectors of the pieces, 8 bits a number, with a scale for each piece."""

    table: npt.NDArray[np.int8]
    scale: npt.NDArray[np.float32]

    @staticmethod
    def load(arrays: Any) -> Embeddings:
        """From an opened ``.npz`` file."""
        return Embeddings(arrays["table"], arrays["scale"].astype(np.float32))

    def vectors(self, pieces: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """One row a piece."""
        rows: npt.NDArray[np.float32] = self.table[pieces].astype(np.float32)
        rows *= self.scale[pieces][:, None]
        return rows
