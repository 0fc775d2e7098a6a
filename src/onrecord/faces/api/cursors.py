"""Cursors: where a list goes on, as a text that nobody need understand; one that was made up is refused."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

LARGEST: Final = 2**53
"""Numbers of a cursor stay below this, as every store and every program can hold it."""

Place = tuple[str | int, ...]


class BadCursor(ValueError):  # noqa: N818 - named for what it is
    """A cursor that this list did not give."""


def cursor_of(place: Place) -> str:
    """The cursor of a place.

    >>> place_of(cursor_of(("2025-03-01", 7)), (str, int))
    ('2025-03-01', 7)
    """
    return urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def place_of(cursor: str, kinds: tuple[type[str] | type[int], ...]) -> Place:
    """The place of a cursor that holds values of these kinds; raises ``BadCursor``."""
    try:
        told = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError) as error:
        raise BadCursor(f"{cursor[:40]} is no cursor") from error
    if not isinstance(told, list) or len(told) != len(kinds) or not all(map(_fits, told, kinds)):
        raise BadCursor(f"{cursor[:40]} is no cursor of this list")
    return tuple(told)


def _fits(value: object, kind: type[str] | type[int]) -> bool:
    if type(value) is not kind:
        return False
    return "\x00" not in value if isinstance(value, str) else isinstance(value, int) and abs(value) < LARGEST
