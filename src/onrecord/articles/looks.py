"""How a line looks, apart from where it stands: prose, navigation, a date line, or words that only furniture says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.articles.datelines import PrintedDateline, parse_dateline
from onrecord.articles.dates import PrintedDate, find_dates
from onrecord.articles.lines import Line
from onrecord.lexicon.layout import Cue, CueKind, Match, cues

TERMINAL = re.compile(r"""[.!?…]["'”’»)\]*]{0,3}$""")
TRAILING = re.compile(r"[:;,]$")
BULLET = re.compile(r"^(?:[-*•·>▪◦‣–—»›+#|.]{1,3}|\[?\d{1,2}[.)\]]|\d{1,2}(?= {2}))\s+")
SEPARATOR = re.compile(r" [|/·•>»›*~–.-] | -- | {2,}|\]\s*\[|\s//\s| » | : ")
RULE = re.compile(r"^[\W_]+$")
PERSONAL = re.compile(r"\b(?:you|your|we|our|us|please)\b", re.IGNORECASE)
QUOTED = re.compile(r"[\"“][^\"“”]{0,600}[\"”]")
SIGN = re.compile(
    r"^\([cC]\)\s(?:[^.!?]{0,60}(?:19|20)\d\d|(?:\S+ ){0,5}\S+[^.!?;]$|(?:[^\W\d_a-z]\S* ){1,4}[^\W\d_a-z]\S*\.(?: |$))"
)
"""``(c) Harbour Post, 2024``, and not item (c) of an answer."""
ABBREVIATED = ("Ltd.", "Inc.", "Co.", "S.A.L.", "d.o.o.", "S.A.", "Corp.", "et al.")
OPENING_SENTENCE = 9  # words; a sentence that goes on for longer may begin with "By" or "The author is"
SPOKEN_LINE = 12  # words; above this the site must speak to its reader, outside of quotes
LONG_LINE = 30  # words; above this a cue word may be part of the story
DATE_LINE = 150  # characters


@dataclass(frozen=True, slots=True)
class Look:
    """What a line's own words tell."""

    words: int
    terminal: bool
    cues: frozenset[CueKind]
    dates: tuple[PrintedDate, ...]
    dateline: PrintedDateline | None
    nav: bool
    rule: bool
    cue: Cue | None = None

    @property
    def prose(self) -> bool:
        """Whether it reads as one or more whole sentences."""
        return not self.rule and ((self.terminal and self.words >= 2) or self.words >= 22)

    @property
    def strong(self) -> bool:
        """Whether it is long enough to be a paragraph of a story."""
        return self.prose and self.words >= 12

    def has(self, *kinds: CueKind) -> bool:
        """Whether it bears a cue of one of the kinds."""
        return any(kind in self.cues for kind in kinds)


@dataclass(frozen=True, slots=True)
class _Book:
    whole: dict[str, tuple[Cue, ...]]
    opening: tuple[Cue, ...]
    anywhere: tuple[Cue, ...]
    sign: Cue


@cache
def _book() -> _Book:
    rows = cues()
    whole: dict[str, tuple[Cue, ...]] = {}
    for cue in rows:
        if cue.match is Match.WHOLE:
            whole[cue.pattern.lower()] = (*whole.get(cue.pattern.lower(), ()), cue)
    return _Book(
        whole,
        tuple(cue for cue in rows if cue.match is Match.OPENING),
        tuple(cue for cue in rows if cue.match is Match.ANYWHERE),
        next(cue for cue in rows if cue.kind is CueKind.RIGHTS),
    )


