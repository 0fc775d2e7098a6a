from __future__ import annotations

import random

import numpy as np
import pytest

from onrecord.register import bands
from onrecord.register.bands import Bands


@pytest.mark.parametrize("seed", range(4))
def test_the_table_answers_as_a_plain_look_at_everything_would(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "ROOM", 2)
    monkeypatch.setattr(bands, "FIRST_BITS", 1)
    draw = random.Random(seed)  # noqa: S311
    index, borne, common = Bands(), {}, [draw.randrange(1 << 64) for _ in range(60)]
    for number in range(120):
        marks = {draw.choice((draw.choice(common), draw.randrange(1 << 64))) for _ in range(3)}
        index.put(number, np.array(sorted(marks), dtype=np.uint64))
        borne[number] = marks
        asked = {draw.choice(common), draw.choice(common), draw.randrange(1 << 64)}
        plainly = [other for other, marks in borne.items() if marks & asked]
        assert index.alike(np.array(sorted(asked), dtype=np.uint64)) == plainly
    assert index._more, "no bucket was ever full"
    assert index._bits > 4, "the table was never doubled"
