"""One request at a time to each host, and a pause between two, kept beyond the end of the program."""

from __future__ import annotations

from datetime import datetime, timedelta

from onrecord.intake.memory import Memory


class Hosts:
    """When each host may be asked again."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.not_before = memory.hosts()
        self.busy: set[str] = set()

    def ready(self, host: str, now: datetime) -> datetime | None:
        """When a host may be asked at the earliest, ``None`` while it is being asked."""
        return None if host in self.busy else max(now, self.not_before.get(host, now))

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
        if until > self.not_before.get(host, datetime.min.replace(tzinfo=until.tzinfo)):
            self.not_before[host] = until
            self.memory.hold(host, until)
