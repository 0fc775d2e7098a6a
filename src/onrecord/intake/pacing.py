"""One request at a time to each host, and a pause between two, kept beyond the end of the program."""

from __future__ import annotations

from datetime import datetime, timedelta

from onrecord.intake.jobs import LONGEST_PAUSE
from onrecord.intake.memory import Memory


class Hosts:
    """When each host may be asked again."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.not_before = memory.hosts()
        self.busy: set[str] = set()

    def ready(self, host: str, now: datetime) -> datetime | None:
        """When a host may be asked at the earliest, ``None`` while it is being asked.

        What was settled for a moment further off than any pause was settled by a clock that was wrong, and is void.
        """
        if host in self.busy:
            return None
        settled = self.not_before.get(host, now)
        return now if settled > now + LONGEST_PAUSE else max(now, settled)

    def begin(self, host: str, now: datetime, delay: float) -> None:
        """A request begins; should all end here, the pause is remembered."""
        self.busy.add(host)
        self.hold(host, now + timedelta(seconds=delay))

    def end(self, host: str, now: datetime, delay: float) -> None:
        """A request is over, and the pause begins."""
        self.busy.discard(host)
        self.hold(host, now + timedelta(seconds=delay))

    def hold(self, host: str, until: datetime) -> None:
        """Leave a host alone until a moment, or longer if that was settled before."""
        before = self.not_before.get(host)
        if before is None or until > before or before > until + LONGEST_PAUSE:
            self.not_before[host] = until
            self.memory.hold(host, until)
