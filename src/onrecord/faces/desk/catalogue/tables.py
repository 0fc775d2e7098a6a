"""The catalogue's tables, and how its file is opened; one of another form or a damaged one is made anew."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from sqlalchemy import (
    Column,
    Engine,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    column,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError

from onrecord import __version__
from onrecord.shelf import ShelfError, sqlite

FILLING: Final = f"3 {__version__}"
"""The code that fills the tables: raise the number when it writes something else than before."""

EVER: Final = "9999-12-31"
UNDATED: Final = "0001-01-01"
"""Days as text, so that they sort; what has no date comes before all others, as in the register."""

TABLES: Final = MetaData()

META: Final = Table("meta", TABLES, Column("name", String(20), primary_key=True), Column("value", Text, nullable=False))

STORIES: Final = Table(
    "stories",
    TABLES,
    Column("story", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("agency", Text),
    Column("day", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("came", Text, nullable=False),
    Column("notices", Text, nullable=False),
)
"""Every story with what is free to be shown of it; its page's digest, its reading's seal, and what is known since."""

SECTIONS: Final = Table(
    "sections",
    TABLES,
    Column("section", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("story", Text, primary_key=True),
)
"""Which sections of the front page a story stands in."""

SANCTIONED: Final = Table(
    "sanctioned",
    TABLES,
    Column("target", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("story", Text, primary_key=True),
)
"""Which stories tell of sanctions imposed, and on which country: they may be what followed a threat."""

DOSSIERS: Final = Table(
    "dossiers",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("packed", Text, nullable=False),
    Column("supplier", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("goods_class", Text),
    Column("designation", Text),
    Column("title", Text, nullable=False),
    Column("first_day", Text, nullable=False),
)
"""Every dossier: the record itself, and what a line of the register tells of it on any day."""

STANDS: Final = Table(
    "stands",
    TABLES,
    Column("n", Integer, primary_key=True),
    Column("from_day", Text, primary_key=True),
    Column("until_day", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("positions", Text, nullable=False),
    Column("numbers", Text, nullable=False),
)
"""How a dossier stood from a day on, until the day before the next: a row for each day on which something was told."""

FACETS: Final = Table(
    "facets",
    TABLES,
    Column("name", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("day", Text, nullable=False),
)
"""What a dossier can be found by, each value from the day on which it was first told."""

MEMBERS: Final = Table(
    "members",
    TABLES,
    Column("story", Text, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("n", Integer, nullable=False),
)

TRACK: Final = Table(
    "track",
    TABLES,
    Column("country", Text, primary_key=True),
    Column("sector", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
)
"""The positions that a holder took and what they came to, a row a dossier."""

PASSAGES: Final = Table(
    "passages",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
    Column("story", Text, nullable=False),
    Column("claim", Text),
    Column("day", Text, nullable=False),
)
"""Where each text of the index stands: a claim's evidence, or a headline where there is no claim."""

QUESTIONS: Final = Table(
    "questions",
    TABLES,
    Column("rank", Integer, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("doubt", Text, nullable=False),
    Column("sure", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("dossier", Text),
    Column("other", Text),
    Column("story", Text),
)
"""What a person should decide, what most needs it with the lowest rank; the other dossier where two may be one."""

CHANGES: Final = Table(
    "changes",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("packed", Text, nullable=False),
)
"""What changed in the register by our own clock, in the order in which it did."""

SIGNATURES: Final = Table(
    "signatures",
    TABLES,
    Column("story", Text, primary_key=True),
    Column("shingles", LargeBinary, nullable=False),
    Column("marks", LargeBinary, nullable=False),
)
"""What each story's text is compared by: 32-bit numbers."""

TEXTS: Final = Table("texts", TABLES, Column("story", Text, primary_key=True), Column("packed", Text, nullable=False))
"""What the register holds of each text, by the first of its stories: with this it goes on where it was left."""

WORDS: Final = table("words", column("rowid", Integer), column("text", Text))
"""The full-text index: of evidence as much as may be shown, and headlines."""

INDEX: Final = "CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2')"

Index("stands_now", STANDS.c.until_day, STANDS.c.from_day, STANDS.c.n, STANDS.c.status)
Index("stands_of", STANDS.c.n, STANDS.c.until_day, STANDS.c.from_day, STANDS.c.status)
Index("facets_of", FACETS.c.n, FACETS.c.name, FACETS.c.value, FACETS.c.day)
Index("facets_told", FACETS.c.name, FACETS.c.value, FACETS.c.day)
Index("members_of", MEMBERS.c.n)
Index("track_of", TRACK.c.n)
Index("passages_of", PASSAGES.c.n, PASSAGES.c.story)
Index("stories_by_day", STORIES.c.day, STORIES.c.story)
Index("stories_of_page", STORIES.c.digest)
Index("questions_in_order", QUESTIONS.c.rank, QUESTIONS.c.sure, QUESTIONS.c.subject)
Index("questions_of", QUESTIONS.c.dossier)
Index("questions_of_other", QUESTIONS.c.other)
Index("questions_of_story", QUESTIONS.c.story)
Index("changes_by_id", CHANGES.c.id)
Index("dossiers_between", DOSSIERS.c.supplier, DOSSIERS.c.recipient, DOSSIERS.c.first_day)
Index("sections_of", SECTIONS.c.story)
Index("sanctioned_by", SANCTIONED.c.story)
Index("dossiers_by_title", DOSSIERS.c.title)


def open_catalogue(path: Path) -> Engine:
    """The catalogue at a path, made where there is none that can be used; raises ``ShelfError`` where none can be."""
    engine = sqlite.open_engine(path, create=True)
    try:
        if _is_sound(engine):
            return engine
    except (ShelfError, DBAPIError):
        pass
    engine.dispose()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    engine = sqlite.open_engine(path, create=True)
    _make(engine)
    return engine


def form() -> str:
    """The form of the tables and of what fills them; a catalogue of any other form is made anew."""
    tables = [
        f"{one.name} {[f'{column.name} {column.type}' for column in one.columns]}" for one in TABLES.sorted_tables
    ]
    return hashlib.sha256("\n".join((FILLING, INDEX, *tables)).encode()).hexdigest()


def _is_sound(engine: Engine) -> bool:
    with engine.begin() as connection:
        return connection.scalar(select(META.c.value).where(META.c.name == "form")) == form()


def _make(engine: Engine) -> None:
    raw = engine.raw_connection()
    raw.cursor().execute("PRAGMA journal_mode = WAL")
    raw.close()
    with sqlite.for_writing(engine).begin() as connection:
        TABLES.create_all(connection, checkfirst=False)
        connection.exec_driver_sql(INDEX)
        connection.execute(META.insert(), [{"name": name, "value": ""} for name in ("state", "mark")])
        connection.execute(META.insert(), [{"name": "form", "value": form()}])
