"""An exported reader written anew: the same network, nearer to what was trained where a few channels get large."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.claims.network import OUTPUTS
from onrecord.claims.people import PAIR_SIGNS
from onrecord.language.network import open_session

NEEDED = ("torch", "onnx", "safetensors")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"training/requirements.txt is not installed: {MISSING}")
WIDTH, PIECES = 96, 70
ENCODED = "/body/layers.1/norm2/LayerNormalization_output_0"
"""What the encoder gives, by the exporter's name."""
Feed = dict[str, npt.NDArray[Any]]


def tiny_reader(*, relative: bool, large: float = 10.0, seed: int = 0) -> Any:
    """An untrained reader of two layers; one channel of each half is some times larger, of norms less."""
    import torch
    from training.body import BodyShape
    from training.context_network import ContextReader

    torch.manual_seed(seed)
    net = ContextReader(7, 5, PAIR_SIGNS, BodyShape((0, 1), WIDTH, 2 * WIDTH, relative=relative)).eval()
    with torch.no_grad():
        if net.body.relative is not None:
            net.body.relative.normal_()
        layers: Any = net.body.layers
        for layer in layers:
            layer.norm1.weight[3] *= large / 10
            layer.up.weight[:, 3] /= large / 10
            layer.up.weight[11] *= large
            layer.down.weight[:, 11] /= large
    return net


def feeds(count: int) -> list[Feed]:
    draw = np.random.default_rng(0)

    def table(*shape: int) -> npt.NDArray[np.float32]:
        return draw.random(shape, np.float32)

    def means(rows: int) -> npt.NDArray[np.float32]:
        drawn = table(rows, PIECES)
        shares: npt.NDArray[np.float32] = drawn / drawn.sum(1, keepdims=True)
        return shares

    def one() -> Feed:
        given: Feed = {"vectors": draw.standard_normal((1, PIECES, WIDTH)).astype(np.float32)}
        given["cases"] = draw.integers(0, 2, (1, PIECES))
        given |= {"heads": means(6), "clauses": means(6), "sentences": means(6), "signs": table(6, 7)}
        given |= {"names": means(4), "person_signs": table(4, 5), "pairs": table(6, 4, PAIR_SIGNS), "wares": means(3)}
        given["belonging"] = table(4, 4)
        return given

    return [one() for _ in range(count)]


def run(path: Path, given: list[Feed], *names: str) -> npt.NDArray[np.float32]:
    """All outputs, or what is asked for."""
    import onnx

    model = onnx.load(path)
    model.graph.output.extend(onnx.helper.make_tensor_value_info(name, 1, None) for name in names)
    onnx.save(model, path.with_suffix(".more"))
    session = open_session(path.with_suffix(".more"))
    return np.concatenate([y.ravel() for feed in given for y in session.run(list(names or OUTPUTS), feed)])


def trained(net: Any, given: list[Feed], *, encoder: bool = False) -> npt.NDArray[np.float32]:
    """What the network itself gives, before it was exported."""
    import torch

    own = [{name: torch.from_numpy(value) for name, value in feed.items()} for feed in given]
    with torch.no_grad():
        if encoder:
            return np.concatenate([net.body(feed["vectors"], feed["cases"], None).numpy().ravel() for feed in own])
        return np.concatenate([y.numpy().ravel() for feed in own for y in net(*feed.values())])


def both(folder: Path, net: Any, given: list[Feed]) -> tuple[Path, Path]:
    """The reader as it is exported, and written anew with what the stretches show."""
    import onnx
    from training.export_reader import export
    from training.fuse import fuse

    plain, fused = folder / "plain.onnx", folder / "fused.onnx"
    export(net, plain)
    samples = [{name: feed[name] for name in ("vectors", "cases")} for feed in given]
    onnx.save(fuse(onnx.load(plain), samples), fused)
    return plain, fused


@pytest.mark.parametrize("relative", [True, False])
def test_it_is_the_same_network(tmp_path: Path, relative: bool) -> None:
    net, given = tiny_reader(relative=relative), feeds(3)
    plain, fused = both(tmp_path, net, given[:2])
    right = trained(net, given)
    off = np.abs(run(fused, given) - right)
    assert off.max() < 0.05 * np.ptp(right)
    assert off.mean() < 1.5 * np.abs(run(plain, given) - right).mean()


def test_a_channel_that_gets_large_leaves_the_others_their_steps(tmp_path: Path) -> None:
    net, given = tiny_reader(relative=True, large=200), feeds(3)
    plain, fused = (run(path, given, ENCODED) for path in both(tmp_path, net, given[:2]))
    right = trained(net, given, encoder=True)
    assert np.abs(fused - right).mean() < 0.5 * np.abs(plain - right).mean()


def test_what_is_written_is_the_same_each_time_and_is_not_written_twice(tmp_path: Path) -> None:
    import onnx
    from training.fuse import fuse

    net, given = tiny_reader(relative=True), feeds(1)
    _, fused = both(tmp_path, net, given)
    before = fused.read_bytes()
    both(tmp_path, net, given)
    assert fused.read_bytes() == before
    with pytest.raises(ValueError, match="has it been fused before"):
        fuse(onnx.load(fused), given)
