"""Groups whose members agree on the average: average linkage (UPGMA) on log-odds, stopped where they turn against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float64]


def average_linkage(log_odds: Matrix) -> list[list[int]]:
    """Join the two groups that agree best on the average, again and again, until none agrees above 0.

    ``log_odds`` is symmetric, n by n, with minus infinity on the diagonal; groups hold row numbers in ascending order.
    Of equals the lowest rows join first.

    >>> average_linkage(np.array([[-np.inf, 3.0, 1.0], [3.0, -np.inf, -2.0], [1.0, -2.0, -np.inf]]))
    [[0, 1], [2]]
    """
    groups: list[list[int]] = []
    for rows in _hanging_together(log_odds > 0):
        part = log_odds[np.ix_(rows, rows)]
        if (part > 0).sum() == len(rows) * (len(rows) - 1):
            groups.append(rows.tolist())
            continue
        joined = _Joining(part)
        while joined.join_the_best():
            pass
        groups += [rows[joined.groups[n]].tolist() for n in joined.left]
    return sorted(groups)


def _hanging_together(tied: npt.NDArray[np.bool_]) -> Iterator[npt.NDArray[np.intp]]:
    """The rows that hang together by positive pairs: no others are ever joined."""
    left = np.ones(len(tied), dtype=bool)
    while left.any():
        found = np.zeros(len(tied), dtype=bool)
        found[left.argmax()] = True
        size = 0
        while size < (size := int(found.sum())):
            found |= tied[found].any(axis=0)
        left &= ~found
        yield np.flatnonzero(found)


class _Joining:
    """Groups as they are joined, each by its lowest row; every group knows which other it agrees with best.

    Each step looks only at what the last one touched. For the few dozen rows at a time that are grouped so, lists are
    faster than arrays.
    """

    def __init__(self, log_odds: Matrix) -> None:
        self.groups = [[n] for n in range(len(log_odds))]
        self.left = list(range(len(log_odds)))
        self._sums: list[list[float]] = log_odds.tolist()
        self._best = [(max(row), -row.index(max(row))) for row in self._sums]
        """How far each group agrees with the one that it agrees with best, and that one's row, negative."""

    def join_the_best(self) -> bool:
        """Join the two groups that agree best; whether any two agreed."""
        top = max(self.left, key=lambda n: (self._best[n][0], -n))
        if not self._best[top][0] > 0:
            return False
        a, b = sorted((top, -self._best[top][1]))
        self.left.remove(b)
        self.groups[a] = sorted(self.groups[a] + self.groups[b])
        self._add_up(a, b)
        self._best[a] = self._look(a)
        for c in self.left:
            near = -self._best[c][1]
            if near in (a, b):
                self._best[c] = self._look(c)
            elif (
                c != a and (mean := self._sums[a][c] / (len(self.groups[a]) * len(self.groups[c]))) >= self._best[c][0]
            ):
                self._best[c] = max(self._best[c], (mean, -a))
        return True

    def _add_up(self, a: int, b: int) -> None:
        """Add what a group agrees with all others to that of the one that it goes into."""
        sums, more = self._sums[a], self._sums[b]
        for c in self.left:
            sums[c] = self._sums[c][a] = sums[c] + more[c]
        sums[a] = -np.inf

    def _look(self, a: int) -> tuple[float, int]:
        """Which other group agrees best with one."""
        sums, groups, size = self._sums[a], self.groups, len(self.groups[a])
        means = [sums[c] / (size * len(groups[c])) for c in self.left]
        best = max(means)
        return best, -self.left[means.index(best)]
