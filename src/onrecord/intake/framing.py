"""WARC records, one by one, out of a file that may be damaged anywhere.

The frame is read here, so that one record's damage is told and the next is found; what stands inside a record is read
by ``warcio``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from onrecord.intake.stretches import Stretch, Torn, stretches
from onrecord.kinds import whole_number

MOST_HEADERS: Final = 64 * 2**10
START: Final = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
NEXT: Final = re.compile(rb"(?<=\n)WARC/[01]\.\d{1,2}\r?\n(?=[!-9;-~]+:)")
BLANK: Final = b"\r\n"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a WARC: where it stands, its headers by their names in small letters, and its block."""

    place: int
    headers: dict[str, str]
    head: bytes
    block: bytes

    @property
    def identity(self) -> str:
        """The record's own id, or where it stands if it has none."""
        return self.headers.get("warc-record-id", f"byte {self.place}").strip("<>")


@dataclass(frozen=True, slots=True)
class Damage:
    """A record that cannot be read: where it stands, its address if it was told, and why.

    ``framed`` is whether its end is known, so that the next record is known to follow, ``record`` its id where it
    was told.
    """

    place: int
    reason: str
    uri: str = ""
    framed: bool = False
    record: str = ""


Wanted = Callable[[dict[str, str], int], bool]
"""Whether a record is wanted, by its headers and its length."""


def read_records(file: BinaryIO, wanted: Wanted) -> Iterator[Record | Damage]:
    """The wanted records of a WARC and what is damaged; the others are passed over without being kept in memory."""
    for stretch in stretches(file):
        yield from _records_of(stretch, wanted)


def _records_of(stretch: Stretch, wanted: Wanted) -> Iterator[Record | Damage]:
    while True:
        place = stretch.place
        try:
            found = _record(stretch, wanted)
        except Torn as torn:
            yield Damage(place, str(torn))
            if not _go_on(stretch):
                return
            continue
        if found is None:
            return
        if isinstance(found, Damage) or found.headers:
            yield found
        if isinstance(found, Damage) and not found.framed and not _go_on(stretch):
            return


def _go_on(stretch: Stretch) -> bool:
    """Whether another record begins further on in a damaged stretch."""
    try:
        return stretch.find(NEXT)
    except Torn:
        return False


def _record(stretch: Stretch, wanted: Wanted) -> Record | Damage | None:
    """The record that begins here, without headers where it was not wanted; ``None`` at the end."""
    place, first = _first_line(stretch)
    if not first:
        return None
    if not START.fullmatch(first):
        return Damage(place, "no record begins where one should")
    headers, head = _headers(stretch, first)
    uri, told = headers.get("warc-target-uri", "").strip("<>"), headers.get("content-length", "").strip()
    length = whole_number(told)
    if length is None:
        return Damage(place, f"the record tells no length (Content-Length {told[:20]!r})", uri)
    if not wanted(headers, length):
        return _passed_over(stretch, place, length, uri)
    block = stretch.read(length)
    if reason := _wrong_end(stretch, block, length):
        return Damage(place, reason, uri)
    if not is_intact(headers.get("warc-block-digest", ""), block):
        return Damage(place, "its bytes are not those of its digest", uri, framed=True)
    return Record(place, headers, head, block)


def _first_line(stretch: Stretch) -> tuple[int, bytes]:
    while True:
        place, line = stretch.place, stretch.readline(MOST_HEADERS)
        if line.strip() or not line:
            return place, line


def _headers(stretch: Stretch, first: bytes) -> tuple[dict[str, str], bytes]:
    """The headers up to the blank line, and their bytes."""
    headers: dict[str, str] = {}
    head, name = first, ""
    while line := stretch.readline(MOST_HEADERS):
        head += line
        if len(head) > MOST_HEADERS:
            raise Torn("the record's headers are too long")
        if not line.strip():
            return headers, head
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t" and name:  # a folded line goes on with the one before
            headers[name] += " " + text.strip()
            continue
        name, _, told = text.partition(":")
        name = name.strip().lower()
        headers[name] = told.strip()
    raise Torn("the file is cut off in the headers of a record")


def _passed_over(stretch: Stretch, place: int, length: int, uri: str) -> Record | Damage:
    passed = stretch.skip(length)
    if passed < length:
        return Damage(place, f"the file is cut off: {passed:,} of {length:,} bytes of the record are there", uri)
    return Record(place, {}, b"", b"")


def _wrong_end(stretch: Stretch, block: bytes, length: int) -> str | None:
    """What is wrong with a record's end; what it took beyond its own end is put back, so that none is lost in it."""
    tail = stretch.read(4)
    if len(block) == length and (tail == BLANK * 2 or not tail.strip()):
        return None
    stretch.unread(block + tail)
    if len(block) == length or NEXT.search(block):
        return f"its length is wrong: no record ends after {length:,} bytes"
    return f"the file is cut off: {len(block):,} of {length:,} bytes of the record are there"


def is_intact(told: str, content: bytes) -> bool:
    """Whether bytes have a digest as WARC writes it, ``sha1:`` or ``sha256:`` in base 32 or in hex; one of a kind that
    is not known settles nothing.

    >>> is_intact("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b""), is_intact("sha1:AAAA", b""), is_intact("md9:1", b"")
    (True, False, True)
    """
    name, _, digest = told.strip().partition(":")
    if not digest or name.lower() not in {"sha1", "sha256", "sha-1", "sha-256", "md5"}:
        return True
    made = hashlib.new(name.lower().replace("-", ""), content, usedforsecurity=False)
    forms = (base64.b32encode(made.digest()).decode().rstrip("=").lower(), made.hexdigest())
    return digest.rstrip("=").lower() in forms
