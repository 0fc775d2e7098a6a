"""What a story more costs a register of a thousand claims, and one of a million.

    OMP_NUM_THREADS=1 python benchmarks/register.py --claims 1000000

The stories of an invented stream (``stream.py``) are taken in one after the other: each is looked up among the copies,
weighed, grouped, and found in its dossiers; a story by itself, or the stories of a day together. The readings are not
kept, but made again when they are asked for, as a shelf would give them.

Figures are processor time a story over the stories after each mark, and that time beside what the very same stories
take a register that holds only what came just before them, a thousand claims: in turn, so that other work on the
machine weighs on both. What lay in memory before is kept from Python's garbage collector for so long, in both; the time
from one mark to the next, the collector's included, stands in a column of its own.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stream import STORIES_A_DAY, Stream

from onrecord.records import Reading
from onrecord.register import Ledger

MARKS: Final = (1_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
AFTER: Final = 1_500
"""Stories that are measured after each mark in each way, but no more than half of those before it."""

LATEST: Final = 500
"""Readings that are kept at hand."""

FIRST: Final = 170
LAST: Final = 500
"""The stories between which a young register holds a thousand claims on the average."""


class Library(MutableMapping[str, Reading]):
    """The stream's readings by their ids; but for the latest only the numbers of those that were given are kept."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._given = bytearray()
        self._latest: dict[str, Reading] = {}

    def __getitem__(self, name: str) -> Reading:
        number = int(name[1:], 16)
        if number >= len(self._given) or not self._given[number]:
            raise KeyError(name)
        return self._latest.get(name) or self._stream.reading(number)

    def __setitem__(self, name: str, reading: Reading) -> None:
        number = int(name[1:], 16)
        self._given.extend(bytes(max(0, number + 1 - len(self._given))))
        self._given[number] = 1
        self._latest[name] = reading
        if len(self._latest) > LATEST:
            del self._latest[next(iter(self._latest))]

    def __delitem__(self, name: str) -> None:
        self._given[int(name[1:], 16)] = 0

    def __iter__(self) -> Iterator[str]:
        return (f"p{number:015x}" for number, given in enumerate(self._given) if given)

    def __len__(self) -> int:
        return sum(self._given)

    def __contains__(self, name: object) -> bool:
        number = int(str(name)[1:], 16)
        return number < len(self._given) and bool(self._given[number])


@dataclass
class Spent:
    """Seconds of processor time over so many stories."""

    stories: int = 0
    add: float = 0.0
    find: float = 0.0

    def take(self, ledger: Ledger, readings: Sequence[Reading]) -> None:
        """Take stories into a register and find them there."""
        start = time.process_time()
        for reading in readings:
            ledger.add(reading)
        taken = time.process_time()
        for reading in readings:
            ledger.homes(reading.article.id)
        self.stories += len(readings)
        self.add += taken - start
        self.find += time.process_time() - taken

    @property
    def a_story(self) -> float:
        """Milliseconds a story."""
        return 1000 * (self.add + self.find) / max(1, self.stories)


class Old:
    """The register that grows with the stream."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._ledger = Ledger(given=Library(stream))
        self.stories = 0
        self.claims = 0

    def grow(self, claims: int) -> Spent:
        """Take stories in until so many claims are told, a day's at a time; what they took."""
        spent = Spent()
        while self.claims < claims:
            spent.take(self._ledger, self._next(STORIES_A_DAY))
        return spent

    def beside_a_young_one(self, stories: int, at_once: int) -> tuple[Spent, Spent]:
        """What so many stories more take, so many at once; and what they take a young register, in turn."""
        spent, young = Spent(), Spent()
        while spent.stories < stories:
            ledger = self._young()
            gc.collect()
            gc.freeze()
            sides = [(spent, self._ledger), (young, ledger)]
            for _ in range(min(LAST - FIRST, stories - spent.stories) // at_once or 1):
                readings = self._next(at_once)
                for side, taking in sides:
                    side.take(taking, readings)
                sides.reverse()  # who comes second finds what both remember at hand
            gc.unfreeze()
        return spent, young

    def _young(self) -> Ledger:
        """A register of the latest stories alone."""
        ledger = Ledger(given=Library(self._stream))
        Spent().take(ledger, [self._stream.reading(self.stories - n) for n in range(FIRST, 0, -1)])
        return ledger

    def _next(self, stories: int) -> list[Reading]:
        readings = [self._stream.reading(self.stories + n) for n in range(stories)]
        self.stories += stories
        self.claims += sum(len(reading.claims) for reading in readings)
        return readings


def resident() -> int:
    """The bytes of memory that the process holds now, or held at most where that cannot be told."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def show(row: str) -> None:
    """Print a row of the table."""
    sys.stdout.write(f"{row}\n")
    sys.stdout.flush()


def main() -> None:
    """Run the stream and print a row a mark."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=100_000, help="how many claims to go to (default: %(default)s)")
    options.add_argument("--seed", type=int, default=8, help="of the stream (default: %(default)s)")
    chosen = options.parse_args()
    show("| claims | stories | to here, ms | a story by itself, ms | beside | by the day, ms | beside | memory, MB |")
    show("|---|---|---|---|---|---|---|---|")
    register = Old(Stream(chosen.seed))
    for mark in (mark for mark in MARKS if mark <= chosen.claims):
        grown = register.grow(mark)
        row, stories = f"{mark:,} | {register.stories:,} | {grown.a_story:.2f}", min(AFTER, mark // 6)
        for at_once in (1, STORIES_A_DAY):
            spent, young = register.beside_a_young_one(stories, at_once)
            row += f" | {spent.a_story:.2f} | {spent.a_story / young.a_story:.2f}"
        show(f"| {row} | {resident() / 2**20:,.0f} |")


if __name__ == "__main__":
    main()
