"""The trained reader of clauses → the shipped file:  python -m training.export_reader FOLDER [--out FOLDER]

FOLDER holds what ``training/reader.py`` wrote. The network is written as ONNX with 8-bit weights.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch

from training.reader import EVENTS, KINDS, PARTS, ClauseReader

OUT = Path(__file__).parent.parent / "src/onrecord/claims/weights"


def read_state(folder: Path) -> dict[str, torch.Tensor]:
    """The weights that training wrote in parts."""
    state: dict[str, torch.Tensor] = {}
    for part in range(PARTS):
        state.update(torch.load(folder / f"reader{part}.pt", map_location="cpu", weights_only=True))
    return {name: tensor.float() for name, tensor in state.items()}


def export(net: ClauseReader, signs: int, path: Path) -> None:
    """Write the network as ONNX with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    pieces, candidates = 12, 3
    example = (
        torch.randn(1, pieces, 384),
        torch.zeros(1, pieces, dtype=torch.int64),
        *(torch.rand(candidates, pieces) for _ in range(3)),
        torch.rand(candidates, signs),
    )
    rows = {name: {0: "candidates", 1: "pieces"} for name in ("heads", "clauses", "sentences")}
    axes = {"vectors": {1: "pieces"}, "cases": {1: "pieces"}, **rows, "signs": {0: "candidates"}}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            net.eval(),
            example,
            str(full),
            input_names=["vectors", "cases", "heads", "clauses", "sentences", "signs"],
            output_names=["kinds", "events"],
            dynamic_axes={**axes, "kinds": {0: "candidates"}, "events": {0: "candidates"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
        )


def main() -> None:
    """Export the weights of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    state = read_state(args.folder)
    signs = int(state["signs.0.weight"].shape[0])
    net = ClauseReader(signs)
    net.load_state_dict(state)
    export(net, signs, args.out / "context.onnx")
    shutil.copyfile(args.folder / "signs.json", args.out / "signs.json")
    print(f"{(args.out / 'context.onnx').stat().st_size / 1e6:.1f} MB, {signs} signs, {KINDS} kinds, {EVENTS} events")


if __name__ == "__main__":
    main()
