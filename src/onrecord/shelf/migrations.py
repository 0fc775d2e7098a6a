"""How a shelf comes to have today's tables: an ordered tuple of steps, its length the number of the schema.

A step is a function of alembic's operations with its tables written out, so that it means the same for ever, whatever
``schema`` becomes. All steps that a shelf lacks run in one transaction: a shelf is never found half-way.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
    update,
)

from onrecord.shelf.chain import NO_ENTRY, Head, Sealed, entries, row_digest
from onrecord.shelf.errors import ShelfError
from onrecord.shelf.schema import META, ORDERED, PREFIXED
from onrecord.shelf.stores import store_of

if TYPE_CHECKING:
    from alembic.operations import Operations

Step = Callable[["Operations"], None]

APPLICATION: Final = "onrecord"


def append_only(op: Operations, table: str) -> None:
    """Make a table refuse every change and removal of a row, whatever the store."""
    for statement in store_of(op.get_bind()).append_only(table):
        op.execute(statement)


def first_tables(op: Operations) -> None:
    """Pages, what was read from them, and judgements that can only be appended."""
    _tables_of_facts(op)
    _tables_of_findings(op)
    op.create_index("pages_by_source", "pages", ["source", "digest"])
    op.create_index("claims_by_id", "claims", ["id"])
    op.create_index("judgements_by_subject", "judgements", ["subject"])
    append_only(op, "judgements")


def _tables_of_facts(op: Operations) -> None:
    op.create_table(
        "meta",
        Column("name", String(40), primary_key=True),
        Column("value", String(200), nullable=False),
    )
    op.create_table(
        "pages",
        Column("digest", String(64), primary_key=True),
        Column("source", ORDERED, nullable=False),
        Column("received", String(40), nullable=False),
        Column("as_body", Boolean, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("content", LargeBinary, nullable=False),
    )
    op.create_table(
        "judgements",
        Column("id", String(64), primary_key=True),
        Column("verdict", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("made", String(40), nullable=False),
        Column("reason", Text, nullable=False),
    )


def _tables_of_findings(op: Operations) -> None:
    op.create_table(
        "readings",
        Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
        Column("code", String(40), nullable=False),
        Column("story", String(64), nullable=False),
        Column("reading", Text, nullable=False),
        Column("seal", String(64), nullable=False),
    )
    op.create_table(
        "passed",
        Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
        Column("code", String(40), nullable=False),
        Column("room", String(40), nullable=False),
        Column("reason", Text, nullable=False),
        Column("words", Text, nullable=False),
    )
    op.create_table(
        "events",
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
    op.create_table(
        "claims",
        Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
        Column("place", Integer, primary_key=True),
        Column("id", PREFIXED, nullable=False),
        Column("event", String(64), nullable=False),
        Column("holder", Text, nullable=False),
        Column("country", String(20)),
        Column("sector", String(10)),
        Column("position", String(20), nullable=False),
    )


def table_of_writes(op: Operations) -> None:
    """What was written when, so that a desk or a watch knows what is new."""
    op.create_table(
        "writes",
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("kind", String(20), nullable=False),
        Column("key", Text, nullable=False),
        Column("moment", String(40), nullable=False),
    )


def what_judgements_say(op: Operations) -> None:
    """What a judgement corrects, and in which words it found what it judges."""
    for name in ("fields", "about"):
        op.add_column("judgements", Column(name, Text, nullable=False, server_default=""))


def what_was_watched(op: Operations) -> None:
    """Under which type and in which archive a page came; feeds, requests, and what became known of pages later."""
    for name in ("media_type", "within"):
        op.add_column("pages", Column(name, Text, nullable=False, server_default=""))
    _tables_of_feeds(op)
    _tables_of_requests(op)
    _tables_of_versions(op)
    op.create_index("wanted_by_due", "wanted", ["stage", "due"])
    op.create_index("versions_by_item", "versions", ["item"])
    append_only(op, "fetches")


def _tables_of_feeds(op: Operations) -> None:
    op.create_table(
        "feeds",
        Column("address", ORDERED, primary_key=True),
        Column("due", String(40), nullable=False),
        Column("title", Text, nullable=False),
        Column("etag", Text, nullable=False),
        Column("modified", Text, nullable=False),
        Column("checked", String(40)),
        Column("failures", Integer, nullable=False),
        Column("note", Text, nullable=False),
    )
    op.create_table(
        "entries",
        Column("feed", ORDERED, primary_key=True),
        Column("key", ORDERED, primary_key=True),
        Column("address", Text, nullable=False),
        Column("stamp", String(64), nullable=False),
        Column("title", Text, nullable=False),
    )


def _tables_of_requests(op: Operations) -> None:
    op.create_table(
        "wanted",
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
    op.create_table(
        "fetches",
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
    op.create_table(
        "hosts",
        Column("host", ORDERED, primary_key=True),
        Column("not_before", String(40), nullable=False),
    )


def _tables_of_versions(op: Operations) -> None:
    op.create_table(
        "versions",
        Column("digest", String(64), ForeignKey("pages.digest"), primary_key=True),
        Column("item", ORDERED, nullable=False),
        Column("number", Text),
        Column("standing", String(20), nullable=False),
        Column("told", String(40)),
        Column("note", Text, nullable=False),
    )
    op.create_table(
        "withdrawals",
        Column("item", ORDERED, primary_key=True),
        Column("by", String(64), primary_key=True),
        Column("known", String(40), nullable=False),
        Column("told", String(40)),
        Column("words", Text, nullable=False),
    )


def table_of_snapshots(op: Operations) -> None:
    """Registers that were frozen to be cited."""
    op.create_table(
        "snapshots",
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("digest", String(64), nullable=False),
        Column("code", String(40), nullable=False),
        Column("told", String(40)),
        Column("known", String(40)),
        Column("made", String(40), nullable=False),
        Column("person", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("content", LargeBinary, nullable=False),
    )
    append_only(op, "snapshots")


def table_of_answers(op: Operations) -> None:
    """What language models answered when they were asked to read a page."""
    op.create_table(
        "answers",
        Column("page", String(64), primary_key=True),
        Column("model", ORDERED, primary_key=True),
        Column("prompt", String(64), primary_key=True),
        Column("made", String(40), nullable=False),
        Column("tokens", BigInteger, nullable=False),
        Column("text", Text, nullable=False),
    )


def log_of_custody(op: Operations) -> None:
    """Who put what on the shelf when, each entry bound to the one before; what lies there already is entered now."""
    op.create_table(
        "custody",
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("moment", String(40), nullable=False),
        Column("person", Text, nullable=False),
        Column("how", Text, nullable=False),
        Column("kind", String(20), nullable=False),
        Column("key", ORDERED, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("link", String(64), nullable=False),
    )
    op.create_index("custody_by_key", "custody", ["kind", "key"])
    append_only(op, "custody")
    _tell_versions(op.get_bind())
    _enter_what_lies_there(op.get_bind())


LAY_THERE: Final = (
    ("page", "pages", ("digest",)),
    ("outcome", "readings", ("digest",)),
    ("outcome", "passed", ("digest",)),
    ("judgement", "judgements", ("id",)),
    ("snapshot", "snapshots", ("number",)),
    ("withdrawal", "withdrawals", ("item", "by")),
    ("answer", "answers", ("page", "model", "prompt")),
)
"""What a custody log tells of, by kind, table and the columns of the key."""


def _tell_versions(connection: Connection) -> None:
    """Give readings that were kept before versions were told the row that tells theirs."""
    readings, versions = (Table(name, MetaData(), autoload_with=connection) for name in ("readings", "versions"))
    without = select(readings.c.digest).where(readings.c.digest.not_in(select(versions.c.digest)))
    for digest in connection.scalars(without.order_by(readings.c.digest)).all():
        packed = connection.scalar(select(readings.c.reading).where(readings.c.digest == digest))
        with suppress(ValueError, KeyError, AttributeError, TypeError):  # what is damaged is for `verify` to tell
            article = json.loads(packed or "")["article"]
            address = {"item": article["source"]} if "://" in article["source"] else {}
            if told := article.get("version") or address:
                plain = {"number": None, "standing": "usable", "told": None, "note": ""}
                connection.execute(insert(versions), {"digest": digest, **plain, **told})


def _enter_what_lies_there(connection: Connection) -> None:
    moment, how = datetime.now(UTC).isoformat(timespec="seconds"), "lay here before the custody log was begun"
    custody, head = Table("custody", MetaData(), autoload_with=connection), NO_ENTRY
    for kind, name, key in LAY_THERE:
        table = Table(name, MetaData(), autoload_with=connection)
        columns = [table.c[part] for part in key]
        for known in connection.execute(select(*columns).order_by(*columns)).all():
            own = [column == part for column, part in zip(columns, known, strict=True)]
            row = connection.execute(select(table).where(*own)).one()
            sealed = Sealed(kind, " ".join(map(str, known)), row_digest(name, dict(row._mapping)))
            (entry,) = entries(head, [sealed], moment, how)
            connection.execute(insert(custody), entry)
            head = Head(entry["number"], entry["link"])


def index_of_stories(op: Operations) -> None:
    """A story's reading is found by the story's id without a look at all."""
    op.create_index("readings_by_story", "readings", ["story"])


def tables_of_history(op: Operations) -> None:
    """The register's changes as they were last told, and the dossiers as the last of them left them."""
    op.create_table(
        "history",
        Column("number", BigInteger, primary_key=True, autoincrement=False),
        Column("moment", String(40), nullable=False),
        Column("at", String(40), nullable=False),
        Column("packed", Text, nullable=False),
    )
    op.create_table("told_dossiers", Column("first", ORDERED, primary_key=True), Column("packed", Text, nullable=False))


