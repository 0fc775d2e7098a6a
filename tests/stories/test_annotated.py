"""The annotated stories keep the contract, and each page carries what is annotated of it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from onrecord.contract import reading_from_json
from onrecord.lexicon.codes import goods_classes
from onrecord.records import Reading

STORIES = Path(__file__).parents[2] / "stories"
FOLDERS = sorted(path for path in STORIES.iterdir() if path.is_dir())


@cache
def annotated(folder: Path) -> Reading:
    return reading_from_json(json.loads((folder / "gold.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_annotation_keeps_the_contract(folder: Path) -> None:
    reading = annotated(folder)
    ids = [event.id for event in reading.events]
    assert len(ids) == len(set(ids))
    assert {claim.event for claim in reading.claims} <= set(ids)
    assert {act.about for act in reading.acts} <= {*ids, None}
    assert {item.goods_class for event in reading.events for item in event.items} <= set(goods_classes())
    for piece in (piece for claim in reading.claims for piece in claim.evidence):
        reading.article.check(piece)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_holds_one_page_and_its_annotation(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    assert names in (["gold.json", "page.html"], ["gold.json", "page.txt"])
    if names[1] == "page.txt":
        page = " ".join((folder / "page.txt").read_text(encoding="utf-8").split())
        missing = [p for p in annotated(folder).article.body.split("\n\n") if " ".join(p.split()) not in page]
        assert missing == []


def test_some_pages_tell_of_nothing() -> None:
    silent = [folder for folder in FOLDERS if not annotated(folder).events]
    assert 0.08 <= len(silent) / len(FOLDERS) <= 0.25
