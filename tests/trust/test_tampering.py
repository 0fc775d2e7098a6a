"""Whatever is changed, taken away or added behind a shelf's back is found, on either store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import Row, Table, delete, insert

from onrecord.shelf import Custody, Head, Shelf, custody_head, custody_log, find_faults, move, open_shelf, read_head
from onrecord.shelf.answers import ANSWERS
from onrecord.shelf.chain import CUSTODY, NO_ENTRY, Sealed, entries, row_digest
from onrecord.shelf.schema import JUDGEMENTS, PAGES, PASSED, READINGS
from onrecord.shelf.snapshots import SNAPSHOTS
from onrecord.shelf.watched import VERSIONS, WITHDRAWALS
from tests.shelf.made import page, reading

from .holdings import behind_its_back, change, fill, put_back, rows_of, spoil

KEPT: Final = (PAGES, READINGS, PASSED, JUDGEMENTS, SNAPSHOTS, WITHDRAWALS, ANSWERS, VERSIONS, CUSTODY)


@pytest.fixture
def shelf(address: str) -> Iterator[Shelf]:
    """A shelf with one of everything on it."""
    with open_shelf(address, create=True) as opened:
        fill(opened)
        assert faults(opened) == []
        yield opened
        assert faults(opened) == [], "what a test changed was not put back"


def faults(shelf: Shelf, *noted: Head) -> list[str]:
    return [fault.what for fault in find_faults(shelf, noted)]


@pytest.mark.parametrize("table", KEPT, ids=lambda table: table.name)
def test_a_change_of_any_field_is_found(shelf: Shelf, table: Table) -> None:
    rows = rows_of(shelf, table)
    for row in rows:
        for name, value in row._mapping.items():
            other = spoil(value)
            change(shelf, table, row, name, other)
            assert faults(shelf), f"{table.name}.{name}: {value!r} became {other!r}"
            put_back(shelf, table, rows)


@pytest.mark.parametrize("table", [PAGES, SNAPSHOTS], ids=lambda table: table.name)
def test_a_change_of_any_byte_is_found(shelf: Shelf, table: Table) -> None:
    row = rows_of(shelf, table)[0]
    for at in range(len(row.content)):
        change(shelf, table, row, "content", row.content[:at] + bytes([row.content[at] ^ 16]) + row.content[at + 1 :])
        assert faults(shelf), at
    for other in (row.content + b"\0", row.content[:-1]):
        change(shelf, table, row, "content", other)
        assert faults(shelf)
    change(shelf, table, row, "content", row.content)


@pytest.mark.parametrize("table", KEPT, ids=lambda table: table.name)
def test_whatever_is_taken_away_is_missed(shelf: Shelf, table: Table) -> None:
    before, rows = custody_head(shelf), rows_of(shelf, table)
    for row in rows:
        own = [column == getattr(row, column.name) for column in table.primary_key.columns]
        with behind_its_back(shelf) as connection:
            connection.execute(delete(table).where(*own))
        # What was entered last can be cut off together with its entry: then only a head noted elsewhere tells.
        assert faults(shelf, before), row
        put_back(shelf, table, rows)


@pytest.mark.parametrize("table", [PAGES, JUDGEMENTS, SNAPSHOTS, WITHDRAWALS, ANSWERS], ids=lambda table: table.name)
def test_whatever_is_added_by_other_means_is_found(shelf: Shelf, table: Table) -> None:
    row = rows_of(shelf, table)[0]
    key = next(iter(table.primary_key.columns))
    other = {**row._mapping, key.name: spoil(row._mapping[key.name])}
    with behind_its_back(shelf) as connection:
        connection.execute(insert(table).values(other))
    assert any("added by other means" in what for what in faults(shelf))
    with behind_its_back(shelf) as connection:
        connection.execute(delete(table).where(key == other[key.name]))


def test_a_log_made_anew_is_found_by_a_head_that_was_noted(address: str) -> None:
    """Whoever holds the whole store can forge a page and bind a whole new log; what was noted elsewhere tells."""
    with open_shelf(address, create=True) as shelf:
        fill(shelf)
        noted = custody_head(shelf)
        row = next(row for row in rows_of(shelf, PAGES) if row.source == "wire/unread.txt")
        change(shelf, PAGES, row, "source", "wire/other.txt")
        forged = {**row._mapping, "source": "wire/other.txt"}
        said = [
            Sealed(entry.kind, entry.key, row_digest("pages", forged) if forge(entry, row) else entry.digest)
            for entry in custody_log(shelf)
        ]
        with behind_its_back(shelf) as connection:
            connection.execute(delete(CUSTODY))
            connection.execute(insert(CUSTODY), list(entries(NO_ENTRY, said, "2025-03-02T12:00:00+00:00")))
        assert faults(shelf) == []
        assert any("not the one that was noted" in what for what in faults(shelf, noted))


def forge(entry: Custody, row: Row[Any]) -> bool:
    return (entry.kind, entry.key) == ("page", row.digest)


def test_a_log_that_was_cut_short_is_found_by_a_head_that_was_noted(address: str) -> None:
    with open_shelf(address, create=True) as shelf:
        shelf.keep(page(), reading())
        early = custody_head(shelf)
        one = page("another")
        shelf.keep(one, reading(one))
        late = custody_head(shelf)
        assert faults(shelf, NO_ENTRY, early, late) == []
        with behind_its_back(shelf) as connection:
            connection.execute(delete(CUSTODY).where(CUSTODY.c.number > early.number))
            for table in (VERSIONS, *reversed(list(PAGES.metadata.sorted_tables))):
                if "digest" in table.c and table.name not in ("custody", "snapshots"):
                    connection.execute(delete(table).where(table.c.digest == one.digest))
        assert faults(shelf, early) == []
        assert any("ends at entry" in what for what in faults(shelf, late))


def test_the_log_tells_who_when_what_how(shelf: Shelf) -> None:
    log = custody_log(shelf)
    kinds = ["page", "outcome", "page", "outcome", "judgement", "snapshot", "snapshot", "withdrawal", "answer"]
    assert [entry.kind for entry in log] == kinds
    judged = next(entry for entry in log if entry.kind == "judgement")
    assert (judged.person, judged.key) == ("Ida Brandt", "j1")
    assert "@" in log[0].person and log[0].how.startswith("onrecord ")
    assert log[0].key == page().digest
    assert [entry.kind for entry in custody_log(shelf, "wire/oslo.txt")] == ["page", "outcome", "answer"]
    assert custody_head(shelf) == Head(len(log), log[-1].link)


def test_a_reading_made_anew_is_entered_anew(shelf: Shelf) -> None:
    with shelf.writing() as writing:
        writing.note("page", page().digest)
    assert len(custody_log(shelf)) == 9
    told = reading()
    with_less = type(told)(told.article)
    assert shelf.replace(page().digest, with_less)
    assert faults(shelf) == []
    assert [entry.kind for entry in custody_log(shelf, page().digest)] == ["page", "outcome", "answer", "outcome"]


@pytest.mark.parametrize("told", ["", "7", "7:ab", "x:" + "a" * 64, "7:" + "g" * 64])
def test_what_is_no_head_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match="no head of a custody log"):
        read_head(told)


@pytest.mark.parametrize("table", ["custody", "judgements", "snapshots", "fetches"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_the_store_itself_refuses_to_change_what_is_appended(shelf: Shelf, table: str, change: str) -> None:
    column = {"custody": "link", "judgements": "reason", "snapshots": "note", "fetches": "note"}[table]
    statement = change.format(table, f"{column} = 'x'")
    with (
        pytest.raises(Exception, match="are appended, never changed"),
        shelf.engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_a_backup_is_restored_with_its_log_and_goes_through_the_head_that_was_noted(
    shelf: Shelf, tmp_path: Path
) -> None:
    """The drill: a copy made while the shelf is in use, checked, and put in the shelf's place."""
    noted = custody_head(shelf)
    with open_shelf(tmp_path / "backup.sqlite", create=True) as backup:
        move(shelf, backup)
        assert faults(backup, noted) == []
        assert custody_log(backup) == custody_log(shelf)
        one = page("after the restore")
        assert backup.keep(one, reading(one))
        assert faults(backup, noted) == []
