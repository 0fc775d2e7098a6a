"""The columns of a matrix of positions: days while these are few, then months, then years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

MOST: Final = 12
"""Columns that a person can still take in at once."""

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A day, a month or a year, by the parts of a date that it has; none for what is undated."""

    key: Key
    short: str
    full: str

    def holds(self, day: date | None) -> bool:
        """Whether a day falls into the column."""
        return _key(day, len(self.key)) == self.key


def columns_of(days: Iterable[date | None]) -> tuple[Column, ...]:
    """The finest columns for these days of which there are not too many, the earliest first.

    >>> [column.short for column in columns_of([date(2024, 9, 6), None, date(2024, 9, 9)])]
    ['undated', '6 Sep', '9 Sep']
    >>> [column.short for column in columns_of(date(2024, month, day) for month in (1, 3) for day in range(1, 9))]
    ['Jan 2024', 'Mar 2024']
    """
    told = set(days)
    for length in (3, 2, 1):
        keys = sorted({_key(day, length) for day in told})
        if len(keys) <= MOST:
            break
    return tuple(_column(key) for key in keys)


def _key(day: date | None, length: int) -> Key:
    return (day.year, day.month, day.day)[:length] if day else ()


def _column(key: Key) -> Column:
    match key:
        case (year, month, day):
            when = date(year, month, day)
            return Column(key, f"{day} {when:%b}", f"{day} {when:%b} {year}")
        case (year, month):
            return Column(key, f"{date(year, month, 1):%b} {year}", f"{date(year, month, 1):%B} {year}")
        case (year,):
            return Column(key, str(year), str(year))
        case _:
            return Column(key, "undated", "undated")
