"""The scores on the gold stories stay at or above their floors; and the keeper of the floors keeps them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import floors


def test_no_score_has_fallen_below_its_floor() -> None:
    gold, held = floors.gold_folder(), floors.load()
    if not gold.is_dir():
        pytest.skip(f"no gold stories at {gold}: floors are only held where they lie beside the checkout")
    if not held["floors"]:
        pytest.skip("no floors are set yet: `make floors` measures and sets them")
    assert held["stories"] == floors.digest(gold), "the gold stories were changed: measure anew (`make floors`)"
    assert floors.fallen(floors.measure(gold), held["floors"]) == []


def test_a_floor_is_raised_and_never_lowered() -> None:
    assert floors.raised({"strict f1": 0.4, "false": 0.1}, {"strict f1": 0.3, "false": 0.2}) == {
        "strict f1": 0.4,
        "false": 0.1,
    }
    with pytest.raises(floors.FloorLowered, match=r"strict f1 is 0\.2000, its floor 0\.3000"):
        floors.raised({"strict f1": 0.2}, {"strict f1": 0.3})
    with pytest.raises(floors.FloorLowered, match="false"):
        floors.raised({"false": 0.3}, {"false": 0.2})


def test_a_figure_that_is_gone_has_fallen() -> None:
    assert floors.fallen({}, {"strict f1": 0.3, "false": 0.2}) == [
        "strict f1 is 0.0000, its floor 0.3000",
        "false is 0.0000, its ceiling 0.2000",
    ]


def test_another_machines_arithmetic_is_no_fall() -> None:
    assert floors.raised({"found f1": 0.6999}, {"found f1": 0.7}) == {"found f1": 0.7}


def test_the_digest_sees_every_change_of_the_stories(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "gold.json").write_text("{}")
    before = floors.digest(tmp_path)
    (tmp_path / "a" / "gold.json").rename(tmp_path / "a" / "other.json")
    renamed = floors.digest(tmp_path)
    (tmp_path / "a" / "other.json").write_text("[]")
    assert len({before, renamed, floors.digest(tmp_path)}) == 3


def test_floors_are_not_moved_when_the_stories_were_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.json")
    floors._raise({"found f1": 0.5}, {"stories": None, "floors": {}}, "digest-1", anew=False)
    held = floors.load()
    assert held == {"stories": "digest-1", "floors": {"found f1": 0.5}}
    with pytest.raises(SystemExit, match="changed"):
        floors._raise({"found f1": 0.6}, held, "digest-2", anew=False)
    with pytest.raises(SystemExit, match="no floor is lowered"):
        floors._raise({"found f1": 0.4}, held, "digest-1", anew=False)
    floors._raise({"found f1": 0.4}, held, "digest-2", anew=True)
    assert json.loads((tmp_path / "floors.json").read_text()) == {"stories": "digest-2", "floors": {"found f1": 0.4}}
