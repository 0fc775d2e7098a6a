"""The figures of a folder of weights on the test sets: ``python -m training.measure TREEBANKS [WEIGHTS]``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.language import Pipeline
from onrecord.language.weights import FOLDER
from training.attribution import read_cases, score_cases
from training.evaluating import pooled_triples, score, test_sets
from training.treebanks import Paragraph

SHOWN = ("word", "sentence", "upos", "xpos", "lemma", "uas", "las", "attribution")


def measure(
    treebanks: Path | None,
    weights: Path,
    say: Callable[[str], None],
    held_out: Sequence[Paragraph] | None = None,
) -> dict[str, dict[str, dict[str, float]]]:
    """Score both pipelines from raw text, write ``scores.json`` beside the weights, and tell the figures."""
    sets = [("own", list(held_out))] if held_out else list(test_sets(treebanks)) if treebanks else []
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for pipeline in Pipeline:
        own = {name: score(paragraphs, pipeline, weights) for name, paragraphs in sets}
        scores[pipeline] = own
        say(f"{pipeline:8} " + " ".join(f"{name:>11}" for name in SHOWN))
        for name, figures in own.items():
            say(f"{name:8} " + " ".join(f"{figures[kind]:11.2f}" for kind in SHOWN))
        if treebanks and not held_out:
            whole = [p for name, paragraphs in sets if name in ("PUD", "GUM", "EWT") for p in paragraphs]
            say(f"triples of the three sets together: {pooled_triples(whole, pipeline, weights)}")
            found, _ = score_cases(read_cases(), pipeline, weights)
            say("our own sentences: " + ", ".join(f"{kind} {a}/{b}" for kind, (a, b) in found.items()))
    if weights != FOLDER:
        (weights / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return scores


if __name__ == "__main__":
    measure(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER, lambda line: print(line, flush=True))
