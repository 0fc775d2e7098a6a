from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

PAGE = """The Field Gazette

River dam will stay shut: minister

LARSUND, Nov 3, 2026 - The dam on the Vesna will stay shut until May, the ministry announced on Tuesday.

Farmers fear that their fields will dry out. "They promised us water," said Ivo Marek, who grows barley. He suspects \
that the ministry knew of the silt in spring.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_person_sees_who_says_what_by_which_word(run: Run, page: Path) -> None:
    ran = run("attributions", page)
    assert (ran.code, ran.err) == (0, "")
    for told in (
        "✓ asserts       the ministry  announced  assertion, indirect",
        "“The dam on the Vesna will stay shut until May”",
        "? hypothetical  Farmers  fear  belief, indirect",
        "✓ asserts       Ivo Marek  said  assertion, direct",
        "≈ suspects      He = Ivo Marek  suspects",
    ):
        assert told in ran.out


def test_every_offset_of_the_json_leads_to_its_words(run: Run, page: Path) -> None:
    ran = run("attributions", "--json", page)
    (found,) = [json.loads(line) for line in ran.out.splitlines()]
    assert set(found) == {"id", "path", "title", "body", "attributions"}
    stretches = [part for row in found["attributions"] for name in ("source", "cue", "content") for part in row[name]]
    assert {part["zone"] for part in stretches} == {"title", "body"}
    for part in stretches:
        assert found[part["zone"]][part["start"] : part["end"]] == part["text"]


def test_as_body_places_are_those_of_the_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("It was a long winter.\nThe oven, the baker says, was cold for most of it.\n", encoding="utf-8")
    (row,) = json.loads(run("attributions", "--json", "--as", "body", file).out)["attributions"]
    text = file.read_text(encoding="utf-8")
    parts = row["content"]
    assert [part["text"] for part in parts] == ["The oven", "was cold for most of it"]
    assert all(text[part["at"] :].startswith(part["text"]) for part in parts)


def test_what_cannot_be_read_is_named(run: Run, page: Path) -> None:
    ran = run("attributions", "nowhere.txt", page)
    assert ran.code == 1
    assert "nowhere.txt" in ran.err
    assert "Ivo Marek" in ran.out
