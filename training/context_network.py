"""The network that reads in context: one encoder over the story, heads over clauses and over clause and candidate."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.body import FAR, Body, BodyShape

KINDS, EVENTS, STAGES, ACTS = 8, 6, 10, 7
LINKS = 3
"""What a person can be to a clause: its holder, the first and the second side of its event."""


class Links(nn.Module):
    """Scores of clauses and candidates: what each says of itself, and what is seen of both together."""

    def __init__(self, clause: int, candidate: int, pair: int, links: int, width: int = 128, rate: float = 0.2) -> None:
        super().__init__()
        self.clause, self.candidate = nn.Linear(clause, width), nn.Linear(candidate, width)
        self.pair = nn.Linear(pair, width)
        self.left, self.right = nn.Linear(clause, width), nn.Linear(candidate, width)
        self.mix = nn.Linear(width, width)
        self.drop = nn.Dropout(rate)
        self.out = nn.Linear(width, links)

    def forward(self, clauses: Tensor, candidates: Tensor, pairs: Tensor) -> Tensor:
        """(…, C, n), (…, P, m), (…, C, P, f) → (…, C, P, links)."""
        each = self.clause(clauses)[..., :, None, :] + self.candidate(candidates)[..., None, :, :] + self.pair(pairs)
        both = self.left(clauses)[..., :, None, :] * self.right(candidates)[..., None, :, :]
        scores: Tensor = self.out(self.drop(functional.gelu(each + self.mix(both))))
        return scores


class Together(nn.Module):
    """One layer in which clauses look at each other: attention, which also sees how far apart they stand, and a
    feed-forward; each adds to what was (a transformer's layer with its norms before; Xiong et al. 2020)."""

    def __init__(self, width: int, heads: int = 4, rate: float = 0.2) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.apart = nn.Linear(2, heads)
        self.drop = nn.Dropout(rate)
        for adding in (self.out, self.down, self.apart):  # at first nothing is added
            nn.init.zeros_(adding.weight)
            nn.init.zeros_(adding.bias)

    def forward(self, clauses: Tensor, near: Tensor, blank: Tensor) -> Tensor:
        """(…, C, n), how far apart they stand (…, C, C, 2), and which are padding (…, C) → (…, C, n)."""
        parts = self.qkv(self.norm1(clauses)).unflatten(-1, (3 * self.heads, -1)).transpose(-2, -3)
        q, k, v = parts.chunk(3, -3)
        scores = torch.matmul(q, k.transpose(-1, -2)) * q.shape[-1] ** -0.5
        scores = scores + self.apart(near).transpose(-1, -2).transpose(-2, -3) + FAR * blank[..., None, None, :]
        mixed = torch.matmul(self.drop(scores.softmax(-1)), v).transpose(-2, -3).flatten(-2)
        clauses = clauses + self.drop(self.out(mixed))
        added: Tensor = clauses + self.drop(self.down(functional.gelu(self.up(self.norm2(clauses)))))
        return added


class ContextReader(nn.Module):
    """An encoder with heads: what a clause is, who holds it, who plays in its event, which goods, which are one."""

    def __init__(
        self,
        signs: int,
        people: int,
        pairs: int,
        body: BodyShape,
        hidden: int = 256,
        dropout: float = 0.1,
        head_dropout: float = 0.3,
        together: int = 2,
    ) -> None:
        super().__init__()
        self.sizes = signs, people
        self.body = Body(body, dropout)
        self.signs = nn.Sequential(nn.LayerNorm(signs), nn.Linear(signs, 96), nn.GELU())
        self.mix = nn.Sequential(
            nn.Dropout(head_dropout), nn.Linear(3 * body.width + 96, hidden), nn.GELU(), nn.Dropout(head_dropout)
        )
        self.together = nn.ModuleList([Together(hidden) for _ in range(together)])
        self.kinds, self.events = nn.Linear(hidden, KINDS), nn.Linear(hidden, EVENTS)
        self.stages, self.acts = nn.Linear(hidden, STAGES), nn.Linear(hidden, ACTS)
        self.person_signs = nn.Sequential(nn.Linear(people, 64), nn.GELU())
        self.people = Links(hidden, body.width + 64, pairs, LINKS)
        self.goods = Links(hidden, body.width, 2, 1)
        self.homes = Links(body.width + 64, body.width + 64, 3, 1)
        self.one = nn.Sequential(nn.Dropout(0.2), nn.Linear(hidden, 128))
        self.same = Links(128, 128, 2, 1)

    def forward(self, vectors: Tensor, cases: Tensor, *given: Tensor) -> tuple[Tensor, ...]:
        """The scores of one stretch, from the vectors of its pieces (1, T, width); ``given`` as ``heads`` takes it."""
        return self.heads(self.body(vectors, cases, None)[0], *given)

    def heads(
        self,
        x: Tensor,
        heads: Tensor,
        clauses: Tensor,
        sentences: Tensor,
        signs: Tensor,
        names: Tensor,
        person_signs: Tensor,
        pairs: Tensor,
        wares: Tensor,
        belonging: Tensor,
    ) -> tuple[Tensor, ...]:
        """Kinds (C, 8), events (C, 6), stages (C, 10), acts (C, 7), people (C, P, 3), goods (C, G), same (C, C) and
        homes (P, P)."""
        pooled = torch.cat([torch.matmul(rows, x) for rows in (heads, clauses, sentences)], -1)
        h = self.mix(torch.cat([pooled, self.signs(signs)], -1))
        near = _near(heads, heads)
        for layer in self.together:
            h = layer(h, near, 1 - heads.sum(-1))
        who = torch.cat([torch.matmul(names, x), self.person_signs(person_signs)], -1)
        linked = self.people(h, who, pairs)
        goods = self.goods(h, torch.matmul(wares, x), _near(heads, wares))
        one = self.one(h)
        same = self.same(one, one, near)[..., 0]
        same = (same + same.transpose(-1, -2)) / 2
        apart = torch.cat([_near(names, names), belonging[..., None]], -1)
        homes = self.homes(who, who, apart)[..., 0]
        return self.kinds(h), self.events(h), self.stages(h), self.acts(h), linked, goods[..., 0], same, homes


def _near(heads: Tensor, others: Tensor) -> Tensor:
    """How far apart two pieces stand, (…, C, G, 2): as a share of the longest stretch, and whether behind."""
    places = torch.arange(heads.shape[-1], device=heads.device, dtype=heads.dtype)
    at, there = torch.matmul(heads, places) / 512, torch.matmul(others, places) / 512
    gap = at[..., :, None] - there[..., None, :]
    return torch.stack([torch.log1p(gap.abs() * 64), (gap > 0).to(gap.dtype)], -1)
