"""Watching feeds: look at each when it is due, fetch what it tells of, and go on where the last run stopped.

Requests are made by threads, one at a time to each host; all that is decided and remembered is so in the thread that
runs the watch. Every answer is on the disk before anything is made of it, and is logged before its page is handed on:
whatever moment the program is killed in, the next run takes up what is kept and not logged, then what is logged and not
on the shelf, and only then asks anybody for anything.
"""

from __future__ import annotations

import fcntl
import hashlib
import socket
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from onrecord.custody import Feed, Fetch, Purpose, Stage, Wanted
from onrecord.intake.addresses import Resolve, host_of
from onrecord.intake.agenda import Agenda
from onrecord.intake.asking import Asker, NoAnswer
from onrecord.intake.bodies import NoBody
from onrecord.intake.feeds import MOST_FEED, FeedTold, NoFeed
from onrecord.intake.jobs import REDIRECTS, Job, Limits, Seen
from onrecord.intake.memory import Memory
from onrecord.intake.network import CheckedNetwork
from onrecord.intake.outcomes import (
    NO_CHANGE,
    Outcome,
    feed_checked,
    feed_failed,
    feed_told,
    is_strained,
    page_came,
    page_failed,
    pages_brought,
    trouble,
    wished,
    withdrawals,
)
from onrecord.intake.pacing import Hosts
from onrecord.intake.replies import Reply
from onrecord.intake.robots import MOST_ROBOTS
from onrecord.intake.warehouse import Found, Kept, Warehouse
from onrecord.records import Page

LONGEST_SLEEP_S: Final = 60.0
SHORTEST_SLEEP_S: Final = 0.005
ONCE_WAITS: Final = timedelta(minutes=2)
"""For a host that is to be left alone longer, a single run does not wait."""


def _now() -> datetime:
    return datetime.now(UTC)


class AtWork(OSError):  # noqa: N818 - named for what it says of the folder
    """Another watch writes to the same folder; the message names it."""


def watch(
    memory: Memory, folder: Path, feeds: Iterable[str], limits: Limits, *, once: bool = False
) -> Generator[Seen, None, None]:
    """Follow feeds, those that the memory knows and these; with ``once``, look at each one time and fetch what waits.

    Each page is handed on once, and counts as kept when the next thing is asked for. Raises ``AtWork`` where another
    watch writes to the folder.
    """
    with _alone(folder):
        run = Watch(memory, Warehouse(folder), limits)
        memory.follow(feeds, run.clock())
        yield from run.run(once=once)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".watch.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AtWork(f"another watch is at work in {folder}") from error
        yield


