"""The network that reads clauses in context: trained on annotated stories, checked by leaving batches of them out.

python -m training.reader --data FILE --encoder FILE --out FOLDER [--folds d1+d2,t1,…]
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.pieces import Embeddings
from onrecord.language.weights import FOLDER
from training.encoder import piece_vectors, start_from
from training.network import ParserNetwork, Shape

KINDS, EVENTS = 8, 6
PARTS = 4
"""In how many files the weights are written, so that each stays small."""


class ClauseReader(nn.Module):
    """An encoder with a head over each candidate: its word, its clause, its sentence and the signs of the rules."""

    def __init__(
        self, signs: int, width: int = 384, hidden: int = 256, dropout: float = 0.15, head_dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.encoder = ParserNetwork(Shape(2, 2, 2), dropout, head_dropout)
        self.signs = nn.Sequential(nn.LayerNorm(signs), nn.Linear(signs, 96), nn.GELU())
        self.mix = nn.Sequential(
            nn.Dropout(head_dropout), nn.Linear(3 * width + 96, hidden), nn.GELU(), nn.Dropout(head_dropout)
        )
        self.kinds, self.events = nn.Linear(hidden, KINDS), nn.Linear(hidden, EVENTS)

    def forward(
        self,
        vectors: Tensor,
        cases: Tensor,
        heads: Tensor,
        clauses: Tensor,
        sentences: Tensor,
        signs: Tensor,
        mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Scores (C, 8) and (C, 6) of the candidates of one stretch, or of a batch padded to one size."""
        x = self.encoder.encode(vectors, cases, mask)
        x = x[0] if mask is None else x
        pooled = torch.cat([torch.matmul(rows, x) for rows in (heads, clauses, sentences)], -1)
        h = self.mix(torch.cat([pooled, self.signs(signs)], -1))
        return self.kinds(h), self.events(h)


def vectors_of(weights: dict[str, Tensor]) -> Tensor:
    """The vectors of the pieces: the encoder's own, or those that the language room ships where the file holds none."""
    if "embeddings.word_embeddings.weight" in weights:
        return torch.from_numpy(piece_vectors(weights))
    with np.load(FOLDER / "pieces.npz") as arrays:
        embeddings = Embeddings.load(arrays)
    return torch.from_numpy(embeddings.vectors(np.arange(len(embeddings.table))))


