"""Which line of a page is what: story, heading, caption, credit, rights notice or furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from onrecord.articles.datelines import is_known_place
from onrecord.articles.head import Head
from onrecord.articles.lines import Hint, Line
from onrecord.articles.looks import BULLET, RULE, TRAILING, Look
from onrecord.articles.meta import CLOCK, is_meta
from onrecord.articles.notices import PERMISSION
from onrecord.lexicon.layout import CueKind
from onrecord.records import ZoneKind

LOOK_AHEAD = 4
LONGEST_PERMISSION = 20
BIOGRAPHY_LINES = 3
BIOGRAPHY_WORDS = 45
SIGNED = re.compile(r"©|\([cC]\) |[Cc]opyright|COPYRIGHT|rights reserved", re.IGNORECASE)
NAME_WORD = re.compile(r"[^\W\d_a-z][\w'’-]{2,}")
HINTED: dict[Hint, ZoneKind] = {
    Hint.FURNITURE: ZoneKind.FURNITURE,
    Hint.CAPTION: ZoneKind.CAPTION,
    Hint.RIGHTS: ZoneKind.RIGHTS,
    Hint.BYLINE: ZoneKind.BYLINE,
    Hint.DATE: ZoneKind.BYLINE,
    Hint.DECK: ZoneKind.DECK,
}


class Tail(IntEnum):
    """How firmly the story has stopped: how much prose must follow before it goes on."""

    NONE = 0
    PAUSE = 1  # an advertisement, one link: a paragraph takes the story up again
    LIST = 2  # other stories' headlines: two paragraphs on end do
    OVER = 3  # nothing does


def tag(lines: Sequence[Line], looks: Sequence[Look], head: Head) -> list[ZoneKind]:
    """The kind of each line, in the page's order."""
    kinds = [_head_kind(lines[i], looks[i], i, head) for i in range(head.body)]
    _mark_decks(lines, looks, head, kinds)
    kinds += _story_kinds(lines, looks, head.body)
    return _settled(lines, looks, kinds)


def _head_kind(line: Line, look: Look, i: int, head: Head) -> ZoneKind:
    if i == head.title:
        return ZoneKind.HEADLINE
    if look.has(CueKind.RIGHTS) and not look.has(CueKind.CAPTION):
        return ZoneKind.RIGHTS
    if line.hint in HINTED:
        return HINTED[line.hint]
    if look.has(CueKind.CAPTION):
        return ZoneKind.CAPTION
    if (head.title is not None and i > head.title) or is_meta(line, look):
        if look.dateline and look.dateline.end >= len(line.text):
            return ZoneKind.DATELINE
        if is_meta(line, look) or look.has(CueKind.CREDIT):
            return ZoneKind.BYLINE
    return ZoneKind.FURNITURE


def _mark_decks(lines: Sequence[Line], looks: Sequence[Look], head: Head, kinds: list[ZoneKind]) -> None:
    """Sentences and summaries between the headline and the story."""
    if head.title is None:
        return
    for i in range(head.title + 1, head.body):
        plain = kinds[i] is ZoneKind.FURNITURE and lines[i].hint is not Hint.FURNITURE
        told = not looks[i].cues or looks[i].has(CueKind.SUMMARY)
        if plain and told and not looks[i].nav and looks[i].words >= 4:
            kinds[i] = ZoneKind.DECK


def _story_kinds(lines: Sequence[Line], looks: Sequence[Look], start: int) -> list[ZoneKind]:
    kinds: list[ZoneKind] = []
    tail, listing = Tail.NONE, False
    for i in range(start, len(lines)):
        kind = _marked(lines[i], looks[i])
        if kind is None and tail is not Tail.NONE:
            kind = None if _resumes(lines, looks, i, tail) else ZoneKind.FURNITURE
        if kind is None:
            kind = _words_kind(lines[i], looks[i], listing)
            tail = Tail.NONE
        kinds.append(kind)
        listing = kind is ZoneKind.BODY and (bool(TRAILING.search(lines[i].text)) or (listing and not looks[i].prose))
        tail = max(tail, _tail_after(lines[i], looks[i], kind, ZoneKind.BODY in kinds))
    return kinds


def _marked(line: Line, look: Look) -> ZoneKind | None:
    """What hints and cues settle; ``None`` leaves it to the words and the place."""
    if line.hint in HINTED:
        return HINTED[line.hint]
    if look.has(CueKind.CAPTION):
        return ZoneKind.CAPTION
    if look.has(CueKind.RIGHTS):
        return ZoneKind.RIGHTS
    if look.has(CueKind.CREDIT):
        return ZoneKind.BYLINE
    if look.has(CueKind.OPENS, CueKind.ADVERT, CueKind.ENDS, CueKind.NOTICE) or look.rule or look.nav:
        return ZoneKind.FURNITURE
    if line.hint in {Hint.HEADING, Hint.HEADLINE}:
        return ZoneKind.HEADING
    if CLOCK.match(line.text) and look.words < 12:
        return ZoneKind.HEADING
    if look.dateline and look.dateline.end >= len(line.text):
        return ZoneKind.DATELINE
    return None


