"""How an outlet writes its name: a banner cut to the name, and a name in capitals as it stands in running text."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from onrecord.articles.agency import name_key
from onrecord.articles.datelines import UPPER, is_known_place
from onrecord.articles.dates import find_dates
from onrecord.lexicon.layout import agencies, banner_words, known_states, media_names, outlets, place_spellings

BANNER_TAIL = re.compile(
    r"""
    ,?\ (?:[Nn]o|[Vv]ol|[Nn]r|[Ii]ssue)\.?\ ?\d |               # Gozo Weekly, no. 36
    ,?\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$ |           # Gozo Weekly, Friday (the date is cut)
    ,\ (?:the|a|an|your|our)\  |                                # Gozo Weekly, the paper of the islands
    \s\( | \s\[ | \s[-–—|·:*/•>›»~]{1,2}\s | \s{2,} | :\s | \s?\.{3,}\s  # GOZO TELEX ....... file 7
    """,
    re.VERBOSE,
)
LANGUAGES = r"(?:english|french|spanish|arabic|russian|portuguese|german|turkish|persian|chinese|ukrainian|italian)"
EDITION = re.compile(
    rf"""
    ,?\ (?:the\ |our\ )?{LANGUAGES}(?:[\ -]language)?\ (?:edition|version|service|pages?|desk|section|summary)$ |
    ,?\ (?:the\ )?(?:international|online|web|print|digital|weekend|overseas|world)\ (?:edition|version)$ |
    (?:,|\ edition)\ in\ {LANGUAGES}$ | ,?\ e-paper$ |
    ,?\ (?:FM|AM)\ \d{{2,4}}(?:[.,]\d)?$ |
    ,?\ \d{{2,3}}(?:[.,]\d(?:\ ?FM|\ ?MHz)?|\ ?FM|\ ?[Mk]Hz)$    # Radio Atoll 98.9
    """,
    re.IGNORECASE | re.VERBOSE,
)
LIVE = re.compile(r"(?P<name>\w\S* .*\w) live", re.IGNORECASE)
"""``Gozo Herald Live``, its live page; ``Gozo Live`` is a name."""
TONGUE = re.compile(rf"(?P<name>.+) in {LANGUAGES}", re.IGNORECASE)
PART_OF = re.compile(
    r"(?:(?:the )?(?:official )?(?:newsroom|website|web site|home page|press desk|news desk|transcript service)|"
    r"(?:the )?official site) of (?:the )?(?=\w)|(?:(?:news|information) )?agency (?!for\b|of\b|on\b)(?=\w)",
    re.IGNORECASE,
)
KIND_AND_NAME = re.compile(
    r"^(?:the )?(?:\w+ ){0,2}(?:agency|newspaper|paper|magazine|weekly|daily|journal|portal|gazette|company) "
    r"[\"“„«](?P<name>[^\"“”„«»]{2,60})[\"”“»]$",
    re.IGNORECASE,
)
LEGAL_FORM = re.compile(
    r",? (?:(?:Pte|Pty|\(Pvt\)|Co)\.? )?(?:Ltd|Limited|Inc|LLC|LLP|GmbH|AG|plc|PLC|SA|S\.A\.|SAC|SPRL|Oy|AB|AS|BV|"
    r"d\.o\.o|JSC|Corp|Co)\.?$"
)
SMALL = re.compile(
    r"(?:an?|and|at|by|de[lrs]?|di|do|dos|du|en|et|for|from|in|into|la|le|och|of|og|on|or|per|the|to|und|van|ve|von|y)\Z",
    re.IGNORECASE,
)
TURKISH = re.compile(r"[İĞ]")
"""Capitals of Turkish alone, whose small letters are "i" under a dot and "ı" without one."""
ROMAN = re.compile(r"(?:II|III|IV|VI{1,3}|IX|XI{0,3})\Z")
VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ýaeiouyà-öø-ý]")
WORDS = re.compile(r"[^\W\d_]+")
CAPITALS = rf"[{UPPER}][{UPPER}.'’&-]+"
SHOUTED = re.compile(
    rf"(?P<name>(?:{CAPITALS} (?:& )?)+{CAPITALS}|{CAPITALS}(?= (?:\w+ ){{0,2}}(?:agency|portal|service|newspaper)$))"
    r" [a-zà-ÿ].*"
)
"""``GOZO DAILY front page sports``, ``GOZO-INFO information agency``: capitals, and small letters behind them."""
INITIALS_AND_NAME = re.compile(r"(?P<initials>[A-Z]{2,6})(?: [-–—|:/] ?|: )(?P<name>[^\W\d_].*)")
"""``HPW - Harbour Post Wire``: the initials, and behind them the name that they stand for."""
EDGES = " .|*[]~=#,_<>-–—"
NAME_LENGTH = 90
LONGEST_INITIALS = 5
RUNNING_LINE = 60
"""Characters above which a line is running text, whose capitals mean initials."""


@cache
def outlet_names() -> dict[str, str]:
    """The outlets of the table, by the key of each spelling."""
    return {name_key(row.spelling): row.name for row in outlets()}


@cache
def _media_names() -> dict[str, str]:
    return {name_key(name): name for name in media_names()}


@cache
def _banner_words() -> dict[str, str]:
    known = {row.spelling: row.spelling for row in agencies() if row.spelling.isupper() and row.spelling.isalpha()}
    return known | {word.upper(): word for word in banner_words()}


def publisher_name(printed: str | None, page: str = "") -> str | None:
    """An outlet's name as it writes it, from its banner, a title's tail or a notice.

    >>> publisher_name("SPACEDAILY - Your Portal To Space"), publisher_name("THE HARBOUR POST, English edition")
    ('SpaceDaily', 'The Harbour Post')
    """
    words = name_of_banner(printed or "")
    if not any(c.isalpha() for c in words) or len(words) > NAME_LENGTH:
        return None
    if known := outlet_names().get(name_key(words)):
        return known
    before, comma, _ = words.rpartition(", ")
    low = page.lower()
    if comma and words.lower() in low and low.count(before.lower()) > low.count(words.lower()):
        words = before  # the place of a letterhead, left out where the page names the house again
    return spelled(words, page) if words.isupper() and len(words) > 4 else words


def name_of_banner(printed: str) -> str:
    """The name in a banner line, without date, slogan, links, edition and the place of a letterhead.

    >>> name_of_banner("RADIO ATOLL 98.9, MAJURO"), name_of_banner('NEWS AGENCY "ATOLL-INFO"')
    ('RADIO ATOLL', 'ATOLL-INFO')
    """
    days = find_dates(printed)
    dated = bool(days) and days[0].span.start > 3
    words = printed[: days[0].span.start if dated else None].strip(EDGES)
    if shouted := SHOUTED.match(words):
        words = shouted.group("name")
    words = _without_edition(BANNER_TAIL.split(_behind_initials(words), maxsplit=1)[0].strip(EDGES))
    if quoted := KIND_AND_NAME.match(words):
        return quoted.group("name")
    name, comma, place = words.rpartition(", ")
    if not comma:
        return words
    known = is_known_place(place) or _without_edition(name) != name
    return _without_edition(name) if known or _is_town(name, place) else words


def _behind_initials(words: str) -> str:
    """A banner without the initials that it begins with, where the name that they stand for follows them."""
    if not (match := INITIALS_AND_NAME.fullmatch(words)):
        return words
    name = BANNER_TAIL.split(match.group("name"), maxsplit=1)[0]
    initials = (word[0].upper() for word in WORDS.findall(name) if not SMALL.match(word))
    return match.group("name") if "".join(initials) == match.group("initials") else words


def _is_town(name: str, place: str) -> bool:
    return " " not in place and len(name.split()) >= 3 and "&" not in name and name_key(place) not in known_states()


def _without_edition(words: str) -> str:
    """A name without its edition, language or frequency; one that is nothing else stays whole."""
    bare = EDITION.sub("", words).strip(EDGES)
    bare = live.group("name") if (live := LIVE.fullmatch(bare)) else bare
    bare = bare[part.end() :] if (part := PART_OF.match(bare)) else bare
    tongue = TONGUE.fullmatch(bare)
    if tongue and tongue.group("name").isupper() and not bare.isupper():
        bare = tongue.group("name")
    return bare if len(bare) > 3 and name_key(bare) else words


def without_legal_form(name: str) -> str:
    """A company's name without its legal form.

    >>> without_legal_form("Harbour Post Pte Ltd")
    'Harbour Post'
    """
    return LEGAL_FORM.sub("", name)


def spelled(words: str, page: str) -> str:
    """A name in capitals as the page writes it elsewhere, or with a capital at each word that counts.

    >>> spelled("COURT OF THE HAGUE", ""), spelled("UN NEWS OF THE GOZO PLC", "")
    ('Court of The Hague', 'UN News of the Gozo plc')
    """
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    found = (" ".join(match.group().split()) for match in pattern.finditer(page))
    forms = Counter(form for form in found if not form.isupper() and form[0].isupper())
    if forms:
        return max(sorted(forms), key=lambda form: forms[form])
    if known := _media_names().get(name_key(words)):
        return known
    own = _forms_on_page(words, page)
    if TURKISH.search(words):
        words = re.sub(r"(?<=\w)[Iİ]", lambda match: "ı" if match.group() == "I" else "i", words)
    name = " ".join(_capitalised(word, i, own) for i, word in enumerate(words.split()))
    return _with_places(name)


def _with_places(name: str) -> str:
    """A name with the places in it as they are written: ``Bab el-Mandeb``, ``The Hague``."""
    for place in place_spellings():
        if place.lower() in name.lower():
            name = re.sub(rf"(?<!\w){re.escape(place)}(?!\w)", place, name, flags=re.IGNORECASE)
    return name


def _forms_on_page(words: str, page: str) -> dict[str, str]:
    """How running text writes the words of a name where it writes them in a way of its own: initials, MixedCase."""
    wanted = set(WORDS.findall(words))
    forms: dict[str, set[str]] = {}
    for line in page.split("\n"):
        if len(line) < RUNNING_LINE or line.isupper():
            continue
        for match in WORDS.finditer(line.replace(words, " ")):
            if match.start() and match.group().upper() in wanted:
                forms.setdefault(match.group().upper(), set()).add(match.group())
    return {word: form for word, found in forms.items() if (form := _own_form(word, found))}


def _own_form(word: str, found: set[str]) -> str | None:
    mixed = sorted(form for form in found if form not in {word, word.capitalize(), word.lower()} and form[0].isupper())
    if mixed:
        return mixed[0]
    initials = found == {word} and 1 < len(word) <= LONGEST_INITIALS and not is_known_place(word)
    return word if initials else None


def _capitalised(word: str, i: int, own: dict[str, str]) -> str:
    if "." in word.strip("."):
        return word
    if i and SMALL.match(word):
        return word.lower()
    if word.lower().endswith(("'s", "’s")):
        return _piece(word[:-2], own) + word[-2:].lower()
    pieces = re.split(r"([-'’/&.])", word)
    elided = i > 0 and len(pieces) > 2 and pieces[0] in {"D", "L"} and pieces[1] in {"'", "’"}
    return "".join(piece.lower() if elided and not k else _piece(piece, own) for k, piece in enumerate(pieces))


def _piece(piece: str, own: dict[str, str]) -> str:
    if known := own.get(piece) or _banner_words().get(piece.strip("\"“”'()")):
        return known
    initials = not VOWEL.search(piece) and len(piece) <= LONGEST_INITIALS and piece not in {"ST", "MT", "FT", "DR"}
    return piece if initials or ROMAN.match(piece) else piece.capitalize()
