"""Which line of a page is what: headline, deck, by-line, story, heading, caption, rights notice or furniture."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.articles.endings import trimmed
from onrecord.articles.head import Head
from onrecord.articles.lines import Hint, Line
from onrecord.articles.looks import Look
from onrecord.articles.meta import is_meta
from onrecord.articles.story import HINTED, story_kinds
from onrecord.lexicon.layout import CueKind
from onrecord.records import ZoneKind

SHORTEST_DECK = 4


def tag(lines: Sequence[Line], looks: Sequence[Look], head: Head, author: str = "") -> list[ZoneKind]:
    """The kind of each line, in the page's order; ``author`` as the page states it for machines."""
    kinds = [_head_kind(lines[i], looks[i], i, head) for i in range(head.body)]
    kinds += story_kinds(lines, looks, head.body)
    return trimmed(lines, looks, kinds, author)


def _head_kind(line: Line, look: Look, i: int, head: Head) -> ZoneKind:
    if i == head.title:
        return ZoneKind.HEADLINE
    if look.has(CueKind.RIGHTS) and not look.has(CueKind.CAPTION):
        return ZoneKind.RIGHTS
    dated = look.dateline is not None and look.dateline.end >= len(line.text) and bool(look.dateline.dates)
    told = dated or (look.has(CueKind.BYLINE) and bool(look.dates))
    weak = line.hint is Hint.DECK and told and is_meta(line, look)
    if line.hint in HINTED and not weak:
        return HINTED[line.hint]
    if look.has(CueKind.CAPTION):
        return ZoneKind.CAPTION
    below = head.title is not None and i > head.title
    if below or is_meta(line, look):
        if look.dateline and look.dateline.end >= len(line.text):
            return ZoneKind.DATELINE
        if is_meta(line, look) or look.has(CueKind.CREDIT):
            return ZoneKind.BYLINE
    return ZoneKind.DECK if below and _is_deck(line, look) else ZoneKind.FURNITURE


def _is_deck(line: Line, look: Look) -> bool:
    """A sentence or a summary between the headline and the story."""
    told = not look.cues or look.has(CueKind.SUMMARY)
    return told and not look.nav and look.words >= SHORTEST_DECK and line.hint is not Hint.FURNITURE
