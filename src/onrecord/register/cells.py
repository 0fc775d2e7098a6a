"""What the pages of a dossier tell of the transfer: every value that anybody gave, side by side, with its story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.lexicon.codes import party_name
from onrecord.records import Event, Item, Member, Notice, Reading, Role, Stage
from onrecord.register.positions import end_of, story_day


@dataclass(frozen=True, slots=True)
class Cited:
    """A story that gives a value, in its words: those for the goods, or the first evidence of the event."""

    story: str
    source: str
    day: date | None
    words: str
    ended: Notice | None = None
    """What became of the story's page, where it no longer stands."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a cell; uncertain where the page itself says about, more than, dozens."""

    text: str
    uncertain: bool
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A thing that pages may tell of a transfer, with every value that anybody gave, the earliest first."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    uncertain: bool = False
    words: str | None = None


def number(quantity: float) -> str:
    """A number as a person writes it.

    >>> number(400000.0), number(2.5)
    ('400,000', '2.5')
    """
    return f"{quantity:,.0f}" if quantity == int(quantity) else f"{quantity:,g}"


def _quantity(event: Event) -> Iterator[_Told]:
    for item in event.items:
        if item.quantity is not None:
            yield _Told(number(item.quantity) + _of(item, event), item.approximate, item.text)


def _of(item: Item, event: Event) -> str:
    """Which goods a number counts, where there are several."""
    return f" {item.text}" if len(event.items) > 1 else ""


def _designation(event: Event) -> Iterator[_Told]:
    yield from (_Told(item.designation, words=item.text) for item in event.items if item.designation)


def _stage(event: Event) -> Iterator[_Told]:
    if event.stage not in (None, Stage.UNSPECIFIED):
        yield _Told(str(event.stage))


def _party(role: Role) -> Callable[[Event], Iterator[_Told]]:
    return lambda event: (_Told(party_name(code)) for code in event.party(role))


CELLS: Final[tuple[tuple[str, Callable[[Event], Iterator[_Told]]], ...]] = (
    ("supplier", _party(Role.SUPPLIER)),
    ("recipient", _party(Role.RECIPIENT)),
    ("designation", _designation),
    ("quantity", _quantity),
    ("stage", _stage),
    ("by way of", _party(Role.INTERMEDIARY)),
    ("used against", _party(Role.USED_AGAINST)),
)
"""The cells of a dossier in the order in which a sheet shows them."""


def told_cells(members: Iterable[Member], stories: Mapping[str, Reading]) -> tuple[Cell, ...]:
    """Every cell with the values that the members give, each value once with all its stories."""
    told = [(stories[member.story], stories[member.story].event(member.event)) for member in members]
    return tuple(Cell(name, tuple(_values(told, find))) for name, find in CELLS)


def _values(told: Iterable[tuple[Reading, Event]], find: Callable[[Event], Iterator[_Told]]) -> Iterator[Value]:
    found: dict[tuple[str, bool], list[Cited]] = {}
    for reading, event in told:
        for value in find(event):
            cited = found.setdefault((value.text, value.uncertain), [])
            cited.append(_cited(reading, event, value))
    yield from (Value(text, uncertain, tuple(dict.fromkeys(cited))) for (text, uncertain), cited in found.items())


def _cited(reading: Reading, event: Event, value: _Told) -> Cited:
    evidence = (piece.text for claim in reading.claims if claim.event == event.id for piece in claim.evidence)
    words = value.words if value.words is not None else next(evidence, "")
    article = reading.article
    return Cited(article.id, article.source, story_day(article), words, end_of(article))
