"""What a site's robots.txt allows (RFC 9309), and how long it is to be left alone between two requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from protego import Protego

AGENT: Final = "onrecord"
MOST_ROBOTS: Final = 500 * 2**10
"""So much of a robots.txt is read, in bytes; RFC 9309 asks for no more."""
GOOD_FOR: Final = timedelta(hours=24)
TRY_AGAIN: Final = timedelta(minutes=10)
LONGEST_DELAY: Final = 120.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin, how long they hold, and why everything is shut where it is.

    ``passing`` is whether what shuts it is likely to pass, so that it is worth asking again.
    """

    until: datetime
    protego: Protego | None = None
    shut: str = ""
    passing: bool = False

    def refusal(self, address: str) -> str | None:
        """Why an address may not be asked, ``None`` where it may be."""
        if self.shut:
            return self.shut
        if self.protego is not None and not self.protego.can_fetch(address, AGENT):
            return "the site's robots.txt does not allow it"
        return None

    @property
    def delay(self) -> float:
        """The seconds that the site wants between two requests."""
        told = self.protego.crawl_delay(AGENT) if self.protego is not None else None
        return min(LONGEST_DELAY, float(told or 0.0))


def rules_of(status: int | None, content: bytes, now: datetime) -> Rules:
    """The rules that an answer means: none where the site has no robots.txt, everything shut where it cannot tell.

    >>> from datetime import UTC
    >>> rules_of(200, b"User-agent: *\\nDisallow: /private", datetime.now(UTC)).refusal("https://port.example/private/1")
    "the site's robots.txt does not allow it"
    """
    if status is None or status >= 500 or status == 429:
        return Rules(now + TRY_AGAIN, shut="the site's robots.txt cannot be had just now", passing=True)
    if status >= 300:
        return Rules(now + GOOD_FOR)
    text = content[:MOST_ROBOTS].decode("utf-8", "replace")
    return Rules(now + GOOD_FOR, Protego.parse(text))
