"""``onrecord rebuild``."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

import click
from rich.text import Text

from onrecord import flow
from onrecord.faces.cli.output import complain, console
from onrecord.faces.terminal.plain import counted, printable
from onrecord.faces.terminal.words import lines_of_reading
from onrecord.records import Passed, Reading
from onrecord.shelf import open_shelf

COLOURS = {"-": "red", "+": "green"}


@click.command("rebuild")
@click.pass_context
def command(context: click.Context) -> None:
    """Read every page of the shelf again with today's code, keep the new readings, and print what changed.

    Lines that begin with a minus are what was read before, with a plus what is read now. Judgements stay as they were
    made.
    """
    tally: Counter[str] = Counter()
    with open_shelf(context.obj) as shelf:
        for reread in flow.rebuild(shelf):
            tally["pages"] += 1
            if isinstance(reread.after, Passed) and reread.after.room == flow.FAULT:
                complain(f"{reread.after.reason}; its former reading stays")
                tally["faults"] += 1
            elif reread.before != reread.after:
                tally["changed"] += 1
                _print(reread)
    click.echo(f"{counted(tally['pages'], 'page')} read again: {tally['changed']} changed")
    context.exit(int(tally["faults"] > 0))


def _print(reread: flow.Reread) -> None:
    out = console()
    out.print(Text(printable(reread.source), "bold"), soft_wrap=True)
    for line in changes(reread.before, reread.after):
        out.print(Text(f"  {printable(line)}", COLOURS[line[0]]), soft_wrap=True)


def changes(before: Reading | Passed, after: Reading | Passed) -> Iterator[str]:
    """What one reading has and the other has not, line by line."""
    unlike = [line for line in difflib.ndiff([*_lines(before)], [*_lines(after)]) if line.startswith(("- ", "+ "))]
    yield from unlike or ["+ the same findings, with other places or reasons"]


def _lines(outcome: Reading | Passed) -> Iterator[str]:
    if isinstance(outcome, Passed):
        yield f"no reading: {outcome.reason}"
    else:
        yield from lines_of_reading(outcome)
