"""A place beside a full date in a line below the headline, in whatever order and however the two are parted."""

from __future__ import annotations

import re

from onrecord.articles.agency import known_agency
from onrecord.articles.banners import NAMED_HOUSE
from onrecord.articles.datelines import NAME, PrintedDateline
from onrecord.articles.dates import PrintedDate, find_dates
from onrecord.articles.looks import names_house
from onrecord.articles.place_names import is_known_place, place_name
from onrecord.articles.sheet import Sheet
from onrecord.lexicon.layout import CueKind, calendar_words, section_words
from onrecord.records import ZoneKind

LABELS = frozenset(
    "published updated posted issued date dated released created press release by from on last first transcript "
    "statement communiqué communique bulletin letter letters analysis opinion comment interview editorial note notes "
    "answer question script programme report page edition number issue live essay column review obituary feature "
    "profile sitting day part series story".split()
)
PLACE = re.compile(rf"{NAME.pattern}(?:(?:, | ?/ ?){NAME.pattern})?")
LEAD = re.compile(
    r"^(?:(?:(?:given|done|issued|written|reported|reporting|posted|filed|dated) )?(?:at|in|from)|dateline:|place:) "
    r"(?:the )?",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*[|•·/:]\s*|\s+[-–—]+\s+|, | \(|\) ?,? ?")
SIGNED = re.compile(r"\b(?:by|from|our|own|staff|correspondents?|reporters?)\b", re.IGNORECASE)
SIGNS_BEHIND = re.compile(r"\b(?:by|presenter|editor|correspondent|reporter|written|read)\b", re.IGNORECASE)
LANDSCAPE = re.compile(
    r"\b(?:new|port|porto|puerto|saint|st|san|santa|são|sao|fort|lake|mount|camp|bab|kfar|tel|ust|nov[aeéáo]\w?|al|el|la|"
    r"le|las|los|del?|du|am|upon|sur|north|south|east|west|upper|lower|bad|bay|harbou?r|islands?|beach|city|town|"
    r"village|hills?|river|valley|springs|falls|bridge|cape|cabo|costa|villa|vila|monte|rio|ciudad|crossing|airport|"
    r"base|station|point)\b",
    re.IGNORECASE,
)
"""A word by which towns, and not writers, are named: ``Porto Novo``, ``Lake Turkana``."""
EDGES = " *[](){}|•·-–—"
LONGEST = 110
STORY_LINES = 40


def place_of_dated_line(sheet: Sheet) -> PrintedDateline | None:
    """The place that a line between the headline and the story tells beside a full date."""
    top = -1 if sheet.head.title is None else sheet.head.title
    for i in range(top + 1, sheet.first):
        line = sheet.lines[i].text.strip(EDGES)
        days = [day for day in find_dates(line) if day.year and day.day]
        if not days or len(line) > LONGEST or sheet.looks[i].has(CueKind.CAPTION, CueKind.RIGHTS, CueKind.NOTICE):
            continue
        if place := _beside(sheet, line, days[0]):
            return PrintedDateline(0, place_name(place), (days[0],))
    return None


def _beside(sheet: Sheet, line: str, day: PrintedDate) -> str | None:
    before, behind = line[: day.span.start], line[day.span.end :]
    led = LEAD.match(before)
    parts = [part.strip(EDGES) for part in PARTS.split(before[led.end() :] if led else before) if part.strip(EDGES)]
    if not parts:
        comma = behind.startswith(",")
        parts = [part.strip(EDGES) for part in PARTS.split(behind) if part.strip(EDGES)][:1]
        return next((part for part in parts if _is_place(sheet, part, sure=comma)), None)
    signed = bool(SIGNS_BEHIND.search(behind))
    close = bool(led) or before.rstrip().endswith((",", ")", " on"))
    others = [part for part in parts[1:] if not SIGNED.search(part)]
    first = parts[0].removesuffix(" on")
    if _is_place(sheet, first, sure=close and not others, signed=signed):
        return first
    return next((part for part in parts[:0:-1] if _is_place(sheet, part, sure=False)), None)


def _is_place(sheet: Sheet, words: str, *, sure: bool, signed: bool = False) -> bool:
    """Whether a name is a place's: known, named by the story, or in a form that no writer's name has."""
    low = words.lower()
    if not PLACE.fullmatch(words) or low in LABELS or low in section_words() or _is_house(sheet, words):
        return False
    if is_known_place(words) or is_told(sheet, words):
        return True
    town = " " not in words or words.isupper() or LANDSCAPE.search(words) is not None
    return sure and (town or signed or _is_signed(sheet))


def _is_house(sheet: Sheet, words: str) -> bool:
    """Whether a name is an outlet's, a service's, or a day of the week."""
    days = {word.word for word in calendar_words() if word.kind in {"weekday", "month"}}
    named = known_agency(words) or NAMED_HOUSE.search(words) or names_house(words, sheet.notices)
    return bool(named) or words.lower() in days


def _is_signed(sheet: Sheet) -> bool:
    """Whether another line tells who wrote the story, so that a name beside the date is no writer's."""
    return any(look.has(CueKind.BYLINE) and not look.dates for look in sheet.looks[: sheet.first])


def is_told(sheet: Sheet, place: str) -> bool:
    """Whether the story's first paragraphs name a place."""
    name = re.compile(rf"(?<!\w){re.escape(place.split(',')[0])}(?!\w)")
    return any(name.search(line) for line in sheet.texts(ZoneKind.BODY)[:STORY_LINES])
