"""The register and the front page as rows: what a person reads of each dossier, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.faces.desk import words
from onrecord.lexicon.codes import goods_name, party_name
from onrecord.records import Article, Dossier, Position, Reading, Status
from onrecord.register.cells import told_cells
from onrecord.register.status import latest_positions

LATEST: Final = 12
"""How many changes and stories the front page shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register."""

    dossier: Dossier
    status: Status
    since: date | None
    numbers: tuple[str, ...]
    stands: tuple[tuple[Position, int], ...]
    stories: int
    copies: int
    latest: Article


@dataclass(frozen=True, slots=True)
class Facet:
    """A value to filter by, with how many rows have it."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became known of a dossier on a day: how its status changed, and who spoke as they had not before."""

    day: date | None
    dossier: Dossier
    status: Status | None
    before: Status | None
    firsts: tuple[tuple[Position, str], ...]


def register_rows(dossiers: Iterable[Dossier], readings: Mapping[str, Reading]) -> list[Row]:
    """A row a dossier, the one with the latest news first."""
    rows = [_row(dossier, readings) for dossier in dossiers]
    return sorted(rows, key=lambda row: (_newest(row), row.dossier.id), reverse=True)


def _newest(row: Row) -> date:
    return words.day_of(row.latest) or date.min


def _row(dossier: Dossier, readings: Mapping[str, Reading]) -> Row:
    stories = [readings[story].article for story in dict.fromkeys(member.story for member in dossier.members)]
    told = {cell.name: cell.values for cell in told_cells(dossier.members, readings)}
    counts = Counter(latest_positions(dossier.positions).values())
    change = dossier.status[-1] if dossier.status else None
    return Row(
        dossier=dossier,
        status=change.status if change else Status.OPEN,
        since=change.date if change else None,
        numbers=tuple(f"({value.text})" if value.uncertain else value.text for value in told["quantity"]),
        stands=tuple((position, counts[position]) for position in words.POSITION_WORDS if counts[position]),
        stories=len(stories),
        copies=sum(len(group) - 1 for group in dossier.copies),
        latest=max(stories, key=lambda article: (words.day_of(article) or date.min, article.id)),
    )


# --------------------------------------------------------------------------------------------------------- filters


def values_of(row: Row) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What a row can be filtered by: for each name of a filter its values with their names."""
    dossier = row.dossier
    kind = (dossier.goods_class or "").partition(".")[0]
    return {
        "status": ((row.status.value, row.status.value),),
        "supplier": tuple((code, words.capital(party_name(code))) for code in dossier.supplier),
        "recipient": tuple((code, words.capital(party_name(code))) for code in dossier.recipient),
        "goods": ((kind, goods_name(kind or None)),),
    }


FILTERS: Final = ("status", "supplier", "recipient", "goods")


def chosen_rows(rows: Iterable[Row], chosen: Mapping[str, str]) -> list[Row]:
    """The rows that have every chosen value."""
    return [row for row in rows if all(_has(row, name, value) for name, value in chosen.items())]


def _has(row: Row, name: str, value: str) -> bool:
    return any(value == known for known, _ in values_of(row)[name])


def facets(rows: Sequence[Row], chosen: Mapping[str, str]) -> dict[str, list[Facet]]:
    """For each filter its values, counted over the rows that the other filters leave."""
    return {name: list(_facet(name, rows, chosen)) for name in FILTERS}


def _facet(name: str, rows: Sequence[Row], chosen: Mapping[str, str]) -> Iterator[Facet]:
    others = {other: value for other, value in chosen.items() if other != name}
    counts = Counter(value for row in chosen_rows(rows, others) for value in values_of(row)[name])
    for (value, label), count in sorted(counts.items(), key=lambda found: (-found[1], found[0][1])):
        yield Facet(value, label, count, chosen.get(name) == value)


# ------------------------------------------------------------------------------------------------------ what is new


def latest_changes(dossiers: Iterable[Dossier]) -> list[Change]:
    """What became known last: status changes, and positions that a holder took for the first time."""
    changes = [change for dossier in dossiers for change in _changes(dossier)]
    return sorted(changes, key=lambda change: change.day or date.min, reverse=True)[:LATEST]


def _changes(dossier: Dossier) -> Iterator[Change]:
    statuses = [None, *(row.status for row in dossier.status)]
    turns = {row.date: (row.status, before) for row, before in zip(dossier.status, statuses, strict=False)}
    firsts = _first_positions(dossier)
    for when in dict.fromkeys(row.date for row in dossier.positions):
        status, before = turns.get(when, (None, None))
        if status or firsts.get(when):
            yield Change(when, dossier, status, before, tuple(firsts.get(when, ())))


def _first_positions(dossier: Dossier) -> dict[date | None, list[tuple[Position, str]]]:
    """Who asserted or denied for the first time on a day, as sentences; what is told as past is no news of that day."""
    firsts: dict[date | None, list[tuple[Position, str]]] = {}
    met: set[tuple[object, ...]] = set()
    for row in dossier.positions:
        key = (row.country, row.sector, row.position)
        if row.position in (Position.ASSERTS, Position.DENIES) and not row.past and key not in met:
            who = words.capital(words.holder_in_sentence(row.country, row.sector))
            clause = words.CLAUSES[row.position][words.in_the_plural(row.country, row.sector)]
            firsts.setdefault(row.date, []).append((row.position, f"{who} {clause}"))
        met.add(key)
    return firsts


def latest_stories(readings: Iterable[Reading]) -> list[Article]:
    """The newest stories on the shelf."""
    articles = (reading.article for reading in readings)
    return sorted(articles, key=lambda article: (words.day_of(article) or date.min, article.id), reverse=True)[:LATEST]
