"""The tables as CSV: they pass Frictionless and CSVW, hold every claim once, and leave nothing out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from csvw import CSVW
from frictionless import Package, system
from frictionless.resources import TableResource

from onrecord.exports.csv import guarded
from onrecord.exports.datapackage import as_csv
from onrecord.exports.edition import Edition
from onrecord.exports.tables import TABLES, Kind, Table
from onrecord.records import Position
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("csv")
    for name, content in files("csv", bundled()).items():
        (out / name).write_bytes(content)
    return out


def table(name: str, edition: Edition) -> Rows:
    return list(csv.DictReader(io.StringIO(files("csv", edition)[f"{name}.csv"].decode())))


def test_frictionless_finds_every_table_valid(folder: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert len(report.tasks) == len(TABLES) + 1


def test_frictionless_would_find_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    items = (tmp_path / "items.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "items.csv").write_text("\n".join([*items[:-1], items[-1].rpartition(",")[0] + ",perhaps"]) + "\n")
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def typed(value: object, kind: Kind) -> object:
    """A value as the package describes its column: a list is one text, and what is empty is missing."""
    if kind is Kind.LIST:
        value = "; ".join(value) if isinstance(value, tuple) else value
    told = guarded(value) if isinstance(value, str) else value
    return Decimal(repr(told)) if isinstance(told, float) else told or (None if told == "" else told)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_frictionless_gives_back_every_row_as_it_was(folder: Path, table: Table) -> None:
    resource = Package(str(folder / "datapackage.json")).get_resource(table.name)
    assert isinstance(resource, TableResource)
    told = [
        {column.name: typed(value, column.kind) for column, value in zip(table.columns, row, strict=True)}
        for row in table.rows(bundled())
    ]
    assert [row.to_dict() for row in resource.read_rows()] == told


def test_a_number_is_told_to_its_last_digit() -> None:
    story = undecided()
    for quantity, words in ((1_500_001.0, "1500001"), (1234567.25, "1234567.25"), (0.5, "0.5")):
        item = replace(story.events[0].items[0], quantity=quantity)
        edition = edition_of(replace(story, events=(replace(story.events[0], items=(item,)),)))
        assert [row["quantity"] for row in table("items", edition)] == [words]
        assert table("register", edition)[0]["number"] == words
        assert f'"value": "{words}"' in files("prov", edition)["prov.jsonld"].decode()


def test_csvw_finds_every_table_valid(folder: Path) -> None:
    assert CSVW(str(folder / "csv-metadata.json"), validate=True).is_valid


def test_nothing_is_left_out() -> None:
    edition = bundled()
    claims = [claim for reading in edition.readings for claim in reading.claims]
    assert len(table("claims", edition)) == len(claims)
    assert len(table("evidence", edition)) == sum(len(claim.evidence) for claim in claims)
    assert len(table("chains", edition)) == sum(len(claim.via) for claim in claims)
    assert len(table("acts", edition)) == sum(len(reading.acts) for reading in edition.readings)
    assert len(table("events", edition)) == sum(len(reading.events) for reading in edition.readings)
    assert len(table("positions", edition)) == sum(len(dossier.positions) for dossier in edition.dossiers)
    told = {row["position"] for row in table("claims", edition)}
    assert told >= {Position.DENIES, Position.NONCOMMITTAL, Position.HYPOTHETICAL}


def test_offsets_lead_back_to_the_words() -> None:
    edition = bundled()
    for row in table("evidence", edition):
        reading = edition.stories[row["story"]]
        printed = reading.article.body if row["zone"] == "body" else reading.article.title or ""
        words = printed[int(row["begins"]) : int(row["ends"])]
        assert words in [piece.text for claim in reading.claims for piece in claim.evidence]
        assert words.startswith(row["words"].removeprefix("'").removesuffix("…"))
        assert (row["shown"] == "withheld") == (row["words"] == "")


def test_what_nobody_asserts_stands_under_who_denies_and_who_leaves_it_open() -> None:
    (row,) = table("register", nobody_asserts())
    assert row["status"] == "open"
    assert (row["asserted by"], row["suspected by"], row["announced by"]) == (". .", ". .", ". .")
    assert (row["denied by"], row["left open by"]) == ("Norway GOV", "Denmark GOV")
    told = [(row["holder_country"], row["position"]) for row in table("claims", nobody_asserts())]
    assert told == [("NOR", "denies"), ("DNK", "noncommittal"), ("SWE", "hypothetical")]


def test_the_description_names_version_lexicon_and_date() -> None:
    package = json.loads(files("csv", nobody_asserts())["datapackage.json"])
    imprint = nobody_asserts().imprint
    assert (package["version"], package["lexicon"], package["asOf"]) == (imprint.version, imprint.lexicon, "2025-05-05")


def test_no_cell_becomes_a_formula() -> None:
    edition = edition_of(undecided(source='=HYPERLINK("https://harbour.example","x")'))
    for one in TABLES:
        cells = [cell for row in csv.reader(io.StringIO(as_csv(one, edition))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_no_folder_of_somebodys_disk_is_told() -> None:
    edition = edition_of(undecided(source="/srv/kari/secret/rockets.html"))
    for content in files("csv", edition).values():
        assert b"secret" not in content
    assert table("stories", edition)[0]["address"] == "rockets.html"
