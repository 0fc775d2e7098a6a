"""What holds for every format: no word too many, no denial as a fact, an imprint, the same bytes, a page of docs."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from onrecord.exports.edition import Edition
from onrecord.exports.formats import FORMATS
from onrecord.records import Position, Reading
from onrecord.rights.body import whole_body
from tests.exports.made import a_second, bundled, edition_of, files, undecided

DOCS = Path(__file__).parents[2] / "docs" / "exports"
WINDOW = 40
"""Characters of a story that show up nowhere by chance: no name or number is so long."""

WORDS = "shells tanks ferries harbour minister yesterday quota herring pier coats letters winter ledger crane".split()


def wording(seed: int, number: int) -> str:
    """So many words in an order that does not come twice."""
    chosen = []
    for _ in range(number):
        seed = (seed * 1103515245 + 12345) % 2**31
        chosen.append(WORDS[(seed >> 16) % len(WORDS)])
    return " ".join(chosen) + "."


def told(edition: Edition, name: str) -> str:
    """All that an export says, as plain text."""
    texts = []
    for file, content in files(name, edition).items():
        if file.endswith(".parquet"):
            texts.append(str(parquet.read_table(io.BytesIO(content)).to_pylist()))
        else:
            texts.append(content.decode())
    return "\n".join(texts)


@cache
def wordy() -> Reading:
    """A story whose evidence is far longer than its budget."""
    return undecided(sentences=tuple(wording(seed, 60) for seed in range(4)), filler=wording(9, 600))


def shown_in(text: str) -> set[int]:
    """Which characters of the wordy story's body a text shows."""
    body = whole_body(wordy().article)
    starts = [start for start in range(len(body) - WINDOW) if body[start : start + WINDOW] in text]
    return {at for start in starts for at in range(start, start + WINDOW)}


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_a_word_beyond_the_budget(name: str) -> None:
    edition = edition_of(wordy())
    may = {at for span in edition.allotments["p1"].shown for at in range(span.start, span.end)}
    assert shown_in(told(edition, name)) <= may


def test_all_formats_together_show_no_more_than_one() -> None:
    edition = edition_of(wordy())
    every = shown_in("\n".join(told(edition, name) for name in FORMATS))
    assert 0 < len(every) <= len(whole_body(wordy().article)) / 10


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_version_lexicon_and_date(name: str) -> None:
    imprint = bundled().imprint
    text = told(bundled(), name) if name != "parquet" else parquet_imprint()
    assert imprint.version in text
    assert imprint.lexicon in text
    assert str(imprint.as_of) in text


def parquet_imprint() -> str:
    content = files("parquet", bundled())["claims.parquet"]
    metadata = parquet.read_schema(io.BytesIO(content)).metadata
    return str(metadata[b"imprint"].decode())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_register_is_the_same_bytes(name: str) -> None:
    again = edition_of(*reversed(bundled().readings))
    assert files(name, again) == files(name, bundled())


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_register_is_an_export_too(name: str) -> None:
    assert files(name, edition_of()) or name == "ninjs"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("position", [Position.DENIES, Position.DOUBTS, Position.NONCOMMITTAL, Position.HYPOTHETICAL])
def test_what_nobody_says_happened_is_said_by_no_format(name: str, position: Position) -> None:
    text = told(edition_of(undecided(position=position), a_second(position)), name)
    assert " asserts: " not in text
    assert "strongly-agree" not in text
    assert "position:asserts" not in text
    assert '"Event"' not in text or name in {"misp", "ftm"}
    assert "admitted" not in text
    assert "AID" not in text


@pytest.mark.parametrize("told_format", FORMATS.values(), ids=lambda one: one.name)
def test_every_format_has_a_page_that_says_what_is_lost(told_format: object) -> None:
    name = str(getattr(told_format, "name", ""))
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert "## What is lost" in page
    assert f"$ onrecord export {name} " in page
    assert f"[`{name}`]({name}.md)" in (DOCS / "index.md").read_text(encoding="utf-8")
