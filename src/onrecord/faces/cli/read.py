"""``onrecord read``."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord import flow
from onrecord.contract import reading_as_json
from onrecord.faces.cli.output import complain, emit, show
from onrecord.faces.terminal.readings import reading_view
from onrecord.records import Passed, Reading


@click.command("read")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...", type=click.Path(readable=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One object a page, after the contract, with every offset.")
@click.option("--as", "taken_as", type=click.Choice(["body"]), help="Take a file's whole text as the body, verbatim.")
@click.pass_context
def command(context: click.Context, pages: tuple[Path, ...], as_json: bool, taken_as: str | None) -> None:
    """Read pages and print who says what of which arms transfer, in which words.

    A PAGE is an HTML file, a text dump, or a folder of such; nothing is kept. Pages that cannot be read are named on
    the error stream, the others are read, and the exit code is 1.
    """
    failed = False
    for outcome in flow.read(*pages, as_body=taken_as == "body"):
        if isinstance(outcome, Passed):
            complain(outcome.reason)
            failed = True
        else:
            _print(outcome, as_json=as_json)
    context.exit(int(failed))


def _print(reading: Reading, *, as_json: bool) -> None:
    if as_json:
        emit(reading_as_json(reading))
    else:
        show(reading_view(reading))
