"""The network that reads a whole story in context, run over its stretches; trained by ``training/reader.py``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.claims.clauses import Clause, signs_of_clause
from onrecord.claims.context import KINDS, STAGES, Context, Floats
from onrecord.claims.mentions import Mention
from onrecord.claims.people import find_people, pair_signs, signs_of_people
from onrecord.claims.scales import Signs
from onrecord.claims.story import Story
from onrecord.claims.stretches import Stretch, lay_out
from onrecord.language.network import open_session
from onrecord.language.pieces import Embeddings
from onrecord.language.weights import Pipeline, load_model

FOLDER: Final = Path(str(files("onrecord.claims").joinpath("weights")))
LINKS: Final = 3
"""What a person can be to a clause: its holder, the first and the second side of its event."""
PIECES: Final = "context-pieces.npz"
"""The file of the pieces' vectors, where the network's are not those of the language room."""
OUTPUTS: Final = ("kinds", "events", "stages", "links", "goods", "same")


def read_in_context(story: Story, mentions: Sequence[Mention], clauses: Sequence[Clause]) -> Context:
    """What the network holds of a story's clauses."""
    people = find_people(story)
    session, names = _network()
    tables = {
        "signs": sign_table([signs_of_clause(story, mentions, clause) for clause in clauses], names["clauses"]),
        "person_signs": sign_table(signs_of_people(story, people), names["people"]),
    }
    pairs = pair_signs(story, mentions, clauses, people)
    found = blank(len(clauses), len(people), len(story.goods) + 1)
    for stretch in lay_out(story, clauses, people):
        if len(stretch.numbers):
            _take(found, stretch, session.run(list(OUTPUTS), _feed(stretch, tables, pairs)))
    return Context.of(clauses, people, found)


def blank(clauses: int, people: int, goods: int) -> dict[str, Floats]:
    """What is held of clauses and candidates that no stretch shows together: no claim, and nothing else."""
    shapes = {"kinds": 1 + len(KINDS.positions), "events": len(KINDS.events), "stages": len(STAGES)}
    found = {name: np.zeros((clauses, width), np.float32) for name, width in shapes.items()}
    found["kinds"][:, KINDS.kind(None)] = 1.0
    found["links"] = np.zeros((clauses, people, LINKS), np.float32)
    found["goods"] = np.zeros((clauses, goods), np.float32)
    found["same"] = np.full((clauses, clauses), np.nan, np.float32)
    return found


def _feed(stretch: Stretch, tables: Mapping[str, Floats], pairs: Floats) -> dict[str, npt.NDArray[Any]]:
    width = len(stretch.pieces)
    return {
        "vectors": load_vectors(FOLDER).vectors(stretch.pieces)[None],
        "cases": stretch.cases[None],
        "heads": points(stretch.heads, width),
        "clauses": means(stretch.clauses, width),
        "sentences": means(stretch.sentences, width),
        "signs": tables["signs"][stretch.numbers],
        "names": points(stretch.names, width),
        "person_signs": tables["person_signs"][stretch.people],
        "pairs": pairs[np.ix_(stretch.numbers, stretch.people)],
        "wares": points(stretch.wares, width),
    }


def _take(found: dict[str, Floats], stretch: Stretch, scores: Sequence[Floats]) -> None:
    kinds, events, stages, links, goods, same = scores
    own = stretch.numbers
    for name, rows in (("kinds", kinds), ("events", events), ("stages", stages)):
        found[name][own] = softmax(rows, -1)
    found["links"][np.ix_(own, stretch.people)] = softmax(links, -2)
    found["goods"][np.ix_(own, stretch.goods + 1)] = softmax(goods, -1)
    found["same"][np.ix_(own, own)] = 1 / (1 + np.exp(-same))


def points(places: npt.NDArray[np.int64], width: int) -> Floats:
    """Rows (C, T) that pick one piece each."""
    return means(np.stack([places, places + 1], 1), width)


def means(extents: npt.NDArray[np.int64], width: int) -> Floats:
    """Averaging rows (C, T): what multiplies the pieces to their mean over each extent."""
    places = np.arange(width)
    inside = (places >= extents[:, :1]) & (places < extents[:, 1:])
    shares: Floats = (inside / np.maximum(inside.sum(1, keepdims=True), 1)).astype(np.float32)
    return shares


def sign_table(signs: Sequence[Signs], names: Sequence[str]) -> Floats:
    """The signs of C candidates as an array (C, F), in the order of the names."""
    places = {name: n for n, name in enumerate(names)}
    told = [(r, places[name], value) for r, row in enumerate(signs) for name, value in row.items() if name in places]
    table = np.zeros((len(signs), len(names)), np.float32)
    if told:
        rows, columns, values = zip(*told, strict=True)
        table[rows, columns] = values
    return table


@cache
def load_vectors(folder: Path) -> Embeddings:
    """The vectors of the pieces that the network of a folder reads: its own, or else the language room's."""
    own = folder / PIECES
    if not own.exists():
        return load_model(Pipeline.CAREFUL).embeddings
    with np.load(own, allow_pickle=False) as arrays:
        return Embeddings.load(dict(arrays))


@cache
def _network() -> tuple[Any, dict[str, tuple[str, ...]]]:
    names = json.loads((FOLDER / "signs.json").read_text(encoding="utf-8"))
    return open_session(FOLDER / "context.onnx", joined=True), {kind: tuple(own) for kind, own in names.items()}


def softmax(scores: Floats, axis: int) -> Floats:
    """Probabilities from scores, along an axis."""
    powers = np.exp(scores - scores.max(axis, keepdims=True))
    shares: Floats = (powers / powers.sum(axis, keepdims=True)).astype(np.float32)
    return shares
