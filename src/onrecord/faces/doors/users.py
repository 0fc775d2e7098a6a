"""Users and their passwords: hashed with Argon2id, and tried only so often."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, delete, func, insert, select, update

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors import audit
from onrecord.faces.doors.book import SESSIONS, TOKENS, USERS, Book, now_text

SHORTEST: Final = 12
LONGEST: Final = 1_000
"""Characters of a password."""

WHILE: Final = timedelta(minutes=15)
TRIES_AT_A_NAME: Final = 50
TRIES_FROM_AN_ADDRESS: Final = 20
TRIES_AT_A_NAME_FROM_AN_ADDRESS: Final = 5
"""Sign-ins that may be refused in a while before no more are looked at."""

TRYING: Final = Lock()
"""One password is looked at after the other: a hash takes memory, and tries are counted before the next is made."""


class BadUser(ValueError):  # noqa: N818 - named for what it is
    """A name or a password that cannot be a user's; the message says why."""


class TooManyTries(RuntimeError):  # noqa: N818 - named for what there were
    """So many sign-ins were refused of late that this one was not looked at."""


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in."""

    name: str
    role: Role
    made: datetime


@cache
def hasher() -> PasswordHasher:
    """What makes and checks hashes, with the library's own parameters (RFC 9106)."""
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """The hash of a password that nobody has: who asks for an unknown name waits as long as for a known one."""
    return hasher().hash("nobody has this password")


def key_of(name: str) -> str:
    """What a name is known by.

    >>> key_of(" Ida "), key_of("IDA") == key_of("ida")
    ('ida', True)
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def add_user(book: Book, name: str, password: str, role: Role, by: str = "") -> User:
    """Let a person sign in; raises ``BadUser`` where the name is taken or one of the two will not do."""
    shown = unicodedata.normalize("NFKC", name).strip()
    if not 1 <= len(shown) <= 100 or not shown.isprintable():
        raise BadUser("a name has 1 to 100 signs, all of them printable")
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadUser(f"a password has {SHORTEST} to {LONGEST} signs")
    row = {"key": key_of(shown), "name": shown, "role": role.value, "made": now_text()}
    if find_user(book, shown) is not None:
        raise BadUser(f"there is a user {shown} already")
    secret = hasher().hash(password)

    def change(connection: Any) -> None:
        connection.execute(insert(USERS).values({**row, "password": secret}))
        audit.note_in(connection, by, "user added", f"{shown} ({role})")

    book.write(change)
    return User(shown, role, datetime.fromisoformat(row["made"]))


def remove_user(book: Book, name: str, by: str = "") -> bool:
    """Let a person in no more: every sign-in and every token of theirs ends; whether there was such a user."""

    def change(connection: Any) -> bool:
        row = connection.execute(select(USERS).where(USERS.c.key == key_of(name))).one_or_none()
        if row is None:
            return False
        connection.execute(delete(USERS).where(USERS.c.key == row.key))
        connection.execute(delete(SESSIONS).where(SESSIONS.c.user == row.key))
        own = (TOKENS.c.person == row.name, TOKENS.c.revoked.is_(None))
        connection.execute(update(TOKENS).where(*own).values(revoked=now_text()))
        audit.note_in(connection, by, "user removed", row.name)
        return True

    return book.write(change)


def find_user(book: Book, name: str) -> User | None:
    """The user of a name."""
    row = book.look(
        lambda connection: connection.execute(select(USERS).where(USERS.c.key == key_of(name))).one_or_none()
    )
    return None if row is None else _user(row)


def list_users(book: Book) -> tuple[User, ...]:
    """Every user, by name."""
    rows = book.look(lambda connection: connection.execute(select(USERS).order_by(USERS.c.key)).all())
    return tuple(map(_user, rows))


def count_users(book: Book) -> int:
    """How many users there are."""
    return int(book.look(lambda connection: connection.scalar(select(func.count()).select_from(USERS))) or 0)


def check_password(book: Book, name: str, password: str, address: str) -> User | None:
    """The user whose name and password these are, else ``None``; raises ``TooManyTries``. Either is written down."""
    key = key_of(name)[:200]
    with TRYING:
        if _tried_too_often(book, key, address):
            raise TooManyTries
        query = select(USERS).where(USERS.c.key == key)
        row = book.look(lambda connection: connection.execute(query).one_or_none())
        right = _is_right(row.password if row else _nobodys(), password[: LONGEST + 1])
        if row is None or not right:
            audit.note(book, "", audit.REFUSED, key, address)
            return None
    if hasher().check_needs_rehash(row.password):
        fresh = hasher().hash(password)
        book.write(
            lambda connection: connection.execute(update(USERS).where(USERS.c.key == key).values(password=fresh))
        )
    audit.note(book, row.name, "signed in", "", address)
    return _user(row)


def _tried_too_often(book: Book, key: str, address: str) -> bool:
    def count(**where: str) -> int:
        return audit.failures(book, audit.REFUSED, WHILE, **where)

    return (
        count(on=key, address=address) >= TRIES_AT_A_NAME_FROM_AN_ADDRESS
        or count(address=address) >= TRIES_FROM_AN_ADDRESS
        or count(on=key) >= TRIES_AT_A_NAME
    )


def _is_right(secret: str, password: str) -> bool:
    try:
        return hasher().verify(secret, password)
    except (VerificationError, InvalidHashError):
        return False


def _user(row: Row[Any]) -> User:
    return User(row.name, Role(row.role), datetime.fromisoformat(row.made))
