"""Invented news pages that come with the package, for the demonstration, the docs and the stories' own tests."""

from __future__ import annotations

from pathlib import Path


def example_pages() -> tuple[Path, ...]:
    """The bundled pages, a folder a story, in the order of their folders' names.

    >>> example_pages()[0].parent.name
    'aden-dhow'
    """
    return tuple(sorted(Path(__file__).parent.glob("*/page.*")))
