"""Sign-ins that last: a signed cookie with a secret, of which the book keeps a hash, so that each can be ended."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import delete, insert, select

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors.book import META, SESSIONS, USERS, Book, now_text
from onrecord.faces.doors.tokens import seal
from onrecord.faces.doors.users import User, key_of

LAST: Final = timedelta(hours=12)
COOKIE: Final = "onrecord-session"
LONGEST: Final = 500


def cookie_name(secure: bool) -> str:
    """What the cookie is called; over TLS so that only this very host can have set it."""
    return f"__Host-{COOKIE}" if secure else COOKIE


def begin_session(book: Book, user: User) -> str:
    """Begin a session of a user's; what its cookie reads."""
    secret = secrets.token_urlsafe(32)
    row = {"seal": seal(secret), "user": key_of(user.name), "expires": now_text(datetime.now(UTC) + LAST)}

    def change(connection: Any) -> None:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.expires < now_text()))
        connection.execute(insert(SESSIONS).values(row))

    book.write(change)
    return str(_signer(book).dumps(secret))


def find_session(book: Book, cookie: str) -> User | None:
    """Whose session a cookie is, ``None`` where it is nobody's or has ended."""
    secret = _secret(book, cookie)
    if secret is None:
        return None
    query = select(USERS).join_from(SESSIONS, USERS, SESSIONS.c.user == USERS.c.key)
    query = query.where(SESSIONS.c.seal == seal(secret), SESSIONS.c.expires > now_text())
    row = book.look(lambda connection: connection.execute(query).one_or_none())
    return None if row is None else User(row.name, Role(row.role), datetime.fromisoformat(row.made))


def end_session(book: Book, cookie: str) -> None:
    """End a session, if the cookie is one's."""
    secret = _secret(book, cookie)
    if secret is not None:
        book.write(lambda connection: connection.execute(delete(SESSIONS).where(SESSIONS.c.seal == seal(secret))))


def _secret(book: Book, cookie: str) -> str | None:
    if not 0 < len(cookie) <= LONGEST:
        return None
    try:
        told = _signer(book).loads(cookie, max_age=int(LAST.total_seconds()))
    except BadData:
        return None
    return told if isinstance(told, str) else None


@lru_cache(maxsize=8)
def _signer(book: Book) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(_key(book), salt="onrecord session")


def _key(book: Book) -> str:
    """The key by which cookies are signed, made when it is first needed."""

    def change(connection: Any) -> str:
        book.store.take_turn(connection, "doors")
        query = select(META.c.value).where(META.c.name == "key")
        if (known := connection.scalar(query)) is None:
            known = secrets.token_urlsafe(48)
            connection.execute(insert(META).values(name="key", value=known))
        return str(known)

    return book.write(change)
