"""``onrecord changes``."""

from __future__ import annotations

from datetime import date

import click

from onrecord import flow
from onrecord.contract import change_as_json
from onrecord.faces.cli.days import DAY
from onrecord.faces.cli.output import emit, show
from onrecord.faces.terminal.changes import changes_view
from onrecord.register import Clock
from onrecord.shelf import open_shelf


@click.command("changes")
@click.option("--since", type=DAY, metavar="DATE", help="Only what changed on this day or later.")
@click.option(
    "--by",
    type=click.Choice([clock.value for clock in Clock]),
    default=Clock.KNOWN.value,
    show_default=True,
    help="Order and cut by when we came to know it, or by when it was published.",
)
@click.option("--json", "as_json", is_flag=True, help="One object a change.")
@click.pass_context
def command(context: click.Context, since: date | None, by: str, as_json: bool) -> None:
    """Print what changed in the register, the earliest first.

    A dossier is opened, merged, split or gone; an event joined or left it; a position was taken, repeated, withdrawn,
    or is told by no page any more; the status changed. Each change bears an id that stays.
    """
    with open_shelf(context.obj) as shelf:
        log = flow.log_changes(shelf, since=since, clock=Clock(by))
        sources = shelf.sources()
    if as_json:
        for change in log:
            emit(change_as_json(change, sources))
    else:
        show(changes_view(log, sources))
