"""Moments as others write them: of any year, in any words, or none at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime


def moment_of(told: object, zone: tzinfo | None = UTC) -> datetime | None:
    """A moment in ISO 8601, in ``zone`` where it names none; ``None`` where it is none, or has no place in UTC.

    >>> moment_of("2024-09-09T18:00:00Z"), moment_of("soon"), moment_of("0001-01-01T00:00:00+05:00")
    (datetime.datetime(2024, 9, 9, 18, 0, tzinfo=datetime.timezone.utc), None, None)
    """
    try:
        return _placed(datetime.fromisoformat(str(told)), zone)
    except (ValueError, OverflowError):
        return None


def moment_or_day(told: str) -> datetime:
    """The moment that is named, in UTC, of a day its end; raises ``ValueError`` where none is.

    >>> moment_or_day("2024-09-08").isoformat(), moment_or_day("2024-09-08T10:00+02:00").isoformat()
    ('2024-09-08T23:59:59.999999+00:00', '2024-09-08T08:00:00+00:00')
    """
    if len(told) <= len("2024-09-08"):
        return datetime.combine(date.fromisoformat(told), time.max, UTC)
    found = moment_of(told)
    if found is None:
        raise ValueError(f"{told!r} is no moment")
    return found.astimezone(UTC)


def moment_of_header(told: str) -> datetime | None:
    """A moment as letters and HTTP write it (RFC 5322, RFC 9110), in UTC where it names no zone, else ``None``.

    >>> moment_of_header("Mon, 09 Sep 2024 18:00:00 GMT"), moment_of_header("1 Jan 99999999999 00:00:00 GMT")
    (datetime.datetime(2024, 9, 9, 18, 0, tzinfo=datetime.timezone.utc), None)
    """
    try:
        return _placed(parsedate_to_datetime(told), UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _placed(found: datetime, zone: tzinfo | None) -> datetime | None:
    """A moment with its zone; raises ``OverflowError`` where UTC has no such day."""
    placed = found if found.tzinfo else found.replace(tzinfo=zone)
    if placed.tzinfo is None:
        return None
    placed.astimezone(UTC)
    return placed
