"""What a watch needs to remember; a shelf does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from onrecord.custody import Entry, Feed, Fetch, Wanted, Withdrawal


class Memory(Protocol):
    """State that outlives the program; each call is one transaction, kept whole or not at all."""

    def follow(self, addresses: Iterable[str], now: datetime) -> None:
        """Take up feeds that are not followed yet, due at once."""

    def feeds(self) -> tuple[Feed, ...]:
        """The feeds that are followed, by address."""

    def wanted(self, address: str) -> Wanted | None:
        """How far a page has come, ``None`` where no feed told of it."""

    def waiting(self, now: datetime, most: int, furthest: datetime) -> tuple[Wanted, ...]:
        """Pages that are to be fetched now, no more than so many, the longest due first.

        What falls due after ``furthest`` was put off by a clock that was wrong, and is due now.
        """

    def next_due(self, now: datetime) -> datetime | None:
        """When the next page falls due after now, ``None`` where none does."""

    def unkept(self) -> tuple[Wanted, ...]:
        """Pages that were fetched and never put on the shelf."""

    def hosts(self) -> dict[str, datetime]:
        """When each host may be asked again at the earliest."""

    def hold(self, host: str, until: datetime) -> None:
        """Remember when a host may be asked again."""

    def last_place(self) -> tuple[str, int] | None:
        """The file and the offset of the last answer that the log knows of."""

    def knows(self, warc: str) -> bool:
        """Whether the log knows of an answer in a file."""

    def log(self, fetch: Fetch) -> None:
        """Add a line to the log."""

    def checked(
        self, fetch: Fetch, feed: Feed, entries: Sequence[Entry] = (), withdrawals: Sequence[Withdrawal] = ()
    ) -> int:
        """Log a look at a feed with its new state and what it told; how many of its entries are new or changed.

        A new entry's page is wanted, and a changed one's again; a withdrawal names its item by the key that the feed
        gives it.
        """

    def came(self, fetch: Fetch, wanted: Wanted) -> None:
        """Log a request for a page with the page's new state."""

    def kept(self, address: str) -> None:
        """A page that was fetched is on the shelf."""
