"""The register fed with annotated readings, scored by the scorer beside them; skipped where they are not at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.contract import reading_from_json, register_as_json
from onrecord.register import open_dossiers

GOLD = Path(__file__).parents[3] / "shared" / "gold"

FLOORS = {"dossiers": 0.975, "copies": 0.99, "positions": 0.975, "final status": 0.96}
"""A little below what was measured."""


def scores() -> dict[str, float]:
    """The register's figures over the annotated stories."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec
    assert spec.loader
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = [json.loads(file.read_text()) for file in sorted((GOLD / "dev").glob("*/gold.json"))]
    readings = [reading_from_json(row) for row in rows]
    register = list(register_as_json(open_dossiers(readings), readings))
    told = scorer.score(GOLD / "dev", rows, register)["register"]
    return {
        "dossiers": told["dossiers"]["b3 f1"],
        "copies": told["copies"]["f1"],
        "positions": told["positions"]["f1"],
        "final status": told["final status right"],
    }


@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason=f"no annotated stories at {GOLD}")
def test_the_register_made_of_annotated_readings() -> None:
    measured = scores()
    assert {key: value for key, value in measured.items() if value < FLOORS[key]} == {}, measured
