# ruff: noqa: S608 - the queries are on files of our own making
"""The tables as Parquet: DuckDB reads what the CSV tables say, typed; without pyarrow the message says what to do."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet
import pytest

from onrecord.exports.datapackage import as_csv
from onrecord.exports.files import MissingExtra
from onrecord.exports.tables import DOSSIERS, TABLES, Table
from tests.exports.made import bundled, files, nobody_asserts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("parquet")
    for name, content in files("parquet", bundled()).items():
        (out / name).write_bytes(content)
    return out


def asked(query: str) -> list[tuple[Any, ...]]:
    return duckdb.connect().execute(query).fetchall()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_duckdb_reads_every_row_of_the_csv(folder: Path, table: Table) -> None:
    columns = ", ".join(
        f"coalesce(array_to_string({one.name}, '; '), '')"
        if one.kind == "list"
        else f"coalesce({one.name}::varchar, '')"
        for one in table.columns
    )
    read = asked(f"select {columns} from '{folder}/{table.name}.parquet'")
    _, *told = csv.reader(as_csv(table, bundled()).splitlines(keepends=True))
    assert [[cell.removesuffix(".0") for cell in row] for row in read] == [
        [cell.removeprefix("'") if cell[:1] == "'" and cell[1:2] in "=+-@" else cell for cell in row] for row in told
    ]


def test_days_and_numbers_are_typed(folder: Path) -> None:
    kinds = dict(asked(f"select column_name, column_type from (describe '{folder}/dossiers.parquet')"))
    assert (kinds["since"], kinds["supplier"], kinds["status"]) == ("DATE", "VARCHAR[]", "VARCHAR")
    joined = asked(
        f"select count(*) from '{folder}/claims.parquet' c join '{folder}/events.parquet' e using (story, event) "
        f"join '{folder}/dossiers.parquet' d using (dossier) where c.counted and c.position = 'denies'"
    )
    assert joined[0][0] > 0


def test_a_file_names_version_lexicon_and_date(folder: Path) -> None:
    told = parquet.read_schema(folder / "claims.parquet").metadata
    assert told[b"imprint"].decode() == bundled().imprint.line


def test_what_nobody_asserts_is_open_in_the_typed_table_too(tmp_path: Path) -> None:
    place = tmp_path / "dossiers.parquet"
    place.write_bytes(files("parquet", nobody_asserts())[f"{DOSSIERS.name}.parquet"])
    assert asked(f"select status, supplier from '{place}'") == [("open", ["NOR"])]


def test_without_pyarrow_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[parquet\]'"):
        files("parquet", nobody_asserts())
