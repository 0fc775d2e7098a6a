"""A reader as it was exported → the same, quicker and truer:  python -m training.fuse FILE [--out FILE]

FILE is what ``training.export_reader.export`` writes. The heads stay; the encoder below them is written anew over the
same 8-bit weights:

- The products of attention run in 8 bits too, a few heads at a time, so that their scores stay in a cache.
  Probabilities are brought to 8 bits before they are made to sum to one, so that each row uses all 255 steps, and are
  divided by the sum of what the 8 bits left of them.
- What is large in a few channels alone would leave all others but a few of the 255 steps: see ``Peaks``.
- No sum is joined to the norm behind it, and few numbers are copied to be turned round.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from onnx import ModelProto, NodeProto, TensorProto, helper, load, numpy_helper
from onnx.utils import Extractor

from onrecord.claims.network import load_vectors
from onrecord.claims.stretches import lay_out
from onrecord.language.pieces import Embeddings
from training.body import BodyShape, distances
from training.gold import load as load_story

Floats = npt.NDArray[np.float32]
Array = npt.NDArray[Any]
Feed = Mapping[str, Array]
"""What the encoder is given of one stretch: ``vectors`` (1, T, width) and ``cases`` (1, T)."""
MICROSOFT = "com.microsoft"
AT_ONCE = 2
"""How many heads of attention are worked at a time: the scores of two, of 500 pieces, are two megabytes."""
COPIES, ASIDE = 16, 16
"""Of each layer: how many copies of channels are made, how many channels are kept out of 8 bits."""
EPSILON = 1e-12
STORIES, SAMPLES = Path(__file__).parent.parent / "stories", 40
"""Where the stories are that show which channels get large, and how many of them are read for it."""


@dataclass(frozen=True)
class Product:
    """The weights of a product: (n, m) in 8 bits, the scale of each of the m columns, and what is added to it."""

    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats

    def columns(self, chosen: Array) -> Product:
        """The product of some columns alone."""
        return Product(self.weights[:, chosen], self.scale[chosen], self.bias[chosen])

    def rows(self, chosen: Array) -> Product:
        """The product of some of the channels that enter, or of some more than once."""
        return Product(self.weights[chosen], self.scale, self.bias)

    def floats(self) -> Floats:
        """The weights as the numbers for which they stand."""
        return self.weights.astype(np.float32) * self.scale


class Exported:
    """A reader as it was exported, by the names that torch and the quantizer give to what is in it."""

    def __init__(self, model: ModelProto) -> None:
        self.model = model
        self.nodes = {node.name: node for node in model.graph.node}
        self.tensors = {tensor.name: tensor for tensor in model.graph.initializer}
        self.made = {output: node for node in model.graph.node for output in node.output}
        self.layers = sum(name.startswith("/body/") and name.endswith("/qkv/MatMul_quant") for name in self.nodes)
        if not self.layers:
            raise ValueError("no layer of an encoder is in this file: has it been fused before?")
        self.last = f"/body/layers.{self.layers - 1}/norm2/LayerNormalization_output_0"

    def array(self, name: str) -> Array:
        """A tensor's numbers; where two tensors are alike, the exporter keeps one and points to it."""
        while name not in self.tensors:
            name = self.made[name].input[0]
        found: Array = numpy_helper.to_array(self.tensors[name])
        return found

    def product(self, layer: int, part: str) -> Product:
        """The weights of one of a layer's products."""
        name = f"/body/layers.{layer}/{part}"
        weights, scales = (self.nodes[f"{name}/MatMul_quant{own}"].input[1] for own in ("", "_scales_mul"))
        product, *_ = self.nodes[f"{name}/MatMul_quant_output_scale_mul"].output
        bias = next(one for one in self.nodes[f"{name}/Add"].input if one != product)
        return Product(self.array(weights), self.array(scales), self.array(bias))

    def norm(self, name: str) -> tuple[Array, Array]:
        """A norm's weight and bias."""
        _, weight, bias = self.nodes[f"/body/{name}/LayerNormalization"].input
        return self.array(weight), self.array(bias)

    def entering(self, layer: int, part: str) -> str:
        """The name of what enters a product."""
        return str(self.made[self.nodes[f"/body/layers.{layer}/{part}/MatMul_quant"].input[0]].input[0])

    def heads(self) -> list[NodeProto]:
        """The nodes above the encoder, in their order, and the constants that they share with it."""
        needed, kept = {output.name for output in self.model.graph.output}, []
        for node in reversed(self.model.graph.node):
            if self.last not in node.output and needed.intersection(node.output):
                kept.append(node)
                needed.update(node.input)
        return kept[::-1]


