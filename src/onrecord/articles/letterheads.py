"""The institution of a letterhead in one or several lines: below its state, with its district, above its press desk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.articles.agency import name_key
from onrecord.articles.banners import name_of_banner
from onrecord.articles.sheet import Sheet
from onrecord.lexicon.layout import known_states

INSTITUTION = re.compile(
    r"\b(?:ministry|department|court|council|office|parliament|senate|assembly|agency|commission|committee|embassy|"
    r"institute|command|staff|house|bureau|authority|secretariat|police|forces|presidency|government|directorate|"
    r"service|prosecutor|panel|mission|inspectorate|registry|tribunal|chamber|navy|army)\b",
    re.IGNORECASE,
)
STATE_TITLE = re.compile(
    r"^(?:the )?(?:\w+ ){0,3}(?:republic|kingdom|state|sultanate|emirate|federation|union|commonwealth|grand duchy|"
    r"principality)\b",
    re.IGNORECASE,
)
COURT = re.compile(r"^(?:in )?(?:the )?(?:united states|u\.s\.) (?:district|bankruptcy) court$", re.IGNORECASE)
DISTRICT = re.compile(r"^(?:for )?(?:the )?(?P<name>(?:\w+ )?district of .+)$", re.IGNORECASE)
GOVERNMENT = re.compile(r"^(?:the )?government of (?:the )?| government$", re.IGNORECASE)
ONE_LINE_HEAD = re.compile(r"(?P<state>.+?) (?:[-–—|/:]|--) (?P<house>.+)")
WORLD_BODY = re.compile(r"(?:united nations|european union|african union)", re.IGNORECASE)
PRESS_UNIT = re.compile(
    r"(?:the )?(?:office of the (?:spokes\w+|press secretary)|"
    r"press (?:secretary|office|service|department|centre|section)|"
    r"information (?:and press )?(?:department|office)|media (?:office|centre)|"
    r"public (?:affairs|relations)(?: office)?|"
    r"department of information)",
    re.IGNORECASE,
)
"""A part of an institution that speaks for it."""
POSTED = re.compile(r"(?i:posted|published|issued|released) by:? (?P<name>[^\W\d_a-z].+)")
SITE_NAME_WORDS = 5


def letterhead(sheet: Sheet, names: Sequence[str]) -> str | None:
    """The institution of a letterhead in several lines: below its state, with its district, or who posted a paper."""
    if names and COURT.match(names[0]):
        return _poster(sheet) or _with_district(names)
    if names and (match := ONE_LINE_HEAD.fullmatch(names[0])) and _is_state(match.group("state")):
        return _house_of_state(match.group("house"), match.group("state"))
    if names and (unit := PRESS_UNIT.match(names[0])) and (house := names[0][unit.end() :]).startswith(", "):
        return house.removeprefix(", ")
    if len(names) < 2:
        return None
    if PRESS_UNIT.fullmatch(names[0]) and INSTITUTION.search(names[1]):
        return names[1]
    if WORLD_BODY.fullmatch(names[0]):
        return names[1] if INSTITUTION.search(names[1]) else names[0]
    if _is_state(names[0]):
        return next((name for name in names[1:] if INSTITUTION.search(name)), names[1])
    if names[0].isupper() and names[1].startswith(("OF ", "FOR ")):
        return f"{names[0]} {names[1]}".removeprefix("IN THE ")
    if DISTRICT.match(names[1]) and INSTITUTION.search(names[0]):
        return f"{names[0]}, {names[1]}"
    return None


def _house_of_state(house: str, state: str) -> str:
    """``REPUBLIC OF MALTA - MINISTRY OF TILES`` in one line: the institution of the state."""
    name = name_of_banner(house)
    if not INSTITUTION.search(name) or name_key(GOVERNMENT.sub("", state)) in name_key(name):
        return name
    article = "THE " if STATE_TITLE.match(state) and not state.lower().startswith("the ") else ""
    return f"{name} OF {article}{state}"


def _poster(sheet: Sheet) -> str | None:
    """Who put a court's paper on the page: ``Posted by: Harbour Docket`` above it, or ``Harbour Docket | …`` below."""
    for line in sheet.lines[: sheet.head.body]:
        if posted := POSTED.fullmatch(line.text):
            return posted.group("name")
    for line in sheet.lines[max(sheet.first, len(sheet.lines) - 4) :]:
        name, bar, _ = line.text.partition(" | ")
        if bar and 2 <= len(name.split()) <= SITE_NAME_WORDS and all(word[:1].isupper() for word in name.split()):
            return name
    return None


def _with_district(names: Sequence[str]) -> str:
    court = re.sub(r"^in the ", "", names[0], flags=re.IGNORECASE)
    district = DISTRICT.match(names[1]) if len(names) > 1 else None
    return f"{court} FOR THE {district.group('name')}" if district else court


def _is_state(line: str) -> bool:
    words = GOVERNMENT.sub("", name_of_banner(line))
    return name_key(words) in known_states() or (bool(STATE_TITLE.match(words)) and not INSTITUTION.search(words))
