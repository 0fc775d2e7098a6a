"""The tables of watching: feeds, what they told of, pages on their way, every request, and what was taken back."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from onrecord.shelf.schema import ORDERED, TABLES

FEEDS: Final = Table(
    "feeds",
    TABLES,
    Column("address", ORDERED, primary_key=True),
    Column("due", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("checked", String(40)),
    Column("failures", Integer, nullable=False),
    Column("note", Text, nullable=False),
)
"""Feeds that are followed, each with what makes its next request conditional."""

ENTRIES: Final = Table(
    "entries",
    TABLES,
    Column("feed", ORDERED, primary_key=True),
    Column("key", ORDERED, primary_key=True),
    Column("address", Text, nullable=False),
    Column("stamp", String(64), nullable=False),
    Column("title", Text, nullable=False),
)
"""What each feed told of, by the key that it gives an item."""

WANTED: Final = Table(
    "wanted",
    TABLES,
    Column("address", ORDERED, primary_key=True),
    Column("due", String(40), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("warc", Text, nullable=False),
    Column("place", BigInteger),
    Column("note", Text, nullable=False),
)
"""Pages that feeds told of, each once, whichever feeds told of it."""

FETCHES: Final = Table(
    "fetches",
    TABLES,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("purpose", String(20), nullable=False),
    Column("wanted", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("started", String(40), nullable=False),
    Column("status", Integer),
    Column("size", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("warc", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("place", BigInteger),
    Column("note", Text, nullable=False),
)
"""Every request that was made, and every one that was not with the reason: appended, never changed."""

HOSTS: Final = Table(
    "hosts",
    TABLES,
    Column("host", ORDERED, primary_key=True),
    Column("not_before", String(40), nullable=False),
)
"""When each host may be asked again at the earliest."""

VERSIONS: Final = Table(
    "versions",
    TABLES,
    Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
    Column("item", ORDERED, nullable=False),
    Column("number", Text),
    Column("standing", String(20), nullable=False),
    Column("told", String(40)),
    Column("note", Text, nullable=False),
)
"""Which version of which item a page with a reading is: of a wire item, or of what stands at an address."""

WITHDRAWALS: Final = Table(
    "withdrawals",
    TABLES,
    Column("item", ORDERED, primary_key=True),
    Column("by", String(64), primary_key=True),
    Column("known", String(40), nullable=False),
    Column("told", String(40)),
    Column("words", Text, nullable=False),
)
"""What feeds told that its publisher took back."""

Index("wanted_by_due", WANTED.c.stage, WANTED.c.due)
Index("versions_by_item", VERSIONS.c.item)
