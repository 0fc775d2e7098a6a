"""What is to be asked, within which limits, and what was seen of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urljoin

from onrecord.custody import Feed, Fetch, Purpose, Wanted
from onrecord.intake.addresses import Forbidden, tidy
from onrecord.intake.bodies import MOST_BYTES
from onrecord.intake.replies import Reply
from onrecord.moments import moment_of_header
from onrecord.records import Page

MOST_HOPS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
LONGEST_PAUSE: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Limits:
    """How often, how long and how much may be asked; times in seconds.

    ``every`` parts two looks at a feed, ``delay`` two requests to one host, ``retry`` is the first pause after a
    failure and doubles with each; ``patience`` is for one step of a request and ``seconds`` for the whole of it.
    ``loopback`` lets this machine itself be asked, which nothing but a test should want.
    """

    every: float = 1_800.0
    delay: float = 2.0
    retry: float = 60.0
    patience: float = 30.0
    seconds: float = 120.0
    most_bytes: int = MOST_BYTES
    at_once: int = 8
    loopback: bool = False
    contact: str = ""

    def pause(self, failures: int, wished: timedelta = timedelta()) -> timedelta:
        """How long to wait after so many failures in a row, and no shorter than a server wished.

        >>> Limits(retry=60).pause(3)
        datetime.timedelta(seconds=240)
        """
        doubled = timedelta(seconds=self.retry * 2.0 ** min(failures - 1, 20))
        return min(max(doubled, wished), LONGEST_PAUSE)


@dataclass(frozen=True, slots=True)
class Job:
    """A request to be made: what it is for, the address to be asked, those that led to it, and the state so far."""

    purpose: Purpose
    wanted: str
    address: str
    state: Feed | Wanted | None = None
    led: tuple[str, ...] = ()

    def headers(self) -> dict[str, str]:
        """What makes the request conditional on a change since the last."""
        if self.state is None or self.led:
            return {}
        told = {"If-None-Match": self.state.etag, "If-Modified-Since": self.state.modified}
        return {name: value for name, value in told.items() if value}

    def follow(self, location: str) -> Job:
        """The job that a redirect leads to; raises ``Forbidden`` where it leads in a circle, too far, or astray."""
        address = tidy(urljoin(self.address, location))
        if address in (*self.led, self.address):
            raise Forbidden(f"redirects lead in a circle (back to {address})")
        if len(self.led) >= MOST_HOPS:
            raise Forbidden(f"more than {MOST_HOPS} redirects, one after another")
        return replace(self, address=address, led=(*self.led, self.address))


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a request: its line of the log, the page that it brought, or what a feed told anew."""

    fetch: Fetch
    page: Page | None = field(default=None, repr=False)
    title: str = ""
    told: int = 0
    """How many entries of a feed are new or changed."""
    carried: bool = False
    """Whether the page is one of several that an answer brought, which was seen already."""


def wished_pause(reply: Reply, now: datetime) -> timedelta:
    """How long a server wishes to be left alone (``Retry-After``, in seconds or as a moment), not beyond a day."""
    told = reply.header("retry-after").strip()
    if told.isascii() and told.isdigit():  # however many digits it has
        return min(timedelta(seconds=int(told[:6]) if len(told) <= 6 else 10**6), LONGEST_PAUSE)
    moment = moment_of_header(told)
    return min(max(moment - now, timedelta()), LONGEST_PAUSE) if moment else timedelta()
