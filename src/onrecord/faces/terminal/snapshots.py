"""Frozen registers for a person: how each is cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.faces.terminal.plain import printable
from onrecord.records import AsOf, Snapshot


def citation(taken: Snapshot) -> str:
    """How a frozen register is cited, in one line.

    >>> from datetime import UTC, date, datetime
    >>> moment = datetime(2025, 8, 1, 12, 30, tzinfo=UTC)
    >>> citation(Snapshot(3, "ab12" * 16, "0.1.0", moment, AsOf(date(2025, 7, 1)), "Ida")).partition(", sha256:")[0]
    'onrecord register, snapshot 3 of 2025-08-01, told by 2025-07-01, by Ida, onrecord 0.1.0'
    """
    who = f", by {printable(taken.person)}" if taken.person else ""
    parts = f"snapshot {taken.number} of {taken.made:%Y-%m-%d}{clocks(taken.as_of)}{who}, onrecord {taken.code}"
    return f"onrecord register, {parts}, sha256:{taken.digest}"


def clocks(as_of: AsOf) -> str:
    """Both clocks in words, as far as they are set."""
    told = f", told by {as_of.told}" if as_of.told else ""
    return told + (f", known by {as_of.known:%Y-%m-%d %H:%M:%S} UTC" if as_of.known else "")


def snapshots_view(found: Sequence[Snapshot]) -> RenderableType:
    """Every frozen register, the first first."""
    return Group(*_lines(found)) if found else Text("nothing was frozen yet")


def _lines(found: Sequence[Snapshot]) -> Iterator[Text]:
    for taken in found:
        yield Text(citation(taken))
        if taken.note:
            yield Text(f"  {printable(taken.note)}", "dim")
