"""``onrecord register``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final, TextIO

import click

from onrecord.contract import DossierJson, PositionJson, register_as_json
from onrecord.faces.cli.output import console, emit, emit_text
from onrecord.faces.cli.shelved import Register, from_readings, load_register
from onrecord.faces.terminal import register_table

COLUMNS: Final = ("dossier", "supplier", "recipient", "class", "designation", "status", "since", "positions", "stories")


@click.command("register")
@click.option("--json", "form", flag_value="json", help="One object a dossier, after the contract.")
@click.option("--csv", "form", flag_value="csv", help=f"A table with a row a dossier: {', '.join(COLUMNS)}.")
@from_readings
@click.pass_context
def command(context: click.Context, form: str | None, file: TextIO | None) -> None:
    """Print the register: one row for every alleged transfer, with where it stands.

    A status follows by rule from the latest position of each holder: admitted, disputed, alleged, planned or open.
    """
    register = load_register(context.obj, file)
    match form:
        case "json":
            for row in register_as_json(register.dossiers, register.readings):
                emit(row)
        case "csv":
            emit_text(as_csv(register_as_json(register.dossiers, register.readings)))
        case _:
            _print(register)
    context.exit(int(not register.whole))


def _print(register: Register) -> None:
    if register.dossiers:
        console().print(register_table(register.dossiers))
    else:
        click.echo(f"no alleged transfer in {len(register.readings)} pages")


def as_csv(rows: Iterable[DossierJson]) -> str:
    """The register as a table after RFC 4180; several values of one cell stand side by side, parted by ``; ``."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow(_cells(row))
    return out.getvalue()


def _cells(row: DossierJson) -> tuple[str, ...]:
    last = row["status"][-1] if row["status"] else None
    return (
        row["id"],
        "; ".join(row["supplier"]),
        "; ".join(row["recipient"]),
        row["class"] or "",
        row["designation"] or "",
        last["status"] if last else "",
        (last["date"] if last else "") or "",
        "; ".join(_held(told) for told in row["positions"]),
        "; ".join(dict.fromkeys(member["story"] for member in row["members"])),
    )


def _held(told: PositionJson) -> str:
    """Who held what since when: ``IRN/GOV denies 2024-09-09``."""
    holder = "/".join(part for part in (told["country"], told["sector"]) if part)
    return f"{holder or '?'} {told['position']} {told['date'] or '?'}"
