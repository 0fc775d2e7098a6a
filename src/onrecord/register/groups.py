"""Groups of things that pairs hold together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def grouped(pairs: Iterable[tuple[T, T]]) -> list[set[T]]:
    """What hangs together by the pairs, as sets; the order of the pairs does not matter to what a set holds.

    >>> sorted(sorted(group) for group in grouped([(1, 2), (5, 6), (2, 3)]))
    [[1, 2, 3], [5, 6]]
    """
    parent: dict[T, T] = {}

    def root(thing: T) -> T:
        while (above := parent.setdefault(thing, thing)) != thing:
            parent[thing] = parent[above]
            thing = above
        return thing

    for one, other in pairs:
        parent[root(one)] = root(other)
    groups: dict[T, set[T]] = {}
    for thing in list(parent):
        groups.setdefault(root(thing), set()).add(thing)
    return list(groups.values())
