"""Every command stands in the docs with its help."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.faces.cli import VERBS

from .conftest import Run

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_the_help_of_every_command_stands_in_the_docs(run: Run, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    monkeypatch.setenv("COLUMNS", "118")
    told = "\n".join(line.rstrip() for line in run(*verb.split(), "--help").out.rstrip().splitlines())
    shown = f"```console\n$ onrecord {f'{verb} ' if verb else ''}--help\n{told}\n```\n"
    assert shown in REFERENCE.read_text(encoding="utf-8"), "run `make docs` and look at what changed"