def cues_of(text: str) -> tuple[Cue, ...]:
    """The furniture cues of a line, the surest first.

    >>> [str(cue.kind) for cue in cues_of("Related News:")]
    ['opens']
    """
    book, low = _book(), text.lower()
    bare = BULLET.sub("", low).strip(" :.>»›*|[]·-=–—_") or low.strip()
    found = [cue for form in dict.fromkeys((low.strip(), bare)) for cue in book.whole.get(form, ())]
    words = text.count(" ") + 1
    head = low.lstrip(" *•·>|-–—(")
    found += [cue for cue in book.opening if _opens(cue, head, low, text)]
    found += [cue for cue in book.anywhere if _contains(cue, text, low)]
    if SIGN.match(text) and words <= 14:
        found.append(book.sign)
    return tuple(cue for cue in found if words < _limit(cue, text) or _is_aside(cue, text))


def _limit(cue: Cue, text: str) -> int:
    """How many words a line may have before a cue alone settles nothing."""
    if cue.match is Match.OPENING and cue.pattern.endswith(" ") and TERMINAL.search(text):
        return OPENING_SENTENCE
    if cue.kind is CueKind.DECK:
        return OPENING_SENTENCE
    return SPOKEN_LINE if cue.kind is CueKind.NOTICE and cue.pattern.count(" ") < 2 else LONG_LINE


def _opens(cue: Cue, head: str, low: str, text: str) -> bool:
    """Whether a line begins with a pattern; one with capitals must stand so."""
    if cue.pattern != cue.pattern.lower():
        return text.startswith(cue.pattern)
    return head.startswith(cue.pattern) or low.startswith(cue.pattern)


def _contains(cue: Cue, text: str, low: str) -> bool:
    """Whether a pattern stands in a line; one with capitals must stand so."""
    where = text if cue.pattern != cue.pattern.lower() else low
    at = where.find(cue.pattern)
    if at < 0:
        return False
    before, after = where[at - 1 : at], where[at + len(cue.pattern) :][:1]
    return not (cue.pattern[0].isalpha() and before.isalpha()) and not (cue.pattern[-1].isalpha() and after.isalpha())


def _is_aside(cue: Cue, text: str) -> bool:
    """Whether a cue in a long line means that the line is no part of the story."""
    if cue.kind is CueKind.NOTICE:
        return bool(PERSONAL.search(QUOTED.sub("", text)))
    if cue.match is Match.OPENING and cue.pattern.endswith(" ") and TERMINAL.search(text):
        return False
    if cue.match is Match.OPENING:
        return cue.kind in {CueKind.RIGHTS, CueKind.CREDIT, CueKind.CAPTION}
    return cue.kind is not CueKind.DECK


def look_at(line: Line) -> Look:
    """What a line's own words tell."""
    found = cues_of(line.text)
    words = line.text.split()
    dates = find_dates(line.text) if len(line.text) <= DATE_LINE else ()
    return Look(
        words=sum(any(c.isalnum() for c in word) for word in words),
        terminal=_is_terminal(line.text, dates),
        cues=frozenset(cue.kind for cue in found),
        dates=dates,
        dateline=parse_dateline(line.text),
        nav=is_navigation(line.text),
        rule=bool(RULE.match(line.text)),
        cue=found[0] if found else None,
    )


def _is_terminal(text: str, dates: tuple[PrintedDate, ...]) -> bool:
    """Whether a line ends as a sentence does, not with the full stop of a date or an abbreviation."""
    if not TERMINAL.search(text) or text.endswith(ABBREVIATED):
        return False
    dated = bool(dates) and dates[-1].span.end >= len(text.rstrip(". "))
    return not dated or (text.count(" ") >= 6 and len(SEPARATOR.split(text)) < 3)


def is_navigation(text: str) -> bool:
    """Whether a line is a row of short links.

    >>> is_navigation("Home | World | Sports"), is_navigation("The port opened | again on Friday after a long strike.")
    (True, False)
    """
    if len(text) > 400:
        return False
    pieces = [piece.split() for piece in SEPARATOR.split(text.strip("[]()")) if piece.strip()]
    short = max(map(len, pieces), default=0) <= 7 and sum(map(len, pieces)) <= 3.5 * len(pieces)
    return len(pieces) >= 3 and short and not find_dates(text)
