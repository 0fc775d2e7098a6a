"""A shelf of every earlier schema is brought up to date with all that lies on it, and is as sound as a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.shelf import custody_log, find_faults, migrations, open_shelf
from onrecord.shelf.schema import TABLES
from tests.shelf.older import carry

from .holdings import fill

STEPS = migrations.STEPS


@pytest.mark.parametrize("number", range(1, len(STEPS)))
def test_a_shelf_of_an_earlier_schema_is_brought_up_to_date(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with open_shelf(tmp_path / "today.sqlite", create=True) as today:
        fill(today)
        with monkeypatch.context() as earlier:
            earlier.setattr(migrations, "STEPS", STEPS[:number])
            with open_shelf(address, create=True) as older:
                carry(today, older)
        with open_shelf(address) as upgraded:
            assert [fault.what for fault in find_faults(upgraded)] == []
            assert list(upgraded.readings()) == list(today.readings()) or number < 4
            assert [kept.page.digest for kept in upgraded.pages()] == [kept.page.digest for kept in today.pages()]
            assert [one.id for one in upgraded.judgements()] == ["j1"]
            if number < 7:
                assert {entry.how for entry in custody_log(upgraded)} == {"lay here before the custody log was begun"}
            with upgraded.engine.begin() as connection:
                told = connection.scalar(
                    select(TABLES.tables["meta"].c.value).where(TABLES.tables["meta"].c.name == "schema")
                )
        assert told == str(len(STEPS))
