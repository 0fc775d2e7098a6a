"""A dossier read from a shelf beside a bare query for as many claims, on a shelf of a thousand claims and of a million.

    OMP_NUM_THREADS=1 python benchmarks/dossiers.py --claims 1000000

The dossiers are those of the invented stream (``stream.py``), as many as a register of so many claims has; those read
have 40 to 60 positions. The bare query fetches 49 rows of a table of so many claims by their parties, 21 columns with a
sentence each, through SQLite's own interface. Figures are milliseconds of processor time, the system's included, over
two hundred goes each, in turn.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

import pysqlite3
from sqlalchemy import insert
from stream import Stream

from onrecord.records import Dossier, Member
from onrecord.register import Ledger
from onrecord.shelf import Shelf, open_shelf
from onrecord.shelf.history import TOLD_DOSSIERS, ToldDossiers
from onrecord.shelf.packing import pack

MARKS: Final = (1_000, 10_000, 100_000, 1_000_000)
SEEN: Final = 10_000
"""Claims of which the dossiers are made that are then repeated."""

CLAIMS_A_DOSSIER: Final = 14
ROWS: Final = 49
GOES: Final = 200
BATCH: Final = 5_000
COLUMNS: Final = 21
SENTENCE: Final = "It is said here, in about as many words as a sentence of the news has, that something was sent. " * 3


def made(stream: Stream) -> tuple[Dossier, ...]:
    """The dossiers of the stream's beginning."""
    ledger = Ledger()
    for reading in stream.readings(SEEN):
        ledger.add(reading)
    return ledger.dossiers()


class Dossiers:
    """A shelf that holds as many dossiers as a register of so many claims."""

    def __init__(self, shelf: Shelf, pool: Sequence[Dossier]) -> None:
        self._shelf = shelf
        self._pool = [(pack(one), 40 <= len(one.positions) <= 60) for one in pool]
        self._count = 0
        self._middling: list[Member] = []

    def grow(self, claims: int) -> None:
        """Put dossiers there until there are enough."""
        numbers = range(self._count, max(claims // CLAIMS_A_DOSSIER, len(self._pool)))
        self._count = max(self._count, numbers.stop)
        rows = []
        for number in numbers:
            packed, middling = self._pool[number % len(self._pool)]
            first = Member(f"p{number * 0x9E3779B97F4A7C15 % (1 << 60):015x}", "e0")
            self._middling += [first] if middling else []
            rows.append({"first": f"{first.story} {first.event}", "packed": packed})
        with self._shelf.writing() as writing:
            for start in range(0, len(rows), BATCH):
                writing.connection.execute(insert(TOLD_DOSSIERS), rows[start : start + BATCH])

    def read(self, draw: random.Random) -> Dossier:
        """One of them that has 40 to 60 positions."""
        return ToldDossiers(self._shelf)[draw.choice(self._middling)]


class Bare:
    """A table of claims with an index by parties and time, and nothing around it."""

    def __init__(self, path: Path) -> None:
        self._connection = pysqlite3.connect(path)
        names = ", ".join(f"c{n} TEXT" for n in range(COLUMNS - 4))
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute(f"CREATE TABLE claim (id INTEGER PRIMARY KEY, pair TEXT, at TEXT, said TEXT, {names})")
        self._connection.execute("CREATE INDEX by_pair ON claim (pair, at)")
        self._count = 0

    def grow(self, claims: int) -> None:
        """Put claims there until there are enough, those of a pair spread over all."""
        pairs = max(1, claims // ROWS)
        marks = ", ".join("?" * COLUMNS)
        rows = (
            (None, f"pair {n % pairs}", f"{n:09}", SENTENCE[: 200 + n % 72], *["word"] * (COLUMNS - 4))
            for n in range(claims)
        )
        self._connection.execute("DELETE FROM claim")
        self._connection.executemany(f"INSERT INTO claim VALUES ({marks})", rows)  # noqa: S608 - question marks
        self._connection.commit()
        self._count = pairs

    def read(self, draw: random.Random) -> list[Any]:
        """The claims of one pair."""
        pair = f"pair {draw.randrange(self._count)}"
        query = "SELECT * FROM claim WHERE pair = ? ORDER BY at"
        return list(self._connection.execute(query, (pair,)))


def timed(work: Callable[[random.Random], object], draw: random.Random) -> float:
    """Milliseconds that work takes."""
    start = time.process_time()
    work(draw)
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Fill both and print a row at each mark."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=100_000, help="how many claims to go to (default: %(default)s)")
    chosen = options.parse_args()
    sys.stdout.write(
        "| claims | a dossier, median | 95 % | bare query, median | 95 % | beside |\n|---|---|---|---|---|---|\n"
    )
    pool, draw = made(Stream()), random.Random(1)  # noqa: S311 - which dossier is asked for is no secret
    with tempfile.TemporaryDirectory() as folder, open_shelf(Path(folder) / "s.sqlite", create=True) as shelf:
        dossiers, bare = Dossiers(shelf, pool), Bare(Path(folder) / "bare.sqlite")
        for mark in (mark for mark in MARKS if mark <= chosen.claims):
            dossiers.grow(mark)
            bare.grow(mark)
            told = [(timed(dossiers.read, draw), timed(bare.read, draw)) for _ in range(GOES)]
            ours, theirs = zip(*told, strict=True)
            figures = " | ".join(f"{median(side):.2f} | {quantiles(side, n=20)[-1]:.2f}" for side in (ours, theirs))
            sys.stdout.write(f"| {mark:,} | {figures} | {median(ours) / median(theirs):.2f} |\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
