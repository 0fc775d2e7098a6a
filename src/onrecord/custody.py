"""The nouns of watching: what is followed, what was asked of whom, and how far each page has come.

They tell the chain of custody: which request, made when, brought which bytes, and which record of which WARC keeps
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a request is made for."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and what came of it, or why it was not made: a line of the log.

    ``wanted`` is what the request was made for, ``address`` the one asked, which redirects may have led to. ``digest``
    is the SHA-256 of the body with its codings undone; ``warc``, ``record`` and ``place`` tell the file that keeps the
    answer, the record's id and its offset there.
    """

    purpose: Purpose
    wanted: str
    address: str
    started: datetime
    status: int | None = None
    size: int = 0
    digest: str = ""
    warc: str = ""
    record: str = ""
    place: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed: when it is due, what makes the next request conditional, and how it went last."""

    address: str
    due: datetime
    title: str = ""
    etag: str = ""
    modified: str = ""
    checked: datetime | None = None
    failures: int = 0
    note: str = ""


class Stage(StrEnum):
    """How far a page has come on its way to the shelf."""

    WAITING = "waiting"
    FETCHED = "fetched"
    KEPT = "kept"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that a feed told of, how far it has come, and what makes the next request for it conditional.

    ``warc`` and ``place`` tell where the answer is kept that has yet to be put on the shelf.
    """

    address: str
    due: datetime
    stage: Stage = Stage.WAITING
    failures: int = 0
    etag: str = ""
    modified: str = ""
    digest: str = ""
    warc: str = ""
    place: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of one item: its key there, its address, and a stamp that changes when what is told does.

    ``digest`` is that of the item's page where the feed brings it whole, as a wire does.
    """

    key: str
    address: str
    stamp: str
    title: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a feed tells of an item that its publisher took back: ``by`` is the digest of the feed as it was served."""

    item: str
    known: datetime
    told: datetime | None = None
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a language model answered when it was asked to read a page, as it came.

    ``page`` and ``prompt`` are the SHA-256 digests of the page's bytes and of all that was asked besides the page.
    """

    page: str
    model: str
    prompt: str
    made: datetime
    tokens: int
    text: str
