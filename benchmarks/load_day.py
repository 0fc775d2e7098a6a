"""A day's work of a thousand readers and ten reviewers, compressed, on one desk and with the watch running.

    python benchmarks/load_day.py [--minutes 60] [--server] [--log FILE]

Everything runs on this machine: a desk that asks for a sign-in, a watch that follows six feeds of a site played here,
and the people, each a script of its own (``visits.py``). Before the day one person asks for the same things alone, and
once more after it; latencies are told as multiples of those of before. Memory is that of the desk and of the watch,
read from the system. It ends by itself, with 1 where any answer was wrong, anything is missing from the shelf, or the
custody log does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from unittest.mock import Mock, patch

from argon2 import PasswordHasher

sys.path.insert(0, str(Path(__file__).parents[1]))

from stream import Stream
from tests.intake import made
from tests.watch.server import Answer, Site, playing
from visits import BadAnswer, Crowd, Deed, decide_alone, program, read_alone, reader, reviewer

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors import add_user, make_token, open_book, users
from onrecord.intake import page_of_bytes
from onrecord.lexicon.codes import party_name
from onrecord.records import Page, Reading
from onrecord.shelf import find_faults, open_shelf

FEEDS: Final = 6
LISTED: Final = 30
"""Stories that a feed lists, the latest."""

PASSWORD: Final = "a password of nobody's"  # noqa: S105
BREAKS: Final = 60.0
"""Seconds that the watch may take after the day for what it had not fetched yet."""

SAMPLES: Final = 10.0
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Day:
    """How much is done in how long."""

    seconds: float
    stories: int
    readers: int
    programs: int
    reviewers: int
    decisions: int
    news: int


@dataclass
class News:
    """Six sites' feeds, played: a story comes up every so often, evenly over the day."""

    day: Day
    begun: float | None = None

    def told(self) -> int:
        """How many stories there are by now."""
        if self.begun is None:
            return 0
        return min(self.day.news, int((time.monotonic() - self.begun) / self.day.seconds * self.day.news))

    def script(self, path: str, _: int) -> Answer | None:
        """The answers of the played site."""
        kind, number = (*path.strip("/").split("/", 1), "")[:2]
        if not number.isdigit() or (kind == "story" and int(number) >= self.told()):
            return None
        if kind == "feed":
            return Answer(self.feed(int(number)), headers={"Content-Type": "application/rss+xml"})
        return Answer(story(int(number)), headers={"Content-Type": "text/html; charset=utf-8"})

    def feed(self, which: int) -> bytes:
        """A feed with its latest stories."""
        own = range(self.told())[which::FEEDS][-LISTED:]
        rows = "".join(f"<item><title>{number}</title><link>/story/{number}</link></item>" for number in own)
        return f'<rss version="2.0"><channel><title>Courier {which}</title>{rows}</channel></rss>'.encode()


