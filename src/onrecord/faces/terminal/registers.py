"""The register for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from onrecord.faces.signs import POSITION_SIGNS, STATUS_SIGNS
from onrecord.faces.terminal.plain import printable
from onrecord.faces.terminal.words import parties
from onrecord.lexicon.codes import goods_name
from onrecord.records import Dossier
from onrecord.register.status import latest_positions

NARROW: Final = 72
"""On fewer columns than these a row becomes a few lines."""


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register, one row a dossier, or a few lines where there is little room."""

    dossiers: Sequence[Dossier]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        names = short_ids([dossier.id for dossier in self.dossiers])
        rows = [tuple(_register_row(*pair)) for pair in zip(names, self.dossiers, strict=True)]
        if options.max_width < NARROW:
            yield from (_lines(row) for row in rows)
        else:
            yield _table(rows)


def _lines(row: Sequence[Text]) -> Text:
    name, parties_told, goods, status, since, positions, _ = row
    return Text("\n  ").join((Text("  ").join((name, status, since)), parties_told, goods, positions))


def _table(rows: Sequence[Sequence[Text]]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("dossier", "from → to", "goods", "status", "since", "positions", "pages"):
        table.add_column(name, overflow="fold", no_wrap=name not in {"from → to", "goods"})
    for row in rows:
        table.add_row(*row)
    return table


def short_ids(ids: Sequence[str]) -> list[str]:
    """The shortest beginnings, of seven signs or more, by which ids can be told apart.

    >>> short_ids(["d123456789", "d123456abc"]), short_ids(["d1"])
    (['d1234567', 'd123456a'], ['d1'])
    """
    length = 7
    while length < max(map(len, ids), default=0) and len({name[:length] for name in ids}) < len(ids):
        length += 1
    return [name[:length] for name in ids]


def _register_row(name: str, dossier: Dossier) -> Iterator[Text]:
    yield Text(printable(name))
    yield Text(printable(f"{parties(dossier.supplier)} → {parties(dossier.recipient)}"))
    yield Text(printable(dossier.designation or goods_name(dossier.goods_class)))
    last = dossier.status[-1] if dossier.status else None
    yield Text(last.status, STATUS_SIGNS[last.status].colour) if last else Text("")
    yield Text(str(last.date or "") if last else "")
    yield position_counts(dossier)
    yield Text(str(len({member.story for member in dossier.members})))


def position_counts(dossier: Dossier) -> Text:
    """How many holders stand at each position now: ``✓2 ✕1``."""
    counts = Counter(latest_positions(dossier.positions).values())
    parts = [
        Text(f"{sign.mark}{counts[position]}", sign.colour)
        for position, sign in POSITION_SIGNS.items()
        if counts[position]
    ]
    return Text(" ").join(parts)
