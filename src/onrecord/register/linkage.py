"""Groups whose members agree on the average: average linkage (UPGMA) on log-odds, stopped where they turn against."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.intp]


def average_linkage(log_odds: Matrix) -> list[list[int]]:
    """Join the two groups that agree best on the average, again and again, until none agrees above 0.

    ``log_odds`` is symmetric, n by n, with minus infinity on the diagonal; groups hold row numbers in ascending order.
    Of equals the lowest rows join first.

    >>> average_linkage(np.array([[-np.inf, 3.0, 1.0], [3.0, -np.inf, -2.0], [1.0, -2.0, -np.inf]]))
    [[0, 1], [2]]
    """
    parts = ((rows, log_odds[np.ix_(rows, rows)]) for rows in hanging_together(log_odds > 0))
    return sorted(rows[group].tolist() for rows, part in parts for group in join_groups(part))


def hanging_together(tied: npt.NDArray[np.bool_]) -> list[Places]:
    """The rows that hang together by positive pairs, the part of the lowest row first: no others are ever joined."""
    reached = tied | np.eye(len(tied), dtype=bool)
    while not reached.all():
        steps = reached.astype(np.float32)
        further = steps @ steps > 0
        if (further == reached).all():
            break
        reached = further
    lowest = reached.argmax(axis=1)
    return [np.flatnonzero(lowest == row) for row in np.unique(lowest).tolist()]


def join_groups(log_odds: Matrix) -> list[list[int]]:
    """Average linkage of rows that hang together, step by step; a step looks only at what the last one touched."""
    size = len(log_odds)
    if (log_odds > 0).sum() == size * (size - 1):
        return [list(range(size))]
    groups: list[list[int]] = [[n] for n in range(size)]
    sums, means, sizes = log_odds.copy(), log_odds.copy(), np.ones(size)
    while True:
        # The first of equals is that of the lowest rows: the array is searched row by row.
        a, b = divmod(int(means.argmax()), size)
        if not means[a, b] > 0:
            return [sorted(group) for group in groups if group]
        groups[a], groups[b] = groups[a] + groups[b], []
        sizes[a] += sizes[b]
        sums[a] += sums[b]
        sums[:, a] = sums[a]
        sums[b] = sums[:, b] = means[b] = means[:, b] = -np.inf
        means[a] = means[:, a] = sums[a] / (sizes[a] * sizes)
