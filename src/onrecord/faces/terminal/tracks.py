"""Track records for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.faces.signs import POSITION_SIGNS
from onrecord.faces.terminal.plain import printable
from onrecord.lexicon.codes import party_name
from onrecord.register import TrackRecord


def tracks_view(records: Sequence[TrackRecord]) -> RenderableType:
    """Every holder's positions and what they came to."""
    return Group(*(line for record in records for line in _lines(record))) if records else Text("nobody has a record")


def _lines(record: TrackRecord) -> Iterator[RenderableType]:
    country = party_name(record.country) if record.country else ""
    who = record.outlet or " ".join(part for part in (country, record.sector) if part)
    counts = "  ".join(f"{POSITION_SIGNS[position].mark} {position} {count}" for position, count in record.positions)
    yield Text.assemble((printable(who), "bold"), f"  {counts}")
    for outcome, dossiers in record.outcomes:
        told = Text.assemble(f"{outcome}: {len(dossiers)}", (f"  {' '.join(dossiers)}", "dim"))
        yield Padding(told, (0, 0, 0, 2), expand=False)