class Watch:
    """One run of a watch."""

    def __init__(
        self,
        memory: Memory,
        warehouse: Warehouse,
        limits: Limits,
        clock: Callable[[], datetime] = _now,
        resolve: Resolve = socket.getaddrinfo,
    ) -> None:
        self.memory = memory
        self.warehouse = warehouse
        self.limits = limits
        self.clock = clock
        self.hosts = Hosts(memory)
        self.agenda = Agenda(memory, limits)
        self.at_work: dict[Future[Outcome], tuple[Job, datetime]] = {}
        network = CheckedNetwork(loopback=limits.loopback, seconds=limits.seconds, resolve=resolve)
        self.asker = Asker(network, patience=limits.patience, contact=limits.contact)

    def run(self, *, once: bool) -> Iterator[Seen]:
        """Take up what the last run left, then go on: for ever, or until nothing is due."""
        yield from self._take_up()
        if once:
            self.agenda.open_round(self.clock())
        pool = ThreadPoolExecutor(self.limits.at_once, thread_name_prefix="onrecord-watch")
        try:
            while True:
                refused, wake = self._start(pool)
                yield from refused
                if self.at_work:
                    yield from self._finished(wake)
                elif once and wake is None and not refused and not self.agenda.pending:
                    return
                else:
                    self._sleep(wake)
        finally:
            self.asker.close()
            pool.shutdown(wait=True, cancel_futures=True)
            self.warehouse.close()

    # ------------------------------------------------------------------------------------------- what is to be asked

    def _start(self, pool: ThreadPoolExecutor) -> tuple[list[Seen], datetime | None]:
        """Begin every request that may be made now; what may never be made, and when to look again."""
        now, refused = self.clock(), list[Seen]()
        wake = self.agenda.next_due(now)
        for job in self.agenda.due(now):
            if len(self.at_work) >= self.limits.at_once:
                break
            if job.purpose is not Purpose.ROBOTS:
                rules = self.agenda.rules_for(job, now)
                if rules is None:
                    continue
                if reason := rules.refusal(job.address):
                    self.agenda.forget(job)
                    refused += self._came(job, now, NoAnswer(reason, forbidden=not rules.passing))
                    continue
            ready = self.hosts.ready(host_of(job.address), now)
            if ready is not None and ready <= now:
                self._begin(pool, job, now)
            elif ready is not None and self.agenda.once and ready > now + ONCE_WAITS:
                self.agenda.forget(job)
            elif ready is not None:
                wake = ready if wake is None else min(wake, ready)
        return refused, wake

    def _begin(self, pool: ThreadPoolExecutor, job: Job, now: datetime) -> None:
        self.hosts.begin(host_of(job.address), now, self.agenda.delay(job))
        self.agenda.busy.add((job.purpose, job.wanted))
        most = {Purpose.FEED: MOST_FEED, Purpose.ROBOTS: MOST_ROBOTS * 4}.get(job.purpose, self.limits.most_bytes)
        self.at_work[pool.submit(self._ask, job, most)] = (job, now)

    def _ask(self, job: Job, most: int) -> Outcome:
        try:
            return self.asker.ask(job.address, job.headers(), min(most, self.limits.most_bytes))
        except NoAnswer as error:
            return error
        except Exception as error:  # a fault of ours must not end a watch of months
            return NoAnswer(f"asking broke off ({type(error).__name__}: {error})")

    def _sleep(self, wake: datetime | None) -> None:
        left = (wake - self.clock()).total_seconds() if wake is not None else 0.0
        time.sleep(min(LONGEST_SLEEP_S, max(SHORTEST_SLEEP_S, left)))

    # ------------------------------------------------------------------------------------------- what came of it

    def _finished(self, wake: datetime | None) -> Iterator[Seen]:
        """What came of the requests that are over; waits for one, no longer than until another may begin."""
        left = LONGEST_SLEEP_S if wake is None else (wake - self.clock()).total_seconds()
        done, _ = wait(self.at_work, min(LONGEST_SLEEP_S, max(SHORTEST_SLEEP_S, left)), FIRST_COMPLETED)
        for future in done:
            job, started = self.at_work.pop(future)
            self.agenda.forget(job)
            self.agenda.busy.discard((job.purpose, job.wanted))
            self.hosts.end(host_of(job.address), self.clock(), self.agenda.delay(job))
            yield from self._came(job, started, future.result())

    def _came(self, job: Job, started: datetime, outcome: Outcome, kept: Kept | None = None) -> Iterator[Seen]:
        fetch = self._fetch(job, started, outcome, kept)
        if is_strained(outcome):
            failures = (job.state.failures if job.state else 0) + 1
            pause = self.limits.pause(min(failures, 3), wished(outcome, self.clock()))
            self.hosts.hold(host_of(job.address), self.clock() + pause)
        if isinstance(outcome, Reply) and outcome.status in REDIRECTS:
            led = self.agenda.follow(job, outcome)
            if not isinstance(led, NoAnswer):
                fetch = replace(fetch, note=f"leads to {led.address}")
                self.memory.log(fetch)
                yield Seen(fetch)
                return
            outcome = led
            fetch = replace(fetch, note=str(led))
        match job.state:
            case Feed() as feed:
                yield from self._feed_came(feed, fetch, outcome)
            case Wanted() as wanted:
                yield from self._page_came(wanted, fetch, outcome)
            case None:
                self.memory.log(fetch)
                if job.purpose is Purpose.ROBOTS:
                    self.agenda.take_rules(job, outcome, self.clock())
                yield Seen(fetch)

    def _fetch(self, job: Job, started: datetime, outcome: Outcome, kept: Kept | None) -> Fetch:
        """The line of the log; an answer is on the disk when it is written."""
        fetch = Fetch(job.purpose, job.wanted, job.address, started, note=trouble(outcome))
        if isinstance(outcome, NoAnswer):
            return fetch
        kept = kept or self.warehouse.keep(outcome, job.address, started, job.purpose, job.wanted)
        try:
            content = outcome.content()
        except NoBody as error:
            content, fetch = outcome.body, replace(fetch, note=str(error))
        return replace(
            fetch,
            status=outcome.status,
            size=len(outcome.body),
            digest=hashlib.sha256(content).hexdigest(),
            warc=kept.warc,
            record=kept.record,
            place=kept.place,
        )

    def _feed_came(self, feed: Feed, fetch: Fetch, outcome: Outcome) -> Iterator[Seen]:
        now, reason = self.clock(), trouble(outcome)
        try:
            if isinstance(outcome, NoAnswer) or reason:
                raise NoFeed(reason)
            told = None if outcome.status == NO_CHANGE else feed_told(fetch, outcome, feed)
        except NoFeed as error:
            failed = feed_failed(feed, str(error), now, self.limits, wished(outcome, now))
            self.memory.checked(replace(fetch, note=str(error)), failed)
            yield Seen(replace(fetch, note=str(error)), title=feed.title)
            return
        state = feed_checked(feed, outcome, told, now, self.limits)
        if told is None:
            self.memory.checked(fetch, state)
            yield Seen(fetch, title=state.title)
            return
        fetch = replace(fetch, note=told.note)
        new = self.memory.checked(fetch, state, told.entries, withdrawals(told, now, fetch.digest))
        yield Seen(fetch, title=state.title, told=new)
        yield from self._carried(fetch, told)

    def _carried(self, fetch: Fetch, told: FeedTold) -> Iterator[Seen]:
        """Hand on the items that a wire brought whole and that are not on the shelf."""
        pages = {entry.address: page for entry, page in zip(told.entries, told.items, strict=False)}
        for wanted in self.memory.unkept() if pages else ():
            if (wanted.warc, wanted.place) == (fetch.warc, fetch.place) and wanted.address in pages:
                page = pages[wanted.address]
                yield Seen(_of_item(fetch, wanted, page), page, carried=True)
                self.memory.kept(wanted.address)

    def _page_came(self, wanted: Wanted, fetch: Fetch, outcome: Outcome) -> Iterator[Seen]:
        now = self.clock()
        if isinstance(outcome, Reply) and outcome.status == NO_CHANGE:
            self.memory.came(fetch, replace(wanted, stage=Stage.KEPT, failures=0, note=""))
            yield Seen(fetch)
            return
        if isinstance(outcome, NoAnswer) or trouble(outcome):
            self.memory.came(fetch, page_failed(wanted, outcome, fetch.note, now, self.limits))
            yield Seen(fetch)
            return
        try:
            pages, note = pages_brought(wanted, fetch, outcome)
        except NoBody as error:
            fetch = replace(fetch, note=str(error))
            self.memory.came(fetch, replace(wanted, stage=Stage.GIVEN_UP, note=str(error)))
            yield Seen(fetch)
            return
        fetch = replace(fetch, note=note)
        self.memory.came(fetch, page_came(wanted, outcome, fetch))
        yield from _each(fetch, wanted, pages)
        self.memory.kept(wanted.address)

    # ------------------------------------------------------------------------------------------- what the last run left

    def _take_up(self) -> Iterator[Seen]:
        """Log the answers that were kept and not logged, then hand on the pages that were logged and not kept."""
        if (last := self.memory.last_place()) is not None:
            for found in self.warehouse.after(*last, self.memory.knows):
                yield from self._came(self._job(found), found.started, found.reply, found.kept)
        for wanted in self.memory.unkept():
            yield from self._handed_on(wanted)

    def _job(self, found: Found) -> Job:
        feeds = {feed.address: feed for feed in self.memory.feeds()} if found.purpose is Purpose.FEED else {}
        state: Feed | Wanted | None = feeds.get(found.wanted)
        if found.purpose is Purpose.PAGE:
            state = self.memory.wanted(found.wanted)
        return Job(found.purpose, found.wanted, found.address, state)

    def _handed_on(self, wanted: Wanted) -> Iterator[Seen]:
        found = self.warehouse.find(wanted.warc, wanted.place or 0)
        if found is None:
            yield self._lost(wanted, Stage.WAITING, "its record is not to be found")
            return
        kept = found.kept
        fetch = Fetch(Purpose.PAGE, wanted.address, found.address, found.started, found.reply.status)
        fetch = replace(fetch, digest=wanted.digest, warc=kept.warc, record=kept.record, place=kept.place)
        try:
            pages, _ = pages_brought(wanted, fetch, found.reply)
        except NoBody as error:
            yield self._lost(wanted, Stage.GIVEN_UP, str(error))
            return
        yield from _each(fetch, wanted, pages)
        self.memory.kept(wanted.address)

    def _lost(self, wanted: Wanted, stage: Stage, reason: str) -> Seen:
        """A page that was fetched once and is not there to be handed on."""
        lost = Fetch(Purpose.PAGE, wanted.address, wanted.address, self.clock(), note=reason)
        self.memory.came(lost, replace(wanted, stage=stage, due=self.clock(), note=reason))
        return Seen(lost)


def _each(fetch: Fetch, wanted: Wanted, pages: Sequence[Page]) -> Iterator[Seen]:
    """The pages of one answer; the request itself is told of once."""
    for number, page in enumerate(pages):
        yield Seen(fetch if len(pages) == 1 else _of_item(fetch, wanted, page), page, carried=number > 0)


def _of_item(fetch: Fetch, wanted: Wanted, page: Page) -> Fetch:
    """The line that tells of one item of what a request brought."""
    return replace(fetch, purpose=Purpose.PAGE, wanted=wanted.address, address=page.source, digest=page.digest, note="")
