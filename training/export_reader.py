"""The trained reader of clauses → the shipped file:  python -m training.export_reader FOLDER [--out FOLDER]

FOLDER holds what ``training/reader.py`` wrote. The network is written as ONNX with 8-bit weights.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch

from onrecord.claims.network import OUTPUTS
from onrecord.claims.people import PAIR_SIGNS
from training.context_network import ContextReader
from training.reader import PARTS

OUT = Path(__file__).parent.parent / "src/onrecord/claims/weights"


def read_state(folder: Path) -> dict[str, torch.Tensor]:
    """The weights that training wrote in parts."""
    state: dict[str, torch.Tensor] = {}
    for part in range(PARTS):
        state.update(torch.load(folder / f"reader{part}.pt", map_location="cpu", weights_only=True))
    return {name: tensor.float() for name, tensor in state.items()}


INPUTS = {
    "vectors": {1: "pieces"},
    "cases": {1: "pieces"},
    **{name: {0: "clauses", 1: "pieces"} for name in ("heads", "clauses", "sentences")},
    "signs": {0: "clauses"},
    "names": {0: "people", 1: "pieces"},
    "person_signs": {0: "people"},
    "pairs": {0: "clauses", 1: "people"},
    "wares": {0: "goods", 1: "pieces"},
}
"""The axes of each input that differ from stretch to stretch."""
WIDTHS = {"links": "people", "goods": "goods", "same": "clauses"}
"""What the second axis of these outputs runs over."""


def export(net: ContextReader, sizes: dict[str, int], path: Path) -> None:
    """Write the network as ONNX with 8-bit weights; ``sizes`` tells how many signs clauses and people have."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    pieces, clauses, people, goods = 12, 3, 5, 4
    example = (
        torch.randn(1, pieces, 384),
        torch.zeros(1, pieces, dtype=torch.int64),
        *(torch.rand(clauses, pieces) for _ in range(3)),
        torch.rand(clauses, sizes["clauses"]),
        torch.rand(people, pieces),
        torch.rand(people, sizes["people"]),
        torch.rand(clauses, people, PAIR_SIGNS),
        torch.rand(goods, pieces),
    )
    outputs = {name: {0: "clauses", **({1: WIDTHS[name]} if name in WIDTHS else {})} for name in OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            net.eval(),
            example,
            str(full),
            input_names=list(INPUTS),
            output_names=list(outputs),
            dynamic_axes={**INPUTS, **outputs},
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
    sizes = {"clauses": int(state["signs.0.weight"].shape[0]), "people": int(state["person_signs.0.weight"].shape[1])}
    net = ContextReader(sizes["clauses"], sizes["people"], PAIR_SIGNS)
    net.load_state_dict(state)
    export(net, sizes, args.out / "context.onnx")
    shutil.copyfile(args.folder / "signs.json", args.out / "signs.json")
    print(f"{(args.out / 'context.onnx').stat().st_size / 1e6:.1f} MB, signs: {sizes}")


if __name__ == "__main__":
    main()
