from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.register.linkage import Matrix, average_linkage


def matrix(size: int, pairs: dict[tuple[int, int], float]) -> Matrix:
    made = np.full((size, size), -np.inf)
    for (a, b), weight in pairs.items():
        made[a, b] = made[b, a] = weight
    return made


def plainly(log_odds: Matrix) -> list[list[int]]:
    """Average linkage as its definition says it, every mean reckoned anew at every step."""
    groups = [[n] for n in range(len(log_odds))]
    while len(groups) > 1:
        means = [
            (float(log_odds[np.ix_(groups[a], groups[b])].mean()), -a, -b)
            for a in range(len(groups))
            for b in range(a + 1, len(groups))
        ]
        mean, a, b = max(means)
        if mean <= 0:
            break
        groups[-a] = sorted(groups[-a] + groups.pop(-b))
    return groups


SIZES = st.integers(1, 9)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_short_way_joins_what_the_plain_way_joins(data: st.DataObject) -> None:
    size = data.draw(SIZES)
    # Eighths of whole numbers add up exactly, so that both ways see the same ties.
    weights = {(a, b): data.draw(st.integers(-64, 64)) / 8 for a in range(size) for b in range(a)}
    assert sorted(average_linkage(matrix(size, weights))) == sorted(plainly(matrix(size, weights)))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ({(0, 1): 1.0, (1, 2): 1.0, (0, 2): 1.0}, [[0, 1, 2]]),
        ({(0, 1): 2.0, (1, 2): 1.0, (0, 2): -1.0}, [[0, 1], [2]]),
        ({(0, 1): 2.0, (1, 2): 1.0, (0, 2): -0.5}, [[0, 1, 2]]),
        ({(0, 1): 0.0, (1, 2): -1.0, (0, 2): -1.0}, [[0], [1], [2]]),
    ],
    ids=["all agree", "one careless link", "a lesser doubt", "nothing for or against"],
)
def test_groups_agree_on_the_average(pairs: dict[tuple[int, int], float], expected: list[list[int]]) -> None:
    assert average_linkage(matrix(3, pairs)) == expected
