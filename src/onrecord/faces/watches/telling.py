"""News in words: as entries of a feed, as a letter, and as what a webhook is sent. None of it quotes a page's text."""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

from onrecord import __version__
from onrecord.exports.edition import Imprint
from onrecord.exports.feeds import BEGINNING, Entry, Feed, entries_of
from onrecord.faces.api.drawing import change_out
from onrecord.faces.desk.archive import Archive
from onrecord.faces.watches.keeping import Watch
from onrecord.lexicon.tables import lexicon_digest
from onrecord.records import Change

TITLE: Final = "Alleged arms transfers: what changed in the register"
IN_A_LETTER: Final = 50
"""Changes that a letter tells; of more it tells the number."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is posted to a webhook: its headers and its bytes."""

    headers: dict[str, str]
    body: bytes


def entries(archive: Archive, changes: Sequence[Change], base: str | None) -> tuple[Entry, ...]:
    """The entries of changes, the newest first."""
    stories = archive.stories({change.story for change in changes if change.story}).heard
    return tuple(entries_of(changes, stories.values(), base))


def feed(archive: Archive, changes: Sequence[Change], name: str, title: str, base: str, path: str) -> Feed:
    """A feed of changes that stands at a path of the desk, its ending left out."""
    told = entries(archive, changes, base)
    newest = max((entry.updated for entry in told), default=BEGINNING)
    imprint = Imprint(__version__, lexicon_digest(), newest.date() if told else None)
    home = base.rstrip("/")
    return Feed(f"urn:onrecord:{name}", title, imprint, newest, told, home, home + path)


def letter(watch: Watch, told: Sequence[Entry], sender: str, name: str, base: str | None) -> EmailMessage:
    """The letter that tells news; ``name`` is the same whenever it is sent again."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox(sender)
    message["To"] = _mailbox(watch.email)
    number = f"{len(told)} change{'' if len(told) == 1 else 's'}"
    message["Subject"] = _in_a_line(f"{watch.title}: {number}")
    message["Message-ID"] = f"<{name}@{sender.rpartition('@')[2]}>"
    message["Date"] = datetime.now(UTC)
    message["Auto-Submitted"] = "auto-generated"
    parts = [f"{entry.title}\n{entry.text}\n{entry.link or ''}".rstrip() for entry in told[:IN_A_LETTER]]
    if len(told) > IN_A_LETTER:
        parts.append(f"… and {len(told) - IN_A_LETTER} more.")
    end = "What is told here is what pages say and who says it. It says nothing of what is true."
    if base:
        end += f"\n\nThe watch: {base.rstrip('/')}{watch.asked.address()}\nTo end it: {base.rstrip('/')}/watches"
    message.set_content("\n\n".join((*parts, "--", end)) + "\n")
    return message


def _mailbox(told: str) -> Address:
    user, _, domain = told.rpartition("@")
    return Address("", user, domain)


def _in_a_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def delivery(watch: Watch, change: Change, entry: Entry, name: str, moment: datetime) -> Delivery:
    """What a webhook is sent of a change, signed; ``name`` is the same whenever it is sent again."""
    told = {
        "delivery": name,
        "watch": watch.id,
        "title": watch.title,
        "headline": entry.title,
        "text": entry.text,
        "link": entry.link,
        "change": change_out(change).model_dump(mode="json"),
    }
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")
    stamp = str(int(moment.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"onrecord/{__version__}",
        "Onrecord-Delivery": name,
        "Onrecord-Timestamp": stamp,
        "Onrecord-Signature": f"v1={signature(watch.secret, stamp, body)}",
    }
    return Delivery(headers, body)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """The HMAC-SHA256 of a timestamp, a dot and a body, in hex: whoever has the secret can tell who sent it and when.

    >>> signature("s", "1700000000", b"{}")[:16]
    'e9232c9945da8456'
    """
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, sha256).hexdigest()
