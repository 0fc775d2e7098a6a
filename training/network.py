"""The network: a BERT encoder (MiniLM's shape) with heads for tags, sentence starts, arcs and relations."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.pieces import CASE_KINDS


@dataclass(frozen=True)
class Shape:
    """The sizes of a network."""

    upos: int
    xpos: int
    relations: int
    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    arc: int = 256
    label: int = 128
    vector: int = 384
    positions: int = 512


class Layer(nn.Module):
    """One layer of BERT: attention and a feed-forward, each with a residual and a norm behind it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, 1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, 1e-12)
        self.dropout: nn.Module = nn.Dropout(dropout)
        self.attention_dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` is (B, T, width); ``mask`` (B, 1, 1, T) is added to the attention scores, none at inference."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        if mask is None:
            scaled = q * (width // self.heads) ** -0.5  # the queries, not the scores: a hundredth of the products
            weights = torch.softmax(torch.matmul(scaled, k.transpose(-1, -2)), -1)
            mixed = torch.matmul(weights, v)
        else:
            rate = self.attention_dropout if self.training else 0.0
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype), dropout_p=rate)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        result: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return result


class ParserNetwork(nn.Module):
    """Vectors of pieces → scores of tags, sentence starts and arcs, and the halves of the label scorer."""

    def __init__(self, shape: Shape, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.narrow = nn.Linear(shape.vector, width, bias=False) if shape.vector != width else nn.Identity()
        self.position = nn.Parameter(torch.randn(shape.positions, shape.vector) * 0.02)
        self.case = nn.Embedding(CASE_KINDS, shape.vector)
        nn.init.normal_(self.case.weight, std=0.02)
        self.norm = nn.LayerNorm(shape.vector, 1e-12)
        self.layers = nn.ModuleList([Layer(shape, dropout) for _ in range(shape.layers)])
        self.dropout: nn.Module = nn.Dropout(dropout)
        self.head_dropout = nn.Dropout(head_dropout)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.upos, self.xpos, self.start = (nn.Linear(width, n) for n in (shape.upos, shape.xpos, 2))
        self.arc_dependent, self.arc_governor = nn.Linear(width, shape.arc), nn.Linear(width, shape.arc)
        self.label_dependent, self.label_governor = nn.Linear(width, shape.label), nn.Linear(width, shape.label)
        self.arc_weight = nn.Parameter(torch.randn(shape.arc, shape.arc) * 0.01)
        self.arc_bias = nn.Linear(shape.arc, 1)
        self.relation_weight = nn.Parameter(torch.randn(shape.relations, shape.label, shape.label) * 0.02)
        self.relation_dependent = nn.Linear(shape.label, shape.relations)
        self.relation_governor = nn.Linear(shape.label, shape.relations, bias=False)

    def encode(self, vectors: Tensor, cases: Tensor, mask: Tensor | None) -> Tensor:
        """(B, T, vector) → (B, T, width); ``mask`` (B, T) is true at pieces."""
        x = vectors + self.position[: vectors.shape[1]] + self.case(cases)
        x = self.narrow(self.dropout(self.norm(x)))
        added = None
        if mask is not None:
            added = torch.zeros(mask.shape, device=x.device, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, added)
        result: Tensor = x
        return result

    def forward(self, vectors: Tensor, cases: Tensor, first: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        """Scores of upos, xpos, start (B, W, n), arcs (B, W, W + 1), and the label halves (B, W, n), (B, W + 1, n)."""
        x = self.encode(vectors, cases, mask)
        h = self.head_dropout(torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2])))
        rooted = torch.cat([self.root.expand(len(h), 1, -1), h], 1)
        dependent = self._half(self.arc_dependent, h)
        governor = self._half(self.arc_governor, rooted)
        arc = torch.matmul(torch.matmul(dependent, self.arc_weight), governor.transpose(1, 2))
        arc = arc + self.arc_bias(governor).transpose(1, 2)
        halves = self._half(self.label_dependent, h), self._half(self.label_governor, rooted)
        return self.upos(h), self.xpos(h), self.start(h), arc, *halves

    def _half(self, linear: nn.Linear, x: Tensor) -> Tensor:
        half: Tensor = self.head_dropout(functional.gelu(linear(x)))
        return half

    def relations(self, dependent: Tensor, governor: Tensor) -> Tensor:
        """Label scores (N, relations) of N words and their heads."""
        mixed = torch.einsum("nd,rde->nre", dependent, self.relation_weight)
        scores = torch.einsum("nre,ne->nr", mixed, governor)
        whole: Tensor = scores + self.relation_dependent(dependent) + self.relation_governor(governor)
        return whole
