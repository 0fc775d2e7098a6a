"""The parts of an answer, taken out by their names and kinds; whatever has another shape is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from onrecord.second.refusals import Refusal, Refused

MOST_GOODS: Final = 1e12

Row = Mapping[str, object]
Kind = TypeVar("Kind", bound=StrEnum)


def row_of(found: object, keys: Iterable[str]) -> Row:
    """An object with these keys and no other; raises ``Refused``."""
    if not isinstance(found, dict) or set(found) != set(keys):
        raise Refused(Refusal.SHAPE, told(found))
    return found


def told(found: object) -> str:
    """A part of an answer as it was told; of what is nested beyond sense, no more than that."""
    try:
        return json.dumps(found, ensure_ascii=False)
    except RecursionError:
        return "nested too deep"


def text_of(row: Row, key: str) -> str:
    """A text; raises ``Refused``."""
    found = row[key]
    if not isinstance(found, str):
        raise Refused(Refusal.SHAPE, told(found))
    return found


def text_or_none(row: Row, key: str) -> str | None:
    """A text, ``None`` for null; raises ``Refused``."""
    return None if row[key] is None else text_of(row, key)


def list_of(row: Row, key: str) -> list[object]:
    """A list; raises ``Refused``."""
    found = row[key]
    if not isinstance(found, list):
        raise Refused(Refusal.SHAPE, told(found))
    return found


def texts_of(row: Row, key: str) -> tuple[str, ...]:
    """A list of texts; raises ``Refused``."""
    found = list_of(row, key)
    if wrong := [part for part in found if not isinstance(part, str)]:
        raise Refused(Refusal.SHAPE, told(wrong[0]))
    return tuple(str(part) for part in found)


def one_of(kinds: type[Kind], value: str, why: Refusal) -> Kind:
    """A term of the contract; raises ``Refused``, saying why, for any other."""
    try:
        return kinds(value)
    except ValueError:
        raise Refused(why, value) from None


def number_or_none(row: Row, key: str) -> float | None:
    """A number of goods, ``None`` for null; raises ``Refused`` for what counts nothing.

    >>> number_or_none({"quantity": 40}, "quantity")
    40.0
    """
    found = row[key]
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Refused(Refusal.SHAPE, told(found))
    if not 0 <= found <= MOST_GOODS:
        raise Refused(Refusal.QUANTITY, told(found))
    return float(found)


def flag_of(row: Row, key: str) -> bool:
    """Yes or no; raises ``Refused``."""
    found = row[key]
    if not isinstance(found, bool):
        raise Refused(Refusal.SHAPE, told(found))
    return found
