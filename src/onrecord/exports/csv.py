"""The register as a table, by the conventions of SIPRI's arms transfers register.

Uncertain data stand in brackets, what no page tells is ``. .``; several values of one cell stand side by side, parted
by ``; ``, for the register keeps an argument and settles none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from onrecord.exports.names import amount_of
from onrecord.lexicon.codes import goods_classes, goods_name, party_name
from onrecord.records import DatedPosition, Dossier, Event, Item, Position, Reading, Role, Stage

UNTOLD: Final = ". ."
"""What stands where no page tells."""

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula; a page's words must not become one."""

COLUMNS: Final = (
    "dossier",
    "supplier",
    "recipient",
    "category",
    "goods",
    "designation",
    "number",
    "stage",
    "by way of",
    "used against",
    "first told",
    "last told",
    "status",
    "since",
    "asserted by",
    "suspected by",
    "announced by",
    "denied by",
    "doubted by",
    "left open by",
    "stories",
    "copies",
    "taken away",
)
"""The table's header."""

BY_POSITION: Final = (
    Position.ASSERTS,
    Position.SUSPECTS,
    Position.INTENDS,
    Position.DENIES,
    Position.DOUBTS,
    Position.NONCOMMITTAL,
)
"""The positions that have a column, in the header's order; each names who holds it now."""


def register_as_csv(dossiers: Iterable[Dossier], readings: Iterable[Reading]) -> str:
    """The register as comma-separated text after RFC 4180, a row a dossier, in the dossiers' order.

    >>> print(register_as_csv([Dossier("d1", ("NOR",), (), "rocket", None, ())], []).splitlines()[1][:41])
    d1,Norway,. .,Artillery,artillery rockets
    """
    stories = {reading.article.id: reading for reading in readings}
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    table.writerows(_row(dossier, stories) for dossier in dossiers)
    return out.getvalue()


def _row(dossier: Dossier, stories: Mapping[str, Reading]) -> Iterator[str]:
    events = list(_events(dossier, stories))
    known = goods_classes().get(dossier.goods_class or "")
    last = dossier.status[-1] if dossier.status else None
    days = sorted(row.date for row in dossier.positions if row.date)
    yield dossier.id
    yield _side_by_side(map(party_name, dossier.supplier))
    yield _side_by_side(map(party_name, dossier.recipient))
    yield known.sipri if known else UNTOLD
    yield goods_name(dossier.goods_class) if dossier.goods_class else UNTOLD
    yield _side_by_side(item.designation for event in events for item in event.items if item.designation)
    yield _side_by_side(number(item) for event in events for item in event.items if item.quantity is not None)
    yield _side_by_side(event.stage for event in events if event.stage not in (None, Stage.UNSPECIFIED))
    yield _side_by_side(party_name(code) for event in events for code in event.party(Role.INTERMEDIARY))
    yield _side_by_side(party_name(code) for event in events for code in event.party(Role.USED_AGAINST))
    yield _day(days[0] if days else None)
    yield _day(days[-1] if days else None)
    yield last.status if last else UNTOLD
    yield _day(last.date if last else None)
    latest = {(row.country, row.sector): row for row in dossier.positions if row.ended is None}.values()
    for position in BY_POSITION:
        yield _side_by_side(_holder(row) for row in latest if row.position is position)
    sources = {story: stories[story].article.source for story in stories}
    yield _side_by_side(sources.get(member.story, member.story) for member in dossier.members)
    yield _side_by_side(sources.get(story, story) for group in dossier.copies for story in group[1:])
    ended = {member.story: stories[member.story].article.ended for member in dossier.members if member.story in stories}
    yield _side_by_side(f"{sources[story]} ({end.kind} {end.day.isoformat()})" for story, end in ended.items() if end)


def _events(dossier: Dossier, stories: Mapping[str, Reading]) -> Iterator[Event]:
    """The members' events, as far as the readings are at hand; those of copies and of pages taken away are left out."""
    left_out = {story for group in dossier.copies for story in group[1:]}
    left_out |= {story for story, reading in stories.items() if reading.article.ended}
    for member in dossier.members:
        if member.story in stories and member.story not in left_out:
            yield stories[member.story].event(member.event)


def number(item: Item) -> str:
    """The number of an item, in brackets where the page says about, more than, dozens; untold where it gives none.

    >>> number(Item("shells", "munition.artillery", None, 400000, True)), number(Item("guns", "artillery.gun"))
    ('(400000)', '. .')
    """
    if item.quantity is None:
        return UNTOLD
    told = amount_of(item.quantity)
    return f"({told})" if item.approximate else told


def _holder(row: DatedPosition) -> str:
    """A holder as country and sector: ``Iran GOV``."""
    country = party_name(row.country) if row.country else ""
    return " ".join(part for part in (country, row.sector) if part) or "unnamed"


def _side_by_side(values: Iterable[str | None]) -> str:
    """Every value once, in the order told; untold where there is none; never what a spreadsheet would run."""
    told = "; ".join(dict.fromkeys(str(value) for value in values if value)) or UNTOLD
    return guarded(told)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what could be one.

    >>> guarded("=1+1"), guarded("guns")
    ("'=1+1", 'guns')
    """
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _day(day: date | None) -> str:
    return day.isoformat() if day else UNTOLD
