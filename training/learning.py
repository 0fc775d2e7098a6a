"""Training a network: losses against gold trees and, where there are teachers, against what they think."""

from __future__ import annotations

import copy
import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.batches import IGNORED, Arrays, Batch, Encoder, Recipe, draw_chunks, moved
from training.network import ParserNetwork
from training.treebanks import Paragraph

_FAR = -1e4


@dataclass(frozen=True)
class Plan:
    """How to train: epochs, rates, what the teachers weigh."""

    epochs: int = 25
    until: int | None = None
    """After how many epochs to stop where not at the schedule's end."""
    encoder_rate: float = 2.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.05
    decay: float = 0.01
    layer_decay: float = 1.0
    average: float = 0.998
    teaching: float = 0.5
    seed: int = 0
    recipe: Recipe = field(default_factory=Recipe)


@dataclass
class Outcome:
    """What a network says of a batch, with impossible arcs ruled out."""

    upos: Tensor
    xpos: Tensor
    start: Tensor
    arc: Tensor
    relation: Tensor


def seed_all(seed: int) -> None:
    """Make a run repeatable."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def look(network: ParserNetwork, vectors: Tensor, batch: Batch) -> Outcome:
    """Run a network; arcs are kept within the sentences, relations are scored on the gold heads, one row a word."""
    table = functional.embedding(batch.pieces, vectors)
    row, width = batch.index // batch.sentence.shape[1], batch.sentence.shape[1]

    def kept(scores: Tensor) -> Tensor:
        return scores.flatten(0, 1).index_select(0, batch.index)

    with torch.autocast(table.device.type, dtype=torch.bfloat16):
        upos, xpos, start, arc, dependent, governor = network(table, batch.cases, batch.first, batch.mask)
        relation = network.relations(kept(dependent), governor.flatten(0, 1)[row * (width + 1) + batch.head])
    within = batch.sentence[:, :, None] == batch.sentence[:, None, :]
    arc = arc.float().masked_fill(~functional.pad(within, (1, 0), value=True), _FAR)
    tags = [kept(scores).float() for scores in (upos, xpos, start)]
    return Outcome(tags[0], tags[1], tags[2], kept(arc), relation.float())


def gold_loss(outcome: Outcome, batch: Batch) -> Tensor:
    """The sum of the heads' cross entropies; trees weigh twice what tags do."""

    def loss(scores: Tensor, gold: Tensor) -> Tensor:
        return functional.cross_entropy(scores, gold, ignore_index=IGNORED)

    trees = loss(outcome.arc, batch.head) + loss(outcome.relation, batch.relation)
    tags = loss(outcome.upos, batch.upos) + loss(outcome.xpos, batch.xpos) + loss(outcome.start, batch.start)
    return trees + 0.5 * tags


def taught_loss(outcome: Outcome, teachers: Sequence[Outcome]) -> Tensor:
    """How far a network is from the mean of its teachers (Kullback–Leibler)."""

    def loss(name: str) -> Tensor:
        mean = torch.stack([functional.softmax(getattr(t, name), -1) for t in teachers]).mean(0)
        log = functional.log_softmax(getattr(outcome, name), -1)
        return functional.kl_div(log, mean, reduction="batchmean")

    return loss("arc") + loss("relation") + 0.5 * (loss("upos") + loss("xpos") + loss("start"))


def _groups(network: ParserNetwork, plan: Plan) -> list[dict[str, object]]:
    """Parameters with their rates: the encoder's lower layers learn more slowly than its upper ones."""
    inner, rest = [], []
    depth = network.shape.layers
    for name, parameter in network.named_parameters():
        if name.startswith(("layers.", "norm.", "case.", "position", "narrow")):
            level = int(name.split(".")[1]) + 1 if name.startswith("layers.") else 0
            rate = plan.encoder_rate * plan.layer_decay ** (depth - level)
            inner.append({"params": [parameter], "lr": rate, "base": rate})
        else:
            rest.append(parameter)
    return [*inner, {"params": rest, "lr": plan.head_rate, "base": plan.head_rate}]


def train(
    network: ParserNetwork,
    vectors: Tensor,
    paragraphs: Callable[[int], Sequence[Paragraph]],
    encoder: Encoder,
    plan: Plan,
    *,
    device: str = "cpu",
    workers: int = 0,
    teachers: Sequence[ParserNetwork] = (),
    report: Callable[[int, float, ParserNetwork], None] = lambda epoch, loss, network: None,
) -> ParserNetwork:
    """Train and give back the running average of the weights; ``paragraphs`` gives an epoch's data.

    ``workers`` processes prepare the epochs ahead; how many there are changes nothing but the time it takes.
    """
    seed_all(plan.seed)
    network, vectors = network.to(device).train(), vectors.to(device)
    average = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(_groups(network, plan), weight_decay=plan.decay, betas=(0.9, 0.98))
    step, total = 0, 0
    for epoch, batches in enumerate(_epochs(paragraphs, encoder, plan, workers)):
        total = total or len(batches) * plan.epochs
        running = torch.zeros((), device=device)
        for arrays in batches:
            _schedule(optimizer, min(step / total, 1.0), plan.warm_up)
            batch = moved(arrays, device)
            outcome = look(network, vectors, batch)
            loss = gold_loss(outcome, batch)
            if teachers:
                with torch.no_grad():
                    seen = [look(teacher, vectors, batch) for teacher in teachers]
                loss = (1 - plan.teaching) * loss + plan.teaching * taught_loss(outcome, seen)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            _follow(average, network, min(plan.average, (step + 1) / (step + 10)))
            running += loss.detach()
        report(epoch + 1, float(running) / len(batches), average)
        if epoch + 1 == plan.until:
            break
    return average


_Preparing = tuple[Callable[[int], Sequence[Paragraph]], Encoder, Plan]
_preparing: list[_Preparing] = []
"""What forked workers prepare epochs from; it cannot travel to them as an argument."""


def _prepare(epoch: int) -> list[Arrays]:
    paragraphs, encoder, plan = _preparing[-1]
    chance = random.Random(f"{plan.seed} {epoch}")  # noqa: S311 - chance is wanted, secrecy is not
    chunks = list(draw_chunks(paragraphs(epoch), plan.recipe, chance))
    return list(encoder.batches(chunks, plan.recipe, chance))


def _epochs(
    paragraphs: Callable[[int], Sequence[Paragraph]], encoder: Encoder, plan: Plan, workers: int
) -> Iterator[list[Arrays]]:
    """The batches of each epoch, each drawn by a chance of its own."""
    _preparing.append((paragraphs, encoder, plan))
    try:
        if not workers:
            yield from map(_prepare, range(plan.epochs))
            return
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            yield from pool.imap(_prepare, range(plan.epochs))
    finally:
        _preparing.pop()


def _schedule(optimizer: torch.optim.Optimizer, done: float, warm_up: float) -> None:
    """Rise, then fall in a straight line to a fiftieth."""
    factor = done / warm_up if done < warm_up else max(0.02, (1 - done) / (1 - warm_up))
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * max(factor, 1e-3)


def _follow(average: ParserNetwork, network: ParserNetwork, keep: float) -> None:
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), [p.data for p in network.parameters()], 1 - keep)
