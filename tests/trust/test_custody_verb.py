"""``onrecord custody`` and ``onrecord verify --noted``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, pages, place, plainly, run
from tests.shelf.made import alter

__all__ = ["pages", "place", "plainly", "run"]


@pytest.mark.usefixtures("plainly")
def test_who_put_what_on_the_shelf_and_whether_it_is_still_so(run: Run, place: Path, pages: Path) -> None:
    run("add", pages)
    head = run("custody", "--head").out.strip()
    log = [json.loads(line) for line in run("custody", "--json").out.splitlines()]
    assert head == f"{len(log)}:{log[-1]['link']}"
    assert {entry["kind"] for entry in log} == {"page", "outcome"}
    one = log[0]["key"]
    assert [line.split()[2] for line in run("custody", one[:12]).out.splitlines()] == ["page", "outcome"]
    assert run("custody", "nothing of the kind").code == 1
    assert run("verify", "--noted", head).code == 0
    assert run("verify", "--noted", "7").code == 2
    alter(place / "onrecord.sqlite", "UPDATE pages SET source = 'elsewhere' WHERE digest = '" + one + "'")  # noqa: S608
    told = run("verify", "--noted", head)
    assert told.code == 1 and "it was changed by other means" in told.err
