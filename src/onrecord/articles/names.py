"""Whose page it is and whose copy: the publisher by banner, title or notice, the agency by the credit in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.articles.dates import find_dates
from onrecord.lexicon.layout import agencies, outlets

TITLE_TAIL = re.compile(r"\s(?:[|–—·»«:]|-{1,2}|::)\s")
BANNER_TAIL = re.compile(r"\s(?:[-–—|·:*]|--|//)\s|\s{3,}|\s\[|  ")
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
DOMAIN = re.compile(
    r"^(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|int|info|news|[a-z]{2}))(?:/|$)", re.IGNORECASE
)
SOURCE = re.compile(
    r"^(?:\(?(?:source|sources|agency|via|from|with)s?\s?:\s?|written by |by |\(with inputs from )(?P<name>[^()|;]{2,60})",
    re.IGNORECASE,
)


@cache
def _agency_names() -> dict[str, str]:
    return {_key(row.spelling): row.name for row in agencies()}


@cache
def _outlet_names() -> dict[str, str]:
    return {row.spelling: row.name for row in outlets()}


def _key(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words.lower()).strip().removeprefix("the ")


def agency_of_credit(credit: str) -> str | None:
    """The wire service behind a dateline's credit; of a joint credit the one whose copy it is: the last.

    >>> agency_of_credit("BSS/AFP"), agency_of_credit("Agence France-Presse"), agency_of_credit("PORT NEWS")
    ('AFP', 'AFP', 'PORT NEWS')
    """
    pieces = [piece.strip() for piece in re.split(r"\s?[/+&,]\s?| and | with | via ", credit) if piece.strip()]
    known = [name for piece in pieces if (name := _agency_names().get(_key(piece)))]
    major = [name for name in known if name in {"AFP", "AP", "Reuters", "UPI"}]
    return (major or known[-1:] or pieces[-1:] or [None])[0]


def known_agency(words: str) -> str | None:
    """The wire service of exactly this name, if it is one."""
    return _agency_names().get(_key(words))


def agency_of_lines(lines: Iterable[str]) -> str | None:
    """The wire service that a by-line or a source line credits.

    >>> agency_of_lines(["Written by AFP - 21st May 2025"]), agency_of_lines(["By Ola Marsh"])
    ('AFP', None)
    """
    for line in lines:
        match = SOURCE.match(line.strip())
        for piece in re.split(r"\s[-–—|·/]{1,2}\s|, |/", match.group("name") if match else line):
            if (name := known_agency(piece)) is not None:
                return name
    return None


def publisher_name(printed: str, page: str = "") -> str | None:
    """An outlet's name as it writes it, from its banner, a title's tail or a notice.

    >>> publisher_name("SPACEDAILY - Your Portal To Space"), publisher_name("THE HARBOUR POST | Oslo")
    ('SpaceDaily', 'The Harbour Post')
    """
    words = BANNER_TAIL.split(printed.strip(" .|*[]"), maxsplit=1)[0].strip(" .|*,")
    known = _outlet_names()
    if words in known or words.upper() in known:
        return known.get(words) or known[words.upper()]
    if not words or len(words) > 90:
        return None
    return _spelled(words, page) if words.isupper() and len(words) > 4 else words


def _spelled(words: str, page: str) -> str:
    """A name in capitals as the page writes it elsewhere, or with a capital at each word that counts."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
    forms = Counter(
        " ".join(m.group().split())
        for m in pattern.finditer(page)
        if m.group() != m.group().upper() and m.group()[0].isupper()
    )
    if forms:
        return max(sorted(forms), key=lambda form: forms[form])
    return " ".join(_capitalised(word, i) for i, word in enumerate(words.split()))


def _capitalised(word: str, i: int) -> str:
    if "." in word.strip(".") or (i and word.lower() in SMALL):
        return word if "." in word else word.lower()
    return "".join(piece.capitalize() for piece in re.split(r"([-'’/&])", word))


def title_tail(title: str, headline: str | None) -> str | None:
    """The site's name at the end, or the beginning, of a document's title.

    >>> title_tail("Port reopens | News | The Harbour Post", "Port reopens")
    'The Harbour Post'
    """
    pieces = [piece.strip() for piece in TITLE_TAIL.split(title) if piece.strip()]
    if len(pieces) < 2:
        return None
    head = _key(headline or "")
    if head and _key(pieces[-1]) in head and _key(pieces[0]) not in head:
        return pieces[0]
    return pieces[-1] if not head or _key(pieces[-1]) not in head else None


def banner(lines: Sequence[str]) -> str | None:
    """The first line above the headline that can be an outlet's name."""
    for line in lines:
        words = BANNER_TAIL.split(line.strip(" .|*[]"), maxsplit=1)[0]
        if words and words in _outlet_names():
            return line
        if (
            2 <= len(words) <= 70
            and not find_dates(words)
            and any(c.isalpha() for c in words)
            and not words.endswith((".", ":"))
        ):
            return line
    return None
