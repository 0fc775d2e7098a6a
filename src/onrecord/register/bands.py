"""Which of many were marked alike: a table of buckets, eleven bytes a mark when it is well filled.

Of a mark its first 32 bits are kept: the first of these tell its bucket, so that the table can be doubled without
anything else at hand. A bucket is a line of the processor's cache; what it has no room for stands in a dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Marks: TypeAlias = npt.NDArray[np.uint64]
Short: TypeAlias = npt.NDArray[np.uint32]

ROOM: Final = 16
"""Marks of a bucket."""

FIRST_BITS: Final = 8
"""The first table has so many buckets, as a power of two."""

FULL: Final = 0.75
"""The share of the room that may be taken before the table is doubled."""

NOBODY: Final = (1 << 32) - 1


class Bands:
    """Numbers by their marks, which are spread evenly; two in some four thousand million are taken for alike."""

    def __init__(self) -> None:
        self._count = 0
        self._clear(FIRST_BITS)

    def put(self, number: int, marks: Marks) -> None:
        """Let a number bear marks, given in ascending order.

        >>> bands, marks = Bands(), np.array([1 << 40, 1 << 50, 1 << 60], dtype=np.uint64)
        >>> bands.put(7, marks[:2])
        >>> bands.alike(marks[1:])
        [7]
        """
        self.put_all([number], [marks])

    def put_all(self, numbers: Sequence[int], marks: Sequence[Marks]) -> None:
        """Let each of some numbers bear marks, in ascending order.

        >>> bands, marks = Bands(), np.array([1 << 40, 1 << 50, 1 << 60], dtype=np.uint64)
        >>> bands.put_all([7, 8], [marks[:2], marks[1:]])
        >>> bands.alike(marks[1:2])
        [7, 8]
        """
        every = np.concatenate(marks)
        self._count += len(every)
        while self._count > FULL * self._marks.size:
            self._double()
        order = every.argsort(kind="stable")
        owners = np.repeat(np.array(numbers, dtype=np.uint32), list(map(len, marks)))
        self._put(_short(every[order]), owners[order])

    def alike(self, marks: Marks) -> list[int]:
        """The numbers that bear one of these marks, both in ascending order."""
        short = _short(marks)
        buckets = short >> self._shift
        here, places = (self._marks[buckets] == short[:, None]).nonzero()
        found = set(self._numbers[buckets[here], places].tolist())
        for mark in short[self._taken[buckets] == ROOM].tolist():
            found.update(self._more.get(mark, ()))
        return sorted(found - {NOBODY})

    def _clear(self, bits: int) -> None:
        self._bits = bits
        self._shift = np.uint32(32 - bits)
        self._marks = np.zeros((1 << bits, ROOM), dtype=np.uint32)
        self._numbers = np.full((1 << bits, ROOM), NOBODY, dtype=np.uint32)
        self._taken = np.zeros(1 << bits, dtype=np.uint8)
        self._more: dict[int, tuple[int, ...]] = {}
        """The numbers of marks for which their buckets had no room."""

    def _put(self, short: Short, numbers: Short) -> None:
        """Put marks, in ascending order, with their numbers."""
        buckets = short >> self._shift
        places = np.arange(len(buckets)) - buckets.searchsorted(buckets) + self._taken[buckets]
        fits = places < ROOM
        self._marks[buckets[fits], places[fits]] = short[fits]
        self._numbers[buckets[fits], places[fits]] = numbers[fits]
        # Of several marks of one bucket the last is assigned, which has the highest place.
        self._taken[buckets] = np.minimum(places + 1, ROOM)
        for mark, number in zip(short[~fits].tolist(), numbers[~fits].tolist(), strict=True):
            self._more[mark] = (*self._more.get(mark, ()), number)

    def _double(self) -> None:
        """Put everything into a table twice as large."""
        there = self._numbers != NOBODY
        more = [(mark, number) for mark, numbers in self._more.items() for number in numbers]
        rest = np.array(more, dtype=np.uint32).reshape(-1, 2)
        short, numbers = np.append(self._marks[there], rest[:, 0]), np.append(self._numbers[there], rest[:, 1])
        order = short.argsort(kind="stable")
        self._clear(self._bits + 1)
        self._put(short[order], numbers[order])


def _short(marks: Marks) -> Short:
    return (marks >> np.uint64(32)).astype(np.uint32)
