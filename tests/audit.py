"""Known faults of the locked packages, as pip-audit tells them, and of how many nothing could be asked.

    .audit/bin/pip-audit --format json … > .audit/told.json; python -m tests.audit .audit/told.json [--asked]

Ends with 1 where a package has a known fault; with ``--asked`` also where the database could not be asked about most.
``make test`` does without the latter, so that a machine without the net tests all the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click import echo


def faults(told: dict[str, Any]) -> Iterator[str]:
    """Each known fault in a line: the package, the fault's name, and the version without it."""
    for package in told["dependencies"]:
        for fault in package.get("vulns", ()):
            mended = ", ".join(fault.get("fix_versions", ())) or "none"
            yield f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"


def unasked(told: dict[str, Any]) -> list[str]:
    """The packages of which the database told nothing."""
    return [package["name"] for package in told["dependencies"] if "skip_reason" in package]


def read(path: Path) -> dict[str, Any]:
    """What pip-audit wrote; nothing at all where it could not be had or found no database."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"dependencies": []}
    return told if isinstance(told, dict) and "dependencies" in told else {"dependencies": []}


def main() -> int:
    """Print what is known."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("told", type=Path)
    options.add_argument("--asked", action="store_true", help="end with 1 where most could not be asked about")
    chosen = options.parse_args()
    told = read(chosen.told)
    found, without = sorted(faults(told)), unasked(told)
    for fault in found:
        echo(fault)
    total = len(told["dependencies"])
    echo(f"{total - len(without)} of {total} locked packages could be asked about, {len(found)} known faults")
    return int(bool(found) or (chosen.asked and 2 * len(without) >= total))


if __name__ == "__main__":
    sys.exit(main())
