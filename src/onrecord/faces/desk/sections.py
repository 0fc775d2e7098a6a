"""The sections of the front page: which stories stand in each, by words of the headline, goods and kinds of event."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from onrecord.records import EventType, Reading

KINDS: Final = ("word", "goods", "event")
COLUMNS: Final = {"section", "title", "kind", "pattern"}


class BadSections(ValueError):  # noqa: N818 - it names what is bad
    """A table of sections that cannot be used; the message names the file, the row and what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way into a section: a word of the headline, a class of goods with its narrower ones, or a kind of event."""

    section: str
    title: str
    kind: str
    pattern: str
    example: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections in the order of the page, and the rows that lead into them."""

    rows: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The sections in the order of the page."""
        return tuple(self.titles)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each section, in the order of the page; that of its first row counts."""
        titles: dict[str, str] = {}
        for row in self.rows:
            titles.setdefault(row.section, row.title)
        return titles

    @property
    def seal(self) -> str:
        """A name for the table: another table has another."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()[:12]

    def of(self, reading: Reading) -> Iterator[str]:
        """The sections in which a story stands, in order."""
        goods = {item.goods_class for event in reading.events for item in event.items}
        events = {event.type.value for event in reading.events}
        headline = (reading.article.title or "").casefold()
        for name in self.names:
            if any(_leads(row, headline, goods, events) for row in self.rows if row.section == name):
                yield name


def _leads(row: Row, headline: str, goods: Iterable[str], events: Iterable[str]) -> bool:
    match row.kind:
        case "word":
            return _called(row.pattern).search(headline) is not None
        case "goods":
            return any(code == row.pattern or code.startswith(row.pattern + ".") for code in goods)
        case _:
            return row.pattern in events


@cache
def _called(word: str) -> re.Pattern[str]:
    """A word in a headline in small letters, alone or as many."""
    return re.compile(rf"\b{re.escape(word.casefold())}(?:s|es)?\b")


def read_sections(path: str | Path | None = None) -> Sections:
    """The bundled sections, or those of a table of one's own; raises ``BadSections``.

    >>> read_sections().names
    ('military', 'nuclear', 'space', 'energy', 'sanctions')
    """
    name = str(path) if path else "sections.tsv"
    try:
        text = (Path(path) if path else files("onrecord.lexicon").joinpath(name)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSections(f"the sections in {name} cannot be read: {error}") from error
    table = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if not set(table.fieldnames or ()) >= COLUMNS:
        raise BadSections(f"{name}: a table of sections has the columns {', '.join(sorted(COLUMNS))}, parted by tabs")
    rows = tuple(_row(name, number, told) for number, told in enumerate(table, 2))
    if not rows:
        raise BadSections(f"{name}: no section is told")
    return Sections(rows)


def _row(name: str, number: int, told: dict[str, str | None]) -> Row:
    row = Row(*((told.get(key) or "").strip() for key in ("section", "title", "kind", "pattern", "example", "counter")))
    if row.kind not in KINDS:
        raise BadSections(f"{name}, line {number}: the kind is {', '.join(KINDS)}, not {row.kind!r}")
    if row.kind == "event" and row.pattern not in set(EventType):
        raise BadSections(f"{name}, line {number}: there is no kind of event {row.pattern!r}")
    if not re.fullmatch(r"[a-z][a-z0-9-]*", row.section) or not row.title or not row.pattern:
        raise BadSections(f"{name}, line {number}: a section needs a name in small letters, a title and a pattern")
    return row
