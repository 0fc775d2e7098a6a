"""Cut short at every step, by a crash instead of a kill: the next run takes up what is there, and asks nobody twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.custody import Stage
from onrecord.shelf import Shelf
from onrecord.shelf.watching import WatchMemory

from .rounds import kept, look
from .server import Answer, Site, playing
from .stories import RSS, page, rss
from .test_day import check_files

HTML = {"Content-Type": "text/html; charset=utf-8"}
STORIES = 3


class Crash(Exception):  # noqa: N818
    """The end of a program."""


class Crashing(WatchMemory):
    """A memory whose program ends at the so-many-th call of a step, before or after it is remembered."""

    def __init__(self, shelf: Shelf, step: str, call: int, *, before: bool) -> None:
        super().__init__(shelf)
        remember, calls = getattr(self, step), iter(range(1, 100))

        def crash(*told: Any) -> Any:
            last = next(calls) == call
            if last and before:
                raise Crash
            found = remember(*told)
            if last:
                raise Crash
            return found

        setattr(self, step, crash)


def script_of(holder: list[Site]) -> Any:
    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            told = rss(holder[0].url, [(n, 1) for n in range(1, STORIES + 1)])
            return Answer(told, headers={"Content-Type": RSS})
        if path == "/story/2":
            return Answer(status=302, headers={"Location": "/moved/2"})
        return (
            Answer(page(int(path.rpartition("/")[2])), headers=HTML)
            if path.startswith(("/story/", "/moved/"))
            else None
        )

    return script


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    ("step", "call"), [("log", 1), ("log", 2), ("checked", 1), ("came", 1), ("came", 3), ("kept", 1), ("kept", 3)]
)
def test_a_crash_at_any_step(shelf: Shelf, tmp_path: Path, step: str, call: int, before: bool) -> None:
    holder: list[Site] = []
    with playing(script_of(holder)) as site:
        holder.append(site)
        with pytest.raises(Crash):
            look(shelf, tmp_path / "warc", f"{site.url}/feed", memory=Crashing(shelf, step, call, before=before))
        look(shelf, tmp_path / "warc")
        look(shelf, tmp_path / "warc")
        assert kept(shelf) == ["/moved/2", "/story/1", "/story/3"]
        assert WatchMemory(shelf).stages() == {Stage.KEPT: STORIES}
        counts = {path: site.count(path) for path in ("/story/1", "/moved/2", "/story/3")}
    # The first line that is ever logged tells where the files begin that are ours: what came before it is asked again.
    assert counts == dict.fromkeys(counts, 1)
    check_files(tmp_path / "warc")


def test_half_a_record_at_the_end_of_the_last_file_is_taken_off(shelf: Shelf, tmp_path: Path) -> None:
    holder: list[Site] = []
    with playing(script_of(holder)) as site:
        holder.append(site)
        with pytest.raises(Crash):
            look(shelf, tmp_path / "warc", f"{site.url}/feed", memory=Crashing(shelf, "came", 2, before=False))
        [warc] = (tmp_path / "warc").glob("*.warc.gz")
        whole = warc.read_bytes()
        warc.write_bytes(whole + whole[:500])
        look(shelf, tmp_path / "warc")
    assert warc.read_bytes()[: len(whole)] == whole
    assert kept(shelf) == ["/moved/2", "/story/1", "/story/3"]
    check_files(tmp_path / "warc")


def test_a_record_that_was_taken_away_is_asked_for_again(shelf: Shelf, tmp_path: Path) -> None:
    holder: list[Site] = []
    with playing(script_of(holder)) as site:
        holder.append(site)
        with pytest.raises(Crash):
            look(shelf, tmp_path / "warc", f"{site.url}/feed", memory=Crashing(shelf, "came", 1, before=False))
        for path in (tmp_path / "warc").glob("*.warc.gz"):
            path.unlink()
        look(shelf, tmp_path / "warc")
        assert kept(shelf) == ["/moved/2", "/story/1", "/story/3"]
        assert site.count("/story/1") == 2
