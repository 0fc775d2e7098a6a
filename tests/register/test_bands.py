from __future__ import annotations

import random

import numpy as np
import pytest

from onrecord.register import bands
from onrecord.register.bands import Bands


@pytest.mark.parametrize("seed", range(4))
def test_runs_answer_as_a_plain_look_at_everything_would(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "NEWEST", 8)
    monkeypatch.setattr(bands, "GROWTH", 2)
    draw, index, borne = random.Random(seed), Bands(), {}  # noqa: S311
    for number in range(120):
        marks = {draw.choice((draw.randrange(60), draw.randrange(1 << 64))) for _ in range(3)}
        index.put(number, np.array(sorted(marks), dtype=np.uint64))
        borne[number] = marks
        asked = {draw.randrange(60), draw.randrange(60), draw.randrange(1 << 64)}
        plainly = [other for other, marks in borne.items() if marks & asked]
        assert index.alike(np.array(sorted(asked), dtype=np.uint64)) == plainly
    assert len(index._runs) > 2
    assert sum(len(run.marks) for run in index._runs) + index._count == sum(map(len, borne.values()))
