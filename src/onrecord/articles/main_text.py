"""A second opinion on HTML: the main text as trafilatura sees it.

Measured on wire layouts, trafilatura finds the story but keeps trailing lists of other headlines and loses datelines;
so it settles nothing inside the story. It tells that prose before its first or behind its last paragraph is none of the
story, and that class names which leave far less of a story than it sees are not to be believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.articles.lines import Line
from onrecord.records import ZoneKind

DEEPEST = 400
"""Markup nested deeper than this is no news page's, and costs the extractor more than it can tell."""
LARGEST = 4_000_000
AGREEMENT = 0.6
LOSS = 2.5
"""A main text that is so many times the story read means that the story was lost."""
KEY_LENGTH = 60


@dataclass(frozen=True, slots=True)
class MainText:
    """How many letters and digits the main text has, and how each of its lines begins."""

    letters: int = 0
    openings: frozenset[str] = frozenset()


def main_text(html: str, depth: int) -> MainText:
    """The main text of a page; none where the page is not fit to be asked of."""
    if depth > DEEPEST or len(html) > LARGEST:
        return MainText()
    from trafilatura import extract  # a slow import, wanted for HTML alone

    text = extract(html, fast=True, include_comments=False, include_tables=True) or ""
    lines = [letters for line in text.splitlines() if (letters := _letters(line))]
    return MainText(sum(map(len, lines)), frozenset(line[:KEY_LENGTH] for line in lines))


def story_letters(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> int:
    """How many letters and digits the story has."""
    return sum(len(_letters(line.text)) for line, kind in zip(lines, kinds, strict=True) if kind is ZoneKind.BODY)


def within_main(lines: Sequence[Line], kinds: Sequence[ZoneKind], main: MainText) -> list[ZoneKind]:
    """The kinds with prose outside of the main text as furniture; as they were where the two opinions lie far apart."""
    story = [i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY]
    inside = [i for i in story if _letters(lines[i].text)[:KEY_LENGTH] in main.openings]
    agreed = sum(len(_letters(lines[i].text)) for i in inside)
    if len(story) < 3 or not inside or agreed < AGREEMENT * story_letters(lines, kinds):
        return list(kinds)
    first, last = _stretched(story, inside)
    outside = {i for i in story if not first <= i <= last}
    return [ZoneKind.FURNITURE if i in outside else kind for i, kind in enumerate(kinds)]


def _stretched(story: Sequence[int], inside: Sequence[int]) -> tuple[int, int]:
    """The main text's first and last line, with the paragraphs of the story that touch them."""
    lines, first, last = set(story), inside[0], inside[-1]
    while first - 1 in lines:
        first -= 1
    while last + 1 in lines:
        last += 1
    return first, last


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
