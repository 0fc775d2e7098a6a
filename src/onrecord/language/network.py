"""One run of a trained network: tags, sentence starts and arc scores of a stretch of words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.language.pieces import Encoding

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NEVER: Final = -1e9
_OUTPUTS: Final = ("upos", "xpos", "start", "arc", "mixed", "lean", "governor")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the numbers that a network gives."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What a network says of W words: tags (W), log odds of starting a sentence (W), arcs (W, W + 1).

    The relation r of word w to head h scores ``mixed[w, r] @ governor[h] + lean[w, r]`` (Dozat & Manning 2017).
    """

    upos: Ints
    xpos: Ints
    start: Floats
    arc: Floats
    mixed: Floats
    lean: Floats
    governor: Floats


def open_session(path: Path) -> Any:
    """A network as a session of ONNX Runtime on one thread; raises what the runtime raises where it is no network.

    The runtime joins a sum to the norm behind it, and what it then runs takes five times as long as the two apart. Nor
    is it of use to remember a plan of memory for each length: hardly two stretches are of one length.
    """
    import onnxruntime  # heavy: only what parses pays for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.add_session_config_entry("optimization.disable_specified_optimizers", "SkipLayerNormFusion")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Network:
    """A parser's network."""

    def __init__(self, path: Path, labels: Labels) -> None:
        """Open a network; raises what the runtime raises where the file is no network."""
        self._session = open_session(path)
        self.labels = labels
        self._root = labels.relation.index("root")

    def score(self, encoding: Encoding, vectors: Floats) -> Scores:
        """Run the network over the vectors of the pieces."""
        feed = {"vectors": vectors, "cases": encoding.cases, "first": encoding.first}
        upos, xpos, *rest = self._session.run(list(_OUTPUTS), feed)
        return Scores(upos.argmax(-1), xpos.argmax(-1), *rest)

    def label(self, scores: Scores, heads: Ints) -> Ints:
        """The relation of each word to its head (0 = the root)."""
        result = np.matmul(scores.mixed, scores.governor[heads][:, :, None])[:, :, 0] + scores.lean
        result[heads != 0, self._root] = _NEVER
        relations: Ints = result.argmax(1)
        relations[heads == 0] = self._root
        return relations
