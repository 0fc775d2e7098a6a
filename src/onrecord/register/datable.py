"""Days that cannot be: before there was news of arms to read, or after the page came to us."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from onrecord.records import Article, Reading

EARLIEST: Final = date(1900, 1, 1)
ZONES: Final = timedelta(days=1)
"""How much later than at our clock it may be where a page is published."""


def is_possible(day: date, came: datetime | None) -> bool:
    """Whether a page that came at a moment can be of a day.

    >>> from datetime import UTC
    >>> came = datetime(2025, 3, 2, tzinfo=UTC)
    >>> [is_possible(date(year, 3, 3), came) for year in (1025, 2025, 2052)]
    [False, True, False]
    """
    return day >= EARLIEST and (came is None or day <= came.date() + ZONES)


def without_impossible_days(reading: Reading, came: datetime | None) -> Reading:
    """A reading whose article has no day that cannot be; it then counts as undated, which overrides nothing."""
    article = reading.article
    if impossible_day(article, came) is None:
        return reading
    published, told = article.published, article.dateline.date
    sound = replace(
        article,
        published=published if published and is_possible(published.day, came) else None,
        dateline=replace(article.dateline, date=told if told and is_possible(told, came) else None),
    )
    return replace(reading, article=sound)


def impossible_day(article: Article, came: datetime | None) -> date | None:
    """The day of an article that cannot be, ``None`` where it has none or all of them can."""
    days = (article.published.day if article.published else None, article.dateline.date)
    return next((day for day in days if day and not is_possible(day, came)), None)
