"""A clock that was wrong for a while: what it put off for years is due when it is right again, on either store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from onrecord.custody import Feed, Fetch, Purpose, Wanted
from onrecord.intake.agenda import Agenda
from onrecord.intake.jobs import LONGEST_PAUSE
from onrecord.intake.pacing import Hosts
from onrecord.shelf import Shelf, custody_log, find_faults, open_shelf, writes
from onrecord.shelf.watching import WatchMemory
from tests.shelf.conftest import address, server
from tests.shelf.made import page, reading

from .rounds import QUICK

__all__ = ["address", "server"]

NOW = datetime(2025, 3, 2, 12, tzinfo=UTC)
WRONG = NOW + timedelta(days=3650)
FEED = "https://fjord.example/feed"
PAGE = "https://fjord.example/1"


@pytest.fixture
def shelf(address: str) -> Iterator[Shelf]:
    with open_shelf(address, create=True) as opened:
        yield opened


@pytest.fixture
def memory(shelf: Shelf) -> WatchMemory:
    """A memory of a watch whose clock was ten years ahead when it looked last."""
    memory = WatchMemory(shelf)
    fetch = Fetch(Purpose.FEED, FEED, FEED, WRONG, 200)
    memory.follow([FEED], WRONG)
    memory.checked(fetch, Feed(FEED, WRONG + timedelta(hours=1), checked=WRONG), ())
    memory.came(fetch, Wanted(PAGE, WRONG + timedelta(minutes=5)))
    Hosts(memory).begin("fjord.example", WRONG, 60.0)
    return memory


def asked(memory: WatchMemory, now: datetime) -> list[str]:
    return [job.wanted for job in Agenda(memory, QUICK).due(now)]


def test_what_was_put_off_by_a_wrong_clock_is_due(memory: WatchMemory) -> None:
    assert asked(memory, NOW) == [FEED, PAGE]
    assert asked(memory, WRONG) == []
    assert asked(memory, WRONG + timedelta(hours=2)) == [FEED, PAGE]


def test_what_was_put_off_for_as_long_as_may_be_is_not(shelf: Shelf) -> None:
    memory = WatchMemory(shelf)
    memory.follow([FEED], NOW + LONGEST_PAUSE)
    assert asked(memory, NOW) == []


def test_a_round_looks_at_a_feed_that_a_wrong_clock_put_off_after_failures(shelf: Shelf) -> None:
    memory = WatchMemory(shelf)
    memory.follow([FEED], WRONG)
    memory.checked(Fetch(Purpose.FEED, FEED, FEED, WRONG), Feed(FEED, WRONG, failures=3), ())
    agenda = Agenda(memory, QUICK)
    agenda.open_round(NOW)
    assert [job.wanted for job in agenda.due(NOW)] == [FEED]


def test_a_host_is_asked_again_and_left_its_pause(memory: WatchMemory) -> None:
    hosts = Hosts(memory)
    assert hosts.ready("fjord.example", NOW) == NOW
    hosts.begin("fjord.example", NOW, 60.0)
    hosts.end("fjord.example", NOW, 60.0)
    assert hosts.ready("fjord.example", NOW) == NOW + timedelta(seconds=60)
    assert Hosts(memory).ready("fjord.example", NOW) == NOW + timedelta(seconds=60)


def test_a_shelf_is_sound_whatever_the_clock_said_when_it_was_written(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [NOW, WRONG, NOW - timedelta(days=9000), NOW]
    for number, moment in enumerate(moments):
        monkeypatch.setattr(writes, "datetime", Mock(now=Mock(return_value=moment)))
        one = page(f"page {number}", f"wire/{number}.txt")
        assert shelf.keep(one, reading(one))
    assert list(find_faults(shelf)) == []
    assert [entry.moment for entry in custody_log(shelf)][::2] == moments, "the log tells what the clock said"
    came = [shelf.received()[reading(page(f"page {n}", f"wire/{n}.txt")).article.id] for n in range(len(moments))]
    assert came == [NOW, WRONG, WRONG, WRONG], "no page came before the one before it"
