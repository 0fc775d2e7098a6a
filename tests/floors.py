"""Scores of the program on the gold stories, and the floors that they must not fall below.

    python -m tests.floors                 print the figures beside their floors
    python -m tests.floors --write         raise the floors to the figures; none is ever lowered
    python -m tests.floors --write --anew  measure anew after the stories themselves were changed

``--gold DIR`` names the folder with the stories, otherwise ``$ONRECORD_GOLD``, otherwise ``../shared/gold/test`` beside
the checkout; the scorer is the ``score.py`` above the folder. Only figures are printed, never a word of a story.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "floors.json"

CEILINGS: Final = frozenset({"false"})
"""Figures of which less is better."""

SLACK: Final = 0.006
"""What another machine's arithmetic may cost: eight-bit networks round differently where the processor does."""

Figures = dict[str, float]


class FloorLowered(Exception):  # noqa: N818 - named for what it refuses
    """A floor would have to be lowered; the message names each."""


def gold_folder() -> Path:
    """Where the stories are that floors are set on."""
    return Path(os.environ.get("ONRECORD_GOLD") or ROOT.parent / "shared" / "gold" / "test")


def digest(gold: Path) -> str:
    """The SHA-256 of the stories: each file's path and content, in the order of the paths."""
    found = hashlib.sha256()
    for file in sorted(path for path in gold.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        found.update(file.relative_to(gold).as_posix().encode() + b"\0")
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def measure(gold: Path) -> Figures:
    """Read every story's page with the program as it is, and score the readings and the register."""
    from onrecord import flow
    from onrecord.contract import reading_as_json, register_as_json
    from onrecord.records import Reading

    pages = [path for path in sorted(gold.glob("*/page.*")) if path.suffix in {".txt", ".html"}]
    readings = [outcome for outcome in flow.read(*pages) if isinstance(outcome, Reading)]
    dossiers = register_as_json(flow.open_register(readings), readings)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, "readings.jsonl"), Path(folder, "register.jsonl")]
        _write_lines(files[0], map(reading_as_json, readings))
        _write_lines(files[1], dossiers)
        command = [sys.executable, str(gold.parent / "score.py"), str(gold), *map(str, files), "--json"]
        # The scorer breaks ties by the order of a set: a fixed seed makes it say the same every time.
        fixed = {**os.environ, "PYTHONHASHSEED": "0"}
        scored = subprocess.run(command, capture_output=True, text=True, check=False, env=fixed)
    if scored.returncode:
        raise SystemExit(f"the scorer failed: {scored.stderr.strip().splitlines()[-1:]}")
    return dict(flattened(json.loads(scored.stdout)))


def _write_lines(file: Path, rows: Iterable[object]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def flattened(scores: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """The scorer's figures that floors are set on, each under one name.

    >>> dict(flattened({"found": {"f1": 0.5}, "false": None, "silent pages kept silent": "3/4", "page": {"title": 1}}))
    {'found f1': 0.5, 'silent': 0.75, 'page title': 1.0}
    """
    for name in ("found", "strict", "acts"):
        if name in scores:
            yield f"{name} f1", float(scores[name]["f1"])
    if scores.get("false") is not None:
        yield "false", float(scores["false"])
    kept, _, silent = str(scores.get("silent pages kept silent", "0/0")).partition("/")
    if int(silent):
        yield "silent", int(kept) / int(silent)
    for group in ("page", "right where found"):
        for name, value in scores.get(group, {}).items():
            if value is not None:
                yield f"{group} {name}", float(value)
    yield from _of_register(scores.get("register") or {})


def _of_register(scores: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    if scores:
        yield "dossiers b3 f1", float(scores["dossiers"]["b3 f1"])
        yield "copies f1", float(scores["copies"]["f1"])
        yield "positions f1", float(scores["positions"]["f1"])
        yield "final status right", float(scores["final status right"])


# ---------------------------------------------------------------------------------------------------------- floors

HELD: Final = ("found f1", "strict f1", "false", "silent", "acts f1", "dossiers b3 f1", "copies f1", "positions f1")
"""The figures that are held beside those of the page: the others only describe what was found, and may trade."""


def is_held(name: str) -> bool:
    """Whether a floor is set on a figure."""
    return name in HELD or name.startswith("page ") or name == "final status right"


def fallen(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Each figure that is worse than its floor, with both.

    >>> fallen({"strict f1": 0.29, "false": 0.3}, {"strict f1": 0.3, "false": 0.2})
    ['strict f1 is 0.2900, its floor 0.3000', 'false is 0.3000, its ceiling 0.2000']
    """
    return [
        f"{name} is {figures.get(name, 0.0):.4f}, its {'ceiling' if name in CEILINGS else 'floor'} {floor:.4f}"
        for name, floor in floors.items()
        if _worse(name, figures.get(name, float(name in CEILINGS)), floor)
    ]


def _worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor + SLACK if name in CEILINGS else figure < floor - SLACK


def raised(figures: Mapping[str, float], floors: Mapping[str, float]) -> Figures:
    """The floors after a measurement: the better of the two, of figures without a floor the figure.

    Raises ``FloorLowered`` where a figure is worse than its floor.
    """
    if worse := fallen(figures, floors):
        raise FloorLowered("; ".join(worse))
    better = {
        name: (min if name in CEILINGS else max)(figures[name], floors.get(name, figures[name])) for name in figures
    }
    return {name: round(value, 4) for name, value in better.items() if is_held(name)}


def load() -> dict[str, Any]:
    """What ``floors.json`` holds: the digest of the stories and the floors; empty where nothing was measured yet."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return {"stories": found.get("stories"), "floors": found.get("floors", {})}


def main() -> None:
    """Measure, print, and raise the floors where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=gold_folder())
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--anew", action="store_true")
    asked = parser.parse_args()
    if not asked.gold.is_dir():
        raise SystemExit(f"no gold stories at {asked.gold}")
    held, now = load(), digest(asked.gold)
    figures = measure(asked.gold)
    for name, value in figures.items():
        floor = held["floors"].get(name)
        print(f"{name:32} {value:.4f}{'' if floor is None else f'   floor {floor:.4f}'}")  # noqa: T201 - what was asked for
    if asked.write:
        _raise(figures, held, now, anew=asked.anew)


def _raise(figures: Figures, held: Mapping[str, Any], now: str, *, anew: bool) -> None:
    if held["stories"] not in (None, now) and not anew:
        raise SystemExit("the stories were changed since the floors were set: look at the figures, then add --anew")
    try:
        floors = raised(figures, {} if anew else held["floors"])
    except FloorLowered as refusal:
        raise SystemExit(f"no floor is lowered: {refusal}") from None
    FILE.write_text(json.dumps({"stories": now, "floors": floors}, indent=1) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(floors)} floors")  # noqa: T201 - what was done


if __name__ == "__main__":
    main()
