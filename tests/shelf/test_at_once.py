"""Programs that write at once, or are killed outright: nothing is lost and nothing is doubled, on either store."""

from __future__ import annotations

import multiprocessing
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import insert

from onrecord.records import Passed
from onrecord.shelf import Writing, find_faults, open_shelf
from onrecord.shelf.rows import page_row
from onrecord.shelf.schema import PAGES as PAGES_TABLE
from onrecord.shelf.writes import write_down
from tests.cli.plain import SALE, WALKS, add_in_silence

from .made import dump, page, reading
from .server import Server

PAGES: Final = 16
KILLS: Final = 6
LOADED: Final = [
    *("onrecord.faces.cli.add", "alembic.operations", "alembic.migration", "rich.progress"),
    *("psycopg", "sqlalchemy.dialects.postgresql.psycopg", "tests.cli.plain"),
]


def start_adding(folder: Path, address: str) -> Any:
    """A running ``add``, forked from a process that has loaded everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    process = context.Process(target=add_in_silence, args=(str(folder), address))
    process.start()
    return process


def findings(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows, but of a page not when it came, and of what was written only the pages and not their order."""
    rows = dump(address)
    rows["pages"] = [(row[0], row[1], *row[3:]) for row in rows["pages"]]
    rows["writes"] = sorted(row[1:] for row in rows["writes"])
    return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(PAGES):
        text = (SALE, WALKS)[number % 2].replace("Sunday", f"Sunday at {number}").replace("hills", f"{number} hills")
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def whole(folder: Path, tmp_path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What one undisturbed ``add`` puts on a shelf."""
    place = str(tmp_path / "whole.sqlite")
    process = start_adding(folder, place)
    process.join()
    assert process.exitcode == 0
    return findings(place)


def test_several_programs_that_add_the_same_pages_at_once_double_nothing(
    address: str, folder: Path, whole: dict[str, list[tuple[Any, ...]]]
) -> None:
    adding = [start_adding(folder, address) for _ in range(3)]
    for process in adding:
        process.join()
    assert [process.exitcode for process in adding] == [0, 0, 0]
    assert findings(address) == whole
    with open_shelf(address) as shelf:
        assert [one.number for one in shelf.changed_since(0)] == [*range(1, PAGES + 1)]
        assert list(find_faults(shelf)) == []


def test_kill_9_at_random_moments_loses_and_doubles_nothing_on_a_server(
    server: Server, folder: Path, whole: dict[str, list[tuple[Any, ...]]]
) -> None:
    begun, place = time.monotonic(), server.database()
    start_adding(folder, place).join()
    taken = time.monotonic() - begun
    moments = random.Random(20250302)  # noqa: S311
    for _ in range(KILLS):
        place = server.database()
        process = start_adding(folder, place)
        process.join(moments.uniform(0.3, 1) * taken)
        process.kill()
        process.join()
        with open_shelf(place, create=True) as shelf:
            sources = [kept.page.source for kept in shelf.pages()]
            assert list(find_faults(shelf)) == []
        assert sources == [str(path) for path in sorted(folder.iterdir())][: len(sources)]
        again = start_adding(folder, place)
        again.join()
        assert (again.exitcode, findings(place)) == (0, whole)


def test_of_two_writers_of_one_page_the_second_waits_for_the_first(server: Server) -> None:
    address = server.database()
    with open_shelf(address, create=True) as one, open_shelf(address) as other, ThreadPoolExecutor() as threads:
        with one.writing() as writing:
            writing.connection.execute(insert(PAGES_TABLE).values(page_row(page())))
            waiting = threads.submit(other.keep, page(), reading())
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
            writing.connection.rollback()
        assert waiting.result(30) is True
        assert one.keep(page(), Passed("articles", "no article")) is False
        assert one.outcome(page().digest) == reading()


def test_two_programs_that_make_one_shelf_at_once_make_one(address: str) -> None:
    with ThreadPoolExecutor() as threads:
        opened = [threads.submit(open_shelf, address, create=True) for _ in range(4)]
        shelves = [one.result(30) for one in opened]
    assert [shelf.size() for shelf in shelves] == [0, 0, 0, 0]
    for shelf in shelves:
        shelf.close()


def test_what_is_numbered_lower_is_never_seen_later(server: Server) -> None:
    address = server.database()
    with open_shelf(address, create=True) as one, open_shelf(address) as other, ThreadPoolExecutor() as threads:
        with one.writing() as writing:
            write_down(one.store, Writing(writing.connection, [("page", "first")]))
            waiting = threads.submit(other.keep, page(), reading())
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
            assert other.changed_since(0) == ()
        assert waiting.result(30) is True
        assert [(note.number, note.key) for note in other.changed_since(0)] == [(1, "first"), (2, page().digest)]
