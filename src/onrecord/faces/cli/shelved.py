"""What ``register`` and ``dossier`` are made from: the shelf's readings and judgements, or readings from a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO, TypeVar

import click

from onrecord import flow
from onrecord.contract import NotTheContract, reading_from_json
from onrecord.faces.cli.days import DAY, MOMENT
from onrecord.faces.cli.output import complain
from onrecord.records import AsOf, Reading
from onrecord.register import Register, open_at
from onrecord.shelf import open_shelf

from_readings = click.option(
    "--from-readings",
    "file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Use the output of `onrecord read --json` (`-`: standard input) instead of the shelf.",
)


Command = TypeVar("Command", bound=Callable[..., object])


def as_of_options(command: Command) -> Command:
    """The options of both clocks: ``--as-of`` a day of publication, ``--known`` a moment of our own knowledge."""
    told = click.option(
        "--as-of", "told", type=DAY, metavar="DATE", help="Only what was published on this day or before."
    )
    known = click.option(
        "--known", type=MOMENT, metavar="DATE|TIME", help="Only pages that came, and judgements made, by then (UTC)."
    )
    return told(known(command))


snapshot_option = click.option(
    "--snapshot", "snapshot", type=click.IntRange(1), metavar="NUMBER", help="The register as it was frozen once."
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register, and whether every line of the file that it was made from could be used."""

    register: Register
    whole: bool = True


def load_register(shelf: str, file: TextIO | None, as_of: AsOf, snapshot: int | None = None) -> Loaded:
    """The register of a shelf, now or as frozen, or of a file of readings, of which lines that are none are named."""
    if snapshot is not None:
        if file is not None or as_of != AsOf():
            raise click.UsageError("a snapshot is what was frozen: it has no other clocks and comes from no file")
        with open_shelf(shelf) as opened:
            return Loaded(flow.thaw_register(opened, snapshot))
    if file is None:
        with open_shelf(shelf) as opened:
            return Loaded(flow.load_register(opened, as_of))
    if as_of.known is not None:
        raise click.UsageError("--known asks when pages came to the shelf; readings from a file do not tell")
    outcomes = tuple(_lines(file))
    readings = tuple(outcome for outcome in outcomes if isinstance(outcome, Reading))
    for outcome in outcomes:
        if isinstance(outcome, str):
            complain(outcome)
    return Loaded(open_at(readings, as_of=as_of), whole=len(readings) == len(outcomes))


def _lines(file: TextIO) -> Iterator[Reading | str]:
    """The reading of each line, or what is wrong with the line."""
    try:
        for number, line in enumerate(_joined(file), 1):
            if line.strip():
                yield _reading(line, f"{file.name}:{number}")
    except UnicodeDecodeError as error:
        yield f"{file.name}: not UTF-8 ({error.reason})"


def _joined(file: TextIO) -> Iterator[str]:
    """The lines of a file; one object that is written over several lines, as a person keeps it, is one line."""
    first = file.readline()
    if first.strip() == "{":
        yield first + file.read()
    else:
        yield first
        yield from file


def _reading(line: str, place: str) -> Reading | str:
    try:
        return reading_from_json(json.loads(line))
    except json.JSONDecodeError as error:
        return f"{place}: no JSON ({error})"
    except (NotTheContract, AttributeError) as error:
        return f"{place}: no reading after the contract ({error})"
