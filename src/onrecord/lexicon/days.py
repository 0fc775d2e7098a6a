"""Days as running text names them, told by the day of the text: "on Monday", "in March", "six weeks ago"."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

MONTHS: Final = {name: n for n, name in enumerate(calendar.month_name) if name}
WEEKDAYS: Final = {name: n for n, name in enumerate(calendar.day_name)}
NUMBERS: Final = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1}

DAY: Final = rf"""(?:
    (?P<month>{"|".join(MONTHS)}) \s+ (?P<day>\d{{1,2}}) (?: ,? \s+ (?P<year>\d{{4}}) )? (?!\d)
  | (?P<day2>\d{{1,2}}) \s+ (?P<month2>{"|".join(MONTHS)}) (?: ,? \s+ (?P<year2>\d{{4}}) )? (?!\d)
  | (?P<month3>{"|".join(MONTHS)}) (?: \s+ (?P<year3>\d{{4}}) )? (?![\w\s]*\d)
  | (?:(?P<last>last)\s+)? (?P<weekday>{"|".join(WEEKDAYS)})
  | (?P<number>{"|".join(sorted(NUMBERS, key=len, reverse=True))}|\d{{1,3}}) \s+ (?P<unit>day|week|month|year)s?
    \s+ (?:ago|earlier|before|previously)
  | last \s+ (?P<lately>week|month|year)
  | (?P<year4>(?:19|20)\d\d) (?!\w)
  | (?P<yesterday>yesterday)
)"""
"""A day in the words of running text, for a verbose pattern that tells upper case from lower."""


def day_told(match: re.Match[str], told: date | None) -> date | None:
    """The day that a match of ``DAY`` names, no later than the day of the text; a month and a year as their first day.

    >>> named = re.compile(DAY, re.VERBOSE)
    >>> days = ("Monday", "last Monday", "March 3", "3 March 2024", "in May", "six weeks ago", "last year", "yesterday")
    >>> [str(day_told(named.search(words), date(2025, 4, 7))) for words in days][:4]
    ['2025-04-07', '2025-03-31', '2025-03-03', '2024-03-03']
    >>> [str(day_told(named.search(words), date(2025, 4, 7))) for words in days][4:]
    ['2024-05-01', '2025-02-24', '2024-04-07', '2025-04-06']

    ``None`` where there is no such day, or none can be told without the day of the text.
    """
    got = match.groupdict()
    month = got["month"] or got["month2"] or got["month3"]
    try:
        if got["year4"]:
            return _calendar_day(1, 1, got["year4"], told)
        if month:
            year = got["year"] or got["year2"] or got["year3"]
            return _calendar_day(MONTHS[month], int(got["day"] or got["day2"] or 1), year, told)
        return _day_before(got, told) if told else None
    except (ValueError, OverflowError):
        return None


def _calendar_day(month: int, day: int, year: str | None, told: date | None) -> date | None:
    if year:
        found = date(int(year), month, day)
        return found if told is None or found <= told else None
    if told is None:
        return None
    this = date(told.year, month, day)
    return this if this <= told else date(told.year - 1, month, day)


def _day_before(got: dict[str, str | None], told: date) -> date | None:
    if got["yesterday"]:
        return told - timedelta(days=1)
    if got["weekday"]:
        back = (told.weekday() - WEEKDAYS[got["weekday"]]) % 7
        return told - timedelta(days=back or (7 if got["last"] else 0))
    number = got["number"] or "1"
    return _back(told, NUMBERS[number] if number in NUMBERS else int(number), got["unit"] or got["lately"] or "day")


def _back(told: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return told - timedelta(days=number * (7 if unit == "week" else 1))
    months = told.year * 12 + told.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(told.day, calendar.monthrange(year, month + 1)[1]))
