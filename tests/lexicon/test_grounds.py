"""Every row of the grounds finds its words in its example and leaves its counter-example alone."""

from __future__ import annotations

import pytest

from onrecord.lexicon.grounds import LANGUAGE, find_grounds
from onrecord.lexicon.tables import read_table
from onrecord.records import Basis

ROWS = list(read_table("grounds"))


def kinds(text: str) -> list[str]:
    return [found.basis.value if found.basis else LANGUAGE for found in find_grounds(text)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["words"][:40])
def test_a_row_finds_its_example_and_not_its_counter_example(row: dict[str, str]) -> None:
    assert row["kind"] in kinds(row["example"])
    assert row["kind"] not in kinds(row["counter"])


def test_every_row_whose_words_are_said_of_other_things_has_a_counter_example() -> None:
    assert [row["words"] for row in ROWS if row["unless"] and not row["counter"]] == []


def test_every_basis_that_words_can_tell_has_rows() -> None:
    told = {row["kind"] for row in ROWS} - {LANGUAGE}
    assert told == {basis.value for basis in Basis} - {Basis.OWN_ACT.value, Basis.NONE_SHOWN.value}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US intelligence officials said so.", []),
        ("The minister cited intelligence services.", []),
        ("Satellite images and a leaked memo.", ["imagery", "document"]),
        ("an artificial intelligence firm", []),
        ("an incredible story of the documentary", []),
        ("The radio intercepts are credible.", ["intelligence", "language"]),
    ],
)
def test_what_is_found(text: str, found: list[str]) -> None:
    assert kinds(text) == found
