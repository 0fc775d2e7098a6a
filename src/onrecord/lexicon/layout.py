"""What the layout of news pages looks like in words: furniture cues, outlets, wire services and calendar words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from onrecord.lexicon.tables import read_table


class Match(StrEnum):
    """Where a cue must stand in a line to count."""

    WHOLE = "whole"  # the line says nothing else
    OPENING = "opening"
    ANYWHERE = "anywhere"
    CLASS = "class"  # a class or id of an HTML element, not a line


class CueKind(StrEnum):
    """What a line, or an element, with the cue is."""

    OPENS = "opens"  # opens a list of other stories or of links
    ADVERT = "advert"
    ENDS = "ends"  # the story is over
    CREDIT = "credit"
    NOTICE = "notice"  # the site speaks to its reader
    RIGHTS = "rights"
    CAPTION = "caption"
    SUMMARY = "summary"
    BYLINE = "byline"
    FURNITURE = "furniture"
    DATE = "date"
    DECK = "deck"


@dataclass(frozen=True, slots=True)
class Cue:
    """A piece of wording, or a class name, by which a part of a page is known."""

    kind: CueKind
    match: Match
    pattern: str
    example: str
    counter: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire service under the name that the register uses, and one spelling of it."""

    name: str
    spelling: str
    example: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site, paper or institution as it is written, and one spelling of its banner."""

    name: str
    spelling: str
    example: str


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """A word of dates: a month or a weekday with its number (January and Monday are 1)."""

    kind: str
    word: str
    number: int
    example: str


@cache
def cues() -> tuple[Cue, ...]:
    """Every furniture cue, in the table's order.

    >>> next(cue.pattern for cue in cues() if cue.kind is CueKind.CREDIT)
    'reporting by '
    """
    return tuple(
        Cue(CueKind(row["kind"]), Match(row["match"]), row["pattern"], row["example"], row["counter"])
        for row in read_table("furniture")
    )


@cache
def agencies() -> tuple[Agency, ...]:
    """Every spelling of a wire service's name.

    >>> {agency.name for agency in agencies() if agency.spelling == "Agence France-Presse"}
    {'AFP'}
    """
    return tuple(Agency(**row) for row in read_table("agencies"))


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every spelling of an outlet's name that its page alone would not tell.

    >>> {outlet.name for outlet in outlets() if outlet.spelling == "SPACEDAILY"}
    {'SpaceDaily'}
    """
    return tuple(Outlet(**row) for row in read_table("outlets"))


@cache
def calendar_words() -> tuple[CalendarWord, ...]:
    """The names of months and weekdays, long and short, of the languages that bylines are written in.

    >>> {word.number for word in calendar_words() if word.word == "sept"}
    {9}
    """
    return tuple(
        CalendarWord(row["kind"], row["word"], int(row["number"]), row["example"]) for row in read_table("datelines")
    )
