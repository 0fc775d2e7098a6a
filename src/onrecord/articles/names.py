"""Whose page it is and whose copy: the publisher by statement, banner, title or notice, the agency by its credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from onrecord.articles.datelines import PrintedDateline, is_known_place
from onrecord.articles.dates import find_dates
from onrecord.articles.looks import Look, cues_of
from onrecord.articles.sheet import Sheet
from onrecord.lexicon.layout import CueKind, agencies, known_states, media_names, outlets, section_words
from onrecord.records import ZoneKind

TITLE_TAIL = re.compile(r"\s(?:[|–—·»«:]|-{1,2}|::)\s")
BANNER_TAIL = re.compile(
    r",? (?:[Nn]o|[Vv]ol|[Nn]r|[Ii]ssue)\.? ?\d|,? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|, (?:the|a|an|your|our) |\s\(|\s[-–—|·:*/•>›»]{1,2}\s|\s{2,}|\s\[|:\s"
)
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "del",
        "der",
        "des",
        "di",
        "du",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "und",
        "van",
        "von",
        "y",
    ]
)
SOURCE = re.compile(
    r"^\W{0,3}(?:(?:source|agency|via|with|credit)s?\s?:\s?|written by |by |with inputs from |from )(?P<name>[^()|;]{2,60})",
    re.IGNORECASE,
)
INSTITUTION = re.compile(
    r"\b(?:ministry|department|court|council|office|parliament|senate|assembly|agency|commission|committee|embassy|institute|"
    r"command|staff|house|bureau|authority|secretariat|police|forces|presidency|government|directorate|service|prosecutor)\b",
    re.IGNORECASE,
)
AGENCY_NAME = re.compile(
    r"\b(?:news|press|telegraph(?:ic)?|information|student) agency\b|^agenc(?:e|ia|ja)\b|^agenzia\b|\bpress service$|\bnewswire\b",
    re.IGNORECASE,
)
STATE_TITLE = re.compile(r"^(?:the )?(?:\w+ ){0,3}(?:republic|kingdom|state|sultanate|emirate|federation|union|commonwealth|grand duchy|principality)\b", re.IGNORECASE)  # fmt: skip
NAME_LENGTH = 90
SITE_NAME_WORDS = 5


@cache
def _agency_names() -> dict[str, str]:
    return {_key(row.spelling): row.name for row in agencies()}


@cache
def _outlet_names() -> dict[str, str]:
    return {_key(row.spelling): row.name for row in outlets()}


@cache
def _media_names() -> dict[str, str]:
    return {_key(name): name for name in media_names()}


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.lower()).strip().removeprefix("the ")


# --------------------------------------------------------------------------------------------------- the agency


def find_agency(sheet: Sheet, where: PrintedDateline | None, publisher: str | None) -> str | None:
    """The wire service whose copy the story is: by the dateline's credit, a source line, or as its own publisher."""
    if where:
        for credit in where.credits:
            return agency_of_credit(credit)
    named = agency_of_lines(sheet.texts(ZoneKind.BYLINE, ZoneKind.DATELINE)) or sheet.stated.organisation
    if named and named != publisher:
        return named
    if publisher and (known := known_agency(publisher)):
        return known
    return publisher if publisher and AGENCY_NAME.search(publisher) else None


def agency_of_credit(credit: str) -> str | None:
    """The wire service behind a dateline's credit; of a joint credit the great one, else the last.

    >>> agency_of_credit("BSS/AFP"), agency_of_credit("Agence France-Presse"), agency_of_credit("PORT NEWS")
    ('AFP', 'AFP', 'PORT NEWS')
    """
    pieces = [piece.strip() for piece in re.split(r"\s?[/+&,]\s?| and | with | via ", credit) if piece.strip()]
    known = [name for piece in pieces if (name := _agency_names().get(_key(piece)))]
    great = [name for name in known if name in {"AFP", "AP", "Reuters", "UPI"}]
    return (great or known[-1:] or pieces[-1:] or [None])[0]


def known_agency(words: str) -> str | None:
    """The wire service of exactly this name, if it is one."""
    return _agency_names().get(_key(words))


def agency_of_lines(lines: Iterable[str]) -> str | None:
    """The wire service that a by-line or a source line credits.

    >>> agency_of_lines(["Written by AFP - 21st May 2025"]), agency_of_lines(["By Ola Marsh"])
    ('AFP', None)
    """
    for line in lines:
        if re.match(r"\W{0,3}(?:photo|image|picture|video|editing)", line, re.IGNORECASE):
            continue
        match = SOURCE.match(line.strip())
        for piece in re.split(r"\s[-–—|·/]{1,2}\s|, |/| and ", match.group("name") if match else line):
            if (name := known_agency(piece)) is not None:
                return name
    return None


# ------------------------------------------------------------------------------------------------ the publisher


def find_publisher(sheet: Sheet, headline: str | None, holder: str | None) -> str | None:
    """The site, paper or institution whose page it is: as stated, by the document's title, the banner, the notice."""
    page = "\n".join(line.text for line in sheet.lines)
    if sheet.stated.site:
        return publisher_name(sheet.stated.site, page) or sheet.stated.site
    if tail := _document_name(sheet, headline):
        return publisher_name(tail, page)
    if name := publisher_name(banner(sheet), page):
        return name
    whole_copy = holder is not None and known_agency(holder) and _key(holder) not in _outlet_names()
    return None if whole_copy else publisher_name(holder, page)  # a wire's notice stands on its clients' pages


