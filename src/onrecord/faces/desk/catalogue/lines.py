"""A dossier as rows of the catalogue: how it stood on each day, what it can be found by, what its holders came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Final

from onrecord.faces.desk.catalogue.tables import EVER
from onrecord.records import Dossier, Position, Reading, Role, Stage, Status
from onrecord.register import track_records
from onrecord.register.cells import told_cells
from onrecord.register.positions import story_day
from onrecord.register.status import Holder, day_order

Row = dict[str, object]

PARTED: Final = "|"
"""Between the values of a field that holds several; no code and no number has it."""


def day_text(when: date | None) -> str:
    """A day as the catalogue keeps it: text that sorts, the undated first."""
    return day_order(when).isoformat()


def days_of(dossier: Dossier, readings: Mapping[str, Reading]) -> dict[str, date]:
    """The day of each story of a dossier, by the register's order of days."""
    return {member.story: day_order(story_day(readings[member.story].article)) for member in dossier.members}


def stand_rows(dossier: Dossier, readings: Mapping[str, Reading]) -> list[Row]:
    """How the dossier stood from each day on which a story told of it, the earliest first."""
    days = days_of(dossier, readings)
    turns = sorted(set(days.values()))
    numbers = _numbers(dossier, readings)
    positions = _positions_by_day(dossier)
    latest: dict[Holder, Position] = {}
    rows: list[Row] = []
    for n, turn in enumerate(turns):
        latest.update(positions.get(turn, {}))
        rows.append(
            {
                "from_day": turn.isoformat(),
                "until_day": turns[n + 1].isoformat() if n + 1 < len(turns) else EVER,
                **_status_at(dossier, turn),
                "story": max((day, story) for story, day in days.items() if day <= turn)[1],
                "stories": sum(day <= turn for day in days.values()),
                "copies": sum(days[story] <= turn for group in dossier.copies for story in group[1:]),
                "positions": _counted(latest),
                "numbers": PARTED.join(text for text, day in numbers.items() if day <= turn),
            }
        )
    return rows


def _positions_by_day(dossier: Dossier) -> dict[date, dict[Holder, Position]]:
    """Each day's last position of each holder."""
    by_day = groupby(dossier.positions, key=lambda row: day_order(row.date))
    return {day: {(row.country, row.sector): row.position for row in rows} for day, rows in by_day}


def _status_at(dossier: Dossier, day: date) -> Row:
    changes = [change for change in dossier.status if day_order(change.date) <= day]
    last = changes[-1] if changes else None
    return {"status": (last.status if last else Status.OPEN).value, "since": day_text(last.date if last else None)}


def _counted(latest: Mapping[Holder, Position]) -> str:
    """How many holders stand where: ``asserts 2|denies 1``."""
    counts = Counter(latest.values())
    return PARTED.join(f"{position.value} {counts[position]}" for position in Position if counts[position])


def _numbers(dossier: Dossier, readings: Mapping[str, Reading]) -> dict[str, date]:
    """The numbers told, in brackets where uncertain, each with the day on which it was first told."""
    told = {cell.name: cell.values for cell in told_cells(dossier.members, readings)}
    found: dict[str, date] = {}
    for value in told["quantity"]:
        text = f"({value.text})" if value.uncertain else value.text
        found[text.replace(PARTED, " ")] = min(day_order(cited.day) for cited in value.cited)
    return found


# -------------------------------------------------------------------------------------------- what it is found by


def facet_rows(dossier: Dossier, readings: Mapping[str, Reading]) -> list[Row]:
    """The values of every facet, each with the day on which it was first told."""
    first: dict[tuple[str, str], str] = {}
    for name, value, day in _facets(dossier, readings):
        first[name, value] = min(day, first.get((name, value), EVER))
    return [{"name": name, "value": value, "day": day} for (name, value), day in first.items()]


def _facets(dossier: Dossier, readings: Mapping[str, Reading]) -> Iterator[tuple[str, str, str]]:
    days = days_of(dossier, readings)
    opened = min(days.values()).isoformat()
    yield from (("supplier", code, opened) for code in dossier.supplier)
    yield from (("recipient", code, opened) for code in dossier.recipient)
    if dossier.goods_class:
        yield "goods", dossier.goods_class, opened
        yield "goods", dossier.goods_class.partition(".")[0], opened
    for member in dossier.members:
        event = readings[member.story].event(member.event)
        if event.stage not in (None, Stage.UNSPECIFIED):
            yield "stage", event.stage.value, days[member.story].isoformat()
        for role in (Role.INTERMEDIARY, Role.USED_AGAINST):
            yield from ((role.value, code, days[member.story].isoformat()) for code in event.party(role))
    for row in dossier.positions:
        if row.country:
            yield "holder", row.country, day_text(row.date)


def track_rows(dossier: Dossier) -> list[Row]:
    """What each holder's positions came to in this dossier."""
    return [
        {
            "country": record.country,
            "sector": record.sector.value if record.sector else "",
            "kind": kind,
            "value": value,
        }
        for record in track_records([dossier])
        for kind, value in (
            *(("position", position.value) for position, _ in record.positions),
            *(("outcome", outcome.name) for outcome, _ in record.outcomes),
        )
    ]
