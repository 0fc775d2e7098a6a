"""What an export consists of: files by their names, and how JSON is written in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

Json = dict[str, object]
"""An object of JSON."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


class MissingExtra(RuntimeError):  # noqa: N818 - named for what it says
    """A format needs a library that is not installed; the message tells which, and how to install it."""


def encoded(text: str) -> bytes:
    """Text as UTF-8; half a surrogate pair, as in the name of a file that is not UTF-8, as its JSON escape."""
    return text.encode("utf-8", "backslashreplace")


def json_file(name: str, obj: object, media_type: str = "application/json") -> File:
    """An object as a file of JSON, its keys in the order given."""
    return File(name, media_type, encoded(json.dumps(obj, ensure_ascii=False, indent=1) + "\n"))


def json_lines(name: str, rows: Iterable[object], media_type: str = "application/jsonl") -> File:
    """Objects as a file with one a line."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return File(name, media_type, encoded("".join(lines)))


def without_blanks(row: Json) -> Json:
    """An object without the keys that have nothing to say; ``False`` and 0 say something.

    >>> without_blanks({"a": None, "b": [], "c": "", "d": False, "e": 0})
    {'d': False, 'e': 0}
    """
    return {key: value for key, value in row.items() if value is not None and value != [] and value not in ("", {})}
