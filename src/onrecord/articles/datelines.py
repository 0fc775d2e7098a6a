"""The dateline grammar of wire copy: place, date and credit before the first words of a dispatch.

The forms that SpaceWar and SpaceDaily have used since 2000, and those of the agencies whose copy they and others carry:
``Washington, Sept 9 (AFP) Sep 09, 2024`` · ``SANAA (AFP) Dec 11, 2002`` · ``KYIV, March 11 (Reuters) -`` ·
``MOSCOW. Sept 9 (Interfax) -`` · ``DHAKA, Sept 10, 2024 (BSS/AFP) -`` · ``by Staff Writers Paris (AFP) May 8, 2019``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.articles.dates import PrintedDate, date_at, find_dates
from onrecord.lexicon.layout import agencies, calendar_words

HEAD = 220  # no dateline reaches further into its line
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
WORD = rf"(?:(?:St|Ste|Mt|Ft|Pt)\.|(?:[A-Z]\.){{2,4}}|(?:al|an|as|ad|ar|el|ez|es)-[{UPPER}][\w'’ʿ`-]{{0,30}}|[{UPPER}][\w'’ʿ`-]{{0,30}})"
LINK = r"(?:de|del|della|di|da|do|dos|das|du|des|la|le|las|los|el|al|of|the|on|upon|am|an|der|den|sur|y|and|na|nad|pod|u|i)"
SIDE = r"(?:near|off|outside|central|eastern|western|northern|southern|north|south|east|west|north-?eastern|south-?eastern|north-?western|south-?western)"
NAME = re.compile(rf"(?:{SIDE} ){{0,2}}{WORD}(?: (?:{LINK} ){{0,2}}{WORD}){{0,4}}")
CREDIT = re.compile(r"\(([^()\n]{2,60})\)")
CLOCK = re.compile(
    r"(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|[A-Z]{2,4})(?:[+-]\d{1,2})?)?", re.IGNORECASE
)
DASH = re.compile(r"\s*(?:/?-{1,3}|[–—―:]|=|//)\s*")
BYLINE = re.compile(rf"(?:by|By|BY) (?:Staff Writers?|AFP Staff Writers?|{WORD}(?: {WORD}){{1,3}}),? (?={WORD})")
GAP = re.compile(r"[\s,.;|·/-]{0,6}")


@dataclass(frozen=True, slots=True)
class PrintedDateline:
    """A dateline as printed: the place as a name, its dates, its credits and where it ends in its line."""

    end: int
    place: str
    dates: tuple[PrintedDate, ...] = ()
    credits: tuple[str, ...] = ()
    dashed: bool = False
    byline: str | None = None


@cache
def _calendar() -> frozenset[str]:
    return frozenset(word.word for word in calendar_words())


@cache
def _bare_credits() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(a.spelling) for a in agencies() if len(a.spelling) > 3), key=len, reverse=True))
    return re.compile(rf"(?:{names})(?!\w)", re.IGNORECASE)


def place_name(printed: str) -> str:
    """A place as a name, whatever its capitals.

    >>> place_name("RIO DE JANEIRO"), place_name("N'DJAMENA, Chad"), place_name("SANA'A")
    ('Rio de Janeiro', "N'Djamena, Chad", "Sana'a")
    """
    return re.sub(r"[^\s,/]+", lambda match: _word_as_name(match.group(), match.start() == 0), printed.strip(" ,.-/"))


def _word_as_name(word: str, first: bool) -> str:
    letters = [c for c in word if c.isalpha()]
    if not letters or not all(c.isupper() for c in letters) or "." in word or (len(letters) < 3 and first):
        return word
    if word.lower() in {"de", "del", "di", "da", "do", "du", "la", "le", "of", "the", "on", "upon", "am", "and", "y"}:
        return word if first else word.lower()
    pieces = re.split(r"(['’-])", word.lower())
    return "".join(_piece_as_name(piece, i, pieces) for i, piece in enumerate(pieces))


def _piece_as_name(piece: str, i: int, pieces: list[str]) -> str:
    small = i > 0 and (
        len(piece) == 1 or piece in {"au", "aux", "sur", "en", "le", "la", "les", "de", "of", "the", "ye"}
    )
    return (
        piece
        if small or (i == 0 and piece in {"al", "an", "as", "ad", "ar", "el", "ez", "es"} and len(pieces) > 1)
        else piece.capitalize()
    )


def _place_end(text: str, start: int) -> int:
    """Where the place that begins here ends: names joined by commas or slashes, none of them a month or a weekday."""
    end = start
    while match := NAME.match(text, start):
        stop = _before_calendar(text, match)
        if stop <= start:
            break
        end = stop
        joint = re.compile(r", ?| ?/ ?| and ").match(text, end)
        if not joint or stop != match.end():
            break
        start = joint.end()
    return end


def _before_calendar(text: str, match: re.Match[str]) -> int:
    """The end of a run of names, cut before its first month or weekday."""
    for word in re.finditer(r"[^\s.,]+", match.group()):
        if word.group().lower() in _calendar():
            return match.start() + len(match.group()[: word.start()].rstrip())
    return match.end()


def _parts(text: str, position: int) -> Iterator[tuple[str, int, PrintedDate | str | None]]:
    """The dates, credits, weekdays and clock times that follow a place, one after the other."""
    while True:
        position = _gap(text, position)
        if credit := CREDIT.match(text, position):
            position = credit.end()
            yield "credit", position, credit.group(1).strip()
        elif printed := date_at(text, position):
            position = printed.span.end
            yield "date", position, printed
        elif clock := CLOCK.match(text, position):
            position = clock.end()
            yield "clock", position, None
        elif (word := re.compile(r"[^\W\d_]+\.?").match(text, position)) and word.group().lower().rstrip(
            "."
        ) in _calendar():
            position = word.end()
            yield "weekday", position, None
        elif (bare := _bare_credits().match(text, position)) and bare.group().isupper():
            position = bare.end()
            yield "credit", position, bare.group()
        else:
            return


def _gap(text: str, position: int) -> int:
    match = GAP.match(text, position)
    return match.end() if match else position


def parse_dateline(line: str) -> PrintedDateline | None:
    """The dateline that opens a line, or ``None``.

    >>> parse_dateline("KYIV, March 11 (Reuters) - The ministry said").credits
    ('Reuters',)
    >>> parse_dateline("Brussels, which hosts the alliance, was calm.") is None
    True

    A place with nothing but a dash behind it counts where it stands in capitals or a capital follows the dash.
    """
    text = line[:HEAD]
    if byline := BYLINE.match(text):
        inner = parse_dateline(text[byline.end() :])
        if inner and inner.credits:
            return replace(inner, end=inner.end + byline.end(), byline=byline.group().rstrip(" ,"))
    start = len(text) - len(text.lstrip(" .[|"))
    place_end = _place_end(text, start)
    if place_end <= start:
        return None
    return _judged(text, start, place_end, len(line))


def _judged(text: str, start: int, place_end: int, length: int) -> PrintedDateline | None:
    parts = list(_parts(text, place_end))
    end = parts[-1][1] if parts else place_end
    dates = tuple(value for _, _, value in parts if isinstance(value, PrintedDate))
    credits = tuple(value for _, _, value in parts if isinstance(value, str))
    dash = DASH.match(text, end) or re.compile(r"[.,]? *$").match(text, end)
    over = dash is not None and dash.end() >= length
    found = PrintedDateline(
        dash.end() if dash else end, place_name(text[start:place_end]), dates, credits, bool(dash and not over)
    )
    if _fits(found, text[start:place_end], text, dash is not None):
        return found
    return None


def _fits(found: PrintedDateline, printed: str, text: str, closed: bool) -> bool:
    """Whether what was parsed is a dateline rather than the start of a sentence."""
    if found.credits:
        return bool(closed or found.dates) and all(_is_credit(credit) for credit in found.credits)
    if found.dates:
        return closed
    if not closed or not found.dashed or len(printed) > 40:
        return False
    rest = text[found.end : found.end + 2].lstrip("\"'“‘«")
    colon = text[len(printed) : found.end].strip() == ":"
    return (_is_capitals(printed) or bool(rest[:1].isupper())) and not colon and " " in text[len(printed) : found.end]


def _is_credit(words: str) -> bool:
    return any(c.isupper() for c in words) and len(words.split()) <= 5 and not find_dates(words)


def _is_capitals(words: str) -> bool:
    first = words.split(",")[0]
    return first.isupper() and len(first) > 2
