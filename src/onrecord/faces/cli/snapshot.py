"""``onrecord snapshot``."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click

from onrecord import __version__, flow
from onrecord.faces.cli.output import emit, show
from onrecord.faces.cli.shelved import as_of_options
from onrecord.faces.terminal.snapshots import citation, snapshots_view
from onrecord.records import AsOf, Snapshot
from onrecord.shelf import open_shelf, snapshots


@click.command("snapshot")
@as_of_options
@click.option(
    "--person", envvar="ONRECORD_PERSON", default="", show_envvar=True, metavar="NAME", help="Who freezes it."
)
@click.option("--note", default="", metavar="TEXT", help="What it is for.")
@click.option("--list", "listed", is_flag=True, help="Print every snapshot and freeze nothing.")
@click.option("--json", "as_json", is_flag=True, help="One object a snapshot.")
@click.pass_context
def command(
    context: click.Context,
    told: date | None,
    known: datetime | None,
    person: str,
    note: str,
    listed: bool,
    as_json: bool,
) -> None:
    """Freeze the register as it is, or as of two clocks, and print how to cite it.

    A snapshot has a number and the digest of all that it holds: dossiers, the words that carry them, and what people
    decided. It is kept with the shelf, never changed, and read with --snapshot NUMBER by `onrecord register` and
    `onrecord dossier`, whatever becomes of pages and code. A register that was frozen before keeps its number.
    """
    with open_shelf(context.obj) as shelf:
        if listed:
            found = snapshots(shelf)
        else:
            said = Snapshot(0, "", __version__, datetime.now(UTC), AsOf(told, known), person, note)
            found = (flow.freeze_register(shelf, said),)
    if as_json:
        for one in found:
            emit(_as_json(one))
    elif listed:
        show(snapshots_view(found))
    else:
        click.echo(citation(found[0]))


def _as_json(taken: Snapshot) -> dict[str, object]:
    told, known = taken.as_of.told, taken.as_of.known
    return {
        "number": taken.number,
        "digest": taken.digest,
        "code": taken.code,
        "made": taken.made.isoformat(),
        "told": told.isoformat() if told else None,
        "known": known.isoformat() if known else None,
        "person": taken.person,
        "note": taken.note,
        "cite": citation(taken),
    }
