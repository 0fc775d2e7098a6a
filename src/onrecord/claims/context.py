"""What a clause says in its context: a small network reads the whole story and weighs every candidate.

The network (a MiniLM encoder fine-tuned by ``training/reader.py`` on annotated stories) sees the words of the story and
the signs of the rules. It decides nothing alone: it drops what the rules read too eagerly, and finds positions told in
words that name no event ("a fairy tale", "ask them"). What it weighed stands among a claim's reasons.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.claims.clauses import Clause
from onrecord.claims.scales import Signs
from onrecord.claims.story import Story
from onrecord.claims.stretches import lay_out
from onrecord.language.weights import Pipeline, load_model
from onrecord.records import EventType, Position

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Kinds:
    """The numbers of what a candidate can be: 0 is no claim, then the positions; and of the types of events."""

    positions: tuple[Position, ...] = tuple(Position)
    events: tuple[EventType, ...] = tuple(EventType)

    def kind(self, position: Position | None) -> int:
        """The number of a position, 0 for none."""
        return 0 if position is None else 1 + self.positions.index(position)

    def event(self, kind: EventType) -> int:
        """The number of a type of event."""
        return self.events.index(kind)


KINDS: Final = Kinds()
TOLD: Final = (Position.ASSERTS, Position.SUSPECTS, Position.INTENDS)
"""The positions that print an event as happening or to come."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the network holds of a candidate: the probability of each position, of none, and of each type of event."""

    none: float
    positions: tuple[float, ...]
    events: tuple[float, ...]

    @property
    def claim(self) -> float:
        """The probability that somebody takes a position here."""
        return 1.0 - self.none

    @property
    def position(self) -> tuple[Position, float]:
        """The likeliest position and its share among the positions."""
        best = max(range(len(self.positions)), key=lambda n: self.positions[n])
        return KINDS.positions[best], self.positions[best] / max(self.claim, 1e-6)

    @property
    def told(self) -> float:
        """The probability that the event is told as happening: asserted, suspected or intended."""
        return sum(self.positions[KINDS.positions.index(position)] for position in TOLD)

    @property
    def event(self) -> EventType:
        """The likeliest type of event."""
        return KINDS.events[max(range(len(self.events)), key=lambda n: self.events[n])]


def weighed_of(kinds: Sequence[float], events: Sequence[float]) -> Weighed:
    """What is held of a candidate, from the probabilities of no claim and each position, and of each type of event."""
    return Weighed(float(kinds[0]), tuple(map(float, kinds[1:])), tuple(map(float, events)))


def means(extents: npt.NDArray[np.int64], width: int) -> Floats:
    """Averaging rows (C, T): what multiplies the pieces to their mean over each extent."""
    places = np.arange(width)
    inside = (places >= extents[:, :1]) & (places < extents[:, 1:])
    shares: Floats = (inside / np.maximum(inside.sum(1, keepdims=True), 1)).astype(np.float32)
    return shares


def sign_table(signs: Sequence[Signs], names: Sequence[str]) -> Floats:
    """The signs of C candidates as an array (C, F), in the order of the names."""
    return np.array([[row.get(name, 0.0) for name in names] for row in signs], np.float32).reshape(
        len(signs), len(names)
    )


@cache
def _network() -> tuple[Any, tuple[str, ...]]:
    import onnxruntime  # heavy: only what reads pays for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    folder = Path(str(files("onrecord.claims").joinpath("weights")))
    names = tuple(json.loads((folder / "signs.json").read_text(encoding="utf-8")))
    return onnxruntime.InferenceSession(
        str(folder / "context.onnx"), options, providers=["CPUExecutionProvider"]
    ), names


def weigh(story: Story, clauses: Sequence[Clause], signs: Sequence[Signs]) -> tuple[Weighed, ...]:
    """What the network holds of each candidate, in their order."""
    session, names = _network()
    embeddings = load_model(Pipeline.CAREFUL).embeddings
    table = sign_table(signs, names)
    found: dict[int, Weighed] = {}
    for stretch in lay_out(story, clauses):
        if not len(stretch.numbers):
            continue
        width = len(stretch.pieces)
        feed = {
            "vectors": embeddings.vectors(stretch.pieces)[None],
            "cases": stretch.cases[None],
            "heads": means(np.stack([stretch.heads, stretch.heads + 1], 1), width),
            "clauses": means(stretch.clauses, width),
            "sentences": means(stretch.sentences, width),
            "signs": table[stretch.numbers],
        }
        kinds, events = (_softmax(scores) for scores in session.run(["kinds", "events"], feed))
        for number, kind, event in zip(stretch.numbers.tolist(), kinds, events, strict=True):
            found[number] = weighed_of(kind, event)
    return tuple(found[n] for n in range(len(clauses)))


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Floats = (powers / powers.sum(-1, keepdims=True)).astype(np.float32)
    return shares
