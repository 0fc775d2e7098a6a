"""Where sentences end: rules for edited news, where they beat what small learned splitters do."""

from __future__ import annotations

import csv
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from onrecord.records import Span

_TABLE: Final = Path(__file__).parent / "abbreviations.tsv"
_DOTTED: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_WORD_BEFORE: Final = re.compile(r"[^\s(\[\"“‘'—–/]*\Z")
_NEXT_WORD: Final = re.compile(r"[\"“‘'(\[]*([^\s.,;:!?)\]\"”’]*)")
_ENDING: Final = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"”’'»)\]]*)(?P<gap>\s+|\Z)")
_GLUED: Final = re.compile(r"[a-z]{2}[.!?][\"”’]?(?=[A-Z][a-z]+[\s,])")
_LINES: Final = re.compile(r"[^\S\n]*\n\s*")
_BULLET: Final = re.compile(r"(?:[•▪◦●■‣*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_INNER_BULLET: Final = re.compile(r"\s(?=[•▪◦●■‣]\s*\S)")
_SPEAKER: Final = re.compile(
    r"(?:[\"”’]\s*)?(?:(?:the|a|an|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)\s)?(?:[A-Z][\w'’-]+\s){0,4}[A-Z]?[\w'’-]+\s"
    r"(?:said|says|asked|asks|told|tells|wrote|writes|added|replied|answered|shouted|cried|wondered)\b"
)
_LONGEST_LIST: Final = 3
_SHORT_LINE: Final = 0.7


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Cut a stretch of text into sentences, none of them empty, blanks at their ends left out.

    >>> text = 'KYIV, Jan. 5 (WX) - "We know nothing," Lt. Gen. J. R. Roe told the U.S. envoy. He left...'
    >>> [text[part.start : part.end] for part in split_sentences(text, Span(0, len(text)))]
    ['KYIV, Jan. 5 (WX) - "We know nothing," Lt. Gen. J. R. Roe told the U.S. envoy.', 'He left...']
    """
    stretch = text[span.start : span.end]
    cuts = sorted({0, len(stretch), *_line_cuts(stretch), *_stop_cuts(stretch), *_other_cuts(stretch)})
    return tuple(
        Span(span.start + start, span.start + end)
        for start, end in (_trim(stretch, left, right) for left, right in itertools.pairwise(cuts))
        if start < end
    )


@functools.cache
def _words(kind: str) -> frozenset[str]:
    """The words of one kind in the table: titles, months, words before figures and so on, and what opens a sentence."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return frozenset(row["word"] for row in rows if row["kind"] == kind)


def _trim(stretch: str, left: int, right: int) -> tuple[int, int]:
    part = stretch[left:right]
    return left + len(part) - len(part.lstrip()), right - len(part) + len(part.rstrip())


def _other_cuts(stretch: str) -> Iterator[int]:
    """Stops with no blank behind them ("…the depot.Officials said…") and bullets within a line."""
    for match in _GLUED.finditer(stretch):
        yield match.end()
    for match in _INNER_BULLET.finditer(stretch):
        yield match.end()


def _line_cuts(stretch: str) -> Iterator[int]:
    """Ends of lines that end a sentence: an empty line, a bullet, a line cut short before a capital."""
    breaks = list(_LINES.finditer(stretch))
    if not breaks:
        return
    longest = max(len(line) for line in stretch.split("\n"))
    start = 0
    for match in breaks:
        after = stretch[match.end() : match.end() + 80]
        short = match.start() - start < _SHORT_LINE * longest and not after[:1].islower()
        stopped = stretch[: match.start()].endswith((".", "!", "?", ":"))
        if match.group().count("\n") > 1 or _BULLET.match(after) or short or stopped:
            yield match.end()
        start = match.end()


def _stop_cuts(stretch: str) -> Iterator[int]:
    for match in _ENDING.finditer(stretch):
        if match.end() < len(stretch) and _ends_sentence(stretch, match):
            yield match.end()


def _ends_sentence(stretch: str, match: re.Match[str]) -> bool:
    """Whether a stop with what follows it ends a sentence."""
    stop, close = match["stop"], match["close"]
    after = stretch[match.end() : match.end() + 120]
    found = _NEXT_WORD.match(after)
    word = found[1] if found else ""
    if after[:1].islower() or (word[:1].islower() and after[:1] not in "\"“‘'(["):
        return False
    if close and stop[-1] in "!?…" and _SPEAKER.match(after):
        return False
    if stop == "." and not close:
        return _point_ends(stretch, match.start(), word, after)
    return True


def _point_ends(stretch: str, point: int, word: str, after: str) -> bool:
    """Whether a lone full stop ends a sentence, by the word before it and the word behind."""
    found = _WORD_BEFORE.search(stretch[max(0, point - 40) : point])
    before = found[0] if found else ""
    starts_new = word in _words("starter") or after[:1] in '"“‘'
    if before in _words("title") or before in _words("never last"):
        return False
    if before in _words("month") or before in _words("figure"):
        return not word[:1].isdigit() and starts_new
    if before in _words("maybe last") or _DOTTED.match(before) or (len(before) == 1 and before.isupper()):
        return starts_new
    if before.isdigit() and len(before) < _LONGEST_LIST:
        return not _opens_line(stretch, point - len(before))
    return True


def _opens_line(stretch: str, at: int) -> bool:
    head = stretch[:at].rstrip(" \t(")
    return not head or head[-1] == "\n" or head[-1] in ".!?:;"
