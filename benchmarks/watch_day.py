"""A day of feeds played in minutes: sites that fail in every way, and a watch that is killed again and again.

    python -m benchmarks.watch_day --seconds 90 --kills 8

Six sites on this machine, each with two feeds and one of them with a wire as well, publish, change and take back items
all day, and answer some requests late, not at all, with an error or cut off. The watch follows all of them; it is
killed with SIGKILL at moments that are drawn, and begun again. What the servers met and what the shelf holds is
compared with what was published. Pages are kept and not read, so that the watch is measured and not the reading.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.intake import made
from tests.watch.server import Answer, Site, _handler, cut, silent
from tests.watch.stories import RSS, page

from onrecord.intake import find_pages
from onrecord.records import Page
from onrecord.shelf import open_shelf
from onrecord.shelf.watching import WatchMemory

SITES = 6
ITEMS = 50
"""So many items a site publishes in a day, in both feeds together; the first has as many on its wire again."""
DELAY = 0.05
HTML = {"Content-Type": "text/html; charset=utf-8"}
DRIVER = """
import sys
from pathlib import Path
from onrecord.intake.jobs import Limits
from onrecord.intake.watching import watch
from onrecord.records import Passed
from onrecord.shelf import open_shelf
from onrecord.shelf.watching import WatchMemory
place, *feeds = sys.argv[1:]
limits = Limits(every=3.0, delay=%s, retry=0.3, patience=0.8, seconds=2.0, loopback=True, contact="desk@day.example")
with open_shelf(place, create=True) as shelf:
    for seen in watch(WatchMemory(shelf), Path(place + ".warc"), feeds, limits):
        if seen.page is not None:
            shelf.keep(seen.page, Passed("benchmark", "not read here"))
"""


@dataclass
class Story:
    """An item: when it is published, and when its page becomes another, in seconds of the played day."""

    number: int
    at: float
    changed: float | None = None


@dataclass
class Day:
    """What one site publishes, and how it fails; drawn once, so that a run can be made again."""

    base: str
    draw: random.Random
    seconds: float
    began: float
    wire: bool = False
    stories: list[Story] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        last = self.seconds * 0.8
        for number in range(1, ITEMS + 1):
            at = self.draw.uniform(0, last)
            self.stories.append(Story(number, at, at + 0.1 * self.seconds if self.draw.random() < 0.1 else None))

    @property
    def now(self) -> float:
        """How far the day has come, in seconds."""
        return time.monotonic() - self.began

    def version(self, story: Story) -> int:
        """Which version of an item's page stands now."""
        return 2 if story.changed is not None and self.now >= story.changed else 1

    def __call__(self, path: str, _: int) -> Answer | None:
        """The answer to a path."""
        if path == "/robots.txt":
            return Answer(b"User-agent: onrecord\nDisallow: /closed/\n")
        if (fault := self.fault()) is not None:
            return fault
        if path.startswith("/feed"):
            return Answer(self.feed(int(path[5:])), headers={"Content-Type": RSS})
        if path == "/wire":
            return Answer(self.items(), headers={"Content-Type": "application/json"})
        number = int(path.rpartition("/")[2]) if path.startswith(("/story/", "/moved/")) else 0
        if not 1 <= number <= ITEMS:
            return None
        if path.startswith("/story/") and number % 10 == 0:
            return Answer(status=302, headers={"Location": f"/moved/{number}"})
        content = page(number, self.version(self.stories[number - 1]))
        return Answer(content + f"<!-- {self.base} -->".encode(), headers=HTML)

    def fault(self) -> Answer | None:
        """One request in twelve is not answered as it should be."""
        kinds = {
            "429": Answer(b"later", 429, {"Retry-After": "1"}),
            "500": Answer(b"broken", 500),
            "cut off": cut(b"<html>" * 5),
            "silent": silent(1.2),
        }
        if self.draw.random() >= 0.08:
            return None
        kind = self.draw.choice(sorted(kinds))
        self.faults[kind] += 1
        return kinds[kind]

    def feed(self, half: int) -> bytes:
        """One of the two feeds, with links to what may not be asked."""
        told = [story for story in self.stories if story.number % 2 == half and story.at <= self.now]
        rows = "".join(
            f"<item><title>Port {story.number}</title><link>{self.base}/story/{story.number}</link>"
            f"<guid>{self.base}/story/{story.number}</guid><description>v{self.version(story)}</description></item>"
            for story in told
        )
        astray = "".join(
            f"<item><link>{link}</link></item>"
            for link in ("http://10.0.0.1/a", "http://169.254.169.254/b", f"{self.base}/closed/1")
        )
        return f'<rss version="2.0"><channel><title>Day</title>{rows}{astray}</channel></rss>'.encode()

    def items(self) -> bytes:
        """The wire: a list of items."""
        told = [story for story in self.stories if story.at <= self.now]
        return b"[" + b",".join(map(self.item, told)) + b"]"

    def item(self, story: Story) -> bytes:
        """An item of the wire, taken back in its second version."""
        killed = self.version(story) == 2
        return made.ninjs(
            uri=f"urn:day:{story.number}",
            version="2" if killed else "1",
            headline=f"Port {story.number}",
            pubstatus="canceled" if killed else "usable",
            body_xhtml=None if killed else f"<p>The port of town {story.number} reopened on Friday.</p>",
        )

    def expected(self, *, last: bool = False) -> set[str]:
        """The versions of pages and items that this site told of in its day, or those that stood at its end."""
        told = set[str]()
        for story in self.stories:
            place = "moved" if story.number % 10 == 0 else "story"
            versions = ((1, 2) if story.changed is not None else (1,))[-1 if last else 0 :]
            told |= {f"{self.base}/{place}/{story.number} {version}" for version in versions}
            if self.wire:
                told |= {f"{self.base}/wire#urn:day:{story.number}@{version} {version}" for version in versions}
        return told


