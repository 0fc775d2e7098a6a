"""``onrecord verify``."""

from __future__ import annotations

import click

from onrecord.faces.cli.output import complain
from onrecord.faces.terminal.plain import counted
from onrecord.shelf import Head, find_faults, open_shelf, read_head


class NotedHead(click.ParamType[Head]):
    """A head of the custody log, as ``onrecord custody --head`` printed it."""

    name = "head"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Head:
        """The head; refuses what is none."""
        try:
            return read_head(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command("verify")
@click.option(
    "--noted",
    type=NotedHead(),
    multiple=True,
    metavar="NUMBER:LINK",
    help="A head of the custody log that was noted elsewhere: the log must still go through it.",
)
@click.pass_context
def command(context: click.Context, noted: tuple[Head, ...]) -> None:
    """Check that the shelf holds what was put on it: every page by its digest, every reading by its seal, every span.

    The custody log tells what was changed, taken away or added by other means. Whatever is wrong is named on the error
    stream, and the exit code is 1.
    """
    found = 0
    with open_shelf(context.obj) as shelf:
        for fault in find_faults(shelf, noted):
            complain(f"{fault.source}: {fault.what}")
            found += 1
        if not found:
            click.echo(f"{counted(shelf.size(), 'page')}: every digest, every seal and every span as it was kept")
    context.exit(int(found > 0))
