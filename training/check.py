"""See that the recipe still runs and the shipped weights still score as written: ``python -m training.check``.

Trains a tiny model from our own sentences alone, exports it, loads it as the program would and parses with it, in less
than two minutes on one core. Then parses the table of attributions with the shipped weights. Needs
``training/requirements.txt``; ends with a message and status 1 where anything is amiss.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

LEAST_TREES = 35.0
"""Labelled attachment that the tiny model reaches on sentences of its own kind (about 50 as written)."""
SHIPPED = {"careful": 98, "quick": 95}
"""Arcs of the attribution table that the shipped pipelines find, of 98."""


def train_tiny(folder: Path) -> float:
    """Train, export, load, parse; the labelled attachment on held-out sentences."""
    from onrecord.language import Pipeline
    from training.augment import write
    from training.evaluating import score
    from training.pipeline import Workshop
    from training.recipe import TINY

    workshop = Workshop(write(600, seed=7), folder, None)
    for stage in TINY:
        workshop.run(stage, "cpu", 0, lambda line: None)
    workshop.ship()
    scores = [score(write(120, seed=8), pipeline, folder)["las"] for pipeline in Pipeline]
    return min(scores)


def check() -> list[str]:
    """What is amiss, nothing where all is well."""
    from onrecord.language import Pipeline
    from training.attribution import read_cases, score_cases

    amiss = []
    for pipeline in Pipeline:
        found, missed = score_cases(read_cases(), pipeline)
        got = sum(a for a, _ in found.values())
        if got < SHIPPED[pipeline]:
            amiss.append(f"{pipeline}: {got} arcs instead of {SHIPPED[pipeline]}; first missed: {missed[0]}")
    with tempfile.TemporaryDirectory() as folder:
        trees = train_tiny(Path(folder))
    if trees < LEAST_TREES:
        amiss.append(f"the tiny model reaches {trees} labelled attachment, not {LEAST_TREES}")
    return amiss


def main() -> int:
    """Print what is amiss and say so by the status."""
    needed = [name for name in ("torch", "onnx", "safetensors") if find_spec(name) is None]
    amiss = [f"not installed: {', '.join(needed)} (see training/requirements.txt)"] if needed else check()
    sys.stdout.write("\n".join(amiss or ["the recipe runs, the shipped weights score as written"]) + "\n")
    return int(bool(amiss))


if __name__ == "__main__":
    sys.exit(main())
