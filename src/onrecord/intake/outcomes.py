"""What an answer, or the lack of one, means for a feed or a page: its next state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urldefrag

from onrecord.custody import Entry, Feed, Fetch, Stage, Wanted, Withdrawal
from onrecord.intake.asking import NoAnswer
from onrecord.intake.bodies import NoBody
from onrecord.intake.feeds import LONGEST_KEY, MOST_ENTRIES, FeedTold, NoFeed, read_feed
from onrecord.intake.jobs import Limits, wished_pause
from onrecord.intake.replies import Reply
from onrecord.intake.served import page_of_bytes
from onrecord.intake.warc import Answer, is_page
from onrecord.intake.wires import is_empty_wire, is_wire, items_of
from onrecord.records import Page, Passed

MOST_TRIES: Final = 8
TRIES_REFUSED: Final = 2
"""A page that a server refuses (404 and the like) is tried once more: some feeds tell of a page before it is there."""
NO_CHANGE: Final = 304
WIRE: Final = "a wire"
"""What stands in the place of a title where what is followed is no feed."""
MOST_REASONS: Final = 5
"""So many reasons are told of the parts of one answer."""

Outcome = Reply | NoAnswer


def trouble(outcome: Outcome) -> str:
    """What is wrong with an outcome, in words; empty where nothing is."""
    if isinstance(outcome, NoAnswer):
        return str(outcome)
    if outcome.status in (200, 203, NO_CHANGE):
        return ""
    return f"the server answers {outcome.status} {outcome.phrase}".rstrip()


def wished(outcome: Outcome, now: datetime) -> timedelta:
    """How long the server wishes to be left alone."""
    return wished_pause(outcome, now) if isinstance(outcome, Reply) else timedelta()


def is_strained(outcome: Outcome) -> bool:
    """Whether the host itself has trouble, so that nothing is to be asked of it for a while."""
    if isinstance(outcome, NoAnswer):
        return not outcome.forbidden
    return outcome.status == 429 or outcome.status >= 500


def feed_told(fetch: Fetch, reply: Reply, feed: Feed) -> FeedTold:
    """What a feed's answer tells, or what a wire's brings; raises ``NoFeed``."""
    try:
        content = reply.content()
        if is_wire(content) or is_empty_wire(content):
            return _wire_told(fetch, reply, feed.address)
        return read_feed(content, feed.address, reply.header("content-type"))
    except NoBody as error:
        raise NoFeed(str(error)) from error
    except NoFeed:
        raise
    except Exception as error:  # what a parser trips over must not end a watch of months
        raise NoFeed(f"reading it broke off with {type(error).__name__}: {error}") from error


def _wire_told(fetch: Fetch, reply: Reply, address: str) -> FeedTold:
    """The items that a wire brings, each an entry; one that comes again as it was is known by its digest.

    Raises ``NoFeed`` where it brings something, and none of it is an item.
    """
    if is_empty_wire(reply.content()):
        return FeedTold(WIRE)
    found = list(items_brought(fetch, reply))
    pages = [one for one in found if isinstance(one, Page)]
    reasons = [one.reason.removeprefix(fetch.address).lstrip(": ") for one in found if isinstance(one, Passed)]
    if not pages:
        raise NoFeed("; ".join(reasons[:MOST_REASONS]))
    if len(pages) > MOST_ENTRIES:
        reasons.append(f"{len(pages) - MOST_ENTRIES} items too many")
    names = [within_answer(address, page) for page in pages[:MOST_ENTRIES]]
    entries = tuple(
        Entry(name[:LONGEST_KEY], name, page.digest, digest=page.digest)
        for name, page in zip(names, pages, strict=False)
    )
    return FeedTold(WIRE, entries, note="; ".join(reasons[:MOST_REASONS]), items=tuple(pages[:MOST_ENTRIES]))


def within_answer(address: str, page: Page) -> str:
    """An address by which a page is known that may be one of several in what the address serves.

    >>> page = page_of_bytes("https://b.example/moved#urn:a:1", b"", datetime(2025, 3, 4))
    >>> within_answer("https://a.example/latest", page)
    'https://a.example/latest#urn:a:1'
    """
    part = urldefrag(page.source).fragment
    return f"{address}#{part}" if part else address


def feed_checked(feed: Feed, reply: Reply, told: FeedTold | None, now: datetime, limits: Limits) -> Feed:
    """The state of a feed after a good look at it; ``told`` is ``None`` where nothing had changed."""
    due = now + timedelta(seconds=limits.every)
    if told is None:
        return replace(feed, due=due, checked=now, failures=0, note="")
    return Feed(
        address=feed.address,
        due=due,
        title=told.title or feed.title,
        etag=reply.header("etag"),
        modified=reply.header("last-modified"),
        checked=now,
        note=told.note,
    )


def feed_failed(feed: Feed, reason: str, now: datetime, limits: Limits, wish: timedelta) -> Feed:
    """The state of a feed that could not be read: looked at again later, and later still the more often it fails."""
    failures = feed.failures + 1
    pause = max(limits.pause(failures, wish), timedelta(seconds=limits.every))
    return replace(feed, due=now + pause, failures=failures, note=reason)


def withdrawals(told: FeedTold, now: datetime, digest: str) -> tuple[Withdrawal, ...]:
    """What a feed took back, each with the digest of the feed that says so."""
    return tuple(Withdrawal(one.key, now, one.told, digest, one.words) for one in told.taken_back)


def items_brought(fetch: Fetch, reply: Reply) -> Iterator[Page | Passed]:
    """The page that an answer brings, or each item of what it lists; raises ``NoBody`` where it brings none."""
    content = reply.content()
    media_type = reply.header("content-type")
    if not is_page(Answer(reply.status, media_type, content)) and not is_wire(content):
        raise NoBody(f"this is no page ({media_type or 'of no told type'})")
    within = f"{fetch.warc} {fetch.record}"
    yield from items_of(page_of_bytes(fetch.address, content, fetch.started, media_type=media_type, within=within))


def pages_brought(wanted: Wanted, fetch: Fetch, reply: Reply) -> tuple[list[Page], str]:
    """The pages of an answer that were wanted, and what is odd about it; raises ``NoBody`` where there is none."""
    found = list(items_brought(fetch, reply))
    part = urldefrag(wanted.address).fragment
    pages = [one for one in found if isinstance(one, Page) and (not part or urldefrag(one.source).fragment == part)]
    reasons = [one.reason for one in found if isinstance(one, Passed)]
    if not pages:
        raise NoBody("the item is no longer there" if part else "; ".join(reasons[:MOST_REASONS]))
    return pages, "; ".join(reasons[:MOST_REASONS])


def page_came(wanted: Wanted, reply: Reply, fetch: Fetch) -> Wanted:
    """The state of a page that was fetched and is yet to be put on the shelf."""
    return replace(
        wanted,
        stage=Stage.FETCHED,
        failures=0,
        etag=reply.header("etag"),
        modified=reply.header("last-modified"),
        digest=fetch.digest,
        warc=fetch.warc,
        place=fetch.place,
        note="",
    )


def page_failed(wanted: Wanted, outcome: Outcome, reason: str, now: datetime, limits: Limits) -> Wanted:
    """The state of a page that could not be had: tried again later, given up after many tries or a plain refusal."""
    failures = wanted.failures + 1
    if isinstance(outcome, NoAnswer) and outcome.forbidden:
        most = 1
    elif isinstance(outcome, Reply) and not is_strained(outcome):
        most = TRIES_REFUSED
    else:
        most = MOST_TRIES
    stage = Stage.GIVEN_UP if failures >= most else Stage.WAITING
    due = now + limits.pause(failures, wished(outcome, now))
    return replace(wanted, stage=stage, due=due, failures=failures, note=reason)
