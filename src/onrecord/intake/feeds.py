"""Feeds: RSS, Atom and JSON Feed as entries with an address and a stamp; lists of feeds, as OPML or line by line."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from onrecord.custody import Entry
from onrecord.intake.addresses import Forbidden, tidy
from onrecord.intake.bodies import MOST_BYTES
from onrecord.intake.wires import parser
from onrecord.kinds import WIDE_MARKS
from onrecord.moments import moment_of
from onrecord.records import Page

BROKEN: Final = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the library's reader of broken documents may itself raise."""
MOST_ENTRIES: Final = 1_000
MOST_FEED: Final = 8 * 2**20
"""The longest feed that is read, in bytes."""
JSON_FEED: Final = "https://jsonfeed.org/version/"
TOMBSTONE: Final = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
"""What Atom says of an entry that was taken back (RFC 6721)."""
LONGEST_HEAD: Final = 64 * 2**10
OPML: Final = re.compile(rb"<opml[\s>]")
PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head)[\s>]", re.IGNORECASE)
LINK: Final = re.compile(rb"<link\s([^<>]{1,2000})>", re.IGNORECASE)
ATTRIBUTE: Final = re.compile(rb"""(type|href)\s{0,4}=\s{0,4}["']([^"'<>]{1,1000})["']""")
FEED_TYPES: Final = frozenset({b"application/rss+xml", b"application/atom+xml", b"application/feed+json"})
NO_TROUBLE: Final = frozenset({"NonXMLContentType", "CharacterEncodingOverride"})
"""What ``feedparser`` finds odd of an answer's head, and reads all the same."""
LONGEST_KEY: Final = 1_000


class NoFeed(ValueError):  # noqa: N818 - named for what it says of the document
    """A document that is no feed; the message tells why."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that its feed took back: the key that the feed gives it, when, and in which words."""

    key: str
    told: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FeedTold:
    """What a feed told: its title, its entries, what it took back, and what is odd about it.

    A wire brings its items whole: ``items`` are their pages, in the order of the entries.
    """

    title: str = ""
    entries: tuple[Entry, ...] = ()
    taken_back: tuple[TakenBack, ...] = ()
    note: str = ""
    items: tuple[Page, ...] = ()


