"""The register as tables that refer to one another: stories, events, claims, their words; for CSV and for Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from onrecord.exports import rows
from onrecord.exports.edition import Edition


class Kind(StrEnum):
    """What a column holds, by the names of Frictionless."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"  # of codes


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and what that is in words."""

    name: str
    kind: Kind
    told: str
    table: str | None = None
    """The table whose key the column holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, its columns, those that name a row, and how its rows are made."""

    name: str
    told: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Edition], Iterator[rows.Row]]


def _columns(*told: str) -> tuple[Column, ...]:
    """Columns written as ``name: kind, what it is``; a kind ``> table`` is text that holds that table's key."""
    return tuple(_column(line) for line in told)


def _column(line: str) -> Column:
    name, _, rest = line.partition(": ")
    kind, _, words = rest.partition(", ")
    if kind.startswith("> "):
        return Column(name, Kind.STRING, words, kind.removeprefix("> "))
    return Column(name, Kind(kind), words)


ACTOR: Final = (
    "{}: string, the page's words for {}",
    "{}_country: string, ISO 3166-1 alpha-3 or an organisation's code",
    "{}_sector: string, the sector by PLOVER",
)

ENDED: Final = (
    "ended: string, withdrawn or replaced, where the page no longer stands",
    "ended_on: date, since when",
)

DOSSIERS: Final = Table(
    "dossiers",
    "one alleged transfer across pages, typed; an allegation and no finding of fact",
    _columns(
        "dossier: string, the dossier's id",
        "supplier: list, codes of the alleged suppliers",
        "recipient: list, codes of the alleged recipients",
        "goods_class: string, the class of goods",
        "designation: string, the named type",
        "status: string, where it stands by the latest position of each holder",
        "since: date, since when",
        "first_told: date, the day of the first position",
        "last_told: date, the day of the last",
    ),
    ("dossier",),
    rows.dossiers,
)

TABLES: Final = (
    Table(
        "stories",
        "one page of news, without its text",
        _columns(
            "story: string, the story's id",
            "title: string, the headline",
            "publisher: string, the outlet",
            "agency: string, the wire",
            "place: string, the dateline's place",
            "dateline: date, the dateline's day",
            "published: date, the day of publication",
            "address: string, the address, or the file's name",
            "language: string, ISO 639-1",
            "rights_holder: string, who holds the rights, as the page says",
            "policy: string, what may be shown of the text",
            "copy_of: string, the story whose text this one copies",
            *ENDED,
        ),
        ("story",),
        rows.stories,
    ),
    Table(
        "events",
        "one happening as a page tells it, which says nothing of whether it happened",
        _columns(
            "story: > stories, the story",
            "event: string, the event's id within the story",
            "dossier: string, the dossier that it belongs to",
            "type: string, the kind of happening",
            "stage: string, how far it is said to have come",
            "supplier: list, codes",
            "recipient: list, codes",
            "intermediary: list, codes",
            "used_against: list, codes",
            "attacker: list, codes",
            "target: list, codes",
            "actor: list, codes",
            "partner: list, codes",
        ),
        ("story", "event"),
        rows.events,
    ),
    Table(
        "items",
        "goods of an event",
        _columns(
            "story: > stories, the story",
            "event: string, the event's id within the story",
            "item: integer, the item's number within the event",
            "words: string, the page's words for the goods",
            "goods_class: string, the class of goods",
            "designation: string, the named type",
            "quantity: number, the number told",
            "approximate: boolean, whether the page says about, more than, dozens",
        ),
        ("story", "event", "item"),
        rows.items,
    ),
    Table(
        "claims",
        "one holder's position on one event; only `asserts` says that it happened",
        _columns(
            "claim: string, the claim's id",
            "story: > stories, the story",
            "event: string, the event's id within the story",
            *(line.format("holder", "who takes the position") for line in ACTOR),
            "position: string, what the holder holds of the event",
            "past: boolean, whether it is told as held earlier",
            "counted: boolean, whether it counts in the register; a copy's does not, nor that of a page taken away",
        ),
        ("story", "claim"),
        rows.claims,
    ),
    Table(
        "chains",
        "the sources between a page and a holder, outermost first",
        _columns(
            "story: > stories, the story",
            "claim: string, the claim's id",
            "step: integer, from 1, the outermost",
            *(line.format("source", "the source") for line in ACTOR),
        ),
        ("story", "claim", "step"),
        rows.chains,
    ),
    Table(
        "evidence",
        "where the words of a claim stand, and as many of them as may be shown",
        _columns(
            "story: > stories, the story",
            "claim: string, the claim's id",
            "piece: integer, from 1",
            "zone: string, the body or the title",
            "begins: integer, the first character's offset in it",
            "ends: integer, the offset behind the last",
            "shown: string, whole, cut or withheld",
            "words: string, the words as far as they may be shown",
        ),
        ("story", "claim", "piece"),
        rows.evidence,
    ),
    Table(
        "acts",
        "something done by speaking",
        _columns(
            "story: > stories, the story",
            "number: integer, the act's number within the story",
            "act: string, what was done",
            *(line.format("actor", "who did it") for line in ACTOR),
            *(line.format("target", "to whom") for line in ACTOR),
            "event: string, the event that it is about",
            "words: string, its words as far as they may be shown",
        ),
        ("story", "number"),
        rows.acts,
    ),
    Table(
        "positions",
        "every position that a holder took on a dossier, copies left out",
        _columns(
            "dossier: > dossiers, the dossier",
            "number: integer, the position's place in the dossier",
            "date: date, the day of the story that carries it",
            "country: string, the holder's country or organisation",
            "sector: string, the holder's sector",
            "position: string, the position",
            "past: boolean, whether it is told as held earlier",
            "story: > stories, the story",
            *ENDED,
        ),
        ("dossier", "number"),
        rows.positions,
    ),
    Table(
        "statuses",
        "where a dossier stood from which day on",
        _columns(
            "dossier: > dossiers, the dossier",
            "number: integer, the change's place in the dossier",
            "date: date, from when",
            "status: string, the status",
        ),
        ("dossier", "number"),
        rows.statuses,
    ),
)
"""Every table but that of the dossiers, in an order in which each refers to earlier ones only."""
