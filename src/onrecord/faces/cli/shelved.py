"""What ``register`` and ``dossier`` are made from: the shelf's readings and judgements, or readings from a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

import click

from onrecord import flow
from onrecord.contract import NotTheContract, reading_from_json
from onrecord.faces.cli.output import complain
from onrecord.records import Dossier, Reading
from onrecord.shelf import open_shelf

from_readings = click.option(
    "--from-readings",
    "file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Use the output of `onrecord read --json` (`-`: standard input) instead of the shelf.",
)


@dataclass(frozen=True, slots=True)
class Register:
    """The dossiers, the readings that they are made from, and what could not be used: lines, and pages of the shelf."""

    dossiers: tuple[Dossier, ...]
    readings: tuple[Reading, ...]
    whole: bool = True
    unread: int = 0


def load_register(shelf: str, file: TextIO | None) -> Register:
    """The register of a shelf, or of a file of readings; lines that are no readings are named on the error stream."""
    if file is None:
        with open_shelf(shelf) as opened:
            readings, judgements = tuple(opened.readings()), opened.judgements()
            unread = opened.size() - len(readings)
        return Register(flow.open_register(readings, judgements), readings, unread=unread)
    outcomes = tuple(_lines(file))
    readings = tuple(outcome for outcome in outcomes if isinstance(outcome, Reading))
    for outcome in outcomes:
        if isinstance(outcome, str):
            complain(outcome)
    return Register(flow.open_register(readings), readings, whole=len(readings) == len(outcomes))


def _lines(file: TextIO) -> Iterator[Reading | str]:
    """The reading of each line, or what is wrong with the line."""
    try:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _reading(line, f"{file.name}:{number}")
    except UnicodeDecodeError as error:
        yield f"{file.name}: not UTF-8 ({error.reason})"


def _reading(line: str, place: str) -> Reading | str:
    try:
        return reading_from_json(json.loads(line))
    except json.JSONDecodeError as error:
        return f"{place}: no JSON ({error})"
    except (NotTheContract, AttributeError) as error:
        return f"{place}: no reading after the contract ({error})"
