"""A second opinion on HTML: where the main text begins and ends, as trafilatura sees it.

Measured on wire layouts, trafilatura finds the story but keeps trailing lists of other headlines and loses datelines;
so it settles nothing inside the story, only that prose before its first or behind its last paragraph is none of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.articles.lines import Line
from onrecord.records import ZoneKind

DEEPEST = 400
"""Markup nested deeper than this is no news page's, and costs the extractor more than it can tell."""
LARGEST = 4_000_000
AGREEMENT = 0.6
KEY_LENGTH = 60


def within_main(lines: Sequence[Line], kinds: Sequence[ZoneKind], html: str, depth: int) -> list[ZoneKind]:
    """The kinds with prose outside of the main text as furniture; as they were where the two opinions lie far apart.

    A second opinion is only asked where the markup itself does not say what is what.
    """
    story = [i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY]
    if len(story) < 3 or depth > DEEPEST or len(html) > LARGEST:
        return list(kinds)
    main = _main_text(html)
    inside = [i for i in story if _key(lines[i].text) in main]
    letters = sum(len(lines[i].text) for i in story)
    if sum(len(lines[i].text) for i in inside) < AGREEMENT * letters:
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


def _main_text(html: str) -> str:
    from trafilatura import extract  # a slow import, wanted for HTML alone

    found = extract(html, fast=True, include_comments=False, include_tables=True, deduplicate=False)
    return _letters(found or "")


def _key(text: str) -> str:
    return _letters(text)[:KEY_LENGTH]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