def _words_kind(line: Line, look: Look, listing: bool) -> ZoneKind:
    if look.prose or (TRAILING.search(line.text) and look.words >= 6):
        return ZoneKind.BODY
    if listing:
        return ZoneKind.BODY
    return ZoneKind.HEADING


def _tail_after(line: Line, look: Look, kind: ZoneKind, begun: bool) -> Tail:
    """How firmly a line stops the story."""
    if kind is ZoneKind.RIGHTS or look.has(CueKind.ENDS):
        sure = look.has(CueKind.ENDS) or line.hint is Hint.RIGHTS or SIGNED.search(line.text)
        return (Tail.OVER if sure else Tail.LIST) if begun else Tail.NONE
    if kind is ZoneKind.BYLINE and look.has(CueKind.CREDIT):
        return Tail.LIST
    if kind is not ZoneKind.FURNITURE or line.hint is Hint.FURNITURE or look.cue is None:
        return Tail.NONE
    if look.cue.kind is CueKind.OPENS:
        if look.cue.pattern.startswith("comment"):
            return Tail.OVER
        inline = look.cue.pattern.endswith(":") and len(line.text) > len(look.cue.pattern) + 8
        return Tail.PAUSE if inline else Tail.LIST
    return Tail.PAUSE if look.cue.kind is CueKind.ADVERT else Tail.NONE


def _resumes(lines: Sequence[Line], looks: Sequence[Look], i: int, tail: Tail) -> bool:
    """Whether the story goes on at a line after a stop."""
    if tail is Tail.OVER or not _is_story(lines[i], looks[i]):
        return False
    if tail is Tail.PAUSE:
        return looks[i].strong or _story_follows(lines, looks, i)
    after = next((j for j in range(i + 1, len(lines)) if not RULE.match(lines[j].text)), None)
    return looks[i].strong and after is not None and looks[after].strong and _is_story(lines[after], looks[after])


def _story_follows(lines: Sequence[Line], looks: Sequence[Look], i: int) -> bool:
    """Whether a paragraph follows within a few lines, with no headline of another story in between."""
    for j in range(i + 1, min(len(lines), i + 1 + LOOK_AHEAD)):
        if _marked(lines[j], looks[j]) is None:
            if looks[j].strong or not looks[j].prose:
                return looks[j].strong and not BULLET.match(lines[j].text)
    return False


def _is_story(line: Line, look: Look) -> bool:
    return look.prose and _marked(line, look) is None and not BULLET.match(line.text)


def _settled(lines: Sequence[Line], looks: Sequence[Look], kinds: Sequence[ZoneKind]) -> list[ZoneKind]:
    """Headings with no story after them are furniture, and so are short lines among the last of them."""
    kinds = list(kinds)
    while True:
        story = [i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY]
        if len(story) < 2 or not _is_stray(lines, looks, kinds, story[-2], story[-1]):
            break
        kinds[story[-1]] = ZoneKind.FURNITURE
    kinds = _with_permissions(lines, looks, kinds)
    last = max((i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY), default=-1)
    return [ZoneKind.FURNITURE if kind is ZoneKind.HEADING and i > last else kind for i, kind in enumerate(kinds)]


def _with_permissions(lines: Sequence[Line], looks: Sequence[Look], kinds: list[ZoneKind]) -> list[ZoneKind]:
    """The kinds with short last lines that give or refuse leave to use the text as rights notices."""
    for i in reversed([i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY][1:]):
        if looks[i].words > LONGEST_PERMISSION or not PERMISSION.search(lines[i].text):
            break
        kinds[i] = ZoneKind.RIGHTS
    return kinds


def _is_stray(lines: Sequence[Line], looks: Sequence[Look], kinds: Sequence[ZoneKind], before: int, last: int) -> bool:
    """Whether the last line of the story is rather one of a list of headlines that ends as a sentence does."""
    if looks[last].strong or lines[last].hint is Hint.PARAGRAPH:
        return False
    between = sum(kind is ZoneKind.HEADING for kind in kinds[before + 1 : last])
    return between >= 2 or (between >= 1 and bool(BULLET.match(lines[last].text)))


def without_biographies(
    lines: Sequence[Line], looks: Sequence[Look], kinds: list[ZoneKind], author: str
) -> list[ZoneKind]:
    """The kinds with the last lines that tell of the writer as by-lines: ``Marsh reported from Oslo.``"""
    story = [i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY]
    if len(story) < 2:
        return kinds
    signed = [author] + [
        line.text
        for line, look, kind in zip(lines[: story[0]], looks, kinds, strict=False)
        if kind is ZoneKind.BYLINE and (look.has(CueKind.BYLINE) or line.hint is Hint.BYLINE)
    ]
    names = {word.lower() for words in signed for word in NAME_WORD.findall(words) if not is_known_place(word)}
    for i in reversed(story[1:][-BIOGRAPHY_LINES:]):
        opening = {word.strip(" ,.").lower() for word in lines[i].text.split(" ", 2)[:2]}
        if looks[i].words > BIOGRAPHY_WORDS or not opening & names or not lines[i].text[:1].isupper():
            break
        kinds[i] = ZoneKind.BYLINE
    return kinds
