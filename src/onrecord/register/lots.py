"""Which lot of the same goods a page means: the first, a second, some more, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

LOT_WORDS: Final = {
    "earlier": ("first", "initial", "earlier", "previous"),
    "second": ("second",),
    "third": ("third",),
    "fourth": ("fourth",),
    "fifth": ("fifth",),
    "further": ("another", "further", "additional", "extra", "more", "new"),
    "remaining": ("remaining", "rest"),
}
"""What a lot is called by each of the words for it."""

_LOT_OF: Final = {word: lot for lot, words in LOT_WORDS.items() for word in words}

_CALLED: Final = "|".join(_LOT_OF)

BY_WORD: Final = re.compile(rf"(?<![\w-])(?:{_CALLED})(?![\w-])")
"""As in "a third battery", in words for goods; "second-hand" is no second lot."""

NOUNS: Final = "batch|consignment|shipment|delivery|deliveries|tranche|transfer|order|lot|load|cargo"
NUMBERS: Final = r"\d[\d,]*|two|three|four|five|six|eight|ten|dozen|twelve|twenty|thirty|forty|fifty|hundred"

BY_NOUN: Final = re.compile(rf"\b({_CALLED}),? (?:\w+ )?(?:\w+ )?(?:{NOUNS})\b")
"""As in "a second batch", "a further large shipment"."""

BY_NUMBER: Final = re.compile(rf"\b(?:({_CALLED}) (?:{NUMBERS})|(?:{NUMBERS}) (more|further|additional))\b")
"""As in "another thirty", "ten more"."""


class Fit(StrEnum):
    """How two tellings' lots stand to each other."""

    SAME = "same"
    UNTOLD = "untold"
    OPEN = "open"
    ONE_ONLY = "one only"
    OTHER = "other"


def lots_told(goods: Iterable[str], evidence: Iterable[str]) -> frozenset[str]:
    """The lots that the words for goods, or plainer ones in the evidence, tell of.

    >>> lots_told(["four more tanks"], []), lots_told(["shells"], ["a second batch of shells is on its way"])
    (frozenset({'further'}), frozenset({'second'}))
    >>> lots_told(["shells"], ["the second ship to have left, with more fuel"])
    frozenset()
    """
    found = [_LOT_OF[word] for text in goods for word in BY_WORD.findall(text.casefold())]
    for text in evidence:
        for pattern in (BY_NOUN, BY_NUMBER):
            found += [_LOT_OF[word] for match in pattern.finditer(text.casefold()) for word in match.groups() if word]
    return frozenset(found)


def names_a_lot(words: str) -> bool:
    """Whether words for goods tell of a lot of its own rather than of one more piece.

    >>> names_a_lot("a second consignment"), names_a_lot("the second battery")
    (True, False)
    """
    return BY_NOUN.search(words.casefold()) is not None


def fit(ones: frozenset[str], others: frozenset[str]) -> Fit:
    """How the lots of two tellings fit.

    >>> fit(frozenset({"second"}), frozenset()).value, fit(frozenset({"second"}), frozenset({"further"})).value
    ('one only', 'open')
    """
    if not ones and not others:
        return Fit.UNTOLD
    if ones & others:
        return Fit.SAME
    if not ones or not others:
        return Fit.OPEN if (ones | others) <= {"earlier", "remaining"} else Fit.ONE_ONLY
    return Fit.OPEN if "further" in ones | others and "earlier" not in ones | others else Fit.OTHER
