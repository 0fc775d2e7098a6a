"""The head of a page: which line is the headline, and where the story itself begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.articles.datelines import is_known_place
from onrecord.articles.lines import Hint, Line
from onrecord.articles.looks import BULLET, Look
from onrecord.lexicon.layout import CueKind, section_words

HEAD_LINES = 60
LOOK_AHEAD = 4
LEAD_LINES = 8
LONG_LEAD = 28  # words; no deck or slogan is longer
WORDS = re.compile(r"[^\W\d_]{4,}")
NAME_AND_PLACE = re.compile(r"^\(?[^\W\d_][\w.'’-]{1,20}(?: [\w.'’-]{1,20}){1,4}, [^\W\d_][\w .'’-]{2,30}\)?$")
PREFIX = re.compile(r"^(?:[>»•*#=.|\s]{1,6}|\d{1,2} / |Headline:|Title:|TITLE:|HEADLINE:)+")
CLOCK = re.compile(r"^\d{1,2}[:.]\d\d\b")
OUTSIDE = frozenset({Hint.FURNITURE, Hint.CAPTION, Hint.RIGHTS})


@dataclass(frozen=True, slots=True)
class Head:
    """The headline's line, if the page has one, and the first line that may be story."""

    title: int | None
    body: int


def is_meta(line: Line, look: Look) -> bool:
    """Whether a line tells who wrote and when: a byline, a date line or a dateline of its own."""
    if line.hint in {Hint.BYLINE, Hint.DATE}:
        return True
    if look.has(CueKind.NOTICE, CueKind.RIGHTS, CueKind.OPENS):
        return False
    if look.dateline and look.dateline.end >= len(line.text):
        return True
    if line.text.startswith("(") and is_known_place(line.text.strip("()")) and look.words <= 16:
        return True
    if look.dates and look.words <= 18 and not (look.strong and look.words > 14):
        return not look.terminal or look.words <= 8
    if NAME_AND_PLACE.match(line.text) and not line.text.isupper() and is_known_place(line.text.rsplit(",", 1)[1]):
        return True
    return look.has(CueKind.BYLINE) and look.words <= 16 and not (look.terminal and look.words > 12)


def find_head(lines: Sequence[Line], looks: Sequence[Look], stated: Sequence[str]) -> Head:
    """The headline, and where the story begins: at the first prose that no byline or date line follows soon.

    ``stated`` are the headlines that the page states for machines, the surest first.
    """
    title = _stated_title(lines, stated)
    body = _body_start(lines, looks, 0 if title is None else title + 1)
    if title is None:
        title = _printed_title(lines, looks, body)
    return Head(title, _with_opening(lines, looks, title, body))


def _with_opening(lines: Sequence[Line], looks: Sequence[Look], title: int | None, body: int) -> int:
    """The story's first line, counting one that ends in a colon: ``I, Ola Marsh, state as follows:``."""
    before = body - 1
    if before <= (-1 if title is None else title) or lines[before].hint in OUTSIDE | {Hint.DECK, Hint.HEADING}:
        return body
    opens = lines[before].text.endswith(":") and looks[before].words >= 6 and not looks[before].cues
    return before if opens and not is_meta(lines[before], looks[before]) else body


def _stated_title(lines: Sequence[Line], stated: Sequence[str]) -> int | None:
    headlines = [i for i, line in enumerate(lines) if line.hint is Hint.HEADLINE]
    wanted = [_key(words) for words in stated if words]
    for words in wanted:
        for i in [*headlines, *range(min(len(lines), HEAD_LINES * 4))]:
            if _key(lines[i].text) == words:
                return i
    for i in headlines:
        if any(_key(lines[i].text) in words for words in wanted) or len(headlines) == 1:
            return i
    return headlines[0] if headlines else _shared_title(lines, wanted)


def _shared_title(lines: Sequence[Line], wanted: Sequence[str]) -> int | None:
    """The line with which a stated title, bearing the site's name too, begins or ends."""
    for words in wanted:
        for i, line in enumerate(lines[: HEAD_LINES * 2]):
            key = _key(line.text)
            if len(key) >= 20 and key in words and len(key) * 2 > len(words):
                return i
    return None


