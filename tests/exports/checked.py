"""What several tests of exports check with: schemas that lie beside, and what no export may say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).parent / "schemas"


def faults(schema: str, obj: object) -> list[str]:
    """What a schema finds wrong with an object, each with its place."""
    validator = Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(obj)]


def loaded(content: bytes) -> Any:
    """The JSON of a file."""
    return json.loads(content.decode("utf-8"))
