"""What people name in the place of a page, and what is to be done with it instead."""

from __future__ import annotations

import re
from typing import Final

from onrecord.kinds import GZIP, PROLOG, SAMPLE, ZIP, ZSTD

FEED: Final = re.compile(PROLOG + rb"<(?:rss|feed|(?:rdf:)?RDF)[\s>]", re.DOTALL)
OPML: Final = re.compile(PROLOG + rb"<opml[\s>]", re.DOTALL)
JSON_FEED: Final = re.compile(rb'\s*\{[^{}\[\]]{0,1000}"version"\s*:\s*"https://jsonfeed\.org/version/')
DEALS: Final = (b"supplier", b"recipient", b"designation")
PACKED: Final = {
    ZIP: "a zip archive and no WACZ: unpack it, and name the folder",
    GZIP: "packed with gzip, and no WARC: unpack it first",
    ZSTD: "packed with Zstandard, and no WARC: unpack it first",
}


def what_instead(content: bytes) -> str | None:
    """Why bytes that could be read as a page are none, and which verb takes them; ``None`` where they may be one.

    >>> what_instead(b"<?xml version='1.0'?><rss><channel/></rss>")
    'this is a feed, not a page: `onrecord watch` follows it at its address'
    """
    head = content[:SAMPLE]
    if FEED.match(head) or JSON_FEED.match(head):
        return "this is a feed, not a page: `onrecord watch` follows it at its address"
    if OPML.match(head):
        return "this is a list of feeds, not a page: `onrecord watch` follows them"
    if any(_names_deals(line) for line in head.lower().splitlines()):
        return "this is a trade register, not a page: `onrecord compare` lays the register beside it"
    return None


def _names_deals(line: bytes) -> bool:
    cells = [cell.strip(b' "') for cell in re.split(rb"[,;]", line)]
    return len(cells) >= 5 and all(any(cell.endswith(name) for cell in cells) for name in DEALS)


def how_packed(content: bytes) -> str:
    """What is to be done with a file that is no text; empty where nothing is known of it.

    >>> how_packed(b"PK\\x03\\x04")
    'a zip archive and no WACZ: unpack it, and name the folder'
    """
    return next((told for mark, told in PACKED.items() if content.startswith(mark)), "")
