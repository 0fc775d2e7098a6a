"""Groups whose members agree on the average: average linkage (UPGMA) on log-odds, stopped where they turn against."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float64]


def average_linkage(log_odds: Matrix) -> list[list[int]]:
    """Join the two groups that agree best on the average, again and again, until none agrees above 0.

    ``log_odds`` is symmetric, n by n, with minus infinity on the diagonal; groups hold row numbers in ascending order.
    Of equals the lowest rows join first. Each step looks only at the rows that the last one touched.

    >>> average_linkage(np.array([[-np.inf, 3.0, 1.0], [3.0, -np.inf, -2.0], [1.0, -2.0, -np.inf]]))
    [[0, 1], [2]]
    """
    sums, means = log_odds.copy(), log_odds.copy()
    sizes = np.ones(len(means))
    groups = {n: [n] for n in range(len(means))}
    nearest = means.argmax(axis=1)
    best = means.max(axis=1)
    while (top := int(best.argmax())) in groups and best[top] > 0:
        a, b = sorted((top, int(nearest[top])))
        sums[a] += sums[b]
        sums[:, a] = sums[a]
        sizes[a] += sizes[b]
        groups[a] = sorted(groups[a] + groups.pop(b))
        means[a] = sums[a] / (sizes[a] * sizes)
        means[a, a] = -np.inf
        means[:, a] = means[a]
        means[b], means[:, b], sums[:, b] = -np.inf, -np.inf, -np.inf
        _look_again(means, nearest, best, a, b)
    return list(groups.values())


def _look_again(means: Matrix, nearest: npt.NDArray[np.intp], best: Matrix, a: int, b: int) -> None:
    """Bring each row's nearest up to date after group ``b`` went into group ``a``."""
    stale = np.isin(nearest, (a, b))
    stale[[a, b]] = True
    rows = np.flatnonzero(stale)
    nearest[rows] = means[rows].argmax(axis=1)
    best[rows] = means[rows].max(axis=1)
    closer = (means[:, a] > best) | ((means[:, a] == best) & (nearest > a))
    nearest[closer] = a
    best[closer] = means[closer, a]
