"""The last lines of a story that are none of it: strays of a list, leave to reprint, and who the writer is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.articles.datelines import is_known_place
from onrecord.articles.lines import Hint, Line
from onrecord.articles.looks import BULLET, Look
from onrecord.articles.notices import PERMISSION
from onrecord.lexicon.layout import CueKind
from onrecord.records import ZoneKind

LONGEST_PERMISSION = 20
BIOGRAPHY_LINES = 3
BIOGRAPHY_WORDS = 45
NAME_WORD = re.compile(r"[^\W\d_a-z][\w'’-]{2,}")


def trimmed(lines: Sequence[Line], looks: Sequence[Look], kinds: Sequence[ZoneKind], author: str) -> list[ZoneKind]:
    """The kinds with what follows the story's true last paragraph as what it is; headings behind it are furniture."""
    found = _without_strays(lines, looks, list(kinds))
    found = _with_permissions(lines, looks, found)
    found = _without_biographies(lines, looks, found, author)
    last = max(_story(found), default=-1)
    return [ZoneKind.FURNITURE if kind is ZoneKind.HEADING and i > last else kind for i, kind in enumerate(found)]


def _story(kinds: Sequence[ZoneKind]) -> list[int]:
    return [i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY]


def _without_strays(lines: Sequence[Line], looks: Sequence[Look], kinds: list[ZoneKind]) -> list[ZoneKind]:
    """Short last lines that stand among headlines and end as a sentence does: ``Why do seals sing?``"""
    story = _story(kinds)
    while len(story) >= 2 and _is_stray(lines, looks, kinds, story[-2], story[-1]):
        kinds[story.pop()] = ZoneKind.FURNITURE
    return kinds


def _is_stray(lines: Sequence[Line], looks: Sequence[Look], kinds: Sequence[ZoneKind], before: int, last: int) -> bool:
    if looks[last].strong or lines[last].hint is Hint.PARAGRAPH:
        return False
    between = sum(kind is ZoneKind.HEADING for kind in kinds[before + 1 : last])
    return between >= 2 or (between >= 1 and bool(BULLET.match(lines[last].text)))


def _with_permissions(lines: Sequence[Line], looks: Sequence[Look], kinds: list[ZoneKind]) -> list[ZoneKind]:
    """Short last lines that give or refuse leave to use the text."""
    for i in reversed(_story(kinds)[1:]):
        if looks[i].words > LONGEST_PERMISSION or not PERMISSION.search(lines[i].text):
            break
        kinds[i] = ZoneKind.RIGHTS
    return kinds


def _without_biographies(
    lines: Sequence[Line], looks: Sequence[Look], kinds: list[ZoneKind], author: str
) -> list[ZoneKind]:
    """Last lines that begin with the writer's name: ``Marsh reported from Oslo.``"""
    story = _story(kinds)
    names = _signed(lines, looks, kinds, author) if len(story) >= 2 else frozenset()
    for i in reversed(story[1:][-BIOGRAPHY_LINES:]):
        opening = {word.strip(" ,.").lower() for word in lines[i].text.split(" ", 2)[:2]}
        if looks[i].words > BIOGRAPHY_WORDS or not opening & names or not lines[i].text[:1].isupper():
            break
        kinds[i] = ZoneKind.BYLINE
    return kinds


def _signed(lines: Sequence[Line], looks: Sequence[Look], kinds: Sequence[ZoneKind], author: str) -> frozenset[str]:
    """The names of the by-lines above the story, in small letters."""
    first = _story(kinds)[0]
    bylines = [
        line.text
        for line, look, kind in zip(lines[:first], looks, kinds, strict=False)
        if kind is ZoneKind.BYLINE and (look.has(CueKind.BYLINE) or line.hint is Hint.BYLINE)
    ]
    words = (word for line in (author, *bylines) for word in NAME_WORD.findall(line))
    return frozenset(word.lower() for word in words if not is_known_place(word))
