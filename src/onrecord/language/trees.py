"""The best tree over one sentence (Chu–Liu/Edmonds; Dozat & Manning 2017 for the single root)."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Heads = npt.NDArray[np.int64]

_NEVER: Final = -1e9


def best_tree(scores: npt.NDArray[np.floating]) -> Heads:
    """Heads (n) of the best tree with one root, by scores (n, n + 1) of each word under the root and each word.

    >>> best_tree(np.array([[0.0, 0.0, 5.0], [9.0, 1.0, 0.0]])).tolist()
    [2, 0]
    """
    own = scores.astype(np.float64)
    count = len(own)
    own[np.arange(count), np.arange(count) + 1] = _NEVER
    heads = own.argmax(1)
    if (heads == 0).sum() != 1:
        own = _with_one_root(own, heads)
        heads = own.argmax(1)
    return heads if _find_cycle(np.concatenate(([0], heads))) is None else _without_cycles(own)


def _with_one_root(scores: Scores, heads: Heads) -> Scores:
    """Let only the best candidate hang from the root."""
    roots = np.flatnonzero(heads == 0)
    others = scores[:, 1:].max(1)
    chosen = roots[scores[roots, 0].argmax()] if len(roots) else (scores[:, 0] - others).argmax()
    scores = scores.copy()
    scores[:, 0] = _NEVER
    scores[chosen, :] = _NEVER
    scores[chosen, 0] = 0
    return scores


def _find_cycle(heads: Heads) -> list[int] | None:
    """A cycle among the nodes, node 0 being the root."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        path, node = [], start
        while node != 0 and seen[node] == 0:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node != 0 and seen[node] == start and node in path:
            return path[path.index(node) :]
    return None


def _without_cycles(scores: Scores) -> Heads:
    count = len(scores)
    matrix = np.full((count + 1, count + 1), _NEVER)
    matrix[1:, :] = scores
    np.fill_diagonal(matrix, _NEVER)
    return _contract(matrix)[1:]


def _contract(matrix: Scores) -> Heads:
    """Contract one cycle after another, and spread them again on the way back; ``matrix`` is (dependent, head)."""
    heads: Heads = matrix.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    within = set(cycle)
    rest = [node for node in range(len(matrix)) if node not in within]
    ring = np.array(cycle)
    smaller, entry, leaving = _merge(matrix, heads, ring, rest)
    merged, node = _contract(smaller), len(rest)
    result = heads.copy()
    for at, outer in enumerate(rest[1:], start=1):
        result[outer] = ring[leaving[at]] if merged[at] == node else rest[merged[at]]
    result[ring[entry[merged[node]]]] = rest[merged[node]]
    return result


def _merge(matrix: Scores, heads: Heads, ring: Heads, rest: list[int]) -> tuple[Scores, Heads, Heads]:
    """The matrix with a cycle as its last node, and which member each arc enters and leaves by."""
    count = len(rest)
    smaller = np.full((count + 1, count + 1), _NEVER)
    outer = np.array(rest)
    smaller[:count, :count] = matrix[np.ix_(outer, outer)]
    into = matrix[np.ix_(ring, outer)] - matrix[ring, heads[ring]][:, None]
    out = matrix[np.ix_(outer, ring)]
    smaller[count, :count] = into.max(0)
    smaller[:count, count] = out.max(1)
    np.fill_diagonal(smaller, _NEVER)
    return smaller, into.argmax(0), out.argmax(1)
