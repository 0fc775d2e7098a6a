"""The network that reads clauses in context: trained on annotated stories, checked by leaving batches of them out.

python -m training.reader --data FILE --encoder FILE --out FOLDER [--folds d1+d2,t1,…]
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.claims.people import PAIR_SIGNS
from onrecord.language.pieces import Embeddings
from onrecord.language.weights import FOLDER
from training.context_network import ACTS, EVENTS, FAR, KINDS, LINKS, STAGES, ContextReader, Dropout
from training.encoder import piece_vectors, start_from

PARTS = 4
"""In how many files the weights are written, so that each stays small."""
UNKNOWN = -1
Floats = npt.NDArray[np.float32]
Row = dict[str, Any]
Names = dict[str, list[str]]
"""The names of the signs of clauses and of people, in their order."""


def vectors_of(weights: dict[str, Tensor]) -> Tensor:
    """The vectors of the pieces: the encoder's own, or those that the language room ships where the file holds none."""
    if "embeddings.word_embeddings.weight" in weights:
        return torch.from_numpy(piece_vectors(weights))
    with np.load(FOLDER / "pieces.npz") as arrays:
        embeddings = Embeddings.load(arrays)
    return torch.from_numpy(embeddings.vectors(np.arange(len(embeddings.table))))


def stretches(rows: Sequence[Row], names: Names, net: ContextReader, vectors: Tensor, device: str) -> list[Row]:
    """The stretches of some stories, each with its candidates' signs and what is right of them."""
    found = [_stretch(row, layout, names) for row in rows for layout in row["layout"] if len(layout["numbers"])]
    for s in found:
        s["lower"] = _lower(net, s, vectors, device)
    return found


@torch.no_grad()
def _lower(net: ContextReader, s: Row, vectors: Tensor, device: str) -> Floats:
    """The frozen layers' output of a stretch."""
    training, pieces = net.training, torch.from_numpy(s["pieces"])
    net.eval()
    x = net.lower(functional.embedding(pieces, vectors)[None].to(device), torch.from_numpy(s["cases"])[None].to(device))
    net.train(training)
    lower: Floats = x[0].cpu().numpy()
    return lower


def frozen(net: ContextReader) -> list[nn.Parameter]:
    """The parameters that stay as they were pretrained."""
    encoder = net.encoder
    parts = (encoder.case, encoder.norm, *encoder.layers[: net.frozen])
    return [encoder.position, *(parameter for part in parts for parameter in part.parameters())]


def _table(signs: Sequence[dict[str, float]], names: Sequence[str]) -> Floats:
    return np.array([[row.get(name, 0.0) for name in names] for row in signs], np.float32).reshape(
        len(signs), len(names)
    )


def _stretch(row: Row, layout: Row, names: Names) -> Row:
    own, people, goods = layout["numbers"], layout["people"], layout["goods"] + 1
    return {
        **{
            key: layout[key]
            for key in ("pieces", "cases", "heads", "clauses", "sentences", "names", "wares", "numbers")
        },
        "people": people,
        "goods numbers": goods,
        "name": row["name"],
        "signs": _table([row["signs"][n] for n in own], names["clauses"]),
        "person signs": _table([row["people signs"][n] for n in people], names["people"]),
        "pairs": row["pairs"][np.ix_(own, people)].astype(np.float32),
        **{key: row[key][own] for key in ("kind", "event", "stage", "act", "happening")},
        **{key: row[key][np.ix_(own, people)] for key in ("holder", "first", "second")},
        "goods": row["goods"][np.ix_(own, goods)],
    }


