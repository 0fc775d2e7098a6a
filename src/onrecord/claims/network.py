"""The networks that read a whole story in context, run over its stretches; trained by ``training/reader.py``.

A wide one (MPNet) and a narrow one (MiniLM) learned from the same stories; what is held is the mean of both, for what
one takes too surely the other often does not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from onrecord.claims.clauses import Clause, signs_of_clause
from onrecord.claims.context import HELD, Context, Floats, blank
from onrecord.claims.mentions import Mention
from onrecord.claims.people import Person, belonging_signs, find_people, pair_signs, signs_of_people
from onrecord.claims.scales import Signs
from onrecord.claims.story import Story
from onrecord.claims.stretches import Stretch, lay_out
from onrecord.language.network import open_session
from onrecord.language.pieces import Embeddings
from onrecord.language.weights import Pipeline, load_model

FOLDER: Final = Path(str(files("onrecord.claims").joinpath("weights")))
FAR: Final = -1e4
"""The score of what is not to be thought of."""
SHARES: Final = {"wide": 0.7, "narrow": 0.3}
"""How much what each network holds counts."""
OUTPUTS: Final = HELD


@dataclass(frozen=True, eq=False)
class Seen:
    """What the rules see of a page's C clauses and P candidates, as the networks are told it."""

    signs: Floats
    """(C, F)."""
    person_signs: Floats
    """(P, F)."""
    pairs: Floats
    """(C, P, ``PAIR_SIGNS``)."""
    belonging: Floats
    """(P, P)."""
    homes: npt.NDArray[np.bool_]
    """(P): which candidates name a country that others may belong to, the first for none."""

    @classmethod
    def of(cls, story: Story, mentions: Sequence[Mention], clauses: Sequence[Clause], people: Sequence[Person]) -> Self:
        """What is seen of a story."""
        names = _signs()
        return cls(
            sign_table([signs_of_clause(story, mentions, clause) for clause in clauses], names["clauses"]),
            sign_table(signs_of_people(story, people), names["people"]),
            pair_signs(story, mentions, clauses, people),
            belonging_signs(people),
            np.array([person.home is not None for person in people]),
        )


@dataclass(frozen=True)
class Reader:
    """One of the networks: how much it counts, its session, and the vectors of the pieces that it reads."""

    share: float
    session: Any
    vectors: Embeddings

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """The network of this name in a folder, with vectors of its own or else those of the language room."""
        session = open_session(folder / f"context-{name}.onnx")
        return cls(SHARES[name], session, load_vectors(folder / f"pieces-{name}.npz"))

    def hold(self, stretch: Stretch, seen: Seen) -> dict[str, Floats]:
        """What the network holds of a stretch: probabilities, by the names of the fields of ``Context``."""
        scores = self.session.run(list(OUTPUTS), self._feed(stretch, seen))
        found = dict(zip(OUTPUTS, scores, strict=True))
        held = {name: softmax(found[name], -1) for name in ("kinds", "events", "stages", "acts", "goods")}
        held["links"] = softmax(found["links"], -2)
        held["same"] = 1 / (1 + np.exp(-found["same"]))
        held["homes"] = softmax(np.where(seen.homes[stretch.people], found["homes"], FAR), -1)
        return held

    def _feed(self, stretch: Stretch, seen: Seen) -> dict[str, npt.NDArray[Any]]:
        width = len(stretch.pieces)
        return {
            "vectors": self.vectors.vectors(stretch.pieces)[None],
            "cases": stretch.cases[None],
            "heads": points(stretch.heads, width),
            "clauses": means(stretch.clauses, width),
            "sentences": means(stretch.sentences, width),
            "signs": seen.signs[stretch.numbers],
            "names": points(stretch.names, width),
            "person_signs": seen.person_signs[stretch.people],
            "pairs": seen.pairs[np.ix_(stretch.numbers, stretch.people)],
            "wares": points(stretch.wares, width),
            "belonging": seen.belonging[np.ix_(stretch.people, stretch.people)],
        }


class Networks(StrEnum):
    """Which networks read: both, as they were measured, or the narrow one alone, four times as fast and less sure."""

    BOTH = "both"
    NARROW = "narrow"


SETTING: Final = "ONRECORD_CONTEXT"


def networks_set() -> Networks:
    """The networks that the variable ``ONRECORD_CONTEXT`` asks for, both where it is not set.

    Raises ``ValueError`` where it asks for what there is not.

    >>> networks_set()
    <Networks.BOTH: 'both'>
    """
    asked = os.environ.get(SETTING, Networks.BOTH)
    if asked not in tuple(Networks):
        raise ValueError(f"{SETTING}={asked}: neither {' nor '.join(Networks)}")
    return Networks(asked)


def read_in_context(story: Story, mentions: Sequence[Mention], clauses: Sequence[Clause]) -> Context:
    """What the networks hold of a story's clauses."""
    people = find_people(story)
    seen = Seen.of(story, mentions, clauses, people)
    found = blank(len(clauses), len(people), len(story.goods) + 1)
    readers = _readers(networks_set())
    for stretch in lay_out(story, clauses, people):
        if len(stretch.numbers):
            _take(found, stretch, [(reader.share, reader.hold(stretch, seen)) for reader in readers])
    return Context.of(clauses, people, found)


def _take(found: dict[str, Floats], stretch: Stretch, held: Sequence[tuple[float, Mapping[str, Floats]]]) -> None:
    """Put the weighed mean of what the networks hold of a stretch where its clauses and candidates stand."""
    mean = {name: sum(share * own[name] for share, own in held) for name in OUTPUTS}
    own = stretch.numbers
    for name in ("kinds", "events", "stages", "acts"):
        found[name][own] = mean[name]
    found["links"][np.ix_(own, stretch.people)] = mean["links"]
    found["homes"][np.ix_(stretch.people, stretch.people)] = mean["homes"]
    found["goods"][np.ix_(own, stretch.goods + 1)] = mean["goods"]
    found["same"][np.ix_(own, own)] = mean["same"]


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
def load_vectors(own: Path) -> Embeddings:
    """The vectors of the pieces that a network reads: those of its own file, or else the language room's."""
    if not own.exists():
        return load_model(Pipeline.CAREFUL).embeddings
    with np.load(own, allow_pickle=False) as arrays:
        return Embeddings.load(dict(arrays))


@cache
def _readers(networks: Networks) -> tuple[Reader, ...]:
    if networks is Networks.NARROW:
        return (replace(Reader.load(FOLDER, "narrow"), share=1.0),)
    return tuple(Reader.load(FOLDER, name) for name in SHARES)


@cache
def _signs() -> dict[str, tuple[str, ...]]:
    names = json.loads((FOLDER / "signs.json").read_text(encoding="utf-8"))
    return {kind: tuple(own) for kind, own in names.items()}


def softmax(scores: Floats, axis: int) -> Floats:
    """Probabilities from scores, along an axis."""
    powers = np.exp(scores - scores.max(axis, keepdims=True))
    shares: Floats = (powers / powers.sum(axis, keepdims=True)).astype(np.float32)
    return shares
