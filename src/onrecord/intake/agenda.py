"""What is to be asked next: redirects and robots.txt first, then feeds, then pages, as far as sites allow it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urldefrag

from onrecord.custody import Purpose
from onrecord.intake.addresses import Forbidden, origin_of
from onrecord.intake.asking import NoAnswer
from onrecord.intake.bodies import NoBody
from onrecord.intake.jobs import LONGEST_PAUSE, Job, Limits
from onrecord.intake.memory import Memory
from onrecord.intake.outcomes import Outcome
from onrecord.intake.replies import Reply
from onrecord.intake.robots import Rules, rules_of

MOST_WAITING: Final = 1_000
"""Waiting pages that are looked at in one round."""
SHUT_FOR: Final = timedelta(hours=1)


class Agenda:
    """What a run has to ask; ``once`` is whether it looks at each feed one time alone."""

    def __init__(self, memory: Memory, limits: Limits) -> None:
        self.memory = memory
        self.limits = limits
        self.once = False
        self.pending: list[Job] = []
        self.round: set[str] = set()
        self.busy: set[tuple[Purpose, str]] = set()
        self.rules: dict[str, Rules] = {}

    def open_round(self, now: datetime) -> None:
        """Set out to look at every feed one time, but for those that are to be left alone after failures."""
        self.once = True
        self.round = {
            feed.address
            for feed in self.memory.feeds()
            if not feed.failures or not now < feed.due <= self._furthest(now)
        }

    def due(self, now: datetime) -> Iterator[Job]:
        """Everything that is due, redirects and robots.txt first, then feeds, then pages, but for what is at work."""
        led = {(job.purpose, job.wanted) for job in self.pending}
        yield from [job for job in self.pending if (job.purpose, job.wanted) not in self.busy]
        for feed in self.memory.feeds():
            due = feed.address in self.round if self.once else self._is_due(feed.due, now)
            if due and (Purpose.FEED, feed.address) not in self.busy | led:
                yield Job(Purpose.FEED, feed.address, feed.address, feed)
        for wanted in self.memory.waiting(now, MOST_WAITING, self._furthest(now)):
            if (Purpose.PAGE, wanted.address) not in self.busy | led:
                yield Job(Purpose.PAGE, wanted.address, urldefrag(wanted.address).url, wanted)

    def _furthest(self, now: datetime) -> datetime:
        """The last moment for which a look can have been put off; one beyond it was put there by a wrong clock."""
        return now + max(LONGEST_PAUSE, timedelta(seconds=self.limits.every))

    def _is_due(self, moment: datetime, now: datetime) -> bool:
        return not now < moment <= self._furthest(now)

    def next_due(self, now: datetime) -> datetime | None:
        """When something falls due that is not due yet; what is due already waits for its host alone.

        Looking at each feed one time, nothing that is not due now is waited for.
        """
        if self.once:
            return None
        dues = [feed.due for feed in self.memory.feeds() if feed.due > now]
        if (page := self.memory.next_due(now)) is not None:
            dues.append(page)
        return min(dues, default=None)

    def rules_for(self, job: Job, now: datetime) -> Rules | None:
        """The rules for an address; where they are not known, they are asked for first."""
        origin = origin_of(job.address)
        rules = self.rules.get(origin)
        if rules is not None and rules.until > now:
            return rules
        wanted = f"{origin}/robots.txt"
        if (Purpose.ROBOTS, wanted) not in self.busy | {(other.purpose, other.wanted) for other in self.pending}:
            self.pending.append(Job(Purpose.ROBOTS, wanted, wanted))
        return None

    def delay(self, job: Job) -> float:
        """The seconds between two requests to the host of a job: ours, or its site's if that wants more."""
        rules = self.rules.get(origin_of(job.address))
        return max(self.limits.delay, rules.delay if rules is not None else 0.0)

    def forget(self, job: Job) -> None:
        """Take a job off the lists of this run; what is remembered of it is another matter."""
        self.pending = [other for other in self.pending if other != job]
        if job.purpose is Purpose.FEED:
            self.round.discard(job.wanted)

    def follow(self, job: Job, reply: Reply) -> Job | NoAnswer:
        """The job that a redirect leads to, put on the list; or why it is not followed."""
        try:
            led = job.follow(reply.header("location"))
        except Forbidden as error:
            return NoAnswer(str(error), forbidden=True)
        self.pending.append(led)
        return led

    def take_rules(self, job: Job, outcome: Outcome, now: datetime) -> None:
        """Take in what a request for a robots.txt came to; where it may not even be made, the whole origin is shut."""
        origin = job.wanted.removesuffix("/robots.txt")
        if isinstance(outcome, NoAnswer):
            shut = Rules(now + SHUT_FOR, shut=str(outcome))
            self.rules[origin] = shut if outcome.forbidden else rules_of(None, b"", now)
            return
        try:
            content = outcome.content()
        except NoBody:
            content = b""
        self.rules[origin] = rules_of(outcome.status, content, now)