def batch(group: Sequence[Row], device: str, mask_rate: float = 0.0) -> dict[str, Tensor]:
    """Some stretches padded to one size: the network's inputs, and what is right."""
    T, C, P, G = (max(len(s[key]) for s in group) for key in ("pieces", "numbers", "people", "goods numbers"))
    B = len(group)
    out: dict[str, np.ndarray[Any, Any]] = {
        "lower": np.zeros((B, T, group[0]["lower"].shape[1]), np.float32),
        "mask": np.zeros((B, T), bool),
        **{key: np.zeros((B, C, T), np.float32) for key in ("heads", "clauses", "sentences")},
        "names": np.zeros((B, P, T), np.float32),
        "wares": np.zeros((B, G, T), np.float32),
        "signs": np.zeros((B, C, group[0]["signs"].shape[1]), np.float32),
        "person signs": np.zeros((B, P, group[0]["person signs"].shape[1]), np.float32),
        "pairs": np.zeros((B, C, P, group[0]["pairs"].shape[2]), np.float32),
        **{key: np.full((B, C), UNKNOWN, np.int64) for key in ("kind", "event", "stage", "act", "happening")},
        **{key: np.zeros((B, C, P), bool) for key in ("holder", "first", "second")},
        "goods": np.zeros((B, C, G), bool),
        "no person": np.ones((B, 1, P), bool),
        "no goods": np.ones((B, 1, G), bool),
    }
    for b, s in enumerate(group):
        _put(out, b, s, mask_rate)
    return {key: torch.from_numpy(array).to(device) for key, array in out.items()}


def _put(out: dict[str, np.ndarray[Any, Any]], b: int, s: Row, mask_rate: float) -> None:
    t, c, p, g = (len(s[key]) for key in ("pieces", "numbers", "people", "goods numbers"))
    out["lower"][b, :t], out["mask"][b, :t] = s["lower"], True
    if mask_rate:
        hidden = np.random.random(t) < mask_rate
        hidden[0] = hidden[-1] = False
        out["lower"][b, :t][hidden] = 0.0
    for key in ("clauses", "sentences"):
        for k, (at, end) in enumerate(s[key]):
            out[key][b, k, at:end] = 1 / max(1, end - at)
    out["heads"][b, np.arange(c), s["heads"]] = 1
    out["names"][b, np.arange(p), s["names"]] = 1
    out["wares"][b, np.arange(g), s["wares"]] = 1
    out["signs"][b, :c], out["person signs"][b, :p], out["pairs"][b, :c, :p] = s["signs"], s["person signs"], s["pairs"]
    for key in ("kind", "event", "stage", "act", "happening"):
        out[key][b, :c] = s[key]
    for key in ("holder", "first", "second"):
        out[key][b, :c, :p] = s[key]
    out["goods"][b, :c, :g] = s["goods"]
    out["no person"][b, 0, :p] = False
    out["no goods"][b, 0, :g] = False


def run(net: ContextReader, b: dict[str, Tensor]) -> tuple[Tensor, ...]:
    """The network's scores of a batch, padding out of reach."""
    inputs = ("heads", "clauses", "sentences", "signs", "names", "person signs", "pairs", "wares")
    x = net.upper(b["lower"], b["mask"])
    kinds, events, stages, acts, linked, goods, same = (y.float() for y in net.heads(x, *(b[key] for key in inputs)))
    linked = linked.masked_fill(b["no person"][..., None], FAR)
    return kinds, events, stages, acts, linked, goods.masked_fill(b["no goods"], FAR), same


def losses(
    scores: tuple[Tensor, ...], b: dict[str, Tensor], balance: Tensor, balance_acts: Tensor
) -> dict[str, Tensor]:
    """What each head got wrong, weighed by how much it counts."""
    kinds, events, stages, acts, linked, goods, same = scores
    found = {
        "kind": _told(kinds, b["kind"], balance, 0.05),
        "event": 0.5 * _told(events, b["event"]),
        "stage": 0.2 * _told(stages, b["stage"], None, 0.05),
        "act": 0.4 * _told(acts, b["act"], balance_acts, 0.02),
        "holder": 0.4 * _pointed(linked[..., 0], b["holder"]),
        "first": 0.4 * _pointed(linked[..., 1], b["first"]),
        "second": 0.4 * _pointed(linked[..., 2], b["second"]),
        "goods": 0.2 * _pointed(goods, b["goods"]),
    }
    told = b["happening"] >= 0
    both = told[:, :, None] & told[:, None, :] & ~torch.eye(told.shape[1], dtype=torch.bool, device=told.device)
    if both.any():
        one = (b["happening"][:, :, None] == b["happening"][:, None, :])[both].float()
        found["same"] = 0.4 * functional.binary_cross_entropy_with_logits(same[both], one)
    return found


def _told(scores: Tensor, right: Tensor, balance: Tensor | None = None, smoothing: float = 0.0) -> Tensor:
    if not (right >= 0).any():
        return scores.sum() * 0
    flat = scores.flatten(0, 1)
    return functional.cross_entropy(flat, right.flatten(), balance, ignore_index=UNKNOWN, label_smoothing=smoothing)


