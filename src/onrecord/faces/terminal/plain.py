"""Text from pages and paths made fit for a terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

_TURNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Text without what could steer a terminal: control characters and marks that turn the direction of writing.

    >>> printable("a\\x1b[31mb\\u202ec\\td")
    'a�[31mb�c d'
    """
    return "".join(_printable(sign) for sign in text)


def _printable(sign: str) -> str:
    if sign in "\t\n\r":
        return " "
    category = unicodedata.category(sign)
    return "\N{REPLACEMENT CHARACTER}" if category in {"Cc", "Cs"} or sign in _TURNS else sign


def counted(number: int, noun: str) -> str:
    """How many there are.

    >>> counted(1, "page"), counted(0, "page")
    ('1 page', '0 pages')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
