"""Tokens of the API: shown once when they are made, kept as a hash, revocable, and ending by themselves."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Row, insert, select, update

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors import audit
from onrecord.faces.doors.book import TOKENS, Book, now_text

FORM: Final = re.compile(r"onrecord_([0-9a-f]{12})_([A-Za-z0-9_-]{43})", re.ASCII)
LAST: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as the book knows it: whose it is and what it lets do, but not what it reads."""

    id: str
    person: str
    role: Role
    note: str
    made: datetime
    expires: datetime
    revoked: datetime | None

    def is_good(self, now: datetime) -> bool:
        """Whether it still lets its bearer in."""
        return self.revoked is None and now < self.expires


def make_token(
    book: Book, person: str, role: Role, note: str = "", *, last: timedelta = LAST, by: str = ""
) -> tuple[Token, str]:
    """A new token and what it reads, which nobody can be told again."""
    identity, secret, now = secrets.token_hex(6), secrets.token_urlsafe(32), datetime.now(UTC)
    row = {
        "id": identity,
        "seal": seal(secret),
        "person": person,
        "role": role.value,
        "note": note,
        "made": now_text(now),
        "expires": now_text(now + last),
    }

    def change(connection: Any) -> None:
        connection.execute(insert(TOKENS).values(row))
        audit.note_in(connection, by or person, "token made", f"{identity} for {person} ({role})")

    book.write(change)
    return Token(identity, person, role, note, now, now + last, None), f"onrecord_{identity}_{secret}"


def find_token(book: Book, told: str) -> Token | None:
    """The token that reads so, if it still lets its bearer in."""
    match = FORM.fullmatch(told)
    if match is None:
        return None
    query = select(TOKENS).where(TOKENS.c.id == match[1])
    row = book.look(lambda connection: connection.execute(query).one_or_none())
    if row is None or not hmac.compare_digest(row.seal, seal(match[2])):
        return None
    token = _token(row)
    return token if token.is_good(datetime.now(UTC)) else None


def list_tokens(book: Book) -> tuple[Token, ...]:
    """Every token that was made, the first first."""
    rows = book.look(lambda connection: connection.execute(select(TOKENS).order_by(TOKENS.c.made)).all())
    return tuple(map(_token, rows))


def revoke_token(book: Book, identity: str, by: str = "") -> bool:
    """End a token at once; whether there was one that still let its bearer in."""

    def change(connection: Any) -> bool:
        ends = update(TOKENS).where(TOKENS.c.id == identity, TOKENS.c.revoked.is_(None)).values(revoked=now_text())
        if not connection.execute(ends).rowcount:
            return False
        audit.note_in(connection, by, "token revoked", identity)
        return True

    return book.write(change)


def seal(secret: str) -> str:
    """The SHA-256 of a secret that is too long to be guessed, in hex."""
    return sha256(secret.encode()).hexdigest()


def _token(row: Row[Any]) -> Token:
    moments = [datetime.fromisoformat(told) if told else None for told in (row.made, row.expires, row.revoked)]
    assert moments[0] and moments[1]  # noqa: S101 - no row is without
    return Token(row.id, row.person, Role(row.role), row.note, moments[0], moments[1], moments[2])
