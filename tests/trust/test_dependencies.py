"""What the project is built on: locked by hashes, above every fault that the table knows, and what an audit says."""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version

from tests import audit

LOCKS = sorted((Path(__file__).parents[2] / "requirements").glob("*.lock"))
TABLE = LOCKS[0].parent / "advisories.tsv"


def locked(lock: Path) -> dict[str, tuple[str, int]]:
    """The packages of a lock with their versions, and how many hashes each may have."""
    found, name = {}, ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if told := re.match(r"([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", line):
            name = told[1]
            found[name] = (told[2], 0)
        elif "--hash=sha256:" in line:
            found[name] = (found[name][0], found[name][1] + 1)
    return found


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_locked_by_its_hashes(lock: Path) -> None:
    found = locked(lock)
    assert found and [name for name, (_, hashes) in found.items() if not hashes] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["advisory"])
def test_no_package_falls_behind_the_version_that_mended_a_fault(row: dict[str, str]) -> None:
    versions = [Version(found[row["package"]][0]) for lock in LOCKS if row["package"] in (found := locked(lock))]
    assert versions, f"{row['package']} is in no lock: its row can go"
    assert min(versions) >= Version(row["mended"]), row["what"]


FAULT: dict[str, Any] = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
CLEAN: dict[str, Any] = {"name": "b", "version": "1", "vulns": []}
UNASKED: dict[str, Any] = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("told", "words", "code"),
    [
        ([FAULT, CLEAN], [], 1),
        ([CLEAN, UNASKED], [], 0),
        ([CLEAN, CLEAN, UNASKED], ["--asked"], 0),
        ([CLEAN, UNASKED, UNASKED], ["--asked"], 1),
        (None, [], 0),
        (None, ["--asked"], 1),
    ],
)
def test_an_audit_fails_for_faults_and_not_for_want_of_the_net(
    told: list[dict[str, Any]] | None,
    words: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "told.json"
    if told is not None:
        path.write_text(json.dumps({"dependencies": told}), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["audit", str(path), *words])
    assert audit.main() == code
    printed = capsys.readouterr().out
    assert ("a 1: PYSEC-1, mended in 2" in printed) is (told is not None and FAULT in told)