def stretches(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """The stretches of some stories, each with its candidates' signs and what is right of them."""
    found: list[dict[str, Any]] = []
    for row in rows:
        table = np.array([[s.get(n, 0.0) for n in names] for s in row["signs"]], np.float32)
        found.extend(
            dict(
                s,
                signs=table[s["numbers"]],
                kind=row["kind"][s["numbers"]],
                event=row["event"][s["numbers"]],
                name=row["name"],
            )
            for s in row["layout"]
            if len(s["numbers"])
        )
    return found


def batch(
    group: Sequence[dict[str, Any]], vectors: Tensor, device: str, mask_rate: float = 0.0, mask_piece: int = 103
) -> dict[str, Tensor]:
    """Some stretches padded to one size."""
    T, C = max(len(s["pieces"]) for s in group), max(len(s["numbers"]) for s in group)
    B = len(group)
    pieces, cases, mask = np.zeros((B, T), np.int64), np.full((B, T), 10, np.int64), np.zeros((B, T), bool)
    pools = {k: np.zeros((B, C, T), np.float32) for k in ("heads", "clauses", "sentences")}
    signs = np.zeros((B, C, group[0]["signs"].shape[1]), np.float32)
    kind, event = np.full((B, C), -100, np.int64), np.full((B, C), -100, np.int64)
    for b, s in enumerate(group):
        t, c = len(s["pieces"]), len(s["numbers"])
        pieces[b, :t], cases[b, :t], mask[b, :t] = s["pieces"], s["cases"], True
        if mask_rate:
            hidden = np.random.random(t) < mask_rate
            hidden[0] = hidden[-1] = False
            pieces[b, :t][hidden] = mask_piece
        for k, (at, end) in enumerate(s["clauses"]):
            pools["clauses"][b, k, at:end] = 1 / max(1, end - at)
        for k, (at, end) in enumerate(s["sentences"]):
            pools["sentences"][b, k, at:end] = 1 / max(1, end - at)
        pools["heads"][b, np.arange(c), s["heads"]] = 1
        signs[b, :c], kind[b, :c] = s["signs"], s["kind"]
        event[b, :c] = np.where(s["event"] >= 0, s["event"], -100)

    def put(array: np.ndarray[Any, Any]) -> Tensor:
        return torch.from_numpy(array).to(device)

    out = {k: put(v) for k, v in pools.items()}
    out |= {
        "vectors": functional.embedding(put(pieces), vectors),
        "cases": put(cases),
        "mask": put(mask),
        "signs": put(signs),
        "kind": put(kind),
        "event": put(event),
    }
    return out


def train(
    rows: Sequence[dict[str, Any]],
    names: Sequence[str],
    weights: dict[str, Tensor],
    device: str,
    *,
    epochs: int,
    seed: int,
    rate: float = 1.5e-4,
) -> ClauseReader:
    """Train one network on some stories."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    net = ClauseReader(len(names)).to(device)
    start_from(net.encoder, weights, tuple(range(6)))
    net.to(device)
    vectors = vectors_of(weights).to(device)
    data = stretches(rows, names)
    counts = np.bincount(np.concatenate([s["kind"] for s in data]), minlength=KINDS)
    balance = torch.tensor(
        (counts.sum() / (KINDS * np.maximum(counts, 1))) ** 0.35, dtype=torch.float32, device=device
    ).clamp(0.5, 2.5)
    inner = [p for n, p in net.named_parameters() if n.startswith("encoder.")]
    rest = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": rest, "lr": 1e-3}], weight_decay=0.01)
    size = 6
    steps = epochs * -(-len(data) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, (n + 1) / 40) * max(0.0, 1 - n / steps))
    net.train()
    for _ in range(epochs):
        random.shuffle(data)
        for at in range(0, len(data), size):
            b = batch(data[at : at + size], vectors, device, mask_rate=0.05)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
                kinds, events = net(
                    b["vectors"], b["cases"], b["heads"], b["clauses"], b["sentences"], b["signs"], b["mask"]
                )
            loss = functional.cross_entropy(
                kinds.float().flatten(0, 1),
                b["kind"].flatten(),
                weight=balance,
                ignore_index=-100,
                label_smoothing=0.05,
            )
            if (b["event"] >= 0).any():
                loss = loss + 0.5 * functional.cross_entropy(
                    events.float().flatten(0, 1), b["event"].flatten(), ignore_index=-100
                )
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return net.eval()


@torch.no_grad()
def look(
    nets: Sequence[ClauseReader], rows: Sequence[dict[str, Any]], names: Sequence[str], vectors: Tensor, device: str
) -> dict[str, Any]:
    """The mean probabilities of kinds and events for each candidate of each story."""
    found: dict[str, Any] = {}
    for row in rows:
        kinds, events = (
            np.zeros((len(row["kind"]), KINDS), np.float32),
            np.zeros((len(row["kind"]), EVENTS), np.float32),
        )
        for s in stretches([row], names):
            b = batch([s], vectors, device)
            for net in nets:
                k, e = net(b["vectors"], b["cases"], b["heads"], b["clauses"], b["sentences"], b["signs"], b["mask"])
                kinds[s["numbers"]] += k[0].softmax(-1).float().cpu().numpy() / len(nets)
                events[s["numbers"]] += e[0].softmax(-1).float().cpu().numpy() / len(nets)
        found[row["name"]] = {"kinds": kinds, "events": events, "places": row["places"]}
    return found


def report(rows: Sequence[dict[str, Any]], seen: dict[str, Any]) -> str:
    """How well claims are told from the rest, and positions and types where a claim is right."""
    gold = np.concatenate([r["kind"] for r in rows])
    kinds = np.concatenate([seen[r["name"]]["kinds"] for r in rows])
    event = np.concatenate([r["event"] for r in rows])
    events = np.concatenate([seen[r["name"]]["events"] for r in rows])
    claim = gold > 0
    lines = []
    for least in (0.3, 0.4, 0.5, 0.6):
        read = 1 - kinds[:, 0] >= least
        p, r = (read & claim).sum() / max(1, read.sum()), (read & claim).sum() / max(1, claim.sum())
        lines.append(f"{least}: P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f}")
    right = (kinds[claim, 1:].argmax(1) + 1 == gold[claim]).mean()
    typed = (events[claim].argmax(1) == event[claim]).mean()
    return "; ".join(lines) + f"; position {right:.3f}; type {typed:.3f}; {claim.sum()} claims"


def main() -> None:
    """Cross-validate by batches, then train on all and write the weights (half precision)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", default="")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--check-only", action="store_true", help="cross-validate and write no weights")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = args.data.read_bytes()
    rows = pickle.loads(gzip.decompress(data) if args.data.suffix == ".gz" else data)
    names = sorted({n for r in rows for s in r["signs"] for n in s})
    weights = {k.removeprefix("bert."): v.float() for k, v in load_file(args.encoder).items()}
    vectors = vectors_of(weights).to(device)
    out_of_fold: dict[str, Any] = {}
    for fold in filter(None, args.folds.split(",")):
        batches = tuple(fold.split("+"))
        own = [r for r in rows if r["name"].startswith(batches)]
        kept = [r for r in rows if not r["name"].startswith(batches)]
        nets = [train(kept, names, weights, device, epochs=args.epochs, seed=s) for s in range(args.seeds)]
        seen = look(nets, own, names, vectors, device)
        out_of_fold.update(seen)
        print(fold, len(own), report(own, seen), flush=True)
    if out_of_fold:
        done = [r for r in rows if r["name"] in out_of_fold]
        print("all", report(done, out_of_fold), flush=True)
        (args.out / "folds.pkl").write_bytes(pickle.dumps(out_of_fold))
    if args.check_only:
        return
    net = train(rows, names, weights, device, epochs=args.epochs, seed=0)
    state = {k: v.half().cpu() for k, v in net.state_dict().items()}
    keys = sorted(state)
    for part in range(PARTS):
        torch.save({k: state[k] for k in keys[part::PARTS]}, args.out / f"reader{part}.pt")
    (args.out / "signs.json").write_text(json.dumps(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
