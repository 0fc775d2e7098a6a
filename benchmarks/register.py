"""What a story more costs a register of a thousand claims, and one of a million.

    OMP_NUM_THREADS=1 python benchmarks/register.py --claims 1000000

The stories of an invented stream (``stream.py``) are taken in one after the other: each is looked up among the copies,
weighed, grouped, and found in its dossiers. The readings themselves are not kept, but made again when they are asked
for, as a shelf would give them. Figures are processor time a story over the two thousand stories after each mark, and
that time beside what a register of a thousand claims takes, story by story in turn, so that other work on the machine
weighs on both.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stream import STORIES_A_DAY, Stream

from onrecord.records import Reading
from onrecord.register import Ledger

MARKS: Final = (1_000, 10_000, 100_000, 300_000, 1_000_000)
AFTER: Final = 2_000
"""Stories that are measured after each mark, but no more than there were before it."""

FIRST: Final = 170
LAST: Final = 500
"""The stories between which a register holds a thousand claims on the average."""


class Library(MutableMapping[str, Reading]):
    """The stream's readings by their ids; of those that were given only the numbers are kept."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._given = bytearray()

    def __getitem__(self, name: str) -> Reading:
        number = int(name[1:], 16)
        if number >= len(self._given) or not self._given[number]:
            raise KeyError(name)
        return self._stream.reading(number)

    def __setitem__(self, name: str, reading: Reading) -> None:
        number = int(name[1:], 16)
        self._given.extend(bytes(max(0, number + 1 - len(self._given))))
        self._given[number] = 1

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

    def take(self, ledger: Ledger, reading: Reading) -> None:
        """Take a story into a register and find it there."""
        start = time.process_time()
        ledger.add(reading)
        taken = time.process_time()
        ledger.homes(reading.article.id)
        self.stories += 1
        self.add += taken - start
        self.find += time.process_time() - taken

    @property
    def a_story(self) -> float:
        """Milliseconds a story."""
        return 1000 * (self.add + self.find) / max(1, self.stories)


class Young:
    """A register that is always around its thousandth claim, for comparison at the same moment."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._number = LAST
        self.spent = Spent()

    def take_one(self) -> None:
        """Take one story in; after the last begin anew."""
        if self._number == LAST:
            self._ledger, self._number = Ledger(given=Library(self._stream)), 0
            while self._number < FIRST:
                Spent().take(self._ledger, self._stream.reading(self._number))
                self._number += 1
        self.spent.take(self._ledger, self._stream.reading(self._number))
        self._number += 1


def run(stream: Stream, claims: int) -> Iterator[tuple[int, Spent, Spent, int, int]]:
    """For each mark: the claims, what the stories after it took, what a young register's took, stories, bytes."""
    ledger, told, number = Ledger(given=Library(stream)), 0, 0
    for mark in (mark for mark in MARKS if mark <= claims):
        while told < mark:
            reading = stream.reading(number)
            told, number = told + len(reading.claims), number + 1
            ledger.add(reading)
            if number % STORIES_A_DAY == 0:
                ledger.homes(reading.article.id)
        ledger.homes(reading.article.id)
        spent, young = Spent(), Young(stream)
        for _ in range(min(AFTER, mark // 3)):
            reading = stream.reading(number)
            told, number = told + len(reading.claims), number + 1
            spent.take(ledger, reading)
            young.take_one()
        yield mark, spent, young.spent, number, resident()


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
    show("| claims | stories | taken in, ms | found, ms | both, beside a register of 1,000 claims | memory, MB |")
    show("|---|---|---|---|---|---|")
    for claims, spent, young, stories, memory in run(Stream(chosen.seed), chosen.claims):
        each = f"{1000 * spent.add / spent.stories:.2f} | {1000 * spent.find / spent.stories:.2f}"
        ratio = f"{spent.a_story / young.a_story:.2f}"
        show(f"| {claims:,} | {stories:,} | {each} | {ratio} | {memory / 2**20:,.0f} |")


if __name__ == "__main__":
    main()