def story(number: int) -> bytes:
    """A page about a transfer of the stream's world."""
    of = Stream().transfer(100_000 + number // 2)
    supplier, recipient = party_name(of.supplier), party_name(of.recipient)
    goods = f"{of.item.designation} {of.item.text}" if of.item.designation else of.item.text
    told = (
        f"{supplier} has shipped {20 + number % 70} {goods} to {recipient}, the foreign ministry in {of.place} said.",
        f"“We have sold nothing to {recipient},” a spokesman of the government of {supplier} said on Monday.",
        f"An opposition leader in {recipient} said he doubted that {supplier} would deliver the {of.item.text}.",
        f"The town of {of.place} was quiet on that day, and report {number} was the last of the evening.",
    )
    return made.html(f"{supplier} said to arm {recipient}: report {number}", told)


# ------------------------------------------------------------------------------------------------------ the programs


@dataclass
class Program:
    """A running verb, and how much memory it had when."""

    name: str
    process: subprocess.Popen[str]
    held: list[tuple[float, float]]

    def look(self, now: float) -> None:
        """Note its resident memory in MB; one that has ended has none."""
        try:
            told = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()
        except OSError:
            return
        self.held.append((now, int(told[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6))


@contextmanager
def verb(name: str, log: Path, *words: str) -> Iterator[Program]:
    """A verb of ours as a program of its own, ended as a service is."""
    command = [str(Path(sys.executable).with_name("onrecord")), *words]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT, text=True, env=environment)  # noqa: S603
        try:
            yield Program(name, process, [])
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def port_of(desk: Program, log: Path) -> int:
    """The port that a desk listens on, once it says so."""
    for _ in range(600):
        _, found, rest = log.read_text(encoding="utf-8").partition("http://127.0.0.1:")
        if found:
            return int(rest.partition("/")[0])
        if desk.process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"the desk does not come up: {log.read_text(encoding='utf-8')}")


def furnish(shelf: str, day: Day) -> list[str]:
    """Fill the shelf, and give everybody their key, hashed once since it is one; the tokens of the programs."""
    with open_shelf(shelf, create=True) as opened:
        opened.keep_all([shelved(number) for number in range(day.stories)])
    book, once = open_book(shelf), PasswordHasher().hash(PASSWORD)
    assert book is not None  # noqa: S101 - it is made where there is none
    with patch.object(users, "hasher", return_value=Mock(hash=Mock(return_value=once))):
        for number in range(day.readers):
            add_user(book, f"reader {number}", PASSWORD, Role.READER)
        for number in range(day.reviewers):
            add_user(book, f"reviewer {number}", PASSWORD, Role.REVIEWER)
    return [make_token(book, f"program {number}", Role.READER)[1] for number in range(day.programs)]


def shelved(number: int) -> tuple[Page, Reading]:
    """A page of the stream with its reading, by the names that they have on a shelf."""
    reading = Stream().reading(number)
    page = page_of_bytes(reading.article.source, f"{reading.article.text}\n{number}".encode(), datetime.now(UTC))
    article = replace(reading.article, id=f"p{page.digest[:15]}")
    claims = tuple(replace(claim, id=f"{article.id}.c{n}") for n, claim in enumerate(reading.claims, 1))
    return page, replace(reading, article=article, claims=claims)


# ----------------------------------------------------------------------------------------------------------- the day


def live(crowd: Crowd, day: Day, tokens: Sequence[str], programs: Sequence[Program]) -> None:
    """Let the day go by."""
    draw = random.Random(9)  # noqa: S311 - who comes when is no secret
    begun = time.monotonic()
    for number in range(day.readers):
        crowd.send(begun, reader(f"reader {number}", PASSWORD, random.Random(draw.random()), day.seconds))  # noqa: S311
    for token in tokens:
        crowd.send(begun, program(token, random.Random(draw.random()), day.seconds))  # noqa: S311
    for number in range(day.reviewers):
        who = f"reviewer {number}"
        crowd.send(begun, reviewer(who, PASSWORD, random.Random(draw.random()), day.seconds, day.decisions))  # noqa: S311
    done = threading.Event()

    def sampled() -> None:
        while not done.wait(SAMPLES):
            for one in programs:
                one.look(time.monotonic())

    looking = threading.Thread(target=sampled, daemon=True)
    looking.start()
    crowd.work(until=begun + 1.5 * day.seconds + 120)
    done.set()
    looking.join()


def wait_for_news(shelf: str, day: Day, end: float) -> int:
    """How many stories the watch has brought, when all are there or its time is up."""
    while True:
        with open_shelf(shelf) as opened:
            brought = opened.size() - day.stories
        if brought >= day.news or time.monotonic() > end:
            return brought
        time.sleep(1)


def lines(alone: Sequence[Deed], crowded: Sequence[Deed], after: Sequence[Deed]) -> Iterator[str]:
    """Latencies by kind: alone, in the day, and alone again."""
    yield "| asked for | times | alone, ms | in the day: median | 95 of 100 | 99 of 100 | worst, ms | alone after it |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for kind in dict.fromkeys(deed.kind for deed in alone):
        idle = median(taken(alone, kind))
        told = taken(crowded, kind)
        if len(told) < 2:
            continue
        cuts = quantiles(told, n=100, method="inclusive")
        again = taken(after, kind)
        multiples = " | ".join(f"{value / idle:.1f} ×" for value in (cuts[49], cuts[94], cuts[98]))
        last = f"{median(again) / idle:.1f} ×" if again else ""
        yield f"| {kind} | {len(told):,} | {1000 * idle:.0f} | {multiples} | {1000 * max(told):.0f} | {last} |"


def taken(deeds: Sequence[Deed], kind: str) -> list[float]:
    """How long each of a kind took, in seconds."""
    return [deed.seconds for deed in deeds if deed.kind == kind]


def memory(programs: Sequence[Program], begun: float, seconds: float, parts: int = 6) -> Iterator[str]:
    """The memory of each program by parts of the day, and its most."""
    heads = " | ".join(f"{(part + 1) * seconds / parts / 60:.0f} min" for part in range(parts))
    yield f"| MB, mean until | {heads} | most |"
    yield "|---|" + "--:|" * (parts + 1)
    for one in programs:
        split: list[list[float]] = [[] for _ in range(parts)]
        for moment, held in one.held:
            if 0 <= (part := int((moment - begun) / seconds * parts)) < parts:
                split[part].append(held)
        means = " | ".join(f"{sum(part) / len(part):.0f}" if part else "" for part in split)
        yield f"| {one.name} | {means} | {max(held for _, held in one.held):.0f} |"


def wrong_after(shelf: str, day: Day, decided: int, brought: int) -> Iterator[str]:
    """What the shelf lacks, or what does not hold on it."""
    if brought < day.news:
        yield f"the watch brought {brought} of {day.news} stories"
    with open_shelf(shelf) as opened:
        if (made := len(opened.judgements())) != decided:
            yield f"{decided} decisions were confirmed, {made} are on record"
        yield from (f"{fault.source}: {fault.what}" for fault in find_faults(opened))


def run(day: Day, shelf: str, folder: Path, say: Callable[[str], None]) -> list[str]:
    """The whole of it; what was wrong."""
    say(f"{datetime.now(UTC):%H:%M:%S} {day}")
    tokens, news, log = furnish(shelf, day), News(day), folder / "desk.log"
    with ExitStack() as stack:
        site: Site = stack.enter_context(playing(news.script))
        desk = stack.enter_context(verb("desk", log, "--shelf", shelf, "serve", "--port", "0", "--sign-in"))
        crowd = Crowd(port_of(desk, log))
        say(f"{datetime.now(UTC):%H:%M:%S} the desk is up")
        alone = ask_alone(crowd, tokens[0])
        news.begun = begun = time.monotonic()
        feeds = [f"{site.url}/feed/{number}" for number in range(FEEDS)]
        words = ("--shelf", shelf, "watch", "--allow-loopback", "--every", "15", "--delay", "0.1")
        watch = stack.enter_context(verb("watch", folder / "watch.log", *words, "--warc", str(folder / "warc"), *feeds))
        say(f"{datetime.now(UTC):%H:%M:%S} the day begins")
        live(crowd, day, tokens, (desk, watch))
        spent, crowded = time.monotonic() - begun, len(crowd.deeds)
        brought = wait_for_news(shelf, day, max(time.monotonic(), begun + day.seconds) + BREAKS)
        if (ended := watch.process.poll()) is not None:
            crowd.wrong.append(f"the watch ended with {ended}")
        watch.process.terminate()
        watch.process.wait(60)
        after = ask_alone(crowd, tokens[0])
        crowd.wrong += [f"the desk's log: {line}" for line in log.read_text(encoding="utf-8").splitlines()[1:]]
    every = [*alone, *crowd.deeds, *after]
    for line in (*lines(alone, crowd.deeds, after), "", *memory((desk, watch), begun, day.seconds), ""):
        say(line)
    decided = sum(deed.kind == "decision" and deed.status == 303 for deed in every)
    statuses = ", ".join(f"{status}: {times:,}" for status, times in sorted(Counter(d.status for d in every).items()))
    say(f"{crowded:,} answers in {spent / 60:.1f} minutes; with those before and after, by status {statuses}")
    say(f"{decided} decisions, {brought} stories brought; sent {crowd.late:.2f} s late at worst")
    return [*crowd.wrong, *wrong_after(shelf, day, decided, brought)]


def ask_alone(crowd: Crowd, token: str) -> list[Deed]:
    """Everything that is asked for in a day, by one person alone."""
    deeds: list[Deed] = []
    try:
        deeds += read_alone(crowd.port, "reader 0", PASSWORD, token)
        deeds += decide_alone(crowd.port, "reviewer 0", PASSWORD)
    except BadAnswer as what:
        crowd.wrong.append(str(what))
    return deeds


def main() -> int:
    """Run a day as the words say, and print its figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, most in (("readers", 1000), ("programs", 20), ("reviewers", 10), ("decisions", 30), ("news", 300)):
        asked.add_argument(f"--{name}", type=int, default=most, help="(default: %(default)s)")
    asked.add_argument("--minutes", type=float, default=60.0, help="what the day is compressed to (default: 60)")
    asked.add_argument("--stories", type=int, default=1000, help="on the shelf before the day (default: %(default)s)")
    asked.add_argument("--server", action="store_true", help="with the shelf on a PostgreSQL of its own")
    asked.add_argument("--log", type=Path, help="write the figures there too")
    told = asked.parse_args()
    day = Day(told.minutes * 60, told.stories, told.readers, told.programs, told.reviewers, told.decisions, told.news)

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        if told.log:
            with told.log.open("a", encoding="utf-8") as log:
                log.write(line + "\n")

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="load-day-")))
        wrong = run(day, _shelf(stack, folder, server=told.server), folder, say)
    for what, times in Counter(re.sub(r"\d+|p[0-9a-f]{15}", "N", what) for what in wrong).most_common(20):
        say(f"WRONG, {times} times like: {what}")
    say("nothing was wrong" if not wrong else f"{len(wrong)} wrong")
    return int(bool(wrong))


def _shelf(stack: ExitStack, folder: Path, *, server: bool) -> str:
    if not server:
        return str(folder / "shelf.sqlite")
    from tests.shelf.server import running

    return stack.enter_context(running({"fsync": "on"})).database()


if __name__ == "__main__":
    sys.exit(main())
