"""What hangs together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

T = TypeVar("T")


def reachable(start: T, ties: Mapping[T, Collection[T]]) -> set[T]:
    """All that hangs together with a thing by ties that hold both ways, itself among it.

    >>> sorted(reachable(1, {1: [2], 2: [1, 3], 3: [2], 5: [6], 6: [5]}))
    [1, 2, 3]
    """
    found, next_ones = {start}, [start]
    while next_ones:
        new = set(ties.get(next_ones.pop(), ())) - found
        found |= new
        next_ones += new
    return found
