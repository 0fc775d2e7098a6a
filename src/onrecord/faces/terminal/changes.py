"""The register's history for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.faces.terminal.plain import printable
from onrecord.faces.terminal.readings import labelled
from onrecord.records import Change


def changes_view(log: Sequence[Change], sources: Mapping[str, str]) -> RenderableType:
    """What changed, moment by moment and dossier by dossier."""
    return Group(*_lines(log, sources)) if log else Text("nothing changed")


def _lines(log: Sequence[Change], sources: Mapping[str, str]) -> Iterator[RenderableType]:
    for at, together in groupby(log, key=lambda change: change.at):
        yield Text(moment(at), "bold")
        for (title, dossier), told in groupby(together, key=lambda change: (change.title, change.dossier)):
            yield Text.assemble("  ", printable(title), (f"  {printable(dossier)}", "dim"))
            yield from (Padding(_line(change, sources), (0, 0, 0, 4), expand=False) for change in told)


def moment(at: date | None) -> str:
    """When the register came to a change, to the minute.

    >>> moment(date(2025, 3, 2)), moment(None)
    ('2025-03-02', 'at an unknown time')
    """
    if at is None:
        return "at an unknown time"
    return f"{at:%Y-%m-%d %H:%M} UTC" if isinstance(at, datetime) else f"{at:%Y-%m-%d}"


def _line(change: Change, sources: Mapping[str, str]) -> RenderableType:
    source = f"  {sources.get(change.story, change.story)}" if change.story else ""
    words = change.words.partition("/")[2] if change.story and change.words.startswith(change.story) else change.words
    return labelled(change.kind.value, "", Text.assemble(printable(words), (printable(source), "dim")))
