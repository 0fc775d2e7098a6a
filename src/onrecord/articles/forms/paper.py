"""PDF documents with a text layer: their pages as plain text, running heads taken out, each page's beginning marked.

The words come from PDFium. Which lines make a paragraph is told by the space between them; where a page begins, but
for the first, is marked behind its first word by a sign of the private use area, until the text is written and offsets
can be told.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.articles.decode import Decoded
from onrecord.articles.forms import pdf_rows
from onrecord.articles.forms.form import Form, NoForm
from onrecord.records import Folio, Span, Zone

MARK: Final = "\ue0f0"
LONGEST_S: Final = 2 * pdf_rows.MOST_SECONDS
ENDLESS: Final = "the PDF asks for more time or memory than any document: it is not read"
FEWEST_LETTERS: Final = 40
"""A document with fewer letters is a picture of one: a scan with no more than a stamp."""
BROKEN_WORD: Final = re.compile(r"([\w-]+)[-\u00ad\x02\ufffe]\n(\w+)")
"""A word that a line's end breaks; PDFium writes U+FFFE or U+0002 for the hyphen."""
NUMBERED: Final = re.compile(r"\d+")
BARE_NUMBER: Final = re.compile(r"[-–—\s]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.I)
SENTENCE_END: Final = re.compile(r"""[.!?:;]["'”’»)\]]{0,3}\d{0,3}$""")
LISTED: Final = re.compile(r"(?:[-•–*]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s")
FULL_ROW: Final = 0.88
EDGE_LINES: Final = 2
RUNNING: Final = 3
"""A line at the edge of so many pages is a running head."""
WIDE_GAP: Final = 1.45
"""So many times the usual distance between two lines parts two paragraphs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a page with how far below the one before it stands, in points."""

    text: str
    drop: float
    right: float
    """Where its last letter ends, in points from the page's left edge."""


def open_paper(content: bytes) -> Form:
    """A PDF as plain text; raises ``NoForm`` where it is encrypted, damaged or without a text layer."""
    pages = _without_running_heads(_rows(content))
    if sum(len(row.text) for rows in pages for row in rows) < FEWEST_LETTERS:
        raise NoForm("the PDF has no text layer: it is a picture of a document, and no words are guessed from it")
    numbers = tuple(number for number, rows in enumerate(pages, 1) if rows)
    return Form(Decoded(_written(pages), False, "utf-8"), numbers=numbers)


def _rows(content: bytes) -> list[list[Row]]:
    """The rows of each page, read in a program of its own; raises ``NoForm``."""
    try:
        done = subprocess.run(  # noqa: S603 - our own file, by our own interpreter
            [sys.executable, "-I", pdf_rows.__file__],
            input=content,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoForm(ENDLESS) from error
    if done.returncode:
        raise NoForm(ENDLESS if -done.returncode in (signal.SIGXCPU, signal.SIGKILL) else _broken(done.stderr))
    told = json.loads(done.stdout)
    if "refused" in told:
        raise NoForm(told["refused"])
    return [[Row(str(text).replace(MARK, " "), drop, right) for text, drop, right in rows] for rows in told["pages"]]


def _broken(complaint: bytes) -> str:
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return f"the PDF cannot be read: its reader broke off ({last[:200] or 'without a word'})"


def _without_running_heads(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """The pages without page numbers, and without what stands at the edge of many of them, but for the first time."""
    edges = Counter(key for rows in pages for key in {_key(row) for row in _edge(rows)})
    seen: set[str] = set()
    return [_kept(rows, edges, seen) for rows in pages]


def _kept(rows: list[Row], edges: Counter[str], seen: set[str]) -> list[Row]:
    kept = []
    at_edge = {id(row) for row in _edge(rows)}
    for row in rows:
        running = id(row) in at_edge and edges[_key(row)] >= RUNNING
        if id(row) in at_edge and BARE_NUMBER.fullmatch(row.text):
            continue
        if running and _key(row) in seen:
            continue
        if running:
            seen.add(_key(row))
        kept.append(row)
    return kept


def _edge(rows: list[Row]) -> list[Row]:
    return [*rows[:EDGE_LINES], *rows[max(EDGE_LINES, len(rows) - EDGE_LINES) :]]


def _key(row: Row) -> str:
    """A line with its numbers alike, so that a running head with the page's number is one."""
    return NUMBERED.sub("0", row.text.casefold())


def _written(pages: Sequence[list[Row]]) -> str:
    """The pages as one text, a paragraph a line, parted by blank rows; one may run on from page to page."""
    usual, margin = _usual_drop(pages), _margin(pages)
    paragraphs: list[list[Row]] = []
    for rows in pages:
        for n, row in enumerate(rows):
            if n == 0 and paragraphs:
                row = replace(row, text=_marked(row.text))
            before = paragraphs[-1][-1] if paragraphs else None
            if before is not None and _runs_on(before, row, margin) and (n == 0 or _is_next(row, usual)):
                paragraphs[-1].append(row)
            else:
                paragraphs.append([row])
    text = "\n\n".join("\n".join(row.text for row in rows) for rows in paragraphs)
    whole = BROKEN_WORD.sub(lambda broken: _mended(broken, text), text)
    return re.sub(r"(?<!\n)\n(?!\n)", " ", whole)


def _is_next(row: Row, usual: float) -> bool:
    """Whether a row stands as far below the one before as rows of one paragraph do."""
    return not usual or usual * 0.3 < row.drop < usual * WIDE_GAP


def _runs_on(before: Row, row: Row, margin: float) -> bool:
    """Whether a row's sentence goes on in the next: it reaches the margin, and what follows opens no item of a list."""
    if LISTED.match(row.text):
        return False
    over = SENTENCE_END.search(before.text) is not None
    if row.text[:1].islower() and not over:
        return True
    return before.right > margin * FULL_ROW and not (MARK in row.text and over)


def _margin(pages: Sequence[list[Row]]) -> float:
    """Where full rows end, in points from the left edge; a tenth of all rows may stand out."""
    rights = sorted(row.right for rows in pages for row in rows)
    return rights[int(len(rights) * 0.9)] if rights else 0.0


def _mended(broken: re.Match[str], text: str) -> str:
    """A broken word in one piece: with its hyphen where the document has it so elsewhere, or where it has two."""
    start, rest = broken.groups()
    compound = f"{start}-{rest}"
    known = compound in text or ("-" in start and f"{start}{rest}" not in text)
    return compound if known or not rest[:1].islower() else start + rest


def _usual_drop(pages: Sequence[list[Row]]) -> float:
    """The commonest distance between two lines, in points."""
    drops = Counter(round(row.drop, 1) for rows in pages for row in rows[1:] if row.drop > 0)
    return drops.most_common(1)[0][0] if drops else 0.0


def _marked(text: str) -> str:
    first, blank, rest = text.partition(" ")
    return f"{first}{MARK}{blank}{rest}"


def lift_marks(
    text: str, zones: Sequence[Zone], numbers: Sequence[int]
) -> tuple[str, tuple[Zone, ...], tuple[Folio, ...]]:
    """A text without the marks of its pages, its zones moved along, and where each of the numbered pages begins.

    >>> lift_marks(f"One ends.\\n\\nTwo{MARK} begins.", (), (1, 2))
    ('One ends.\\n\\nTwo begins.', (), (Folio(number=1, start=0), Folio(number=2, start=11)))
    """
    if not numbers and MARK not in text:
        return text, tuple(zones), ()
    places = [match.start() for match in re.finditer(MARK, text)]
    bare = text.replace(MARK, "")
    moved = tuple(Zone(zone.kind, Span(*(end - _before(places, end) for end in zone.span))) for zone in zones)
    starts = (0, *(_word_start(bare, place - n) for n, place in enumerate(places)))
    return bare, moved, tuple(Folio(number, start) for number, start in zip(numbers, starts, strict=False))


def _before(places: Sequence[int], end: int) -> int:
    return sum(place < end for place in places)


def _word_start(text: str, end: int) -> int:
    while end > 0 and not text[end - 1].isspace():
        end -= 1
    return end
