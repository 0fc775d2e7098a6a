"""Scales: small trained parts that weigh named signs, each sign with a weight that can be read and explained.

A scale is a logistic regression (its weights are trained by ``training/parts.py`` on annotated stories and kept as JSON
beside this file). The signs are computed by the rules, so that every decision names what spoke for it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of signs and a bias; the sum's logistic is the probability."""

    bias: float
    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        """Put the weights in the order of their names: sums of floats depend on it."""
        object.__setattr__(self, "weights", dict(sorted(self.weights.items())))

    def weigh(self, signs: Mapping[str, float]) -> float:
        """The probability that the signs add up to.

        >>> round(Scale(0.0, {"near": 2.0}).weigh({"near": 1.0, "unknown": 5.0}), 2)
        0.88
        """
        total = self.bias + sum([weight * signs[name] for name, weight in self.weights.items() if name in signs])
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, signs: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
        """The signs that spoke most for it, strongest first."""
        told = [(self.weights.get(name, 0.0) * value, name) for name, value in signs.items()]
        return tuple(name for weight, name in sorted(told, key=lambda pair: (-pair[0], pair[1]))[:most] if weight > 0)


@cache
def scale(name: str) -> Scale:
    """A trained scale by its name; raises ``KeyError`` where none of that name was trained."""
    rows = json.loads(files("onrecord.claims").joinpath("weights/scales.json").read_text(encoding="utf-8"))
    return Scale(rows[name]["bias"], rows[name]["weights"])