STEPS: Final[tuple[Step, ...]] = (
    first_tables,
    table_of_writes,
    what_judgements_say,
    what_was_watched,
    table_of_snapshots,
    table_of_answers,
    log_of_custody,
    index_of_stories,
    tables_of_history,
)
"""Every step since the first shelf, oldest first; append, never change."""


def schema_number(connection: Connection, name: str) -> int:
    """The number of a shelf's schema, 0 where nothing has been made yet; raises ``ShelfError`` on a foreign store."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    rows = connection.execute(select(META.c.name, META.c.value)).all() if "meta" in tables else []
    told = {row.name: row.value for row in rows}
    if told.get("application") != APPLICATION or not told.get("schema", "").isdecimal():
        raise ShelfError(f"{name} is not a shelf: it holds the tables of another program ({', '.join(tables[:3])})")
    return int(told["schema"])


def check_schema(number: int, name: str) -> bool:
    """Whether a shelf of this schema is up to date; raises ``ShelfError`` where a newer program made it."""
    if number > len(STEPS):
        raise ShelfError(
            f"shelf {name} was made by a newer onrecord (schema {number}, this one knows {len(STEPS)}): "
            "use the newer program; nothing was changed"
        )
    return number == len(STEPS)


def bring_up_to_date(connection: Connection, name: str) -> None:
    """Take the steps that a shelf lacks, in the caller's transaction; raises ``ShelfError`` if it is not ours."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    store_of(connection).take_turn(connection, "schema")
    number = schema_number(connection, name)
    if check_schema(number, name):
        return
    operations = Operations(MigrationContext.configure(connection))
    for step in STEPS[number:]:
        step(operations)
    if number == 0:
        connection.execute(
            insert(META), [{"name": "application", "value": APPLICATION}, {"name": "schema", "value": "0"}]
        )
    connection.execute(update(META).where(META.c.name == "schema").values(value=str(len(STEPS))))
