"""The splitter by rule: the table of abbreviations, and texts with a stroke where a sentence must end."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import onrecord.language
from onrecord.language import split_sentences
from onrecord.records import Span

HERE = Path(__file__).parent
TABLE = Path(onrecord.language.__file__).parent / "abbreviations.tsv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def check(example: str) -> None:
    example = example.replace("\\n", "\n")
    text = example.replace("|", "")
    expected = [part.strip() for part in example.split("|")]
    assert [text[s.start : s.end] for s in split_sentences(text, Span(0, len(text)))] == expected


@pytest.mark.parametrize("row", rows(TABLE), ids=lambda row: f"{row['kind']}:{row['word']}")
def test_each_abbreviation_by_its_example(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    check(row["example"])


def test_the_table_lists_no_word_twice_in_a_kind() -> None:
    seen = [(row["word"], row["kind"]) for row in rows(TABLE)]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("row", rows(HERE / "sentences.tsv"), ids=lambda row: row["what"])
def test_hard_places(row: dict[str, str]) -> None:
    check(row["text"])


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b", "..."])
def test_nothing_to_split(text: str) -> None:
    parts = split_sentences(text, Span(0, len(text)))
    assert all(text[part.start : part.end].strip() for part in parts)


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Skip this. Read that. And this."
    parts = split_sentences(text, Span(11, 31))
    assert [text[p.start : p.end] for p in parts] == ["Read that.", "And this."]