def _document_name(sheet: Sheet, headline: str | None) -> str | None:
    """The site's name in the document's title: its tail, or the whole of a short title that is not the headline."""
    title = sheet.document_title
    if not title or title.lower() in section_words():
        return None
    short = len(title.split()) <= SITE_NAME_WORDS and _key(title) != _key(headline or "")
    return title_tail(title, headline) or (title if short else None)


def publisher_name(printed: str | None, page: str = "") -> str | None:
    """An outlet's name as it writes it, from its banner, a title's tail or a notice.

    >>> publisher_name("SPACEDAILY - Your Portal To Space"), publisher_name("THE HARBOUR POST | Oslo")
    ('SpaceDaily', 'The Harbour Post')
    """
    words = _name_of_banner(printed or "")
    if not any(c.isalpha() for c in words) or len(words) > NAME_LENGTH:
        return None
    if known := _outlet_names().get(_key(words)):
        return known
    before, comma, _ = words.rpartition(", ")
    if comma and page.lower().count(before.lower()) > page.lower().count(words.lower()):
        words = before  # the place of a letterhead, left out where the page names the house again
    return _spelled(words, page) if words.isupper() and len(words) > 4 else words


def _name_of_banner(printed: str) -> str:
    printed = (
        printed[: days[0].span.start].rstrip(" ,")
        if (days := find_dates(printed)) and days[0].span.start > 3
        else printed
    )
    words = BANNER_TAIL.split(printed.strip(" .|*[]~=#"), maxsplit=1)[0].strip(" .|*,~=#")
    name, comma, place = words.rpartition(", ")
    town = " " not in place and len(name.split()) >= 3 and "&" not in name and _key(place) not in known_states()
    return name if comma and (is_known_place(place) or town) else words


def _spelled(words: str, page: str) -> str:
    """A name in capitals as the page writes it elsewhere, or with a capital at each word that counts."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    found = (" ".join(match.group().split()) for match in pattern.finditer(page))
    forms = Counter(form for form in found if not form.isupper() and form[0].isupper())
    if forms:
        return max(sorted(forms), key=lambda form: forms[form])
    return _media_names().get(_key(words)) or " ".join(_capitalised(word, i) for i, word in enumerate(words.split()))


def _capitalised(word: str, i: int) -> str:
    if "." in word.strip("."):
        return word
    if i and word.lower() in SMALL:
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
    head = _key(headline or "")
    pieces = [piece.strip() for piece in TITLE_TAIL.split(title) if piece.strip()]
    others = [piece for piece in pieces if _key(piece) not in head and piece.lower() not in section_words()]
    if len(pieces) < 2 or not others:
        return None
    return others[-1] if pieces[-1] == others[-1] or _key(pieces[0]) in head else others[0]


def banner(sheet: Sheet) -> str | None:
    """The line above the headline that names the outlet; of an institution's letterhead the institution."""
    last = sheet.head.title if sheet.head.title is not None else sheet.head.body
    top = range(min(last, 8))
    names = [sheet.lines[i].text for i in top if _may_name(sheet.lines[i].text, sheet.looks[i])]
    known = [name for name in names[:5] if _key(_name_of_banner(name)) in _outlet_names()]
    if known:
        return known[0]
    if len(names) > 1 and _is_state(names[0]):
        return next((name for name in names[1:] if INSTITUTION.search(name)), names[1])
    if not names and sheet.head.title is not None:
        return outlet_before(sheet.lines[sheet.head.title].text)
    return next(iter(names), None)


def outlet_before(headline: str) -> str | None:
    """The known outlet or agency that a headline line names before a colon: ``KUNA : Port reopens``.

    >>> outlet_before("KUNA : Port reopens"), outlet_before("Oslo: port reopens")
    ('KUNA', None)
    """
    name, colon, _ = headline.partition(" : ")
    return name if colon and (_key(name) in _outlet_names() or _key(name) in _agency_names()) else None


def _may_name(line: str, look: Look) -> bool:
    words = _name_of_banner(line)
    if _key(words) in _outlet_names():
        return True
    if (
        look.has(CueKind.RIGHTS, CueKind.CAPTION)
        or look.rule
        or find_dates(words)
        or sum(c.isdigit() for c in words) > 2
    ):
        return False
    if any(cue.kind is CueKind.NOTICE for cue in cues_of(words)):
        return False
    if (
        words.split("|")[0].strip().lower() in section_words()
        or words.endswith((".", ":", "!"))
        or len(words) > NAME_LENGTH
    ):
        return False
    return len(words) >= 2 and any(c.isalpha() for c in words)


def _is_state(line: str) -> bool:
    words = _name_of_banner(line)
    return _key(words) in known_states() or (bool(STATE_TITLE.match(words)) and not INSTITUTION.search(words))


def find_byline(sheet: Sheet) -> str | None:
    """Who wrote the story, as the page says, without the word "by"."""
    for i in sheet.indices(ZoneKind.BYLINE):
        if i < sheet.first and sheet.looks[i].has(CueKind.BYLINE):
            return re.sub(
                r"^(?:by|from|author|words|text|written by):?\s+", "", sheet.lines[i].text, flags=re.IGNORECASE
            )
    return sheet.stated.author


def notices(sheet: Sheet) -> list[str]:
    """The rights notices of a page, those zoned as such first."""
    marked = sheet.texts(ZoneKind.RIGHTS)
    others = [
        line.text
        for line, look in zip(sheet.lines, sheet.looks, strict=True)
        if look.has(CueKind.RIGHTS) and not look.has(CueKind.CAPTION)
    ]
    return list(dict.fromkeys([*marked, *others]))
