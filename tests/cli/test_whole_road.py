"""The whole road with every room as it is, on the bundled examples: pages in, the register out."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.examples import example_pages

from .conftest import Run


def test_the_examples_go_the_whole_road(run: Run, place: Path) -> None:
    pages = example_pages()
    ran = run("add", *pages)
    assert (ran.code, ran.err, ran.out) == (0, "", f"{len(pages)} pages: {len(pages)} added\n")
    shelf = (place / "onrecord.sqlite").read_bytes()
    assert run("verify").code == 0
    assert run("rebuild").out == f"{len(pages)} pages read again: 0 changed\n"
    assert run("add", *reversed(pages)).out == f"{len(pages)} pages: {len(pages)} already there\n"
    assert (place / "onrecord.sqlite").read_bytes() == shelf
    register = run("register", "--json").out
    assert len(register.splitlines()) >= 5
    (place / "readings.jsonl").write_text(run("read", "--json", *pages).out, encoding="utf-8")
    assert run("register", "--json", "--from-readings", "readings.jsonl").out == register
    for line in register.splitlines():
        assert run("dossier", json.loads(line)["id"]).code == 0
    for line in (place / "readings.jsonl").read_text(encoding="utf-8").splitlines():
        for claim in json.loads(line)["claims"][:1]:
            assert run("explain", claim["id"]).code == 0
