"""Every verb prints the same on either store."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.cli.conftest import Ran, Run, pages, place, plainly, run  # noqa: F401 - the fixtures of the verbs' own tests

from .clock import stand_at
from .server import Server

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")
"""When something was written, which is not when it was written on the other store."""


def verbs(run: Run, shelf: str, pages: Path) -> list[Ran]:  # noqa: F811
    """What the verbs print on a shelf, its name left out."""

    def on(*words: str | Path) -> Ran:
        ran = run("--shelf", shelf, *words)
        hidden = shelf.replace(shelf[shelf.find(":", 11) + 1 : shelf.find("@")], "***") if "@" in shelf else shelf
        out = MOMENT.sub("MOMENT", ran.out.replace(hidden, "SHELF"))
        return Ran(ran.code, out, ran.err.replace(hidden, "SHELF"))

    missing = on("register")
    added = [on("add", pages), on("add", pages)]
    register = on("register", "--json")
    dossier = json.loads(register.out.splitlines()[0])["id"]
    read = on("read", "--json", pages / "sale.txt")
    claim = json.loads(read.out)["claims"][0]["id"]
    told = [["register"], ["dossier", dossier], ["dossier", dossier, "--json"], ["explain", claim], ["verify"]]
    told += [["changes"], ["rebuild"], ["dossier", "d0"]]
    return [missing, *added, register, read, *(on(*words) for words in told)]


@pytest.mark.usefixtures("plainly")
def test_every_verb_prints_the_same_on_a_server_as_on_a_file(
    run: Run,  # noqa: F811
    pages: Path,  # noqa: F811
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_at(monkeypatch.setattr, datetime(2026, 1, 1, tzinfo=UTC))  # pages of two seconds would be two changes
    here, there = verbs(run, "shelf.sqlite", pages), verbs(run, server.database(), pages)
    assert [ran.code for ran in here] == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert there[1:] == here[1:]
    assert there[0].err == "onrecord: no shelf at SHELF: it is empty; `onrecord add PAGE...` makes one\n"


@pytest.mark.usefixtures("plainly")
def test_a_shelf_is_moved_to_a_server_and_shown_by_the_desk(run: Run, pages: Path, server: Server) -> None:  # noqa: F811
    address = server.database()
    run("--shelf", "shelf.sqlite", "add", pages)
    there = run("move", "shelf.sqlite", address)
    back = run("move", address, "back.sqlite")
    assert there.out.startswith("4 pages and 0 judgements of shelf.sqlite moved to postgresql://keeper:***@")
    assert back.out.splitlines()[1] == there.out.splitlines()[1]
    assert run("move", address, "back.sqlite").err.endswith("is moved to a new one; nothing was changed\n")
    from onrecord.faces.desk import create_app

    desk = TestClient(create_app(address))
    assert desk.get("/healthz").json()["stories"] == 3
    assert desk.get("/register").status_code == 200
