"""What a claim is said to rest on, and in which words its evidence is called strong or weak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.lexicon.tables import read_table
from onrecord.records import Basis, Span

LANGUAGE: Final = "language"
"""The kind of a word that says how strong evidence is, as its speaker has it."""

ABSENT: Final = re.compile(r"\b(?:no|without|neither|nor|never|any)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
"""What stands before grounds that are said not to be there: ``showed no documents``."""

NEGATED: Final = re.compile(r"(?:\b(?:not|never|hardly|no)|n[’']t)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What stands before a word for strength that is negated: ``not very credible``."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Words that name what a claim rests on; ``basis`` is ``None`` where they say how strong evidence is."""

    basis: Basis | None
    text: str
    span: Span


def find_grounds(text: str) -> tuple[Ground, ...]:
    """The grounds that a text names, in its order, of those that overlap the longest.

    What is said not to be there is no ground, and a word for strength that is negated is kept with its negation.

    >>> [(found.basis.value, found.text) for found in find_grounds("satellite images, he said") if found.basis]
    [('imagery', 'satellite images')]
    >>> [found.text for found in find_grounds("We assess with high confidence that it is likely.")]
    ['high confidence', 'likely']
    >>> find_grounds("The intelligence agency is silent, and showed no documents.")
    ()
    >>> [found.text for found in find_grounds("That is not credible.")]
    ['not credible']
    """
    found = sorted(_found(text), key=lambda ground: (-len(ground.span), ground.span))
    kept: list[Ground] = []
    for ground in found:
        if not any(ground.span.overlaps(other.span) for other in kept):
            kept.append(ground)
    return tuple(sorted(kept, key=lambda ground: ground.span))


def _found(text: str) -> Iterator[Ground]:
    if not _any_word().search(text):
        return
    for kind, words, unless in _rows():
        barred = [Span(*match.span()) for match in unless.finditer(text)] if unless else []
        for match in words.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in barred):
                yield from _ground(kind, text, span)


def _ground(kind: str, text: str, span: Span) -> Iterator[Ground]:
    if kind != LANGUAGE:
        if not ABSENT.search(text, 0, span.start):
            yield Ground(Basis(kind), text[span.start : span.end], span)
        return
    negated = NEGATED.search(text, 0, span.start)
    whole = Span(negated.start(), span.end) if negated else span
    yield Ground(None, text[whole.start : whole.end], whole)


@cache
def _rows() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (row["kind"], _pattern(row["words"]), _pattern(row["unless"]) if row["unless"] else None)
        for row in read_table("grounds")
    )


@cache
def _any_word() -> re.Pattern[str]:
    """Any phrase of the table: most texts have none, and one look tells."""
    return _pattern(";".join(row["words"] for row in read_table("grounds")))


def _pattern(phrases: str) -> re.Pattern[str]:
    """Phrases parted by semicolons: words parted by blanks, each one of several, an asterisk for any ending."""
    told = "|".join(r"\s+".join(map(_word, phrase.split())) for phrase in phrases.split(";"))
    return re.compile(rf"(?<![\w-])(?:{told})(?![\w-])", re.IGNORECASE)


def _word(told: str) -> str:
    ways = (re.escape(word.rstrip("*")) + ("[a-z]*" if word.endswith("*") else "") for word in told.split("|"))
    return f"(?:{'|'.join(ways)})"
