"""What a story more costs a register of a thousand claims, and one of a million.

    OMP_NUM_THREADS=1 python benchmarks/register.py --claims 1000000

The stories of an invented stream (``stream.py``) are taken in one after the other: each is looked up among the copies,
weighed, grouped, and found in its dossiers. After every day of the stream the dossiers that changed are made anew. The
readings themselves are not kept, but made again when they are asked for, as a shelf would give them. Figures are
processor time a story over the stories around each mark, and of that the share that the first mark took.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from stream import STORIES_A_DAY, Stream

from onrecord.records import Reading
from onrecord.register import Ledger

MARKS: Final = (1_000, 10_000, 100_000, 300_000, 1_000_000)
AROUND: Final = 2_000
"""Stories over which a mark is measured at most: half of those before it, and as many after it."""


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
    parts: dict[str, float] = field(default_factory=lambda: {"add": 0.0, "find": 0.0, "dossiers": 0.0})

    def a_story(self, part: str) -> float:
        """Milliseconds a story."""
        return 1000 * self.parts[part] / max(1, self.stories)


def run(stream: Stream, claims: int) -> Iterator[tuple[int, int, Spent, int]]:
    """For each mark: the claims, the stories, what the stories around it took, and the bytes resident then."""
    ledger = Ledger(given=Library(stream))
    marks, told, spent = [mark for mark in MARKS if mark <= claims], 0, Spent()
    for number in range(1 << 40):
        reading = stream.reading(number)
        told += len(reading.claims)
        near = min(AROUND, int(0.5 * marks[0] / 3))
        if told < marks[0] - 3 * near // 2:
            spent = Spent()
        _take(ledger, reading, spent)
        if number % STORIES_A_DAY == STORIES_A_DAY - 1:
            _timed(spent, "dossiers", ledger.settle)
        if told >= marks[0] + 3 * near // 2:
            yield marks.pop(0), number + 1, spent, resident()
            if not marks:
                return


def _take(ledger: Ledger, reading: Reading, spent: Spent) -> None:
    _timed(spent, "add", lambda: ledger.add(reading))
    _timed(spent, "find", lambda: ledger.homes(reading.article.id))
    spent.stories += 1


def _timed(spent: Spent, part: str, work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    spent.parts[part] += time.process_time() - start


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
    gc.freeze()
    show("| claims | stories | take in, ms | find, ms | both, of the first | dossiers anew, ms | memory, MB |")
    show("|---|---|---|---|---|---|---|")
    first = 0.0
    for claims, stories, spent, memory in run(Stream(chosen.seed), chosen.claims):
        add, find, made = (spent.a_story(part) for part in spent.parts)
        first = first or add + find
        ratio = (add + find) / first
        row = f"{claims:,} | {stories:,} | {add:.2f} | {find:.2f} | {ratio:.2f} | {made:.2f} | {memory / 2**20:,.0f}"
        show(f"| {row} |")


if __name__ == "__main__":
    main()
