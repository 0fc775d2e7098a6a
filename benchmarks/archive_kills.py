"""Workers and drivers killed at random moments, and the results held against those of an undisturbed run.

    python benchmarks/archive_kills.py FOLDER [--kills N] [--pages N] [--files N] [--seed N]

A command that was killed is given again, as a person would. At the end every file must be there, and nothing else, byte
for byte as if nothing had happened.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from archive_pages import make

from onrecord.fleet.pool import LOCK


def command(archives: Path, out: Path) -> list[str]:
    """The command that reads the archives."""
    return [sys.executable, "-m", "onrecord", "archive", "--out", str(out), "--workers", "2", str(archives)]


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder with what is in them."""
    files = (path for path in sorted(folder.iterdir()) if path.is_file() and path.name != LOCK)
    return {path.name: path.read_bytes() for path in files}


def workers_of(driver: int) -> list[int]:
    """The processes that a driver started to read archives."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            told = (stat.parent / "cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            continue
        if parent == driver and b"spawn_main" in told:
            found.append(int(stat.parent.name))
    return found


def kill_at_random(archives: Path, out: Path, kills: int, draw: random.Random) -> Counter[str]:
    """Start the command as often as it takes, and kill what is at work; what was killed how often."""
    killed: Counter[str] = Counter()
    driver = subprocess.Popen(command(archives, out), stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    while killed.total() < kills:
        time.sleep(draw.uniform(0.2, 6))
        hands = workers_of(driver.pid)
        if driver.poll() is not None:
            shutil.rmtree(out)  # it was through: once more from the start
        elif hands and draw.random() < 0.5:
            os.kill(draw.choice(hands), signal.SIGKILL)
            killed["workers"] += 1
            continue
        else:
            driver.kill()
            driver.wait()
            killed["drivers"] += 1
        driver = subprocess.Popen(command(archives, out), stdout=subprocess.DEVNULL)  # noqa: S603 - as above
    driver.wait()
    return killed


def main() -> None:
    """Read undisturbed, then disturbed, and compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--pages", type=int, default=400)
    options.add_argument("--files", type=int, default=8)
    options.add_argument("--seed", type=int, default=8)
    chosen = options.parse_args()
    archives = chosen.folder / "archives"
    make(archives, chosen.pages, chosen.files, seed=chosen.seed)
    whole, disturbed = chosen.folder / "undisturbed", chosen.folder / "disturbed"
    subprocess.run(command(archives, whole), check=True)  # noqa: S603 - as above
    killed = kill_at_random(archives, disturbed, chosen.kills, random.Random(chosen.seed))  # noqa: S311 - no secret
    subprocess.run(command(archives, disturbed), check=True)  # noqa: S603 - as above
    same = contents(whole) == contents(disturbed)
    told = ", ".join(f"{count} {name}" for name, count in sorted(killed.items()))
    sys.stdout.write(f"killed: {told}; {'every file is the same, byte for byte' if same else 'THE RESULTS DIFFER'}\n")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
