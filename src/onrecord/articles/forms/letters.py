"""Letters and newsletters (RFC 5322): the subject, the sender, the day, and the letter's own HTML or text."""

from __future__ import annotations

from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Final

from onrecord.articles.decode import decode
from onrecord.articles.forms.form import Form, NoForm, Statements, as_html, body_of, paragraphs

MOST_PARTS: Final = 500


def open_letter(content: bytes) -> Form:
    """A letter as a page of HTML; raises ``NoForm`` where it has no text.

    >>> letter = b"From: The Harbour Post <a@b.example>\\nSubject: Port reopens\\nMIME-Version: 1.0\\n\\nIt did."
    >>> open_letter(letter).decoded.text[-54:]
    '<h1>Port reopens</h1>\\n<pre>It did.</pre></body></html>'
    """
    letter = message_from_bytes(content, policy=policy.default)
    body = _body(letter)
    if not body.strip():
        raise NoForm("the letter has no text")
    stated = Statements(
        headline=_header(letter, "Subject"), published=_day(letter), publisher=_sender(letter), notice=None
    )
    return Form(as_html(stated, body))


def _header(letter: EmailMessage, name: str) -> str | None:
    try:
        told = str(letter.get(name, ""))
    except (ValueError, IndexError, AttributeError, LookupError):  # what ``email`` raises on a broken header
        return None
    return " ".join(told.split()) or None


def _sender(letter: EmailMessage) -> str | None:
    """The name of whoever the letter is from, without the address."""
    told = _header(letter, "From") or ""
    return told.partition("<")[0].strip(" \"'") or None if "<" in told else None


def _day(letter: EmailMessage) -> str | None:
    try:
        moment = parsedate_to_datetime(_header(letter, "Date") or "")
    except (TypeError, ValueError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()


def _body(letter: EmailMessage) -> str:
    """The letter's HTML, or its plain text where it has none."""
    plain = ""
    for _, part in zip(range(MOST_PARTS), letter.walk(), strict=False):
        if part.is_multipart() or part.get_filename() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/html" and (text := _text(part)).strip():
            return body_of(text)
        if kind == "text/plain" and not plain.strip():
            plain = _text(part)
    return paragraphs(plain) if plain.strip() else ""


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    return decode(payload, f"text/plain; charset={charset}").text if isinstance(payload, bytes) else ""
