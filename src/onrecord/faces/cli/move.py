"""``onrecord move``."""

from __future__ import annotations

import click

from onrecord.faces.terminal.plain import counted
from onrecord.shelf import move, open_shelf


@click.command("move")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def command(source: str, target: str) -> None:
    """Carry a shelf to another place or another store, all of it or nothing.

    FROM and TO are files or addresses of a server (`postgresql://...`). TO must be new or empty. FROM is left as it
    lies; every row is compared after the move.
    """
    with open_shelf(source) as here, open_shelf(target, create=True) as there:
        moved = move(here, there)
        told = " and ".join((counted(moved.rows["pages"], "page"), counted(moved.rows["judgements"], "judgement")))
        click.echo(f"{told} of {here.name} moved to {there.name}, every row as it was")
        click.echo(f"digest of both: {moved.digest}")
