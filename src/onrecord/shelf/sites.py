"""Whose an address is: nobody may take back or replace what stands on another's site."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

DOORS: Final = frozenset("www www2 m amp rss feed feeds news edition api".split())
"""Names before a site's own under which it serves the same things."""


def site_of(address: str) -> str:
    """The site of an address, empty for what has none, as a file or a wire item's identifier.

    >>> site_of("https://feeds.port.example/all"), site_of("https://www.port.example:443/a"), site_of("wire/oslo.txt")
    ('port.example', 'port.example', '')
    """
    try:
        host = (urlsplit(address).hostname or "").lower().rstrip(".") if "://" in address else ""
    except ValueError:
        return ""
    first, _, rest = host.partition(".")
    return rest if first in DOORS and "." in rest else host
