"""Text → words: the tokenizer of spaCy's blank English, whose words agree with Universal Dependencies."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onrecord.records import Span

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer

_RUN: Final = re.compile(r"\S{201,}")
_LONGEST_RUN: Final = 200
"""Characters without a blank beyond which a run is cut before it is tokenized, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word before it is parsed: its place, its form, and whether a blank stands before it."""

    span: Span
    form: str
    spaced: bool


@functools.cache
def _tokenizer() -> Tokenizer:
    import spacy  # takes half a second: only what parses pays for it

    return spacy.blank("en").tokenizer


def split_words(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a stretch of text, by offsets into the whole text.

    >>> [word.form for word in split_words("They don't fly Su-35s.", Span(5, 22))]
    ['do', "n't", 'fly', 'Su-35s', '.']
    """
    words: list[Word] = []
    for start, end in _portions(text, span):
        spaced = start == span.start or text[start - 1].isspace()
        for token in _tokenizer()(text[start:end]):
            at = start + token.idx
            if not token.is_space:
                words.append(Word(Span(at, at + len(token.text)), token.text, spaced))
            spaced = token.is_space or bool(token.whitespace_)
    return tuple(words)


def _portions(text: str, span: Span) -> list[tuple[int, int]]:
    """The stretch whole, or cut within runs of characters too long to be words."""
    cuts = [span.start]
    for match in _RUN.finditer(text, span.start, span.end):
        cuts.extend(range(match.start(), match.end(), _LONGEST_RUN))
        cuts.append(match.end())
    cuts = sorted({*cuts, span.end})
    return list(zip(cuts, cuts[1:], strict=False))
