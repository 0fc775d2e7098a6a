"""The institution of a letterhead in one or several lines: below its state, with its district, above its press desk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.articles.agency import known_agency, name_key
from onrecord.articles.banners import SMALL, WORDS, name_of_banner
from onrecord.articles.looks import names_house
from onrecord.articles.notices import read_rights
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
ONE_LINE_HEAD = re.compile(r"(?P<state>.+?)(?: (?:[-–—|/:•·]|--) |, )(?P<house>.+)")
WORLD_BODY = re.compile(r"(?:united nations|european union|african union)", re.IGNORECASE)
PRESS_UNIT = re.compile(
    r"(?:the )?(?:office of the (?:spokes\w+|press \w*secretary)|"
    r"press (?:secretary|office|service|department|centre|section)|"
    r"information (?:and press )?(?:department|office)|media (?:office|centre)|"
    r"public (?:affairs|relations)(?: office)?|"
    r"department of information)",
    re.IGNORECASE,
)
"""A part of an institution that speaks for it."""
POSTED = re.compile(r"(?i:posted|published|issued|released) by:? (?P<name>[^\W\d_a-z].+)")
FOREIGN = re.compile(
    r"\b(?:minist(?:e|è|é|ar|er)(?:re|ri[oe]|stvo|stwo|ul|ium)|bundes\w+|eidgenossenschaft|rep[uú]bli[ck]a|parlament\w*|"
    r"govern[oe]|gobierno|gouvernement|regering\w*|f[öo]rsvars\w+|kancel\w+|tribunal de|corte de|cour d\w*)\b",
    re.IGNORECASE,
)
"""What an institution is in another tongue than the page's: ``MINISTERUL AFACERILOR INTERNE``."""
IN_ENGLISH = re.compile(
    r"(?:the )?(?:(?:federal|state|national|supreme|general) )?(?:ministry|department|secretariat|parliament|"
    r"court|directorate|office|chancellery|prosecutor|council|government) (?:general )?(?:of|for)\b",
    re.IGNORECASE,
)
POST = re.compile(
    r"(?P<house>(?:the )?(?:embassy|consulate(?: general)?|permanent mission|delegation)\b.+?)"
    r"(?: [-–—|] |, )(?P<place>[^\W\d_][\w '-]{2,30})",
    re.IGNORECASE,
)
"""``EMBASSY OF MALTA - OSLO``"""
INITIALS = re.compile(r"[A-Z]{3,6}")
SITE_NAME_WORDS = 5


def letterhead(sheet: Sheet, names: Sequence[str]) -> str | None:
    """The institution of a letterhead in several lines: below its state, with its district, or who posted a paper."""
    if names and COURT.match(names[0]):
        return _poster(sheet) or _with_district(names)
    if names and (post := POST.fullmatch(names[0])):
        return _post_in_place(sheet, post.group("house"), post.group("place"))
    if names and (whole := _of_initials(sheet, names)):
        return whole
    if names and FOREIGN.search(names[0]) and (english := _in_english(sheet, names)):
        return english
    if names and (match := ONE_LINE_HEAD.fullmatch(names[0])) and _is_own_state(match.group("state")):
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


def _post_in_place(sheet: Sheet, house: str, place: str) -> str:
    """An embassy with its place where the page names it so: ``the Embassy of Malta in Oslo``."""
    told = f"{house} in {place}"
    told = told.upper() if house.isupper() else told
    return told if any(told.lower() in line.text.lower() for line in sheet.lines) else house


def _of_initials(sheet: Sheet, names: Sequence[str]) -> str | None:
    """The name that a banner's initials stand for: the next line, or one that the text and a notice tell."""
    initials = name_of_banner(names[0])
    if not INITIALS.fullmatch(initials) or known_agency(initials):
        return None
    below = name_of_banner(names[1]) if len(names) > 1 else ""
    if initials_of(below) == initials:
        return below
    told = re.compile(rf"((?:[^\W\d_a-z][\w-]* (?:(?:of|and|for|the) )*){{2,6}})\({initials}\)")
    found = (match.group(1).split() for line in sheet.lines for match in told.finditer(line.text))
    wholes = (" ".join(words[n:]) for words in found for n in range(len(words)))
    return next(
        (whole for whole in wholes if initials_of(whole) == initials and names_house(whole, sheet.notices)), None
    )


def initials_of(words: str) -> str:
    """The initials of the words that count: ``GCM`` of ``Grassfields Conflict Monitor``."""
    return "".join(word[0].upper() for word in WORDS.findall(words) if not SMALL.match(word))


def _in_english(sheet: Sheet, names: Sequence[str]) -> str | None:
    """The English name of an institution whose letterhead bears another tongue: the next line, or a notice's."""
    below = next((name for name in names[1:3] if IN_ENGLISH.match(name)), None)
    holder = read_rights(sheet.notices, sheet.stated.holder).holder
    return below or (holder if holder and IN_ENGLISH.match(holder) else None)


def _house_of_state(house: str, state: str) -> str:
    """``REPUBLIC OF MALTA - MINISTRY OF TILES`` in one line: the institution of the state."""
    name = name_of_banner(house)
    if not INSTITUTION.search(name) or name_key(GOVERNMENT.sub("", state)) in name_key(name):
        return name
    if PRESS_UNIT.match(name):
        return name
    article = "THE " if STATE_TITLE.match(state) and not state.lower().startswith("the ") else ""
    whole = f"{name} of {article.lower()}{state}"
    return whole.upper() if name.isupper() else whole


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


def _is_own_state(line: str) -> bool:
    return not WORLD_BODY.fullmatch(line) and _is_state(line)


def _is_state(line: str) -> bool:
    words = GOVERNMENT.sub("", name_of_banner(line))
    return name_key(words) in known_states() or (bool(STATE_TITLE.match(words)) and not INSTITUTION.search(words))