Peaks = Mapping[tuple[int, str], Floats]
"""How large each channel gets that enters a product, by layer and part.

A few channels grow to thirty times the others (Dettmers et al. 2022, "LLM.int8(): 8-bit Matrix Multiplication for
Transformers at Scale"). Between the halves of a feed-forward they are kept out of the 8 bits, as there. Before it they
are split: each copy bears its share, over the same weights (Zhao et al. 2019, "Improving Neural Network Quantization
without Retraining using Outlier Channel Splitting").
"""


def peaks(exported: Exported, samples: Sequence[Feed]) -> dict[tuple[int, str], Floats]:
    """How large the channels get over some stretches, as the exported reader itself runs."""
    import onnxruntime

    names = {(n, part): exported.entering(n, part) for n in range(exported.layers) for part in ("up", "down")}
    model = Extractor(exported.model).extract_model(["vectors", "cases"], sorted(set(names.values())))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    found: dict[tuple[int, str], Floats] = {}
    for sample in samples:
        for key, channels in zip(names, session.run(list(names.values()), dict(sample)), strict=True):
            most = np.abs(channels).max((0, 1))
            found[key] = np.maximum(found[key], most) if key in found else most
    return found


class Writer:
    """A graph that is being written: its nodes, each named by its number, and its constants."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tensors: dict[str, TensorProto] = {}

    def constant(self, value: npt.ArrayLike, kind: type[np.generic] = np.float32, name: str = "") -> str:
        """A constant; those of one value are one."""
        array = np.ascontiguousarray(value, dtype=kind)
        own = name or f"body.{array.dtype}.{'x'.join(map(str, array.shape))}.{'.'.join(map(str, array.flatten()))}"
        self.tensors.setdefault(own, numpy_helper.from_array(array, own))
        return own

    def several(self, kind: str, count: int, *inputs: str, domain: str = "", **given: Any) -> list[str]:
        """Add a node of several outputs."""
        name = f"/body/{len(self.nodes)}/{kind}"
        outputs = [f"{name}:{n}" for n in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name, domain=domain, **given))
        return outputs

    def add(self, kind: str, *inputs: str, domain: str = "", **given: Any) -> str:
        """Add a node of one output."""
        return self.several(kind, 1, *inputs, domain=domain, **given)[0]

    def product(self, name: str, x: str, product: Product) -> str:
        """Numbers (T, n) times 8-bit weights: (T, m)."""
        weights = self.constant(product.weights, np.int8, f"{name}.weights")
        scale = self.constant(product.scale, name=f"{name}.scale")
        bias = self.constant(product.bias, name=f"{name}.bias")
        return self.add("DynamicQuantizeMatMul", x, weights, scale, "", bias, domain=MICROSOFT)

    def signed(self, x: str) -> tuple[str, str]:
        """Numbers in signed 8 bits, and their scale: processors multiply unsigned by signed."""
        most = self.add("ReduceMax", self.add("Abs", x), keepdims=0)
        scale = self.add("Mul", most, self.constant(1 / 127))
        return self.add("QuantizeLinear", x, scale, self.constant(0, np.int8)), scale

    def scaled(self, a: str, b: str, a_scale: str, b_scale: str, *zero: str) -> str:
        """A product of two runs of 8 bits, as numbers."""
        return self.add("MatMulIntegerToFloat", a, b, a_scale, b_scale, *zero, domain=MICROSOFT)


class Encoder:
    """Writes the encoder over the weights of one that was exported."""

    def __init__(self, exported: Exported, seen: Peaks, heads: int) -> None:
        self.old, self.seen, self.heads = exported, seen, heads
        self.width = len(exported.norm("norm")[0])
        self.to = Writer()
        self.groups = heads // AT_ONCE
        self.sizes = self.to.constant([AT_ONCE] * self.groups, np.int64)
        self.flat = self.to.constant([-1, self.width], np.int64)

    def write(self) -> None:
        """All of it, from the vectors to what the heads take."""
        to = self.to
        length = to.add("Shape", "cases", start=1, end=2)
        zero = to.constant([0], np.int64)
        x = to.add("Add", "vectors", to.add("Slice", self._kept("body.position"), zero, length, zero))
        x = to.add("Add", x, to.add("Gather", self._kept("body.case.weight"), "cases"))
        x = to.add("Reshape", self._norm("norm", x), self.flat)
        apart, ones = self._distances(length), self._ones(length)
        for n in range(self.old.layers):
            x = self._norm(f"layers.{n}/norm1", to.add("Add", x, self._attention(n, x, apart, ones)))
            x = self._norm(f"layers.{n}/norm2", to.add("Add", x, self._forward(n, x)))
        to.nodes.append(helper.make_node("Unsqueeze", [x, zero], [self.old.last], "/body/whole"))

    def _kept(self, name: str) -> str:
        return self.to.constant(self.old.array(name), name=name)

    def _norm(self, name: str, x: str) -> str:
        weight, bias = self.old.norm(name)
        own = self.to.constant(weight, name=f"{name}.weight"), self.to.constant(bias, name=f"{name}.bias")
        return self.to.add("LayerNormalization", x, *own, epsilon=EPSILON)

    def _split(self, x: str) -> list[str]:
        """What belongs to each group of heads, of all heads' (heads, …)."""
        return self.to.several("Split", self.groups, x, self.sizes, axis=0)

    def _distances(self, length: str) -> list[str]:
        """What is added to the scores (heads, T, T) for how far apart pieces stand, by groups; or none."""
        if "body.relative" not in self.old.tensors:
            return []
        to, places = self.to, len(self.old.array("body.position"))
        buckets = distances(places, torch.device("cpu")).numpy()
        by_distance = self.old.array("body.relative")[np.concatenate([buckets[:0:-1, 0], buckets[0]])]
        one, last = to.constant(1, np.int64), to.constant(places - 1, np.int64)
        at = to.add("Range", to.constant(0, np.int64), to.add("Squeeze", length), one)
        there = to.add("Unsqueeze", to.add("Add", at, last), to.constant([0], np.int64))
        apart = to.add("Sub", there, to.add("Unsqueeze", at, to.constant([1], np.int64)))
        table = to.constant(by_distance, name="body.by_distance")
        return self._split(to.add("Transpose", to.add("Gather", table, apart), perm=[2, 0, 1]))

    def _attention(self, n: int, x: str, apart: Sequence[str], ones: str) -> str:
        to, size = self.to, self.width // self.heads
        whole = to.product(f"body.layers.{n}.qkv", x, self.old.product(n, "qkv"))
        thirds = to.several("Split", 3, whole, to.constant([self.width] * 3, np.int64), axis=1)
        shape = to.constant([-1, self.heads, size], np.int64)
        q, k, v = (to.add("Reshape", third, shape) for third in thirds)
        q, q_scale, q_zero = to.several("DynamicQuantizeLinear", 3, q)
        q_scale = to.add("Mul", q_scale, to.constant(size**-0.5))
        (k, k_scale), (v, v_scale) = to.signed(k), to.signed(v)
        mixed = []
        turned = (to.add("Transpose", y, perm=perm) for y, perm in ((q, [1, 0, 2]), (k, [1, 2, 0]), (v, [1, 0, 2])))
        for group, (a, b, c) in enumerate(zip(*map(self._split, turned), strict=True)):
            scores = to.scaled(a, b, q_scale, k_scale, q_zero)
            if apart:
                scores = to.add("Add", scores, apart[group])
            most = to.add("ReduceMax", scores, axes=[-1], keepdims=1)
            likely = to.add("Exp", to.add("Sub", scores, most))
            likely = to.add("QuantizeLinear", likely, to.constant(1 / 255), to.constant(0, np.uint8))
            total = to.add("Cast", to.add("MatMulInteger", likely, ones), to=TensorProto.FLOAT)
            mixed.append(to.add("Div", to.scaled(likely, c, to.constant(1.0), v_scale), total))
        together = to.add("Transpose", to.add("Concat", *mixed, axis=0), perm=[1, 0, 2])
        return to.product(f"body.layers.{n}.out", to.add("Reshape", together, self.flat), self.old.product(n, "out"))

    def _ones(self, length: str) -> str:
        """What rows of 8 bits are multiplied with for their sums."""
        to = self.to
        shape = to.add("Concat", to.constant([AT_ONCE], np.int64), length, to.constant([1], np.int64), axis=0)
        return to.add("Expand", to.constant([[[1]]], np.int8), shape)

    def _forward(self, n: int, x: str) -> str:
        to, name = self.to, f"body.layers.{n}"
        up, down = self.old.product(n, "up"), self.old.product(n, "down")
        order = np.argsort(-self.seen[n, "down"], kind="stable")
        aside, kept = np.sort(order[:ASIDE]), np.sort(order[ASIDE:])
        whole = to.constant(up.columns(aside).floats(), name=f"{name}.aside.up")
        bias = to.constant(up.bias[aside], name=f"{name}.aside.bias")
        large = to.add("Gelu", to.add("Add", to.add("MatMul", x, whole), bias), domain=MICROSOFT)
        large = to.add("MatMul", large, to.constant(down.rows(aside).floats(), name=f"{name}.aside.down"))
        share, copies = split_channels(self.seen[n, "up"], COPIES)
        x = to.add("Mul", x, to.constant(share, name=f"{name}.share"))
        x = to.add("Concat", x, to.add("Gather", x, to.constant(copies, np.int64), axis=1), axis=1)
        up = up.columns(kept).rows(np.concatenate([np.arange(self.width), copies]))
        inner = to.add("Gelu", to.product(f"{name}.up", x, up), domain=MICROSOFT)
        return to.add("Add", to.product(f"{name}.down", inner, down.rows(kept)), large)


