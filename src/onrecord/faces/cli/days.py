"""Days and moments as a person writes them on the command line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import click

from onrecord.moments import moment_or_day


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
            return moment_or_day(value)
        except ValueError:
            self.fail(f"{value!r} is no date or time like 2024-09-08 or 2024-09-08T10:00", param, ctx)


DAY: Final = Day()
MOMENT: Final = Moment()
