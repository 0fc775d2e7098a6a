"""An ``add`` that is killed outright, at twenty random moments, loses nothing and doubles nothing."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import time
from pathlib import Path
from typing import Any, Final

import pytest

from onrecord.shelf import find_faults, open_shelf
from tests.shelf.made import dump

from .plain import SALE, WALKS, add_in_silence

KILLS: Final = 20
PAGES: Final = 30
LOADED: Final = ["onrecord.faces.cli.add", "alembic.operations", "alembic.migration", "rich.progress"]


def start_adding(folder: Path, shelf: Path) -> Any:
    """A running ``add``, forked from a process that has loaded everything, so that its moments are those of adding."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    process = context.Process(target=add_in_silence, args=(str(folder), str(shelf)))
    process.start()
    return process


def appearance_of(shelf: Path, process: Any) -> float:
    """Wait until the shelf's file is there; the moment."""
    while not shelf.exists() and process.is_alive():
        time.sleep(0.001)
    return time.monotonic()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(PAGES):
        text = (SALE, WALKS)[number % 2].replace("Sunday", f"Sunday at {number}").replace("hills", f"{number} hills")
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def test_kill_9_at_twenty_random_moments_loses_and_doubles_nothing(folder: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.sqlite"
    undisturbed = start_adding(folder, whole)
    begun = appearance_of(whole, undisturbed)
    undisturbed.join()
    taken = time.monotonic() - begun
    assert undisturbed.exitcode == 0
    assert len(dump(whole)["pages"]) == PAGES
    moments = random.Random(20250302)  # noqa: S311
    for number in range(KILLS):
        shelf = tmp_path / f"{number}.sqlite"
        process = start_adding(folder, shelf)
        appearance_of(shelf, process)
        process.join(moments.uniform(0, taken))
        process.kill()
        process.join()
        check_whole_pages(shelf, folder)
        again = start_adding(folder, shelf)
        again.join()
        assert again.exitcode == 0
        assert dump(shelf) == dump(whole)


def check_whole_pages(killed: Path, folder: Path) -> None:
    """What a killed ``add`` left, looked at in a copy, is nothing or a sound shelf of the first pages."""
    copy = killed.with_suffix(".copy")
    for side in ("", "-wal"):
        if Path(f"{killed}{side}").exists():
            shutil.copy(f"{killed}{side}", f"{copy}{side}")
    if not copy.exists():
        return
    with open_shelf(copy, create=True) as shelf:
        assert list(find_faults(shelf)) == []
        sources = [kept.page.source for kept in shelf.pages()]
    assert sources == [str(path) for path in sorted(folder.iterdir())][: len(sources)]
