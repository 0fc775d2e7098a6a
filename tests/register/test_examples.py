"""The register that the bundled examples' expected readings make."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from onrecord.contract import DossierJson, reading_from_json, register_as_json
from onrecord.records import Reading
from onrecord.register import open_dossiers

EXAMPLES = files("onrecord.examples")


def readings() -> list[Reading]:
    pages = (folder.joinpath("expected.json") for folder in EXAMPLES.iterdir() if folder.is_dir())
    return [reading_from_json(json.loads(page.read_text())) for page in pages if page.is_file()]


def told(row: DossierJson | dict[str, Any]) -> tuple[object, ...]:
    """What a dossier says, whatever its id and the order of what is not ordered by date."""
    return (
        sorted((member["story"], member["event"]) for member in row["members"]),
        sorted(sorted(group) for group in row["copies"]),
        sorted((p["date"], p["country"] or "", p["sector"] or "", p["position"], p["story"]) for p in row["positions"]),
        [(change["date"], change["status"]) for change in row["status"]],
    )


def test_the_examples_make_the_register_that_they_should() -> None:
    made = register_as_json(open_dossiers(readings()), readings())
    expected = json.loads(EXAMPLES.joinpath("dossiers.json").read_text())
    assert sorted(map(told, made)) == sorted(map(told, expected))
