"""The tables of a shelf as today's code uses them; ``migrations`` tells how an older shelf comes to have them."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects import postgresql

TABLES: Final = MetaData()

ORDERED: Final = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text by which rows are ordered: by its signs' numbers, whatever language a server sorts in."""

PREFIXED: Final = String(64).with_variant(postgresql.VARCHAR(64, collation="C"), "postgresql")
"""An id that is also found by its beginning."""

META: Final = Table(
    "meta",
    TABLES,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)
"""What the shelf says of itself: the program that made it and the number of its schema."""

PAGES: Final = Table(
    "pages",
    TABLES,
    Column("digest", String(64), primary_key=True),
    Column("source", ORDERED, nullable=False),
    Column("received", String(40), nullable=False),
    Column("as_body", Boolean, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("media_type", Text, nullable=False, server_default=""),
    Column("within", Text, nullable=False, server_default=""),
)
"""Pages as served: the bytes deflated, named by the SHA-256 of what was served, the time in ISO 8601."""

READINGS: Final = Table(
    "readings",
    TABLES,
    Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
    Column("code", String(40), nullable=False),
    Column("story", String(64), nullable=False),
    Column("reading", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)
"""What was read from a page, as JSON with every reason, and by which code; ``seal`` is the SHA-256 of the JSON."""

PASSED: Final = Table(
    "passed",
    TABLES,
    Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
    Column("code", String(40), nullable=False),
    Column("room", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
)
"""Why a page has no reading."""

EVENTS: Final = Table(
    "events",
    TABLES,
    Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("type", String(20), nullable=False),
    Column("stage", String(20)),
    Column("supplier", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("goods_class", Text),
    Column("designation", Text),
)
"""The events of the readings, to be searched; the parties' codes joined by blanks, the goods named first."""

CLAIMS: Final = Table(
    "claims",
    TABLES,
    Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("id", PREFIXED, nullable=False),
    Column("event", String(64), nullable=False),
    Column("holder", Text, nullable=False),
    Column("country", String(20)),
    Column("sector", String(10)),
    Column("position", String(20), nullable=False),
)
"""The claims of the readings, to be searched."""

JUDGEMENTS: Final = Table(
    "judgements",
    TABLES,
    Column("id", String(64), primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("fields", Text, nullable=False, server_default=""),
    Column("about", Text, nullable=False, server_default=""),
)
"""What people decided: appended, never changed; ``fields`` and ``about`` as JSON, empty where there are none."""

WRITES: Final = Table(
    "writes",
    TABLES,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("key", Text, nullable=False),
    Column("moment", String(40), nullable=False),
)
"""What was written when, numbered in the order in which it became visible."""

Index("pages_by_source", PAGES.c.source, PAGES.c.digest)
Index("claims_by_id", CLAIMS.c.id)
Index("readings_by_story", READINGS.c.story)
Index("judgements_by_subject", JUDGEMENTS.c.subject)
