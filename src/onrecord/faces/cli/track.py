"""``onrecord track``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TextIO

import click

from onrecord.faces.cli.output import emit, show
from onrecord.faces.cli.shelved import as_of_options, from_readings, load_register
from onrecord.faces.terminal.tracks import tracks_view
from onrecord.records import AsOf
from onrecord.register import Register, TrackRecord, outlet_records, track_records


@click.command("track")
@click.option("--json", "as_json", is_flag=True, help="One object a holder.")
@from_readings
@as_of_options
@click.pass_context
def command(
    context: click.Context, as_json: bool, file: TextIO | None, told: date | None, known: datetime | None
) -> None:
    """Print what each actor's and each outlet's positions came to, with the dossiers behind each count.

    A position counts once a dossier. Nothing says who was right: an admission is a party's word, and what an outlet
    quotes is not its own position.
    """
    loaded = load_register(context.obj, file, AsOf(told, known))
    records = tuple(_records(loaded.register))
    if as_json:
        for record in records:
            emit(_as_json(record))
    else:
        show(tracks_view(records))
    context.exit(int(not loaded.whole))


def _records(register: Register) -> Iterator[TrackRecord]:
    yield from track_records(register.dossiers)
    yield from outlet_records(register.dossiers, register.readings)


def _as_json(record: TrackRecord) -> dict[str, object]:
    return {
        "country": record.country,
        "sector": record.sector.value if record.sector else None,
        "outlet": record.outlet,
        "positions": {position.value: count for position, count in record.positions},
        "outcomes": {outcome.value: list(dossiers) for outcome, dossiers in record.outcomes},
    }
