"""Letters out of mailboxes, and what is attached to letters; each letter is a page, kept as it came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO, Final

from onrecord.intake.bodies import MOST_BYTES, too_long
from onrecord.intake.served import page_of_bytes
from onrecord.intake.wires import items_of
from onrecord.kinds import MOST_PARTS, Kind, kind_of, parts_of
from onrecord.records import Page, Passed

MOST_ATTACHED: Final = 200
LONGEST_LABEL: Final = 300
DOCUMENTS: Final = frozenset({Kind.PDF, Kind.NINJS, Kind.NEWSML})
"""What is read of the things attached to a letter; a picture or a calendar is no page."""
QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
"""How a mailbox marks a line of a letter that would begin another (the ``mboxrd`` way)."""


def pages_of_mailbox(
    file: BinaryIO, name: str, received: datetime, *, as_body: bool = False
) -> Iterator[Page | Passed]:
    """The letters of an mbox file in their order, each with the documents attached to it."""
    for number, content in enumerate(_letters(file), 1):
        if len(content) > MOST_BYTES:
            yield Passed("intake", f"{name} (letter {number}): {too_long(len(content))}")
        else:
            yield from pages_of_letter(content, f"{name}#{number}", received, as_body=as_body, within=name)


def _letters(file: BinaryIO) -> Iterator[bytes]:
    """The letters as their bytes, a letter too long for a page cut off where it is known to be one."""
    letter = bytearray()
    blank = True
    for line in iter(lambda: file.readline(2**20), b""):
        if blank and line.startswith(b"From "):
            if letter.strip():
                yield QUOTED.sub(rb"\1", bytes(letter))
            letter = bytearray()
        elif len(letter) <= MOST_BYTES:
            letter += line
        blank = not line.strip()
    if letter.strip():
        yield QUOTED.sub(rb"\1", bytes(letter))


def pages_of_letter(
    content: bytes, name: str, received: datetime, *, as_body: bool = False, within: str = ""
) -> Iterator[Page | Passed]:
    """A letter as a page, and the documents attached to it; ``received`` is when it came to us."""
    yield page_of_bytes(name, content, received, as_body=as_body, media_type="message/rfc822", within=within)
    if parts_of(content) > MOST_PARTS:  # whoever reads the page is told so
        return
    try:
        letter = message_from_bytes(content, policy=policy.compat32)
    except RecursionError:
        return
    for number, (label, attached) in enumerate(_attached(letter), 1):
        inside = f"{name}#{label or number}"
        if len(attached) > MOST_BYTES:
            yield Passed("intake", f"{inside}: {too_long(len(attached))}")
        elif kind_of(attached) in DOCUMENTS:
            yield from items_of(page_of_bytes(inside, attached, received, within=within or name))


def _attached(letter: Message) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what is attached; a part that cannot be decoded is none."""
    parts = (part for part in letter.walk() if not part.is_multipart() and part.get_filename())
    for _, part in zip(range(MOST_ATTACHED), parts, strict=False):
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield _label(part), payload


def _label(part: Message) -> str:
    """The name of what is attached, its coding undone."""
    raw = str(part.get_filename())[:LONGEST_LABEL]
    try:
        told = str(make_header(decode_header(raw)))
    except (HeaderParseError, ValueError, LookupError):
        told = raw
    return " ".join(told.encode("utf-8", "replace").decode("utf-8").split())
