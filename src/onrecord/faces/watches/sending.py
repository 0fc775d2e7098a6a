"""Letters and webhooks sent when they are due, each once, and again later where the other side is down."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any, Final, Protocol
from urllib.parse import unquote, urlsplit

import httpcore
import httpx
from sqlalchemy import Row, or_, select, update

from onrecord.faces.api.answers import Answers
from onrecord.faces.doors.book import SENDINGS, Book, now_text
from onrecord.faces.watches.keeping import MAILBOX, Watch, list_watches
from onrecord.faces.watches.news import news_of
from onrecord.faces.watches.telling import Delivery, delivery, entries, letter
from onrecord.intake.addresses import Forbidden
from onrecord.intake.network import CheckedNetwork, CheckedTransport

PATIENCE: Final = 20.0
"""Seconds for one sending."""

LEASE: Final = timedelta(minutes=5)
"""How long a sending is one program's before another may take it up."""

FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=6)
MOST_FAILURES: Final = 16
"""Some two and a half days of trying."""

AT_ONCE: Final = 50


class NotSent(RuntimeError):  # noqa: N818 - named for what is the matter
    """Something did not go out; the message says why."""


class Post(Protocol):
    """What takes letters and deliveries out of the house."""

    def send_letter(self, message: EmailMessage) -> None:
        """Hand a letter to a mail server; raises ``NotSent``."""

    def send_delivery(self, address: str, told: Delivery) -> None:
        """Post a delivery to a webhook; raises ``NotSent``."""


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server that letters go to: ``smtp://``, or ``smtps://`` for TLS from the first byte on."""

    server: str
    sender: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.server)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("a mail server is told as smtp://HOST:PORT or smtps://HOST:PORT")
        if not MAILBOX.fullmatch(self.sender):
            raise ValueError(f"{self.sender!r} is no address to write from")


@dataclass(frozen=True, slots=True)
class Outside:
    """The world outside: letters by SMTP, webhooks by HTTP to public addresses alone unless ``inside`` is allowed."""

    mail: Mail | None = None
    inside: bool = False

    def send_letter(self, message: EmailMessage) -> None:
        """Hand a letter to the mail server; raises ``NotSent``."""
        if self.mail is None:
            raise NotSent("no mail server is told: `--smtp` names one")
        parts = urlsplit(self.mail.server)
        kind: Callable[..., smtplib.SMTP] = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        try:
            with kind(parts.hostname, parts.port or 0, timeout=PATIENCE) as server:
                if parts.username:
                    if parts.scheme == "smtp":
                        server.starttls(context=ssl.create_default_context())
                    server.login(unquote(parts.username), unquote(parts.password or ""))
                server.send_message(message)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise NotSent(f"the mail server did not take it ({type(error).__name__}: {error})"[:300]) from error

    def send_delivery(self, address: str, told: Delivery) -> None:
        """Post a delivery; whatever is no 2xx is no receipt, and no redirect is followed. Raises ``NotSent``."""
        transport: httpx.BaseTransport = (
            httpx.HTTPTransport(trust_env=False)
            if self.inside
            else CheckedTransport(CheckedNetwork(loopback=False, seconds=PATIENCE))
        )
        try:
            with (
                httpx.Client(transport=transport, timeout=PATIENCE, trust_env=False) as client,
                client.stream("POST", address, content=told.body, headers=told.headers) as answer,
            ):
                status = answer.status_code
        except Forbidden as error:
            raise NotSent(str(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NotSent(f"no answer ({type(error).__name__})") from error
        except (httpcore.TimeoutException, httpcore.UnsupportedProtocol, OSError, ValueError) as error:
            raise NotSent(f"no answer ({type(error).__name__})") from error
        if not 200 <= status < 300:
            raise NotSent(f"it was answered with {status}")


def send_due(book: Book, answers: Answers, post: Post, *, base: str | None = None, now: datetime | None = None) -> int:
    """Send what is due; how much went out. What a wrong clock put off beyond any pause is due as well."""
    moment = now or datetime.now(UTC)
    due = or_(SENDINGS.c.due <= now_text(moment), SENDINGS.c.due > now_text(moment + LONGEST_PAUSE))
    query = select(SENDINGS).where(SENDINGS.c.sent.is_(None), due)
    query = query.order_by(SENDINGS.c.due, SENDINGS.c.id).limit(AT_ONCE)
    watches = {watch.id: watch for watch in list_watches(book)}
    rows = book.look(lambda connection: connection.execute(query).all())
    sent = 0
    for row in rows:
        watch = watches.get(row.watch)
        if watch is not None and _take(book, row, moment):
            sent += _send(book, answers, post, watch, row, base, moment)
    return sent


def _take(book: Book, row: Row[Any], now: datetime) -> bool:
    """Take a sending up; whether no other program was faster."""
    mine = update(SENDINGS).where(
        SENDINGS.c.id == row.id, SENDINGS.c.due == row.due, SENDINGS.c.sent.is_(None), SENDINGS.c.change == row.change
    )
    taken = mine.values(due=now_text(now + LEASE), note="being sent")
    return bool(book.write(lambda connection: connection.execute(taken).rowcount))


def _send(
    book: Book, answers: Answers, post: Post, watch: Watch, row: Row[Any], base: str | None, now: datetime
) -> bool:
    changes = news_of(book, watch.id, 10_000, json.loads(row.change))
    told = entries(answers.archive, changes, base)
    try:
        if row.door == "email":
            sender = _sender_of(post)
            post.send_letter(letter(watch, told, sender, row.id, base))
        elif changes:
            post.send_delivery(watch.webhook, delivery(watch, changes[0], told[0], row.id, now))
    except NotSent as trouble:
        _put_off(book, row, str(trouble), now)
        return False
    done = update(SENDINGS).where(SENDINGS.c.id == row.id).values(sent=now_text(now), note="sent")
    book.write(lambda connection: connection.execute(done))
    return True


def _sender_of(post: Post) -> str:
    mail = getattr(post, "mail", None)
    if not isinstance(mail, Mail):
        raise NotSent("no mail server is told: `--smtp` names one")
    return mail.sender


def _put_off(book: Book, row: Row[Any], why: str, now: datetime) -> None:
    """Try again later, each time twice as late; after days, no more."""
    failures = row.failures + 1
    if failures >= MOST_FAILURES:
        told = {"failures": failures, "sent": now_text(now), "note": f"given up: {why}"}
    else:
        pause = min(FIRST_PAUSE * 2**row.failures, LONGEST_PAUSE)
        told = {"failures": failures, "due": now_text(now + pause), "note": why}
    book.write(lambda connection: connection.execute(update(SENDINGS).where(SENDINGS.c.id == row.id).values(told)))
