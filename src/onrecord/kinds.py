"""What bytes are, told by how they begin and what they hold, never by a name alone."""

from __future__ import annotations

import json
import re
import sys
import zlib
from enum import StrEnum
from typing import Any, Final

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

SAMPLE: Final = 4096
LARGEST_BLOCK: Final = 130 * 2**10
"""So much of a Zstandard frame tells how it begins, in bytes: a block of it and what stands before."""


class Kind(StrEnum):
    """The kinds of file that hold pages; ``text`` is a page in HTML or plain text, ``binary`` what no page can be."""

    TEXT = "text"
    PDF = "pdf"
    MAIL = "mail"
    NINJS = "ninjs"
    NEWSML = "newsml"
    MAILBOX = "mailbox"
    WARC = "warc"
    WACZ = "wacz"
    SHEET = "sheet"
    BINARY = "binary"


ARCHIVES: Final = frozenset({Kind.MAILBOX, Kind.WARC, Kind.WACZ})
"""Kinds that hold pages of others and may be longer than any page."""

BINARY_MARKS: Final = (
    *(b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3"),
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"Rar!", b"7z\xbc\xaf"),
    *(b"\x7fELF", b"SQLite format 3", b"\xd0\xcf\x11\xe0"),
)
"""How pictures, sounds, archives, programs and databases begin."""
CONTROLS: Final = bytes(byte for byte in range(32) if byte < 9 or 13 < byte < 27 or byte > 27)
"""Bytes that text has no use for: controls but for white space and escape."""
WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
ZIP: Final = b"PK\x03\x04"
GZIP: Final = b"\x1f\x8b"
ZSTD: Final = b"\x28\xb5\x2f\xfd"
DICTIONARY: Final = b"\x5d\x2a\x4d\x18"
"""How a ``.warc.zst`` begins that brings the dictionary that its frames were packed with, in a frame of its own."""
WARC: Final = re.compile(rb"WARC/[01]\.\d")
ENVELOPE: Final = re.compile(rb"From [^\r\n]{3,200}\d{4}[^\r\n]{0,40}\r?\n[!-9;-~]+:")
"""``From ola@port.example Mon Sep  9 10:00:00 2024`` above the first header of a mailbox."""
HEADER: Final = re.compile(rb"^([!-9;-~]{2,60}):[ \t]", re.MULTILINE)
OF_MAIL: Final = frozenset({b"message-id", b"mime-version", b"received", b"dkim-signature", b"return-path", b"list-id"})
"""Headers that machines write into letters; a text that merely prints ``From:`` and ``Subject:`` has none of them."""
NEWSML: Final = b"http://iptc.org/std/nar/2006-10-01/"
PROLOG: Final = rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<![^>\[]*>)*+"
"""What may stand before the first element of an XML document; nothing of it is tried twice."""
OF_NINJS: Final = frozenset(
    "headline headlines body_text body_xhtml body_html bodies versioncreated versionCreated pubstatus pubStatus".split()
)
LISTS: Final = ("_items", "items")
"""Where the answers of services hold their items, as Superdesk's does."""
LONGEST_NUMBER: Final = 18
MOST_PARTS: Final = 5_000
"""A letter of more parts is not opened."""
SHEET_COLUMNS: Final = frozenset({"link", "archive status"})
"""The columns by which the sheet of Bellingcat's auto-archiver is known, in its own default names."""


def kind_of(content: bytes) -> Kind:
    """What bytes are; of a long file its beginning tells whether it is an archive.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"WARC/1.0\\r\\n"), kind_of(b'{"uri": "x:1", "headline": "Port reopens"}')
    (<Kind.PDF: 'pdf'>, <Kind.WARC: 'warc'>, <Kind.NINJS: 'ninjs'>)
    """
    head = content[:SAMPLE]
    if head.lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(DICTIONARY) or WARC.match(head) or WARC.match(_inflated(content)):
        return Kind.WARC
    if head.startswith(ZIP) and (b"archive/" in head or b"datapackage" in head or b"pages/" in head):
        return Kind.WACZ
    if is_binary(content):
        return Kind.BINARY
    if ENVELOPE.match(head):
        return Kind.MAILBOX
    return _kind_of_text(content, head)


def _kind_of_text(content: bytes, head: bytes) -> Kind:
    if is_mail(head):
        return Kind.MAIL
    if NEWSML in head and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Kind.NEWSML
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and is_ninjs(content):
        return Kind.NINJS
    if is_sheet(head):
        return Kind.SHEET
    return Kind.TEXT


def _inflated(content: bytes) -> bytes:
    """The first bytes inside of a gzip member or a Zstandard frame, none where there is neither."""
    try:
        if content.startswith(GZIP):
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[:SAMPLE], 64)
        return zstd.ZstdDecompressor().decompress(content[:LARGEST_BLOCK], 64) if content.startswith(ZSTD) else b""
    except (zlib.error, zstd.ZstdError):
        return b""


def whole_number(told: str) -> int | None:
    """A whole number as machines write it; ``None`` for anything else, be it a digit to Unicode or far too long.

    >>> whole_number("42"), whole_number("²"), whole_number("-1"), whole_number("9" * 5000)
    (42, None, None, None)
    """
    return int(told) if told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER else None


def parts_of(letter: bytes) -> int:
    """How many parts a letter can have at most; one of very many takes minutes to open, and is none.

    >>> parts_of(b"Subject: Port\\n\\n--a\\n\\nIt reopened.\\n--a--\\n")
    2
    """
    return letter.count(b"\n--")


def is_mail(head: bytes) -> bool:
    """Whether bytes begin with the headers of a letter: RFC 5322's own and those that machines add.

    >>> is_mail(b"From: a@b.example\\r\\nMessage-ID: <1@b.example>\\r\\nSubject: Port reopens\\r\\n\\r\\nIt did.")
    True
    """
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {name.lower() for name in HEADER.findall(block)}
    return HEADER.match(head) is not None and bool(names & OF_MAIL) and bool(names & {b"from", b"subject", b"date"})


def is_ninjs(content: bytes) -> bool:
    """Whether bytes are an IPTC ninjs item, or a list of such, as files and as services write it."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return False
    listed = items_listed(told)
    first = (listed[0] if listed else None) if listed is not None else told
    return isinstance(first, dict) and "uri" in first and not OF_NINJS.isdisjoint(first)


def items_listed(told: object) -> list[Any] | None:
    """The items of a list of wire items, bare or under the name that services give it; ``None`` where it is no list.

    >>> items_listed([1]), items_listed({"_items": [1], "_meta": {}}), items_listed({"uri": "x:1", "items": [1]})
    ([1], [1], None)
    """
    if isinstance(told, dict) and "uri" not in told:
        told = next((told[name] for name in LISTS if name in told), None)
    return told if isinstance(told, list) else None


def is_sheet(head: bytes) -> bool:
    """Whether bytes begin with the column names of the auto-archiver's sheet."""
    first = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return {name.strip(' "\r').lower() for name in first.split(",")} >= SHEET_COLUMNS


def is_binary(content: bytes) -> bool:
    """Whether bytes are no text: a known mark of another format, or many control bytes near the start.

    >>> is_binary(b"\\x89PNG"), is_binary(b"A port\\x00 with a stray byte, but otherwise in plain words.")
    (True, False)
    """
    head = content[:SAMPLE]
    if head.startswith(BINARY_MARKS):
        return True
    if head.startswith(WIDE_MARKS):
        return False
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls * 10 > len(head)
