"""A clock that stands still: what is written by it bears one moment, however long the writing takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any


def stand_at(patch: Callable[[str, Any], None], at: datetime) -> None:
    """Let whatever a shelf writes from now on bear one moment."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return at

    patch("onrecord.shelf.writes.datetime", Clock)
