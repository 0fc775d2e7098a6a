"""A trained network → the shipped files: ONNX with 8-bit weights, and the digests of all."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from training.network import ParserNetwork


class OneStretch(nn.Module):
    """The network as it is served: one stretch of words, no padding, no batch."""

    def __init__(self, network: ParserNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """(T, vector), (T), (W) → tags, starts, arcs, label scorer's parts (see ``onrecord.language.network``)."""
        network = self.network
        upos, xpos, start, arc, dependent, governor = network(vectors[None], cases[None], first[None], None)
        relations, size, _ = network.relation_weight.shape
        flat = network.relation_weight.permute(1, 0, 2).reshape(size, relations * size)
        mixed = torch.matmul(dependent[0], flat).reshape(-1, relations, size) + network.relation_governor.weight
        lean = network.relation_dependent(dependent[0])
        return upos[0], xpos[0], start[0, :, 1] - start[0, :, 0], arc[0], mixed, lean, governor[0]


def export_network(network: ParserNetwork, path: Path) -> None:
    """Write a network as ONNX with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = network.eval().float().cpu()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _write_onnx(network, full)
        quantize_dynamic(
            full, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"]
        )


def _write_onnx(network: ParserNetwork, path: Path) -> None:
    example = torch.randn(9, network.shape.vector), torch.zeros(9, dtype=torch.int64), torch.tensor([1, 2, 4, 5, 6])
    torch.onnx.export(
        OneStretch(network),
        example,
        str(path),
        input_names=["vectors", "cases", "first"],
        output_names=["upos", "xpos", "start", "arc", "mixed", "lean", "governor"],
        dynamic_axes={
            **{name: {0: "pieces"} for name in ("vectors", "cases")},
            **{name: {0: "words"} for name in ("first", "upos", "xpos", "start", "mixed", "lean")},
            "arc": {0: "words", 1: "governors"},
            "governor": {0: "governors"},
        },
        opset_version=17,
        dynamo=False,
    )


def quantize_vectors(table: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """The pieces' vectors in 8 bits, and the scale of each row."""
    scale = (np.maximum(np.abs(table).max(1), 1e-8) / 127).astype(np.float16)
    rows = np.rint(table / scale.astype(np.float32)[:, None])
    return np.clip(rows, -127, 127).astype(np.int8), scale


def write_manifest(folder: Path, about: Mapping[str, object]) -> None:
    """List the digests of the folder's files, with what is to be known about them."""
    names = sorted(p.name for p in folder.iterdir() if p.suffix in {".onnx", ".npz", ".json", ".txt"})
    digests = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in names if n != "manifest.json"}
    text = json.dumps({**about, "sha256": digests}, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