class Server(Site):
    """A site at an address of this machine's own."""

    def __init__(self, host: str) -> None:
        super().__init__(lambda path, number: None)
        self.server.server_close()
        self.server = ThreadingHTTPServer((host, 0), _handler(self))
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.host = host

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"http://{self.host}:{self.port}"


@contextmanager
def playing(server: Server) -> Iterator[Server]:
    """A site that answers."""
    Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.server.shutdown()
        server.server.server_close()


def version_of(kept: Page) -> str:
    """A kept page as what was published is named: its address and the version that it tells."""
    if "#" in kept.source:
        return f"{kept.source} {kept.source.rpartition('@')[2]}"
    return f"{kept.source} {2 if b'It was the 2. report' in kept.content else 1}"


def main() -> None:
    """Play a day, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=90.0, help="how long the day is")
    parser.add_argument("--kills", type=int, default=8, help="how often the watch is killed")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place, began = Path(folder) / "shelf.sqlite", time.monotonic()
        servers = [stack.enter_context(playing(Server(f"127.0.0.{n + 1}"))) for n in range(SITES)]
        days = [
            Day(one.url, random.Random(asked.seed + n), asked.seconds, began, wire=n == 0)  # noqa: S311 - no secret
            for n, one in enumerate(servers)
        ]
        for one, day in zip(servers, days, strict=True):
            one.script = day
        feeds = [f"{one.url}/feed{half}" for one in servers for half in (0, 1)] + [f"{servers[0].url}/wire"]
        killed = follow(place, feeds, asked.seconds, asked.kills, random.Random(asked.seed))  # noqa: S311
        json.dump(measured(place, servers, days, killed), sys.stdout, indent=1)
        sys.stdout.write("\n")


def follow(place: Path, feeds: list[str], seconds: float, kills: int, draw: random.Random) -> int:
    """Run the watch through the day and a while behind it, killed at drawn moments; how often it was."""
    moments = sorted(draw.uniform(0.05, 0.85) * seconds for _ in range(kills))
    began = time.monotonic()
    for end in (*moments, seconds * 1.35):
        run = subprocess.Popen([sys.executable, "-c", DRIVER % DELAY, str(place), *feeds])  # noqa: S603
        time.sleep(max(0.0, began + end - time.monotonic()))
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    return kills


def measured(place: Path, servers: list[Server], days: list[Day], killed: int) -> dict[str, object]:
    """What the servers met and what the shelf holds, beside what was published."""
    with open_shelf(place) as shelf:
        kept = Counter(version_of(one.page) for one in shelf.pages())
        stages = {stage.value: count for stage, count in WatchMemory(shelf).stages().items()}
    expected = set[str]().union(*(day.expected() for day in days))
    missed = expected - set(kept)
    standing = set[str]().union(*(day.expected(last=True) for day in days))
    archived = {one.digest for one in find_pages(sorted(Path(f"{place}.warc").glob("*.gz"))) if isinstance(one, Page)}
    with open_shelf(place) as shelf:
        unarchived = [one.page.source for one in shelf.pages() if one.page.digest not in archived]
    asked = Counter(visit.path for one in servers for visit in one.visits)
    answered = Counter(
        (one.url, visit.path)
        for one in servers
        for visit in one.visits
        if visit.status == 200 and "/feed" not in visit.path
    )
    return {
        "kills": killed,
        "requests": sum(asked.values()),
        "faults": dict(sum((day.faults for day in days), Counter[str]())),
        "versions published": len(expected),
        "kept": len(kept),
        "replaced by their site before the watch came by": len(missed - standing),
        "missed though they stood": sorted(missed & standing),
        "kept twice": sorted(name for name, count in kept.items() if count > 1),
        "never published": sorted(set(kept) - expected),
        "requests at once to a site": max(overlaps(one) for one in servers),
        "shortest pause (s)": round(min(gap for one in servers for gap in one.gaps()), 3),
        "pause asked for (s)": DELAY,
        "robots.txt broken": sum(count for path, count in asked.items() if path.startswith("/closed/")),
        "pages answered whole more often than their versions": sum(
            max(0, count - 2) for (_, path), count in answered.items() if path.startswith(("/story/", "/moved/"))
        ),
        "pages not in the archive": unarchived,
        "stages": stages,
    }


def overlaps(server: Server) -> int:
    """How many requests began while another was being answered; those of a program that was killed do not count."""
    ordered = sorted((visit for visit in server.visits if visit.status), key=lambda visit: visit.began)
    return sum(after.began < before.ended - 0.002 for before, after in itertools.pairwise(ordered))


if __name__ == "__main__":
    main()
