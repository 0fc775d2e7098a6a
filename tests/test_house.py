"""The rules of the house that a machine can check: who imports whom, how things are named, how long they are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

FORBIDDEN: Final = frozenset(
    {"util", "utils", "helper", "helpers", "common", "misc", "base", "manager", "handler", "processor", "engine"}
)
"""Names for what has no home; a homeless function goes next to its caller, or its noun gets a room."""

LONGEST_MODULE: Final = 400
LONGEST_FUNCTION: Final = 40
LONGER: Final = {"records.py": 700}
"""The nouns stand in one file, so that one look shows them all."""

PLACES: Final = re.compile(r"(?<![\w.~])/" + r"(?:work|root|home/\w+|Users/\w+)/[\w.]")
"""A path of one machine."""


def sources() -> list[Path]:
    return sorted((ROOT / "src").rglob("*.py"))


def texts() -> Iterator[Path]:
    """Every file of the project that a person writes."""
    for folder in ("src", "tests", "docs", "training", "requirements", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {
                ".pyc",
                ".lock",
                ".png",
                ".onnx",
                ".gz",
                ".zst",
                ".npz",
                ".sqlite",
            }:
                yield path
    yield from (path for path in sorted(ROOT.iterdir()) if path.suffix in {".md", ".toml"} or path.name == "Makefile")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    told = ast.get_docstring(function, clean=False)
    return (function.end_lineno or function.lineno) - function.lineno + 1 - (told.count("\n") + 1 if told else 0)


def test_imports_point_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_keeps_the_house_in_order(path: Path) -> None:
    parts = {part for name in path.relative_to(ROOT / "src").with_suffix("").parts for part in name.split("_")}
    assert not parts & FORBIDDEN
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGER.get(path.name, LONGEST_MODULE)
    assert [f.name for f in functions(path) if length(f) > LONGEST_FUNCTION] == []
    classes = [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    assert [name for name in classes if {word.lower() for word in re.findall("[A-Z][a-z]+", name)} & FORBIDDEN] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {
        str(path.relative_to(ROOT)): match.group()
        for path in texts()
        if (match := PLACES.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_records_import_nothing_of_the_house() -> None:
    tree = ast.parse((ROOT / "src/onrecord/records.py").read_text(encoding="utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not any(name.startswith("onrecord") for name in imported)
