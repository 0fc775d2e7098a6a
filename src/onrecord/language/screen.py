"""The screen: which sentences could carry a claim at all, by words alone, before anything is parsed.

A claim may stand in a sentence without any word for arms ("Minsk disputes this."), but never far from one that has
such a word. So a sentence passes where a firm sign of arms stands within some sentences of it: a noun that names
goods by itself, a designation, or a word of ``lexicon/screen.tsv``. It is tuned for recall: it tells the pages (and the
far parts of long ones) that need no reading, not which sentences of a story about arms matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from onrecord.lexicon.goods import TermKind, named_at, split_atoms, terms_at
from onrecord.lexicon.tables import read_table
from onrecord.records import Span

REACH: Final = 24
"""How many sentences before and behind it a firm sign vouches for: more than twice as far as any claim of the gold
stories stands from one (9)."""


def screen(text: str, sentences: Sequence[Span], reach: int = REACH) -> tuple[bool, ...]:
    """For each sentence of a page, in order, whether it could carry a claim; ``reach`` in sentences.

    >>> from onrecord.language import split_sentences
    >>> text = "The fair opened. Oslo sold rockets to Chad. Chad disputes this."
    >>> screen(text, split_sentences(text, Span(0, len(text))))
    (True, True, True)
    >>> screen("The fair opened on Monday.", [Span(0, 26)])
    (False,)
    """
    firm = [n for n, span in enumerate(sentences) if has_firm_sign(text, span)]
    passed = [False] * len(sentences)
    for n in firm:
        for near in range(max(0, n - reach), min(len(sentences), n + reach + 1)):
            passed[near] = True
    return tuple(passed)


def could_tell(text: str, stretches: Sequence[Span]) -> bool:
    """Whether a page could carry any claim: whether a firm sign of arms stands in one of its stretches."""
    return any(has_firm_sign(text, span) for span in stretches)


def has_firm_sign(text: str, span: Span) -> bool:
    """Whether a stretch of text holds a word that by itself tells of arms.

    >>> [has_firm_sign(words, Span(0, len(words))) for words in ("two Su-35s", "four jets", "the system", "an embargo")]
    [True, True, False, True]
    """
    if _firm_words().search(text[span.start : span.end].lower()):
        return True
    atoms = split_atoms(text, span)
    for at in range(len(atoms)):
        term = terms_at(text, atoms, at)
        if term is not None and term[1].kind is TermKind.GOODS:
            return True
        named = named_at(text, atoms, at)
        if named is not None and not all(one.shy for one in named[1]):
            return True
    return False


@cache
def _firm_words() -> re.Pattern[str]:
    words = (re.escape(row["word"]).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for row in read_table("screen"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
