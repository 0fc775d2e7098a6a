"""Lists that stand still, page by page, and which changes fall within days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from onrecord.faces.api import shapes
from onrecord.faces.api.asks import ListAsk
from onrecord.faces.api.cursors import BadCursor, cursor_of, place_of
from onrecord.records import Change

T = TypeVar("T")


def numbered(items: Sequence[T], ask: ListAsk, draw: Callable[[T], Any]) -> shapes.Paged[Any]:
    """A page of a list that stands still, its places numbered."""
    (start,) = place_of(ask.cursor, (int,)) if ask.cursor else (0,)
    if not isinstance(start, int) or start < 0:
        raise BadCursor("a list has no place before its first")
    shown = items[start : start + ask.limit]
    end = start + len(shown)
    more = cursor_of((end,)) if end < len(items) else None
    return shapes.Paged(items=tuple(map(draw, shown)), next=more, count=len(items))


Coded = TypeVar("Coded", shapes.ActorLine, shapes.GoodsLine)


def by_code(lines: Iterable[Coded], ask: ListAsk) -> shapes.Paged[Any]:
    """A page of a list that is in the order of its codes."""
    after = str(place_of(ask.cursor, (str,))[0]) if ask.cursor else ""
    every = list(lines)
    rest = [line for line in every if line.code > after]
    shown = rest[: ask.limit]
    more = cursor_of((shown[-1].code,)) if len(rest) > len(shown) else None
    return shapes.Paged(items=tuple(shown), next=more, count=len(every))


def changed_within(change: Change, since: date | None, until: date | None) -> bool:
    """Whether a change came on one of these days; what came nobody knows when came before all of them."""
    at = change.at.astimezone(UTC).date() if isinstance(change.at, datetime) else change.at
    return (since is None or (at is not None and at >= since)) and (until is None or at is None or at <= until)