def _pointed(scores: Tensor, right: Tensor) -> Tensor:
    """Of each clause that has somebody right: how little of the probability falls on him, by whichever mention."""
    rows = right.any(-1)
    if not rows.any():
        return scores.sum() * 0
    likely = functional.log_softmax(scores[rows], -1).masked_fill(~right[rows], FAR)
    return -torch.logsumexp(likely, -1).mean()


def train(
    rows: Sequence[Row],
    names: Names,
    weights: dict[str, Tensor],
    device: str,
    *,
    epochs: int,
    seed: int,
    frozen_layers: int = 1,
    rate: float = 1.5e-4,
    size: int = 6,
) -> ContextReader:
    """Train one network on some stories."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    Dropout.generator = np.random.default_rng(seed)
    net = ContextReader(len(names["clauses"]), len(names["people"]), PAIR_SIGNS, frozen=frozen_layers).to(device)
    start_from(net.encoder, weights, tuple(range(6)))
    for parameter in frozen(net):
        parameter.requires_grad_(False)
    data = stretches(rows, names, net, vectors_of(weights), device)
    balance, balance_acts = _balance(data, "kind", KINDS, device), _balance(data, "act", ACTS, device)
    inner = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    rest = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": inner, "lr": rate}, {"params": rest, "lr": 1e-3}], weight_decay=0.01)
    steps = epochs * -(-len(data) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, (n + 1) / 40) * max(0.0, 1 - n / steps))
    net.train()
    for epoch in range(epochs):
        told: dict[str, float] = {}
        for group in _groups(data, size):
            b = batch(group, device, mask_rate=0.05)
            with torch.autocast(device, dtype=torch.bfloat16):
                scores = run(net, b)
            found = losses(scores, b, balance, balance_acts)
            optimizer.zero_grad()
            torch.stack(list(found.values())).sum().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for key, loss in found.items():
                told[key] = told.get(key, 0.0) + float(loss.detach()) * size / len(data)
        print(epoch, time.strftime("%T"), {key: round(loss, 3) for key, loss in told.items()}, flush=True)
    return net.eval()


def _groups(data: list[Row], size: int) -> list[list[Row]]:
    """Batches in random order, of stretches of like length, so that little of a batch is padding."""
    random.shuffle(data)
    pools = [data[at : at + 10 * size] for at in range(0, len(data), 10 * size)]
    ordered = [s for pool in pools for s in sorted(pool, key=lambda s: len(s["pieces"]))]
    groups = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    random.shuffle(groups)
    return groups


def _balance(data: Sequence[Row], key: str, kinds: int, device: str) -> Tensor:
    counts = np.bincount(np.concatenate([s[key] for s in data]), minlength=kinds)
    shares = (counts.sum() / (kinds * np.maximum(counts, 1))) ** 0.35
    return torch.tensor(shares, dtype=torch.float32, device=device).clamp(0.5, 2.5)


@torch.no_grad()
def look(net: ContextReader, rows: Sequence[Row], names: Names, vectors: Tensor, device: str) -> dict[str, Any]:
    """What the network holds of each story: probabilities by clause, and by clause and candidate."""
    return {row["name"]: _look(net, row, names, vectors, device) for row in rows}


def _look(net: ContextReader, row: Row, names: Names, vectors: Tensor, device: str) -> dict[str, Any]:
    C, P, G = len(row["kind"]), len(row["people"]), row["goods"].shape[1]
    shapes = {"kinds": (C, KINDS), "events": (C, EVENTS), "stages": (C, STAGES), "acts": (C, ACTS)}
    out: dict[str, Any] = {key: np.zeros(shape, np.float32) for key, shape in shapes.items()}
    out |= {"people": np.zeros((C, P, LINKS), np.float32), "goods": np.zeros((C, G), np.float32)}
    out |= {"same": np.full((C, C), np.nan, np.float32), "places": row["places"], "people places": row["people"]}
    for s in stretches([row], names, net, vectors, device):
        own = s["numbers"]
        kinds, events, stages, acts, linked, goods, same = (x[0] for x in run(net, batch([s], device)))
        for key, scores in (("kinds", kinds), ("events", events), ("stages", stages), ("acts", acts)):
            out[key][own] = scores.softmax(-1).cpu().numpy()
        out["people"][np.ix_(own, s["people"])] = linked.softmax(-2).cpu().numpy()
        out["goods"][np.ix_(own, s["goods numbers"])] = goods.softmax(-1).cpu().numpy()
        out["same"][np.ix_(own, own)] = same.sigmoid().cpu().numpy()
    return out


def report(rows: Sequence[Row], seen: dict[str, Any]) -> str:
    """How well each head does on some stories."""
    kinds = np.concatenate([seen[r["name"]]["kinds"] for r in rows])
    gold = np.concatenate([r["kind"] for r in rows])
    claim = gold > 0
    read = 1 - kinds[:, 0] >= 0.5
    p, r = (read & claim).sum() / max(1, read.sum()), (read & claim).sum() / max(1, claim.sum())
    lines = [f"claims P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f} of {claim.sum()}"]
    lines.append(f"position {(kinds[claim, 1:].argmax(1) + 1 == gold[claim]).mean():.3f}")
    for key in ("event", "stage", "act"):
        right = np.concatenate([r[key] for r in rows])
        told = right > 0 if key == "act" else right >= 0
        best = np.concatenate([seen[r["name"]][key + "s"] for r in rows]).argmax(1)
        lines.append(f"{key} {(best[told] == right[told]).mean():.3f}")
    for n, key in enumerate(("holder", "first", "second")):
        lines.append(
            f"{key} {np.mean([hit for r in rows for hit in _hits(seen[r['name']]['people'][..., n], r[key])]):.3f}"
        )
    lines.append(f"goods {np.mean([hit for r in rows for hit in _hits(seen[r['name']]['goods'], r['goods'])]):.3f}")
    pairs = [pair for r in rows for pair in _pairs(seen[r["name"]]["same"], r["happening"])]
    same, one = np.array([p for p, _ in pairs]), np.array([o for _, o in pairs])
    lines.append(f"same {((same > 0.5) == one).mean():.3f} (all one: {one.mean():.3f})")
    return "; ".join(lines)


def _hits(likely: Floats, right: npt.NDArray[np.bool_]) -> list[bool]:
    rows = right.any(1)
    return [bool(r[best]) for r, best in zip(right[rows], likely[rows].argmax(1), strict=True)]


def _pairs(same: Floats, happening: npt.NDArray[np.int64]) -> list[tuple[float, bool]]:
    told = np.flatnonzero(happening >= 0)
    pairs = ((i, j) for i in told for j in told if i < j and not np.isnan(same[i, j]))
    return [(float(same[i, j]), bool(happening[i] == happening[j])) for i, j in pairs]


def main() -> None:
    """Cross-validate by batches, then train on all and write the weights (half precision)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", default="")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--frozen", type=int, default=1, help="how many of the lower layers stay as they are")
    parser.add_argument("--check-only", action="store_true", help="cross-validate and write no weights")
    args = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    data = args.data.read_bytes()
    rows = pickle.loads(gzip.decompress(data) if args.data.suffix == ".gz" else data)
    names = {
        "clauses": sorted({n for r in rows for s in r["signs"] for n in s}),
        "people": sorted({n for r in rows for s in r["people signs"] for n in s}),
    }
    weights = {k.removeprefix("bert."): v.float() for k, v in load_file(args.encoder).items()}
    vectors = vectors_of(weights).to(device)
    out_of_fold: dict[str, Any] = {}
    for fold in filter(None, args.folds.split(",")):
        batches = tuple(fold.split("+"))
        own = [r for r in rows if r["name"].startswith(batches)]
        kept = [r for r in rows if not r["name"].startswith(batches)]
        seen = look(
            train(kept, names, weights, device, epochs=args.epochs, seed=0, frozen_layers=args.frozen),
            own,
            names,
            vectors,
            device,
        )
        out_of_fold.update(seen)
        print(fold, len(own), report(own, seen), flush=True)
        (args.out / "folds.pkl").write_bytes(pickle.dumps(out_of_fold))
    if args.check_only:
        return
    net = train(rows, names, weights, device, epochs=args.epochs, seed=0, frozen_layers=args.frozen)
    state = {k: v.half().cpu() for k, v in net.state_dict().items()}
    keys = sorted(state)
    for part in range(PARTS):
        torch.save({k: state[k] for k in keys[part::PARTS]}, args.out / f"reader{part}.pt")
    (args.out / "signs.json").write_text(json.dumps(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
