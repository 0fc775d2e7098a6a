"""Whose page it is: the site, paper or institution, by statement, document title, banner or notice."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from onrecord.articles.agency import known_agency, name_key
from onrecord.articles.datelines import is_known_place
from onrecord.articles.dates import find_dates
from onrecord.articles.looks import Look, cues_of
from onrecord.articles.sheet import Sheet
from onrecord.lexicon.layout import CueKind, known_states, media_names, outlets, section_words

TITLE_TAIL = re.compile(r"\s(?:[|–—·»«:]|-{1,2}|::)\s")
BANNER_TAIL = re.compile(
    r"""
    ,?\ (?:[Nn]o|[Vv]ol|[Nn]r|[Ii]ssue)\.?\ ?\d |               # Gozo Weekly, no. 36
    ,?\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$ |           # Gozo Weekly, Friday (the date is cut)
    ,\ (?:the|a|an|your|our)\  |                                # Gozo Weekly, the paper of the islands
    \s\( | \s\[ | \s[-–—|·:*/•>›»]{1,2}\s | \s{2,} | :\s
    """,
    re.VERBOSE,
)
SMALL = re.compile(
    r"(?:an?|and|at|by|de[lrs]?|di|du|for|from|in|la|le|of|on|or|per|the|to|und|van|von|y)\Z", re.IGNORECASE
)
INSTITUTION = re.compile(
    r"\b(?:ministry|department|court|council|office|parliament|senate|assembly|agency|commission|committee|embassy|"
    r"institute|command|staff|house|bureau|authority|secretariat|police|forces|presidency|government|directorate|"
    r"service|prosecutor)\b",
    re.IGNORECASE,
)
STATE_TITLE = re.compile(
    r"^(?:the )?(?:\w+ ){0,3}(?:republic|kingdom|state|sultanate|emirate|federation|union|commonwealth|grand duchy|"
    r"principality)\b",
    re.IGNORECASE,
)
EDGES = " .|*[]~=#,"
NAME_LENGTH = 90
SITE_NAME_WORDS = 5
BANNER_LINES = 8
MOST_DIGITS = 2


@cache
def _outlet_names() -> dict[str, str]:
    return {name_key(row.spelling): row.name for row in outlets()}


@cache
def _media_names() -> dict[str, str]:
    return {name_key(name): name for name in media_names()}


def find_publisher(sheet: Sheet, headline: str | None, holder: str | None) -> str | None:
    """The site, paper or institution whose page it is: as stated, by the document's title, the banner, the notice."""
    page = "\n".join(line.text for line in sheet.lines)
    if sheet.stated.site:
        return publisher_name(sheet.stated.site, page) or sheet.stated.site
    if tail := _document_name(sheet, headline):
        return publisher_name(tail, page)
    if name := publisher_name(banner(sheet), page):
        return name
    whole_copy = holder is not None and known_agency(holder) and name_key(holder) not in _outlet_names()
    return None if whole_copy else publisher_name(holder, page)  # a wire's notice stands on its clients' pages


def _document_name(sheet: Sheet, headline: str | None) -> str | None:
    """The site's name in the document's title: its tail, or the whole of a short title that is not the headline."""
    title = sheet.document_title
    if not title or title.lower() in section_words():
        return None
    short = len(title.split()) <= SITE_NAME_WORDS and name_key(title) != name_key(headline or "")
    return title_tail(title, headline) or (title if short else None)


def publisher_name(printed: str | None, page: str = "") -> str | None:
    """An outlet's name as it writes it, from its banner, a title's tail or a notice.

    >>> publisher_name("SPACEDAILY - Your Portal To Space"), publisher_name("THE HARBOUR POST | Oslo")
    ('SpaceDaily', 'The Harbour Post')
    """
    words = _name_of_banner(printed or "")
    if not any(c.isalpha() for c in words) or len(words) > NAME_LENGTH:
        return None
    if known := _outlet_names().get(name_key(words)):
        return known
    before, comma, _ = words.rpartition(", ")
    if comma and page.lower().count(before.lower()) > page.lower().count(words.lower()):
        words = before  # the place of a letterhead, left out where the page names the house again
    return _spelled(words, page) if words.isupper() and len(words) > 4 else words


def _name_of_banner(printed: str) -> str:
    """The name in a banner line, without date, slogan, links and the place of a letterhead."""
    days = find_dates(printed)
    dated = bool(days) and days[0].span.start > 3
    words = BANNER_TAIL.split(printed[: days[0].span.start if dated else None].strip(EDGES), maxsplit=1)[0].strip(EDGES)
    name, comma, place = words.rpartition(", ")
    town = " " not in place and len(name.split()) >= 3 and "&" not in name and name_key(place) not in known_states()
    return name if comma and (is_known_place(place) or town) else words


def _spelled(words: str, page: str) -> str:
    """A name in capitals as the page writes it elsewhere, or with a capital at each word that counts."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    found = (" ".join(match.group().split()) for match in pattern.finditer(page))
    forms = Counter(form for form in found if not form.isupper() and form[0].isupper())
    if forms:
        return max(sorted(forms), key=lambda form: forms[form])
    return _media_names().get(name_key(words)) or " ".join(
        _capitalised(word, i) for i, word in enumerate(words.split())
    )


def _capitalised(word: str, i: int) -> str:
    if "." in word.strip("."):
        return word
    if i and SMALL.match(word):
        return word.lower()
    if word.lower().endswith(("'s", "’s")):
        return word[:-2].capitalize() + word[-2:].lower()
    pieces = re.split(r"([-'’/&])", word.lower())
    elided = i > 0 and len(pieces) > 2 and pieces[0] in {"d", "l"} and pieces[1] in {"'", "’"}
    return "".join(piece if elided and not k else piece.capitalize() for k, piece in enumerate(pieces))


def title_tail(title: str, headline: str | None) -> str | None:
    """The site's name at the end, or the beginning, of a document's title.

    >>> title_tail("Port reopens | News | The Harbour Post", "Port reopens")
    'The Harbour Post'
    """
    head = name_key(headline or "")
    pieces = [piece.strip() for piece in TITLE_TAIL.split(title) if piece.strip()]
    others = [piece for piece in pieces if name_key(piece) not in head and piece.lower() not in section_words()]
    if len(pieces) < 2 or not others:
        return None
    return others[-1] if pieces[-1] == others[-1] or name_key(pieces[0]) in head else others[0]


def banner(sheet: Sheet) -> str | None:
    """The line above the headline that names the outlet; of an institution's letterhead the institution."""
    last = sheet.head.title if sheet.head.title is not None else sheet.head.body
    top = range(min(last, BANNER_LINES))
    names = [sheet.lines[i].text for i in top if _may_name(sheet.lines[i].text, sheet.looks[i])]
    known = [name for name in names[:5] if name_key(_name_of_banner(name)) in _outlet_names()]
    if known:
        return known[0]
    if len(names) > 1 and _is_state(names[0]):
        return next((name for name in names[1:] if INSTITUTION.search(name)), names[1])
    if len(names) > 1 and names[0].isupper() and names[1].startswith(("OF ", "FOR ")):
        return f"{names[0]} {names[1]}".removeprefix("IN THE ")  # a letterhead in two lines
    if not names and sheet.head.title is not None:
        return outlet_before(sheet.lines[sheet.head.title].text)
    return next(iter(names), None)


def outlet_before(headline: str) -> str | None:
    """The known outlet or agency that a headline line names before a colon: ``KUNA : Port reopens``.

    >>> outlet_before("KUNA : Port reopens"), outlet_before("Oslo: port reopens")
    ('KUNA', None)
    """
    name, colon, _ = headline.partition(" : ")
    return name if colon and (name_key(name) in _outlet_names() or known_agency(name)) else None


def _may_name(line: str, look: Look) -> bool:
    """Whether a line above the headline can be the outlet's banner."""
    words = _name_of_banner(line)
    if name_key(words) in _outlet_names():
        return True
    if (
        look.has(CueKind.RIGHTS, CueKind.CAPTION)
        or look.rule
        or any(cue.kind is CueKind.NOTICE for cue in cues_of(words))
    ):
        return False
    section = words.split("|")[0].strip().lower() in section_words()
    dated = bool(find_dates(words)) or sum(c.isdigit() for c in words) > MOST_DIGITS
    named = 2 <= len(words) <= NAME_LENGTH and any(c.isalpha() for c in words)
    return named and not section and not dated and not words.endswith((".", ":", "!"))


def _is_state(line: str) -> bool:
    words = _name_of_banner(line)
    return name_key(words) in known_states() or (bool(STATE_TITLE.match(words)) and not INSTITUTION.search(words))
