"""Pages, readings and dumps for the tests of the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.pool import NullPool

from onrecord.records import (
    AUTHOR,
    Act,
    ActKind,
    Actor,
    Article,
    Claim,
    Dateline,
    DatePrecision,
    DateSource,
    Event,
    EventType,
    Folio,
    Item,
    Notice,
    NoticeKind,
    Page,
    Passed,
    Position,
    Reading,
    Reason,
    Rights,
    Role,
    Sector,
    Span,
    Stage,
    Standing,
    ToldDate,
    Version,
    Zone,
    ZoneKind,
)

TRIGGERS = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
HEADLINE = "Oslo “knows nothing” of rockets"
LEAD = "Norway sold no rockets to Denmark, its foreign ministry said."
LAST = "Copenhagen warned of consequences."
TEXT = f"{HEADLINE}\n\n{LEAD}\n{LAST}"


def page(words: str = TEXT, source: str = "wire/oslo.txt", *, as_body: bool = False) -> Page:
    content = words.encode()
    received = datetime(2025, 3, 2, 8, 30, tzinfo=UTC)
    return Page(source, content, sha256(content).hexdigest(), received, as_body)


def stretch(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def reading(of: Page | None = None) -> Reading:
    """A reading that uses every record and every field once."""
    of = of or page()
    article = Article(
        id=f"p{of.digest[:15]}",
        source=of.source,
        text=TEXT,
        zones=(
            Zone(ZoneKind.HEADLINE, stretch(HEADLINE)),
            Zone(ZoneKind.BODY, stretch(LEAD)),
            Zone(ZoneKind.BODY, stretch(LAST)),
        ),
        title=HEADLINE,
        publisher="Fjord Courier",
        agency="Nordwire",
        byline="A. Writer",
        dateline=Dateline("Oslo", date(2025, 3, 1)),
        published=ToldDate(date(2025, 3, 1), DateSource.META, DatePrecision.MONTH),
        rights=Rights("Fjord Courier", True),
        language="en",
        folios=(Folio(2, TEXT.index(LAST)),),
        version=Version(
            f"urn:fjord:{of.digest[:8]}", "2", Standing.WITHHELD, datetime(2025, 3, 2, 8, tzinfo=UTC), "Names corrected"
        ),
        notices=(Notice(NoticeKind.WITHDRAWN, datetime(2025, 3, 9, tzinfo=UTC), by="ab" * 32, words="Kill, kill"),),
    )
    ministry = Actor("its foreign ministry", "NOR", Sector.GOV, stretch("its foreign ministry"))
    item = Item("rockets", "rocket", "R-1", 40.0, True, stretch("rockets"))
    event = Event(
        "e1", EventType.TRANSFER, ((Role.SUPPLIER, ("NOR",)), (Role.RECIPIENT, ("DNK",))), Stage.DELIVERED, (item,)
    )
    reasons = (Reason("verb of saying", "said", stretch("said")), Reason("negation", "no"))
    denial = Claim(
        f"c{of.digest[:7]}",
        "e1",
        ministry,
        Position.DENIES,
        (article.quote(stretch(LEAD)),),
        (AUTHOR,),
        True,
        reasons,
    )
    threat = Act(ActKind.THREATEN, Actor("Copenhagen", "DNK"), (article.quote(stretch(LAST)),), ministry, "e1", reasons)
    return Reading(article, (event,), (denial,), (threat,), (Passed("claims", "no holder", "It was said."),))


def dump(address: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a shelf, in the order of their keys; of its notes, not when they were made."""
    with _engine(address) as engine, engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        return {name: sorted(_rows(connection, name), key=repr) for name in names}


def _rows(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    rows = [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]  # noqa: S608
    if name == "custody":  # what follows from the time, and from who of two writers came first, is left out
        return [row[4:6] for row in rows]
    return [row[:-1] for row in rows] if name == "writes" else rows


def alter(address: str | Path, *statements: str) -> None:
    """Change a shelf behind its back, its keys and triggers unheeded."""
    with _engine(address) as engine, engine.connect() as connection:
        blind = {"sqlite": "PRAGMA foreign_keys = OFF", "postgresql": "SET session_replication_role = replica"}
        connection.exec_driver_sql(blind[engine.dialect.name])
        if engine.dialect.name == "sqlite":
            triggers = connection.exec_driver_sql(TRIGGERS).scalars().all()
            for trigger in triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.commit()
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


@contextmanager
def _engine(address: str | Path) -> Iterator[Engine]:
    driver = "postgresql+psycopg://" if str(address).startswith("postgresql:") else "sqlite:///"
    module = {} if driver.startswith("postgresql") else {"module": pysqlite3}
    engine = create_engine(driver + str(address).removeprefix("postgresql://"), poolclass=NullPool, **module)
    try:
        yield engine
    finally:
        engine.dispose()
