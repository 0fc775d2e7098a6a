"""What is trained, in order, and how: the recipe of the shipped files."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.batches import Recipe
from training.learning import Plan

CAREFUL_SHAPE = {"label": 96}
QUICK_SHAPE = {"layers": 2, "arc": 192, "label": 64}


@dataclass(frozen=True)
class Stage:
    """One run of training: what it starts from, whom it learns from, and for how long."""

    name: str
    plan: Plan
    shape: dict[str, int] = field(default_factory=dict)
    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    """The encoder's layers that it starts from."""
    start: str | None = None
    """The earlier stage that it goes on from, instead of the encoder."""
    teachers: tuple[str, ...] = ()
    own: int = 1500
    """Sentences of our own making in each epoch."""


def _plan(**settings: object) -> Plan:
    return Plan(recipe=Recipe(words=4000, masked=0.04), **settings)  # type: ignore[arg-type]


_TEACHERS = ("teacher-1", "teacher-2", "teacher-3")

STAGES = (
    Stage("teacher-1", _plan(epochs=14, encoder_rate=4e-4, seed=1), CAREFUL_SHAPE),
    Stage(
        "teacher-2",
        Plan(epochs=14, encoder_rate=4e-4, seed=2, recipe=Recipe(words=4000, masked=0.08)),
        CAREFUL_SHAPE,
    ),
    Stage("teacher-3", _plan(epochs=15, encoder_rate=3e-4, seed=3), CAREFUL_SHAPE),
    Stage(
        "careful-taught",
        _plan(epochs=19, encoder_rate=4e-4, teaching=0.7, seed=10),
        CAREFUL_SHAPE,
        teachers=_TEACHERS,
    ),
    Stage(
        "quick-taught",
        _plan(epochs=17, encoder_rate=6e-4, head_rate=1.5e-3, teaching=0.7, seed=11),
        QUICK_SHAPE,
        layers=(0, 3),
        teachers=_TEACHERS,
    ),
    Stage(
        "careful",
        _plan(epochs=38, encoder_rate=3e-4, head_rate=8e-4, seed=20),
        CAREFUL_SHAPE,
        start="careful-taught",
    ),
    Stage(
        "quick",
        _plan(epochs=42, until=30, encoder_rate=5e-4, head_rate=1.2e-3, teaching=0.5, seed=21),
        QUICK_SHAPE,
        layers=(0, 3),
        start="quick-taught",
        teachers=("careful-taught",),
    ),
)
"""Three teachers, then each pipeline taught by them and then trained on against the gold trees."""

TINY = (
    Stage(
        "careful",
        Plan(epochs=6, encoder_rate=1e-3, head_rate=2e-3, warm_up=0.1, average=0.9, recipe=Recipe(words=1500)),
        {"layers": 1, "width": 96, "heads": 4, "inner": 192, "arc": 64, "label": 32},
        layers=(),
        own=400,
    ),
    Stage(
        "quick",
        Plan(epochs=2, encoder_rate=1e-3, head_rate=2e-3, warm_up=0.1, average=0.9, recipe=Recipe(words=1500)),
        {"layers": 1, "width": 96, "heads": 4, "inner": 192, "arc": 64, "label": 32},
        layers=(),
        start="careful",
        teachers=("careful",),
        own=200,
    ),
)
"""The same road in miniature, from nothing but our own sentences: that it can be gone, not where it leads."""