def read_feed(content: bytes, address: str, media_type: str = "") -> FeedTold:
    """What a feed tells; raises ``NoFeed`` where the document is none, or too broken to tell an entry.

    >>> feed = b'<rss version="2.0"><channel><title>Port</title><item><link>/a</link></item></channel></rss>'
    >>> read_feed(feed, "https://port.example/feed").entries[0].address
    'https://port.example/a'
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(content, address)
    return _xml_feed(content, address, media_type)


def _json_feed(content: bytes, address: str) -> FeedTold:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoFeed(f"it is no JSON ({error})") from error
    if not isinstance(told, dict) or not str(told.get("version", "")).startswith(JSON_FEED):
        raise NoFeed("it is JSON, but no JSON Feed")
    items = told.get("items")
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    raw = (
        _Raw(
            key=str(item.get("id") or item.get("url") or ""),
            link=str(item.get("url") or item.get("external_url") or ""),
            title=str(item.get("title") or ""),
            told=tuple(item.get(name) for name in ("date_modified", "date_published", "content_html", "summary")),
        )
        for item in rows
    )
    return _told(str(told.get("title") or ""), raw, address, "")


def _xml_feed(content: bytes, address: str, media_type: str) -> FeedTold:
    import feedparser  # slow to import, wanted for watching alone

    try:
        found = feedparser.parse(
            io.BytesIO(content),
            response_headers={"content-type": media_type, "content-location": address},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except BROKEN as error:
        raise NoFeed(f"it is too broken to be read ({type(error).__name__})") from error
    trouble = "" if type(found.get("bozo_exception")).__name__ in NO_TROUBLE else str(found.get("bozo_exception", ""))
    if not found.get("version") and not found.entries:
        told = _what_instead(content, address) or " ".join(trouble.split())[:200] or "nothing in it is known"
        raise NoFeed(f"it is no feed ({told})")
    raw = (
        _Raw(
            key=str(entry.get("id") or entry.get("link") or ""),
            link=str(entry.get("link") or ""),
            title=str(entry.get("title") or ""),
            told=(entry.get("updated") or entry.get("published"), entry.get("summary"), entry.get("content")),
        )
        for entry in found.entries
    )
    feed = _told(str(found.feed.get("title") or ""), raw, address, " ".join(trouble.split())[:200])
    return FeedTold(feed.title, feed.entries, tuple(_taken_back(content)), feed.note)


def _what_instead(content: bytes, address: str) -> str:
    """What a document is that is no feed: a list of feeds, or a page, with the feeds that it names."""
    head = content[:LONGEST_HEAD]
    if OPML.search(head):
        return "it is an OPML list of feeds: save it, and name the file"
    if not PAGE.search(head):
        return ""
    named = (dict(ATTRIBUTE.findall(link)) for link in LINK.findall(head))
    found = [urljoin(address, one[b"href"].decode("utf-8", "replace")) for one in named if _leads_to_a_feed(one)]
    return f"it is a page; it names {', '.join(found[:3])}" if found else "it is a page, and names no feed"


def _leads_to_a_feed(link: dict[bytes, bytes]) -> bool:
    return link.get(b"type", b"").lower() in FEED_TYPES and bool(link.get(b"href"))


@dataclass(frozen=True, slots=True)
class _Raw:
    """An entry as its feed writes it."""

    key: str
    link: str
    title: str
    told: tuple[Any, ...]


def _told(title: str, raw: Iterable[_Raw], address: str, trouble: str) -> FeedTold:
    entries: dict[str, Entry] = {}
    left_out = 0
    for one in raw:
        entry = _entry(one, address)
        if entry is None or len(entries) >= MOST_ENTRIES:
            left_out += 1
        else:
            entries.setdefault(entry.key, entry)
    notes = [trouble, f"{left_out} entries without an address to ask, or too many" if left_out else ""]
    return FeedTold(" ".join(title.split())[:300], tuple(entries.values()), (), "; ".join(filter(None, notes)))


def _entry(raw: _Raw, address: str) -> Entry | None:
    """The entry with its address in full, ``None`` where there is none that could be asked."""
    try:
        link = tidy(urljoin(address, raw.link.strip())) if raw.link.strip() else None
    except (Forbidden, ValueError):
        return None
    if link is None:
        return None
    words = json.dumps([raw.title, *raw.told], ensure_ascii=False, default=str, sort_keys=True)
    stamp = hashlib.sha256(words.encode("utf-8", "backslashreplace")).hexdigest()
    return Entry((raw.key or link)[:LONGEST_KEY], link, stamp, " ".join(raw.title.split())[:300])


def _taken_back(content: bytes) -> Iterator[TakenBack]:
    """The tombstones of an Atom feed; none where it is broken, since then nothing in it can be relied on."""
    if b"deleted-entry" not in content:
        return
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError):
        return
    for node in root.iter(TOMBSTONE):
        words = " ".join("".join(map(str, node.itertext())).split())
        yield TakenBack(str(node.get("ref") or "")[:LONGEST_KEY], moment_of(node.get("when"), None), words[:500])


# ------------------------------------------------------------------------------------------------------ lists of feeds


class NoList(ValueError):  # noqa: N818 - named for what it says of the file
    """A file that lists no feeds; the message names it and tells why."""


def list_feeds(sources: Iterable[str]) -> tuple[str, ...]:
    """The addresses of feeds: as they are given, out of OPML files, or out of files with an address a line.

    >>> list_feeds(["https://Port.example/feed"])
    ('https://port.example/feed',)

    Raises ``NoList`` where a file cannot be read, lists nothing, or something that is no address, and ``Forbidden``
    where an address as it is given is none.
    """
    found = (address for source in sources for address in ([tidy(source)] if "://" in source else _tidied(source)))
    return tuple(dict.fromkeys(found))


def _tidied(name: str) -> list[str]:
    try:
        return [tidy(address) for address in _listed(Path(name))]
    except Forbidden as error:
        raise NoList(f"{name}: {error}") from error


def _listed(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
    except OSError as error:
        raise NoList(f"{path}: the list cannot be read ({error.strerror})") from error
    text = content.decode("utf-16" if content.startswith(WIDE_MARKS) else "utf-8-sig", "replace")
    found = _of_opml(content, path) if text.lstrip().startswith("<") else _of_lines(text)
    if not found:
        raise NoList(f"{path}: it lists no feed")
    return found


def _of_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _of_opml(content: bytes, path: Path) -> list[str]:
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoList(f"{path}: the OPML cannot be read ({error})") from error
    return [str(told) for node in root.iter("outline") if (told := node.get("xmlUrl") or node.get("xmlurl"))]
