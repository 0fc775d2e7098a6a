"""The custody log: who put what on the shelf when, by which program and under which digest, each entry bound to the
one before.

Its fields are those that the Berkeley Protocol on Digital Open Source Investigations (United Nations, 2022) asks of a
chain of custody. An entry's ``link`` is the SHA-256 of the link before and of all that the entry says, so that none
can be changed, left out or put in between without every later one being another. Whoever can write to the whole store
can make a whole new log: against that stands its head, noted where the store's keeper cannot reach it.
"""

from __future__ import annotations

import getpass
import json
import os
import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, Index, String, Table, Text, or_, select

from onrecord import __version__
from onrecord.shelf.schema import ORDERED, TABLES

CUSTODY: Final = Table(
    "custody",
    TABLES,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("moment", String(40), nullable=False),
    Column("person", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("key", ORDERED, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("link", String(64), nullable=False),
)
"""What was put on the shelf, in order: when, who, how, what, the digest of its row, and the link that binds it."""

Index("custody_by_key", CUSTODY.c.kind, CUSTODY.c.key)

SAID: Final = ("number", "moment", "person", "how", "kind", "key", "digest")
"""What an entry says, in the order in which it is bound."""

BEFORE_THE_FIRST: Final = "0" * 64
HEAD: Final = re.compile(r"(?P<number>\d{1,18}):(?P<link>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a custody log at some moment; noted elsewhere, it holds all that the log said until then."""

    number: int
    link: str

    def __str__(self) -> str:
        return f"{self.number}:{self.link}"


NO_ENTRY: Final = Head(0, BEFORE_THE_FIRST)


@dataclass(frozen=True, slots=True)
class Custody:
    """An entry of the custody log; ``digest`` is that of the row, ``link`` binds the entry to all before it."""

    number: int
    moment: datetime
    person: str
    how: str
    kind: str
    key: str
    digest: str
    link: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something put on the shelf: its kind, its key, the digest of its row, and the person if one is told."""

    kind: str
    key: str
    digest: str
    person: str = ""


def read_head(told: str) -> Head:
    """The head that was noted as ``NUMBER:LINK``; raises ``ValueError`` where it is none.

    >>> read_head("7:" + "ab" * 32).number
    7
    """
    found = HEAD.fullmatch(told.strip())
    if found is None:
        raise ValueError(f"{told!r} is no head of a custody log: it reads NUMBER:LINK, as `onrecord custody` prints it")
    return Head(int(found["number"]), found["link"])


def row_digest(table: str, row: Mapping[str, object]) -> str:
    """The SHA-256 of a row, the same in every store; what is empty is left out, so that tables can gain columns.

    >>> row_digest("pages", {"a": 1, "b": ""}) == row_digest("pages", {"a": 1, "c": None})
    True
    """
    told = [[name, _told(value)] for name, value in sorted(row.items()) if value is not None and value != ""]
    return sha256(json.dumps([table, *told]).encode()).hexdigest()


def _told(value: object) -> object:
    return sha256(bytes(value)).hexdigest() if isinstance(value, (bytes, memoryview)) else value


def link_of(before: str, entry: Mapping[str, Any]) -> str:
    """The link of an entry behind the link of the one before."""
    return sha256(json.dumps([before, *(entry[name] for name in SAID)]).encode()).hexdigest()


def entries(head: Head, sealed: Iterable[Sealed], moment: str, how: str = "") -> Iterator[dict[str, Any]]:
    """The rows of the entries that follow a head, in order."""
    before = head.link
    for number, one in enumerate(sealed, head.number + 1):
        entry: dict[str, Any] = {
            "number": number,
            "moment": moment,
            "person": one.person or account(),
            "how": how or f"onrecord {__version__}, account {account()}",
            "kind": one.kind,
            "key": one.key,
            "digest": one.digest,
        }
        before = link_of(before, entry)
        yield {**entry, "link": before}


def head_of(connection: Connection) -> Head:
    """The last entry of a shelf's custody log."""
    row = connection.execute(
        select(CUSTODY.c.number, CUSTODY.c.link).order_by(CUSTODY.c.number.desc()).limit(1)
    ).one_or_none()
    return NO_ENTRY if row is None else Head(row.number, row.link)


def entries_on(connection: Connection, keys: Iterable[str] = ()) -> tuple[Custody, ...]:
    """The entries whose key begins with one of these, all without any, in order."""
    begins = [CUSTODY.c.key.startswith(key, autoescape=True) for key in keys]
    query = select(CUSTODY).order_by(CUSTODY.c.number)
    rows = connection.execute(query.where(or_(*begins)) if begins else query)
    return tuple(Custody(row.number, datetime.fromisoformat(row.moment), *row[2:]) for row in rows)


@cache
def account() -> str:
    """The account of the system that runs this program, and the machine's name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user need not have a name
        name = str(os.getuid())
    return f"{name}@{socket.gethostname()}"


def faults_of_chain(connection: Connection, noted: Iterable[Head] = ()) -> Iterator[str]:
    """Where the log is broken, and which heads noted elsewhere it does not go through."""
    wanted = {head.number: head for head in noted}
    before, due = BEFORE_THE_FIRST, 1
    rows = connection.execute(select(CUSTODY).order_by(CUSTODY.c.number), execution_options={"yield_per": 1000})
    for row in rows:
        if row.number != due:
            yield f"the custody log lacks what stood between its entries {due - 1} and {row.number}"
        if row.link != link_of(before, dict(row._mapping)):
            yield f"entry {row.number} of the custody log is not the one that was written there"
        if (head := wanted.pop(row.number, None)) and head.link != row.link:
            yield f"entry {row.number} of the custody log is not the one that was noted as {head.link[:12]}…"
        before, due = row.link, row.number + 1
    for head in wanted.values():
        if head != NO_ENTRY:
            yield f"the custody log ends at entry {due - 1}, before the one that was noted as {head}"
