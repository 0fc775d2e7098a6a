"""What an archive costs, gate by gate, against merely reading its records and against extracting every page.

    OMP_NUM_THREADS=1 python benchmarks/archive.py FOLDER [--pages N] [--rounds N] [--sample N] [--cores] [--audit N]

Archives are made in the folder by ``archive_pages.py``: some in which 2 % of the pages tell of arms, some in which none
does. Processor time of one thread; in each round every part is done once, one after the other, over an archive of the
round's own, so that no round finds remembered what another looked up; of each part the round in the middle counts.
What extracting every page costs is measured on every n-th page, by ``--sample``. ``--cores`` adds what two processes
come to against one, by the clock and by processor time.
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


FLOOR: Final = "merely reading the records (FastWARC)"
OWN: Final = "reading them with our own reader"
EVERY: Final = "trafilatura on every page"
PARTS: Final[dict[str, Callable[[Path], int]]] = {
    FLOOR: merely_read,
    OWN: own_reader,
    "and the bytes gate": bytes_gate,
    "and the text gate": text_gate,
    "the whole road": whole,
}


def one_round(archive: Path, sample: int) -> dict[str, tuple[float, int]]:
    """The seconds of each part over an archive, and what it came to."""
    took = {name: spent(partial(work, archive)) for name, work in PARTS.items()}
    read_s, all_pages = took[OWN]
    for name, metadata in ((EVERY, True), ("the same without title and date", False)):
        seconds, pages = spent(partial(extract_every, archive, sample, metadata=metadata))
        took[name] = (read_s + (seconds - read_s) / pages * all_pages, pages)
    return took


def measure(archives: list[Path], sample: int) -> dict[str, tuple[float, int]]:
    """Of each part the seconds and the count of the round in the middle."""
    rounds = [one_round(archive, sample) for archive in archives]
    return {name: sorted(took[name] for took in rounds)[len(rounds) // 2] for name in rounds[0]}


def table(title: str, middle: dict[str, tuple[float, int]], pages: int) -> list[str]:
    """The parts as lines: milliseconds a page, pages a second, share of merely reading, times of trafilatura."""
    floor, slow = middle[FLOOR][0], middle[EVERY][0]
    lines = [title, f"  {'':38}{'ms a page':>10}{'pages/s':>9}{'of reading':>12}{'x trafilatura':>15}{'pages':>8}"]
    for name, (seconds, count) in middle.items():
        lines.append(
            f"  {name:38}{1000 * seconds / pages:>10.2f}{pages / seconds:>9,.0f}{floor / seconds:>11.0%} "
            f"{slow / seconds:>14.1f}{count:>8,}"
        )
    return lines


def with_workers(archives: list[Path], workers: int) -> tuple[float, float, float]:
    """The seconds by the clock that so many workers take, and the processor time of the workers and of the driver."""
    with tempfile.TemporaryDirectory() as name:
        began, before, own = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
        with alone(Path(name)):
            assert all(isinstance(one, Done) for one in run(archives, Path(name), workers))  # noqa: S101
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        hands = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        return time.monotonic() - began, hands, time.process_time() - own


def two_cores(archives: list[Path]) -> list[str]:
    """How much sooner two processes are through than one: by the clock, and by what each core has to do."""
    one, two = with_workers(archives, 1), with_workers(archives, 2)
    share = one[1] / (two[1] / 2 + two[2])
    return [
        f"two processes against one: {one[0] / two[0]:.2f} times as fast by the clock ({one[0]:.0f} s, {two[0]:.0f} s)",
        f"  processor time of the workers {one[1]:.1f} s and {two[1]:.1f} s, of the driver {one[2]:.2f} s and "
        f"{two[2]:.2f} s: {share:.2f} times as fast on two cores that have nothing else to do",
    ]


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
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--sample", type=int, default=12)
    options.add_argument("--cores", action="store_true")
    options.add_argument("--audit", type=float, default=0.0)
    chosen = options.parse_args()
    print_ = sys.stdout.write
    began = time.process_time()
    arms(), actors()
    print_(f"{machine()}; the words are compiled in {time.process_time() - began:.1f} s, once a process\n")
    for title, share in (("2 % of the pages tell of arms", RELEVANT), ("no page tells of arms", 0.0)):
        made = make(chosen.folder / f"{share:g}", chosen.pages * chosen.rounds, chosen.rounds, relevant=share)
        whole(make(chosen.folder / "warm", 60, relevant=0.1, seed=9)[0])
        middle = measure(made, chosen.sample)
        print_("\n".join(table(title, middle, middle[OWN][1])) + "\n")
        if share and chosen.cores:
            print_("\n".join(two_cores(made[: len(made) // 2 * 2])) + "\n")
        if share and chosen.audit:
            print_("\n".join(audited(made[0], chosen.audit)) + "\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print_(f"the most memory that this process had: {memory:,.0f} MB\n")
    shutil.rmtree(chosen.folder / "warm")


if __name__ == "__main__":
    main()
