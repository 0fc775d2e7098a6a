"""The register for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.faces.terminal.words import SIGNS, parties, printable
from onrecord.records import Dossier, Status
from onrecord.register.status import latest_positions

STATUS_COLOURS: Final = {
    Status.ADMITTED: "green",
    Status.DISPUTED: "red",
    Status.ALLEGED: "yellow",
    Status.PLANNED: "cyan",
    Status.OPEN: "blue",
}


def register_table(dossiers: Sequence[Dossier]) -> Table:
    """The register: one row a dossier."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("dossier", "from → to", "goods", "status", "since", "positions", "pages"):
        table.add_column(name, overflow="fold", no_wrap=name in {"dossier", "status", "since"})
    for dossier in dossiers:
        table.add_row(*_register_row(dossier))
    return table


def _register_row(dossier: Dossier) -> Iterator[RenderableType]:
    yield Text(printable(dossier.id))
    yield Text(printable(f"{parties(dossier.supplier)} → {parties(dossier.recipient)}"))
    yield Text(printable(dossier.designation or dossier.goods_class or "?"))
    last = dossier.status[-1] if dossier.status else None
    yield Text(last.status, STATUS_COLOURS[last.status]) if last else Text("")
    yield Text(str(last.date or "") if last else "")
    yield position_counts(dossier)
    yield Text(str(len({member.story for member in dossier.members})))


def position_counts(dossier: Dossier) -> Text:
    """How many holders stand at each position now: ``✓2 ✕1``."""
    counts = Counter(latest_positions(dossier.positions).values())
    parts = [
        Text(f"{SIGNS[position][0]}{counts[position]}", SIGNS[position][1]) for position in SIGNS if counts[position]
    ]
    return Text(" ").join(parts)
