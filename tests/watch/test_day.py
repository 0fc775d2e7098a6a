"""A day of feeds played in seconds, with everything that goes wrong: each item once, every limit kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.custody import Purpose, Stage
from onrecord.intake import find_pages
from onrecord.intake.jobs import Limits, Seen
from onrecord.intake.watching import AtWork, watch
from onrecord.records import Page, Passed
from onrecord.shelf import Shelf, open_shelf
from onrecord.shelf.watching import WatchMemory

from .server import Answer, Site, cut, playing, silent
from .stories import RSS, page, rss

DELAY = 0.06
DESK = "desk@danube.example"
FAST = Limits(every=0.4, delay=DELAY, retry=0.15, patience=1.0, seconds=5.0, loopback=True, contact=DESK)
HTML = {"Content-Type": "text/html; charset=utf-8"}
LAST = 8
FORBIDDEN = 9


class Day:
    """What the site says as the day goes on: the feed grows with each look, pages fail first, one changes."""

    def __init__(self) -> None:
        self.site: Site | None = None

    def __call__(self, path: str, number: int) -> Answer | None:
        if path == "/robots.txt":
            return Answer(b"User-agent: onrecord\nDisallow: /story/9\n")
        if path == "/feed":
            return self.feed(number)
        return self.story(int(path.removeprefix("/story/")), number) if path.startswith("/story/") else None

    def feed(self, number: int) -> Answer:
        assert self.site is not None
        if number == 2:
            return silent(1.5)
        if number == 3:
            return Answer(b"broken", 500)
        if number == 4:
            return cut(b"<rss>")
        told = min(LAST, 2 + number) if number > 1 else 3
        changed = 2 if number > 5 else 1
        items = [(n, changed if n == 1 else 1) for n in range(1, told + 1)] + [(FORBIDDEN, 1)]
        return Answer(rss(self.site.url, items), headers={"Content-Type": RSS})

    def story(self, story: int, number: int) -> Answer:
        faults = {
            (2, 1): Answer(b"later", 429, {"Retry-After": "1"}),
            (3, 1): Answer(b"fault", 503),
            (4, 1): cut(page(4)[:100]),
            (5, 1): silent(1.5),
            (6, 1): Answer(status=302, headers={"Location": "/moved/6"}),
        }
        version = 2 if story == 1 and self.asked("/feed") > 5 else 1
        return faults.get((story, number)) or Answer(page(story, version), headers=HTML)

    def asked(self, path: str) -> int:
        assert self.site is not None
        return self.site.count(path)


def keep(shelf: Shelf, seen: Seen) -> bool:
    return seen.page is not None and shelf.keep(seen.page, Passed("test", f"{seen.page.source}: not read here"))


def sources(shelf: Shelf) -> list[str]:
    return sorted(kept.page.source.rpartition("/")[2] for kept in shelf.pages())


def test_a_day_with_everything_that_goes_wrong(tmp_path: Path) -> None:
    day = Day()
    with playing(day) as site, open_shelf(tmp_path / "shelf.sqlite", create=True) as shelf:
        day.site = site
        started = time.monotonic()
        handed: list[str] = []
        for seen in watch(WatchMemory(shelf), tmp_path / "warc", [f"{site.url}/feed"], FAST):
            if keep(shelf, seen) and seen.page is not None:
                handed.append(seen.page.source.rpartition("/")[2])
            if len(handed) == LAST + 1 or time.monotonic() - started > 25:
                break
        assert sorted(handed) == ["1", "1", "2", "3", "4", "5", "6", "7", "8"]
        assert sources(shelf) == sorted(handed)
        limits_kept(site)
        custody_whole(shelf, tmp_path / "warc")


def limits_kept(site: Site) -> None:
    """As the server measured them."""
    assert f"/story/{FORBIDDEN}" not in site.paths()
    assert site.overlaps() == 0
    assert min(site.gaps()) >= DELAY * 0.95
    assert site.paths()[0] == "/robots.txt"
    assert site.count("/robots.txt") == 1
    first, second = (visit for visit in site.visits if visit.path == "/story/2")
    assert second.began - first.began >= 1.0  # as Retry-After wished
    meanwhile = [visit for visit in site.visits if first.began < visit.began < first.ended + 1.0]
    assert meanwhile == []  # a host that asks to be left alone is left alone
    assert all("onrecord/" in visit.headers["user-agent"] for visit in site.visits)
    assert all(DESK in visit.headers["user-agent"] for visit in site.visits)


def custody_whole(shelf: Shelf, folder: Path) -> None:
    """Every answer is in the WARC files under the digest that the log tells, and each page names its record."""
    lines = [fetch for fetch in WatchMemory(shelf).lines(10_000) if fetch.status is not None]
    checked = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", *sorted(folder.glob("*.warc.gz"))],
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout.decode()
    again = {found.digest: found for found in find_pages(sorted(folder.glob("*.warc.gz"))) if isinstance(found, Page)}
    by_digest = {fetch.digest: fetch for fetch in lines if fetch.purpose is Purpose.PAGE}
    for kept in shelf.pages():
        fetch = by_digest[kept.page.digest]
        assert again[kept.page.digest].content == kept.page.content
        assert kept.page.within == f"{fetch.warc} {fetch.record}"
        assert kept.page.received == fetch.started
        assert again[kept.page.digest].source == kept.page.source


def check_files(folder: Path) -> None:
    """Every record of the files is whole and has the digests that it tells, as another program finds."""
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, sorted(folder.glob("*.warc.gz")))]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


# ------------------------------------------------------------------------------------------------------------- kills

DRIVER = """
import sys
from pathlib import Path
from onrecord.intake.jobs import Limits
from onrecord.intake.watching import watch
from onrecord.records import Passed
from onrecord.shelf import open_shelf
from onrecord.shelf.watching import WatchMemory
place, feed = sys.argv[1:]
limits = Limits(every=0.3, delay=0.03, retry=0.1, patience=1, seconds=3, loopback=True)
with open_shelf(place, create=True) as shelf:
    for seen in watch(WatchMemory(shelf), Path(place + ".warc"), [feed], limits):
        if seen.page is not None:
            new = shelf.keep(seen.page, Passed("test", "not read here"))
            print(seen.page.source, new, flush=True)
