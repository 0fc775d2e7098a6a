"""Whether two stories speak of the same goods: classes that agree, named types that do or do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import cache
from typing import Final

from onrecord.records import Item

GENERIC: Final = "weapons"
"""The class of goods whose kind is not told; it agrees with any other, weakly."""

KIN: Final = (
    frozenset({"rocket", "artillery.mlrs", "missile.ballistic", "missile"}),
    frozenset({"air-defence.system", "missile.air-defence"}),
    frozenset({"munition.artillery", "artillery", "artillery.mortar", "munition"}),
    frozenset({"dual-use", "technology", "engine"}),
)
"""Classes that pages use for the same goods: a launcher for its rockets, a system for its missiles."""


class Agreement(IntEnum):
    """How far two items are the same goods, least first."""

    UNLIKE = 0
    OTHER_TYPE = 1
    KIN = 2
    GENERIC = 3
    NARROWER = 4
    SAME_CLASS = 5
    NEAR_TYPE = 6
    SAME_TYPE = 7


def is_narrower(one: str, other: str) -> bool:
    """Whether a class is a narrower one of another.

    >>> is_narrower("missile.ballistic", "missile"), is_narrower("missile", "missile.ballistic")
    (True, False)
    """
    return one.startswith(other + ".")


@cache
def type_words(designation: str) -> tuple[str, ...]:
    """The parts of a named type, spelling apart.

    >>> type_words("Fath-360"), type_words("Bayraktar TB2")
    (('fath', '360'), ('bayraktar', 'tb', '2'))
    """
    return tuple(re.findall(r"[^\W\d_]+|\d+", designation.casefold()))


def types_agree(one: str, other: str) -> bool:
    """Whether one named type is the other or a fuller name of it.

    >>> types_agree("Fateh", "Fateh-110"), types_agree("TB2", "Bayraktar TB2"), types_agree("T-55", "T-72")
    (True, True, False)
    """
    shorter, longer = sorted((type_words(one), type_words(other)), key=len)
    return bool(shorter) and (longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter)


def agreement(one: Item, other: Item) -> Agreement:
    """How far two items are the same goods."""
    if one.designation and other.designation:
        if not types_agree(one.designation, other.designation):
            return Agreement.OTHER_TYPE
        same = type_words(one.designation) == type_words(other.designation)
        return Agreement.SAME_TYPE if same else Agreement.NEAR_TYPE
    return _classes_agree(one.goods_class, other.goods_class)


def _classes_agree(one: str, other: str) -> Agreement:
    if one == other:
        return Agreement.GENERIC if one == GENERIC else Agreement.SAME_CLASS
    if is_narrower(one, other) or is_narrower(other, one):
        return Agreement.NARROWER
    if GENERIC in (one, other) or any({one, other} <= kin for kin in KIN):
        return Agreement.KIN
    return Agreement.UNLIKE


def best_pair(ones: Sequence[Item], others: Sequence[Item]) -> tuple[Agreement, int, int] | None:
    """How far the two items agree that agree best, and their places; goods named first go before others.

    ``None`` where one side names no goods.
    """
    if not ones or not others:
        return None
    pairs = [(agreement(one, other), n, m) for n, one in enumerate(ones) for m, other in enumerate(others)]
    return max(pairs, key=lambda pair: (pair[0], -pair[1] - pair[2]))


TYPE: Final = "type "
"""How the kinds begin that are words of a named type."""

UNTOLD_KIND: Final = "kind not told"
"""The kind of goods of which the page tells none; it may be any."""


def kinds_of(items: Iterable[Item]) -> list[str]:
    """The kinds under which goods that may be the same meet: families of classes, and named types; none where untold.

    >>> kinds_of([Item("Fath-360", "missile.ballistic", "Fath-360")])
    ['artillery.mlrs', 'missile', 'type fath']
    """
    kinds: set[str] = set()
    for item in items:
        if item.designation:
            kinds.update(TYPE + part for part in type_words(item.designation) if not part.isdigit())
        if item.goods_class != GENERIC:
            kinds.add(item.goods_class.partition(".")[0])
            kinds.update(min(kin) for kin in KIN if item.goods_class in kin)
    return sorted(kinds)
