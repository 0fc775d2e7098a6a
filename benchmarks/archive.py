"""What an archive costs, gate by gate, against merely reading its records and against extracting every page.

    OMP_NUM_THREADS=1 python benchmarks/archive.py FOLDER [--pages N] [--rounds N] [--sample N] [--cores] [--audit N]

Two archives are made in the folder by ``archive_pages.py``: one in which 2 % of the pages tell of arms, one in which
none does. Processor time of one thread; in each round every part is done once, one after the other, and of each part
the best round counts, so that ratios are those of one run. What extracting every page costs is measured on every n-th
page, by ``--sample``. ``--cores`` adds what two processes come to against one, by the clock.
"""

from __future__ import annotations

import argparse
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from archive_pages import make

from onrecord.fleet.gates import stop_bytes, stop_text
from onrecord.fleet.outcomes import Audit, Done
from onrecord.fleet.pool import alone, run
from onrecord.fleet.signs import actors, arms
from onrecord.fleet.work import do_archive
from onrecord.intake.framing import Record
from onrecord.intake.warc import page_of_record, plain_body, records_of_pages
from onrecord.records import Page

RELEVANT: Final = 0.02


def merely_read(archive: Path) -> int:
    """Read every answer with FastWARC, as a floor; how many there are."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with archive.open("rb") as file:
        return sum(1 for record in ArchiveIterator(file, WarcRecordType.response) if record.reader.read() is not None)


def _records(file: BinaryIO) -> Iterator[Record]:
    return (record for record in records_of_pages(file) if isinstance(record, Record))


def own_reader(archive: Path) -> int:
    """Read every answer with the project's own reader, every digest checked."""
    with archive.open("rb") as file:
        return sum(1 for _ in _records(file))


def bytes_gate(archive: Path) -> int:
    """Read, and ask the first gate; how many come through."""
    with archive.open("rb") as file:
        bodies = (plain_body(record) for record in _records(file))
        return sum(stop_bytes(*body) is None for body in bodies if body is not None)


def text_gate(archive: Path) -> int:
    """Read, and ask the first two gates; how many come through."""
    passed = 0
    with archive.open("rb") as file:
        for record in _records(file):
            body = plain_body(record)
            if body is not None and stop_bytes(*body) is None:
                page = page_of_record(record, archive.name)
                passed += isinstance(page, Page) and stop_text(page) is None
    return passed


def whole(archive: Path) -> int:
    """The whole road, results written; how many pages tell of something."""
    with tempfile.TemporaryDirectory() as folder:
        return do_archive(archive, Path(folder)).tally.read


def extract_every(archive: Path, nth: int, *, metadata: bool) -> int:
    """Read, and extract every n-th page with trafilatura's fast mode; how many were."""
    from trafilatura import extract

    done = 0
    with archive.open("rb") as file:
        for number, record in enumerate(_records(file)):
            body = plain_body(record)
            if body is not None and number % nth == 0:
                extract(body[0], fast=True, with_metadata=metadata)
                done += 1
    return done


def spent(work: Callable[[], int]) -> tuple[float, int]:
    """The processor seconds that work takes, and what it comes to."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def measure(archive: Path, rounds: int, sample: int) -> dict[str, tuple[float, int]]:
    """The best seconds of each part, and what it came to."""
    parts: dict[str, Callable[[], int]] = {
        "merely reading the records (FastWARC)": lambda: merely_read(archive),
        "reading them with our own reader": lambda: own_reader(archive),
        "and the bytes gate": lambda: bytes_gate(archive),
        "and the text gate": lambda: text_gate(archive),
        "the whole road": lambda: whole(archive),
    }
    best: dict[str, tuple[float, int]] = {}
    for _ in range(rounds):
        for name, work in parts.items():
            made = spent(work)
            best[name] = min(best.get(name, made), made)
    read_s, all_pages = best["reading them with our own reader"]
    for name, metadata in (("trafilatura on every page", True), ("the same without title and date", False)):
        took, pages = min(spent(partial(extract_every, archive, sample, metadata=metadata)) for _ in range(2))
        best[name] = (read_s + (took - read_s) / pages * all_pages, pages)
    return best


def table(title: str, best: dict[str, tuple[float, int]], pages: int) -> list[str]:
    """The parts as lines: milliseconds a page, pages a second, share of merely reading, times of trafilatura."""
    floor = best["merely reading the records (FastWARC)"][0]
    slow = best["trafilatura on every page"][0]
    lines = [title, f"  {'':38}{'ms a page':>10}{'pages/s':>9}{'of reading':>12}{'x trafilatura':>15}{'pages':>8}"]
    for name, (seconds, count) in best.items():
        lines.append(
            f"  {name:38}{1000 * seconds / pages:>10.2f}{pages / seconds:>9,.0f}{floor / seconds:>11.0%} "
            f"{slow / seconds:>14.1f}{count:>8,}"
        )
    return lines


def two_cores(archives: list[Path]) -> str:
    """How much sooner two processes are through than one, by the clock."""
    took = []
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as name:
            began = time.monotonic()
            with alone(Path(name)):
                assert all(isinstance(one, Done) for one in run(archives, Path(name), workers))  # noqa: S101
            took.append(time.monotonic() - began)
    return f"two processes against one: {took[0] / took[1]:.2f} times as fast ({took[0]:.0f} s, {took[1]:.0f} s)"


def audited(archive: Path, share: float) -> list[str]:
    """What an audit says of the gates' loss."""
    with tempfile.TemporaryDirectory() as folder:
        tally = do_archive(archive, Path(folder), Audit(share)).tally
    lines = [f"audit of {share:g}: {tally.loss():.2%} of the claims lost"]
    return lines + [f"  {gate}: {tally.lost[gate].sent} sent, {tally.lost[gate].claims} claims" for gate in tally.lost]


def machine() -> str:
    """The machine in words."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    return f"{len(names)} x {names[0] if names else platform.processor()}, Python {platform.python_version()}"


def main() -> None:
    """Make the archives, measure, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--pages", type=int, default=600)
    options.add_argument("--rounds", type=int, default=4)
    options.add_argument("--sample", type=int, default=12)
    options.add_argument("--cores", action="store_true")
    options.add_argument("--audit", type=float, default=0.0)
    chosen = options.parse_args()
    print_ = sys.stdout.write
    began = time.process_time()
    arms(), actors()
    print_(f"{machine()}; the words are compiled in {time.process_time() - began:.1f} s, once a process\n")
    for title, share in (("2 % of the pages tell of arms", RELEVANT), ("no page tells of arms", 0.0)):
        made = make(chosen.folder / f"{share:g}", chosen.pages, 2 if chosen.cores else 1, relevant=share)
        whole(make(chosen.folder / "warm", 60, relevant=0.1)[0])
        best = measure(made[0], chosen.rounds, chosen.sample)
        print_("\n".join(table(title, best, best["reading them with our own reader"][1])) + "\n")
        if share and chosen.cores:
            print_(two_cores(made) + "\n")
        if share and chosen.audit:
            print_("\n".join(audited(made[0], chosen.audit)) + "\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print_(f"the most memory that this process had: {memory:,.0f} MB\n")
    shutil.rmtree(chosen.folder / "warm")


if __name__ == "__main__":
    main()
