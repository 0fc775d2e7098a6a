"""``onrecord verify``."""

from __future__ import annotations

import click

from onrecord.faces.cli.output import complain
from onrecord.faces.terminal.plain import counted
from onrecord.shelf import find_faults, open_shelf


@click.command("verify")
@click.pass_context
def command(context: click.Context) -> None:
    """Check that the shelf holds what was put on it: every page by its digest, every reading by its seal, every span.

    Whatever is wrong is named on the error stream, and the exit code is 1.
    """
    found = 0
    with open_shelf(context.obj) as shelf:
        for fault in find_faults(shelf):
            complain(f"{fault.source}: {fault.what}")
            found += 1
        if not found:
            click.echo(f"{counted(shelf.size(), 'page')}: every digest, every seal and every span as it was kept")
    context.exit(int(found > 0))