def split_channels(most: Floats, copies: int) -> tuple[Floats, Array]:
    """What share of itself each channel bears if the largest are split again and again, and which are copied.

    >>> split_channels(np.array([1.0, 6.0], np.float32), 2)
    (array([1.        , 0.33333334], dtype=float32), array([1, 1]))
    """
    times = np.ones(len(most), np.int64)
    for _ in range(copies):
        times[np.argmax(most / times)] += 1
    return (1 / times).astype(np.float32), np.repeat(np.arange(len(most)), times - 1)


def fuse(model: ModelProto, samples: Sequence[Feed], heads: int = BodyShape.heads) -> ModelProto:
    """The same reader, written anew; the samples show which channels get large."""
    exported = Exported(model)
    encoder = Encoder(exported, peaks(exported, samples), heads)
    encoder.write()
    above = exported.heads()
    fixed = [node for node in above if node.op_type == "Constant"]
    nodes = [*fixed, *encoder.to.nodes, *(node for node in above if node.op_type != "Constant")]
    used = {name for node in above for name in node.input}
    tensors = [*encoder.to.tensors.values(), *(t for name, t in exported.tensors.items() if name in used)]
    graph = helper.make_graph(nodes, "reader", model.graph.input, model.graph.output, tensors)
    domains = [*(o for o in model.opset_import if o.domain != MICROSOFT), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=domains, ir_version=model.ir_version)


def samples_of(vectors: Embeddings, folder: Path = STORIES, count: int = SAMPLES) -> Iterator[Feed]:
    """The stretches of some stories, taken evenly from all, as the encoder is given them."""
    stories = sorted(path.parent for path in folder.glob("*/gold.json"))
    for at in range(0, len(stories), -(-len(stories) // count)):
        for stretch in lay_out(load_story(stories[at], {}).story, (), ()):
            yield {"vectors": vectors.vectors(stretch.pieces)[None], "cases": stretch.cases[None]}


def fuse_file(path: Path, out: Path) -> None:
    """Write the reader of a file anew; vectors of its own lie beside it."""
    vectors = load_vectors(path.with_name(path.name.replace("context-", "pieces-")).with_suffix(".npz"))
    out.write_bytes(fuse(load(path), list(samples_of(vectors))).SerializeToString(deterministic=True))


def main() -> None:
    """Write the reader of a file anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, help="the file itself where not given")
    args = parser.parse_args()
    fuse_file(args.file, args.out or args.file)


if __name__ == "__main__":
    main()