"""
ITEMS = 9


def test_killed_at_any_moment_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def script(path: str, number: int) -> Answer | None:
        if path == "/feed":
            return Answer(rss(site.url, [(n, 1) for n in range(1, ITEMS + 1)]), headers={"Content-Type": RSS})
        return Answer(page(int(path[7:])), headers=HTML) if path.startswith("/story/") else None

    place = str(tmp_path / "shelf.sqlite")
    with playing(script) as site:
        kills = 0
        for after in (1, 3, 6, None):
            run = subprocess.Popen(
                [sys.executable, "-c", DRIVER, place, f"{site.url}/feed"], stdout=subprocess.PIPE, text=True
            )
            kills += kill(run, site, after)
        visits = list(site.visits)
    with open_shelf(place) as shelf:
        assert sources(shelf) == sorted(map(str, range(1, ITEMS + 1)))
        assert WatchMemory(shelf).stages() == {Stage.KEPT: ITEMS}
        counts = [sum(visit.path == f"/story/{n}" for visit in visits) for n in range(1, ITEMS + 1)]
        # An answer that was on its way when the program was killed is asked for again; any other is not.
        assert all(count >= 1 for count in counts)
        assert sum(counts) <= ITEMS + kills
        check_files(Path(f"{place}.warc"))


def kill(run: subprocess.Popen[str], site: Site, after: int | None) -> int:
    """Kill a run with the server's so-many-th story; without a number, when all is kept. 1 if it was killed midway."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        seen = len({visit.path for visit in site.visits if visit.path.startswith("/story/")})
        if after is not None and seen >= after:
            break
        if after is None and run.stdout is not None:
            time.sleep(0.3)
            if seen == ITEMS:
                time.sleep(1.5)
                break
        time.sleep(0.002)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    if run.stdout is not None:
        run.stdout.close()
    return int(after is not None)


def test_a_second_watch_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with open_shelf(tmp_path / "shelf.sqlite", create=True) as shelf:
        memory = WatchMemory(shelf)
        memory.follow(["http://127.0.0.1:1/feed"], datetime.now(UTC))
        first = watch(memory, tmp_path / "warc", [], FAST)
        next(first)
        with pytest.raises(AtWork, match="another watch is at work"):
            next(watch(memory, tmp_path / "warc", [], FAST, once=True))
        first.close()
