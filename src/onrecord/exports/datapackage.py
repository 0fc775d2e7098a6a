"""The register as CSV: a table after SIPRI and the tables that it rests on, described for Frictionless and for CSVW.

The first table, ``register.csv``, has a row a dossier by the conventions of trade registers (see ``exports.csv``). The
others hold every story, event, claim and piece of evidence, one value a cell; an empty cell is an unknown value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from onrecord.exports.csv import COLUMNS, UNTOLD, guarded, register_as_csv
from onrecord.exports.edition import Edition
from onrecord.exports.files import File, Json, encoded, json_file
from onrecord.exports.names import amount_of, place_of
from onrecord.exports.tables import DOSSIERS, TABLES, Column, Kind, Table
from onrecord.records import Reading

CSV: Final = "text/csv"
MISSING: Final = ["", UNTOLD]
PARTED: Final = "; "
"""What parts codes in one cell; no code holds it."""

REGISTER: Final = Table(
    "register",
    "one alleged transfer a row, after SIPRI: brackets for uncertain, two dots for untold, values side by side",
    tuple(Column(name, Kind.STRING, name) for name in COLUMNS),
    ("dossier",),
    DOSSIERS.rows,
)
KEYS: Final = {"dossiers": "dossier", "stories": "story"}
CSVW_KINDS: Final = {Kind.LIST: "string"}


def write(edition: Edition) -> Iterator[File]:
    """Every table, then the two descriptions."""
    yield File("register.csv", CSV, encoded(register_as_csv(edition.dossiers, _placed(edition))))
    for table in TABLES:
        yield File(f"{table.name}.csv", CSV, encoded(as_csv(table, edition)))
    yield json_file("datapackage.json", _package(edition))
    yield json_file("csv-metadata.json", _csvw(edition))


def _placed(edition: Edition) -> Iterator[Reading]:
    """The readings with their pages named as exports name them, without the folders of somebody's disk."""
    for reading in edition.stories.values():
        yield replace(reading, article=replace(reading.article, source=place_of(reading.article)))


def as_csv(table: Table, edition: Edition) -> str:
    """A table as comma-separated text after RFC 4180; what a spreadsheet would run has an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_cells, table.rows(edition)))
    return out.getvalue()


def _cells(row: Iterable[object]) -> list[str]:
    return [_cell(value) for value in row]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return amount_of(value)
    return guarded(PARTED.join(value) if isinstance(value, tuple) else str(value))


# ------------------------------------------------------------------------------------------------------- Frictionless


def _package(edition: Edition) -> Json:
    return {
        "name": "onrecord-register",
        "title": "Alleged arms transfers: who asserts, suspects, denies, doubts or leaves open each",
        "description": f"{edition.imprint.line}. A row of the register is an allegation; see its status and positions.",
        "version": edition.imprint.version,
        "lexicon": edition.imprint.lexicon,
        "asOf": edition.imprint.as_of.isoformat() if edition.imprint.as_of else None,
        "profile": "tabular-data-package",
        "resources": [_resource(table) for table in (REGISTER, *TABLES)],
    }


def _resource(table: Table) -> Json:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": table.told,
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": MISSING,
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign(*key) for key in _keys(table)],
        },
    }


def _field(column: Column) -> Json:
    kind = Kind.STRING if column.kind is Kind.LIST else column.kind
    return {"name": column.name, "type": kind.value, "description": column.told}


def _keys(table: Table) -> list[tuple[str, str, str]]:
    """The columns that hold another table's key, each with that table's name here and the name of its key."""
    held = ((column.name, column.table) for column in table.columns if column.table)
    return [(name, "register" if of == DOSSIERS.name else of, KEYS[of]) for name, of in held]


def _foreign(column: str, table: str, key: str) -> Json:
    return {"fields": [column], "reference": {"resource": table, "fields": [key]}}


# --------------------------------------------------------------------------------------------------------------- CSVW


def _csvw(edition: Edition) -> Json:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": "Alleged arms transfers, after onrecord",
        "dc:description": edition.imprint.line,
        "tables": [_csvw_table(table) for table in (REGISTER, *TABLES)],
    }


def _csvw_table(table: Table) -> Json:
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.told,
        "tableSchema": {
            "columns": [_csvw_column(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_csvw_foreign(*key) for key in _keys(table)],
        },
    }


def _csvw_column(column: Column) -> Json:
    told: Json = {
        "name": column.name.replace(" ", "_"),
        "titles": column.name,
        "dc:description": column.told,
        "datatype": CSVW_KINDS.get(column.kind, column.kind.value),
        "null": MISSING,
    }
    return told | ({"separator": PARTED} if column.kind is Kind.LIST else {})


def _csvw_foreign(column: str, table: str, key: str) -> Json:
    return {"columnReference": column, "reference": {"resource": f"{table}.csv", "columnReference": key}}
