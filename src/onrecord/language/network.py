"""One run of a trained network: tags, sentence starts and arc scores of a stretch of words, then the arcs' labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.language.pieces import Encoding

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NEVER: Final = -1e9
_OUTPUTS: Final = ("upos", "xpos", "start", "arc", "dependent", "governor")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the numbers that a network gives."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What a network says of W words: tags (W), log odds of starting a sentence (W), arcs (W, W + 1), label halves."""

    upos: Ints
    xpos: Ints
    start: Floats
    arc: Floats
    dependent: Floats
    governor: Floats


class Network:
    """A session of ONNX Runtime on one thread, with the label scorer beside it."""

    def __init__(self, path: Path, arrays: Mapping[str, Any], labels: Labels, *, single: bool) -> None:
        """Open a network; ``arrays`` are the label scorer's, ``single`` keeps it to one thread."""
        import onnxruntime  # heavy: only what parses pays for it

        options = onnxruntime.SessionOptions()
        if single:
            options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.labels = labels
        weight = np.asarray(arrays["weight"], dtype=np.float32)
        self._weight = np.ascontiguousarray(weight.transpose(1, 0, 2)).reshape(weight.shape[1], -1)
        self._dependent, self._governor, self._bias = (
            np.asarray(arrays[name], dtype=np.float32) for name in ("dependent", "governor", "bias")
        )
        self._root = labels.relation.index("root")

    def score(self, encoding: Encoding, vectors: Floats) -> Scores:
        """Run the network over the vectors of the pieces."""
        feed = {"vectors": vectors, "cases": encoding.cases, "first": encoding.first}
        upos, xpos, start, arc, dependent, governor = self._session.run(list(_OUTPUTS), feed)
        return Scores(upos.argmax(-1), xpos.argmax(-1), start, arc, dependent, governor)

    def label(self, scores: Scores, heads: Ints) -> Ints:
        """The relation of each word to its head (0 = the root), by a biaffine scorer."""
        dependent, governor = scores.dependent, scores.governor[heads]
        mixed = (dependent @ self._weight).reshape(len(heads), len(self.labels.relation), -1)
        result = np.matmul(mixed, governor[:, :, None])[:, :, 0]
        result += dependent @ self._dependent.T + self._bias + governor @ self._governor.T
        result[heads != 0, self._root] = _NEVER
        relations: Ints = result.argmax(1)
        relations[heads == 0] = self._root
        return relations
