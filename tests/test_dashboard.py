"""The dashboard: how claims are paired, what its tables say, and that no word of a story enters it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from onrecord import flow
from onrecord.contract import reading_as_json
from onrecord.records import Reading
from tests import dashboard
from tests.claims.test_cases import rows
from tests.dashboard import Row, compare

ROOT = Path(__file__).parents[1]
SCORER = ROOT.parent / "shared" / "gold" / "score.py"
STORIES = ("w1-01-peykaap-georgetown", "w1-09-misagh-rabat", "w1-26-cup-tie")


def row(position: str = "asserts", start: int = 0, end: int = 10, **told: object) -> Row:
    basis: dict[str, object] = {
        "story": "s",
        "position": position,
        "type": "transfer",
        "holder": "NOR",
        "parties": (("supplier", frozenset({"NOR"})),),
        "goods": frozenset({"missile"}),
        "places": ((start, end),),
        "words": ("two rockets",),
    }
    return Row(**{**basis, **told})  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in STORIES:
        (tmp_path / name).symlink_to(ROOT / "stories" / name, target_is_directory=True)
    return tmp_path


def test_claims_are_paired_by_type_and_place_and_then_by_what_agrees() -> None:
    gold = (row("denies"), row("asserts"), row("asserts", type="use"))
    read = (row("asserts", 2, 9), row("denies", 0, 10), row("asserts", 40, 50))
    story = compare(gold, read)
    assert [(g.position, r.position) for g, r in story.pairs] == [("denies", "denies"), ("asserts", "asserts")]
    assert (story.missed, story.extra) == ([gold[2]], [read[2]])


def test_a_narrower_class_of_goods_agrees() -> None:
    marks = dashboard.agreement(row(), row(goods=frozenset({"missile.ballistic"})))
    assert marks == {"position": True, "holder": True, "parties": True, "goods": True}
    assert not dashboard.agreement(row(), row(goods=frozenset({"uav"})))["goods"]


def test_a_row_of_figures() -> None:
    told = dashboard.line("all", lambda _: True, [compare((row(), row("denies", 50, 60)), (row("suspects"),))])
    assert told == "| all | 2 | .50 | 1.00 | .00 | .00 | 1.00 | 1.00 | 1.00 |"


def test_what_is_told_as_fact_and_is_not_comes_first() -> None:
    lost = compare((row("denies"),), ())
    wrong = compare((row("denies", story="t"),), (row("asserts", story="t", reasons=("verb cue: ASSERT", "holder")),))
    *_, first, second = dashboard.worst([lost, wrong])
    assert first == "1. A voice of NOR denies a transfer; read as *asserts*. Made by: verb cue: ASSERT."
    assert second.startswith("2. A voice of NOR denies a transfer; not found.")


def test_no_words_of_a_story_enter_the_page(folder: Path) -> None:
    page = dashboard.page(folder)
    assert "3 stories" in page
    for name in STORIES:
        told = json.loads((folder / name / "gold.json").read_text(encoding="utf-8"))
        assert not any(words in page for claim in told["claims"] for words in claim["evidence"])


def test_the_figures_are_those_of_the_scorer(folder: Path) -> None:
    if not SCORER.is_file():
        pytest.skip("the scorer is not beside this checkout")
    readings = [reading_as_json(r) for r in flow.read(*folder.glob("*/page.*")) if isinstance(r, Reading)]
    scored = runpy.run_path(str(SCORER))["score"](folder, readings)
    found = list(dashboard.stories(folder))
    pairs, read, gold = (
        sum(len(s.pairs) for s in found),
        sum(len(s.read) for s in found),
        sum(len(s.gold) for s in found),
    )
    assert round(2 * pairs / (read + gold), 4) == scored["found"]["f1"]


def test_every_phenomenon_is_named() -> None:
    names = dict(rows("names.tsv"))
    assert sorted(map(int, names)) == list(range(1, 81))
    assert all(names.values())
