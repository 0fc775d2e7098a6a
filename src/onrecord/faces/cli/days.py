"""Days and moments as a person writes them on the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

import click

from onrecord.moments import moment_of


class Day(click.ParamType[date]):
    """A calendar date: ``2024-09-08``."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that is named; wrong usage where none is."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date like 2024-09-08", param, ctx)


class Moment(click.ParamType[datetime]):
    """A date, meaning its end, or a date with a time; in UTC where no zone is told."""

    name = "date or time"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment that is named; wrong usage where none is."""
        if isinstance(value, datetime):
            return value
        try:
            return moment(value)
        except ValueError:
            self.fail(f"{value!r} is no date or time like 2024-09-08 or 2024-09-08T10:00", param, ctx)


def moment(told: str) -> datetime:
    """The moment that is named, raising ``ValueError`` where none is.

    >>> moment("2024-09-08").isoformat(), moment("2024-09-08T10:00+02:00").isoformat()
    ('2024-09-08T23:59:59.999999+00:00', '2024-09-08T08:00:00+00:00')
    """
    if len(told) <= len("2024-09-08"):
        return datetime.combine(date.fromisoformat(told), time.max, UTC)
    found = moment_of(told)
    if found is None:
        raise ValueError(f"{told!r} is no moment")
    return found.astimezone(UTC)


DAY: Final = Day()
MOMENT: Final = Moment()
