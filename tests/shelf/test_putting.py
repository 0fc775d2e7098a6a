"""Pages put on a shelf many at once make the rows that they make one by one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.records import Page, Passed, Reading
from onrecord.shelf import find_faults, open_shelf
from onrecord.shelf.putting import AT_ONCE
from onrecord.shelf.sealed import custody_log

from .clock import stand_at
from .made import TEXT, dump, page, reading


def some(number: int) -> list[tuple[Page, Reading | Passed]]:
    """So many pages, every third without a reading."""
    pages = [page(f"{TEXT} {n}", f"wire/{n}.txt") for n in range(number)]
    return [(one, Passed("claims", "no claim") if n % 3 == 2 else reading(one)) for n, one in enumerate(pages)]


def test_many_at_once_make_the_rows_that_they_make_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_at(monkeypatch.setattr, datetime(2026, 1, 1, tzinfo=UTC))  # the custody log's links are then the same too
    outcomes = some(2 * AT_ONCE + 5)
    with open_shelf(tmp_path / "one-by-one.sqlite", create=True) as shelf:
        assert all(shelf.keep(*one) for one in outcomes)
    with open_shelf(tmp_path / "at-once.sqlite", create=True) as shelf:
        assert shelf.keep_all(outcomes) == len(outcomes)
    ones, others = (dump(tmp_path / name) for name in ("one-by-one.sqlite", "at-once.sqlite"))
    assert ones == others
    with open_shelf(tmp_path / "one-by-one.sqlite") as here, open_shelf(tmp_path / "at-once.sqlite") as there:
        assert custody_log(here) == custody_log(there)


def test_of_many_at_once_those_that_are_there_and_those_given_twice_are_left_out(address: str) -> None:
    outcomes = some(AT_ONCE + 3)
    with open_shelf(address, create=True) as shelf:
        assert shelf.keep_all(outcomes[2:5]) == 3
        assert shelf.keep_all([*outcomes, *outcomes, (outcomes[0][0], Passed("claims", "another"))]) == AT_ONCE
        assert shelf.keep_all(outcomes) == shelf.keep_all([]) == 0
        assert {kept.page.digest: kept.outcome for kept in shelf.pages()} == {
            one.digest: outcome for one, outcome in outcomes
        }
        assert [*find_faults(shelf)] == []
