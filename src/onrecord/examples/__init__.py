"""Invented news pages that come with the package, for the demonstration, the docs and the stories' own tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.contract import reading_from_json
from onrecord.records import Reading


def example_pages() -> tuple[Path, ...]:
    """The bundled pages, a folder a story, in the order of their folders' names.

    >>> example_pages()[0].parent.name
    'aden-dhow'
    """
    return tuple(sorted(Path(__file__).parent.glob("*/page.*")))


def expected_readings() -> Iterator[Reading]:
    """What a careful person reads from each bundled page, in the pages' order; the article's id is the folder's name.

    >>> [claim.position.value for claim in next(expected_readings()).claims][:3]
    ['asserts', 'asserts', 'denies']
    """
    for page in example_pages():
        yield reading_from_json(json.loads((page.parent / "expected.json").read_text(encoding="utf-8")))
