"""Which of many were marked alike: 64-bit marks with the numbers that bear them, twelve bytes a mark.

The newest numbers stand in a dictionary, all others in a few sorted runs, each eight times as long as the one before
(the leveled merge of O'Neil et al., The Log-Structured Merge-Tree, 1996). Marks are spread evenly, so a look goes to
the few of a run that begin alike.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Marks: TypeAlias = npt.NDArray[np.uint64]
Numbers: TypeAlias = npt.NDArray[np.uint32]

NEWEST: Final = 1 << 17
"""How many marks stand in the dictionary before they become a run."""

GROWTH: Final = 8


class Run:
    """Marks in ascending order with their numbers, and where each stretch of marks with the same first bits begins."""

    def __init__(self, marks: Marks, numbers: Numbers) -> None:
        self.marks = marks
        self.numbers = numbers
        bits = max(1, len(marks).bit_length() - 3)
        self._shift = np.uint64(64 - bits)
        counts = np.bincount((marks >> self._shift).astype(np.int64), minlength=1 << bits)
        self._starts = np.append(0, counts.cumsum()).astype(np.int32)

    def alike(self, marks: Marks) -> Numbers:
        """The numbers that bear one of these marks."""
        stretches = (marks >> self._shift).astype(np.int64)
        first = self._starts[stretches]
        sizes = self._starts[stretches + 1] - first
        ends = sizes.cumsum()
        places = np.arange(ends[-1]) + (first - ends + sizes).repeat(sizes)
        alike: Numbers = self.numbers[places[self.marks[places] == marks.repeat(sizes)]]
        return alike


class Bands:
    """Numbers by their marks."""

    def __init__(self) -> None:
        self._newest: dict[int, list[int]] = {}
        self._added: list[tuple[int, Marks]] = []
        self._count = 0
        self._runs: list[Run] = []

    def put(self, number: int, marks: Marks) -> None:
        """Let a number bear marks, given in ascending order.

        >>> bands = Bands()
        >>> bands.put(7, np.array([1, 2], dtype=np.uint64))
        >>> bands.alike(np.array([2, 3], dtype=np.uint64))
        [7]
        """
        for mark in marks.tolist():
            self._newest.setdefault(mark, []).append(number)
        self._added.append((number, marks))
        self._count += len(marks)
        if self._count >= NEWEST:
            self._settle()

    def alike(self, marks: Marks) -> list[int]:
        """The numbers that bear one of these marks, both in ascending order."""
        found = {number for mark in marks.tolist() for number in self._newest.get(mark, ())}
        for run in self._runs:
            found.update(run.alike(marks).tolist())
        return sorted(found)

    def _settle(self) -> None:
        """Make the newest a run, and every run that has grown too long one with the next."""
        marks = np.concatenate([marks for _, marks in self._added])
        numbers = np.repeat(*np.array([(number, len(marks)) for number, marks in self._added]).T).astype(np.uint32)
        order = marks.argsort(kind="stable")
        carried = marks[order], numbers[order]
        self._newest, self._added, self._count = {}, [], 0
        for level, there in enumerate(self._runs):
            carried = _merged((there.marks, there.numbers), carried)
            if len(carried[0]) < NEWEST * GROWTH ** (level + 1):
                self._runs[level] = Run(*carried)
                return
            self._runs[level] = Run(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.uint32))
        self._runs.append(Run(*carried))


def _merged(longer: tuple[Marks, Numbers], shorter: tuple[Marks, Numbers]) -> tuple[Marks, Numbers]:
    """Two sorted runs as one."""
    places = longer[0].searchsorted(shorter[0], "right") + np.arange(len(shorter[0]))
    old = np.ones(len(longer[0]) + len(shorter[0]), dtype=bool)
    old[places] = False
    marks, numbers = np.empty(len(old), dtype=np.uint64), np.empty(len(old), dtype=np.uint32)
    marks[places], numbers[places] = shorter
    marks[old], numbers[old] = longer
    return marks, numbers
