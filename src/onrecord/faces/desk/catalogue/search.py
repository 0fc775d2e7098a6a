"""Words asked for, as an expression of the full-text index, and hits as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

TERM: Final = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
"""A word, or several in quotation marks; with a minus before it, one that must not stand there."""

OPENS: Final = "\ue000"
CLOSES: Final = "\ue001"
"""Around a hit in a text from the index: private characters that no page can smuggle in (they are taken out)."""


def expression(asked: str) -> str | None:
    """The index's expression for what a person asks: every word, phrases in quotation marks, ``*`` at a word's end.

    >>> expression('drones "not a single" -tank missil*')
    '"drones" AND "not a single" AND "missil"* NOT "tank"'
    >>> expression('OR NEAR( *'), expression("--"), expression("-tank")
    ('"OR" AND "NEAR("', None, None)

    Whatever is asked, nothing of it is an operator of the index; ``None`` where no word is left to be looked for.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in TERM.findall(asked.replace("\x00", " ")):
        term = _quoted(phrase or word)
        if term is not None:
            (unwanted if minus else wanted).append(term)
    if not wanted:
        return None
    return " NOT ".join([" AND ".join(wanted), *unwanted])


def _quoted(term: str) -> str | None:
    prefix = term.endswith("*")
    bare = term.rstrip("*").strip()
    if not re.search(r"[^\W_]", bare):
        return None
    return '"' + bare.replace('"', '""') + '"' + ("*" if prefix else "")


def without_marks(text: str) -> str:
    """A text without the characters that mark a hit."""
    return text.replace(OPENS, "").replace(CLOSES, "")


def pieces(marked: str) -> tuple[tuple[str, bool], ...]:
    """A text from the index in pieces, each with whether it is what was asked for.

    >>> pieces("a \\ue000tank\\ue001 there")
    (('a ', False), ('tank', True), (' there', False))
    """
    return tuple(_pieces(marked))


def _pieces(marked: str) -> Iterator[tuple[str, bool]]:
    for n, part in enumerate(re.split(f"[{OPENS}{CLOSES}]", marked)):
        if part:
            yield part, n % 2 == 1