def _key(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _body_start(lines: Sequence[Line], looks: Sequence[Look], start: int) -> int:
    last = min(len(lines), start + HEAD_LINES)
    for i in range(start, last):
        if _may_begin(lines[i], looks[i]) and not _head_goes_on(lines, looks, i):
            return i
    return next((i for i in range(start, len(lines)) if _may_begin(lines[i], looks[i])), len(lines))


def _may_begin(line: Line, look: Look) -> bool:
    if line.hint in OUTSIDE | {Hint.DECK, Hint.HEADLINE, Hint.BYLINE, Hint.DATE} or look.rule or look.nav:
        return False
    if look.has(CueKind.NOTICE, CueKind.RIGHTS, CueKind.CAPTION, CueKind.CREDIT, CueKind.OPENS):
        return False
    if line.text.startswith("(") and line.text.endswith(")"):
        return False
    if look.dateline and look.dateline.end < len(line.text) and look.prose:
        return True
    return look.prose and not is_meta(line, look) and not (BULLET.match(line.text) and look.words < 12)


def _head_goes_on(lines: Sequence[Line], looks: Sequence[Look], i: int) -> bool:
    """Whether a byline, a date or a dateline still follows, with no more story in between."""
    if looks[i].dateline and looks[i].strong and (looks[i].dateline.credits or looks[i].dateline.dashed):
        return False
    if looks[i].words >= LONG_LEAD and lines[i].hint is not Hint.HEADING:
        return False
    strong = looks[i].strong
    for j in range(i + 1, min(len(lines), i + 1 + LOOK_AHEAD)):
        if lines[j].hint in OUTSIDE:
            continue
        if is_meta(lines[j], looks[j]) or _opens_with_dateline(looks[j]):
            return True
        if looks[j].strong and strong:
            return False
        strong = strong or looks[j].strong
    return False


def _opens_with_dateline(look: Look) -> bool:
    return look.dateline is not None and bool(look.dateline.credits) and look.strong


def _printed_title(lines: Sequence[Line], looks: Sequence[Look], body: int) -> int | None:
    """The likeliest headline among the lines before the story."""
    lead = {word for line in lines[body : body + LEAD_LINES] for word in _stems(line.text)}
    scores = [
        (_title_score(lines, looks, i, body, lead), -i)
        for i in range(min(body, HEAD_LINES))
        if _may_be_title(lines[i], looks[i])
    ]
    if not scores:
        return None
    return -max(scores)[1]


def _may_be_title(line: Line, look: Look) -> bool:
    if line.hint in OUTSIDE | {Hint.BYLINE, Hint.DATE} or look.rule or look.nav:
        return False
    if look.has(
        CueKind.NOTICE,
        CueKind.RIGHTS,
        CueKind.CAPTION,
        CueKind.OPENS,
        CueKind.ADVERT,
        CueKind.SUMMARY,
        CueKind.CREDIT,
        CueKind.DECK,
    ):
        return False
    return look.words >= 2 and len(line.text) <= 300


def _title_score(lines: Sequence[Line], looks: Sequence[Look], i: int, body: int, lead: set[str]) -> float:
    look, stems = looks[i], _stems(lines[i].text)
    shared = len([word for word in stems if word in lead])
    score = 2.5 * shared / (len(stems) + 1.5)
    score += 1.0 if 4 <= look.words <= 25 else 0.0 if look.words > 1 else -0.5
    score -= 0.7 if lines[i].text.isupper() and _has_mixed(lines, looks, body) else 0.0
    score -= 2.0 if is_meta(lines[i], look) and look.words < 12 else 0.0
    score -= 1.5 if lines[i].text.startswith("(") and lines[i].text.endswith(")") else 0.0
    score -= 0.6 if look.terminal and not lines[i].text.endswith(("?", "!")) else 0.0
    score -= 1.0 if i == 0 and body > 1 else 0.0
    score -= 1.0 if lines[i].text.lower() in section_words() else 0.0
    score -= 1.2 if any(looks[j].nav for j in range(i + 1, body)) else 0.0
    score -= 1.0 if (BULLET.match(lines[i].text) and lines[i].text[:1] in "-*•") or lines[i].indent > 1 else 0.0
    score -= 1.0 if CLOCK.match(lines[i].text) else 0.0
    followed = next((j for j in range(i + 1, min(body + 1, len(lines))) if not looks[j].rule), body)
    score += 0.6 if followed < body and is_meta(lines[followed], looks[followed]) else 0.0
    score += 0.5 if look.words < 5 and ": " in lines[i].text else 0.0
    return score - _deck_penalty(lines, looks, i)


def _deck_penalty(lines: Sequence[Line], looks: Sequence[Look], i: int) -> float:
    """How much a line looks like the deck under a headline: another likely headline stands right above it."""
    before = next((j for j in range(i - 1, -1, -1) if not looks[j].rule), None)
    if (
        before is None
        or before == 0
        or not _may_be_title(lines[before], looks[before])
        or is_meta(lines[before], looks[before])
    ):
        return 0.0
    above = lines[before].text
    if above.lower() in section_words() or (above.isupper() and not lines[i].text.isupper()):
        return 0.0
    return 1.6 if looks[before].words >= 5 else 0.8


def _has_mixed(lines: Sequence[Line], looks: Sequence[Look], body: int) -> bool:
    """Whether a line of the head that could be a headline is not in capitals."""
    head = range(1, min(body, HEAD_LINES))
    return any(
        _may_be_title(lines[i], looks[i])
        and looks[i].words >= 4
        and not lines[i].text.isupper()
        and not is_meta(lines[i], looks[i])
        for i in head
    )


def _stems(text: str) -> list[str]:
    return [word.lower()[:6] for word in WORDS.findall(text)]


def bare_title(words: str, outlet: str = "") -> str:
    """A headline without what marks its place on the page, nor an outlet's name and a colon before it.

    >>> bare_title(">> 4 / Port reopens")
    'Port reopens'
    """
    words = words.removeprefix(outlet).lstrip(" :") if outlet else words
    return PREFIX.sub("", words).strip(" .|*#=<>•·") if PREFIX.match(words) else words.strip()
