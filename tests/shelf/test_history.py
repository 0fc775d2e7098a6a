"""The history that a shelf keeps is the one that is told anew from all that lies there."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from onrecord import flow
from onrecord.records import Change, Dossier, Judgement, Page, Position, Reading
from onrecord.register import Ledger, change_log
from onrecord.register.tellings import Telling
from onrecord.shelf import Shelf, ShelfError, history, move, open_shelf
from tests.register.build import goods, story, transfer

from .clock import stand_at

ITEMS = (goods("drones", "uav.strike"), goods("shells", "munition.artillery", None, 200.0))
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[], datetime]:
    """Let a minute pass, and tell the moment, on a clock of the test's own."""
    moments = iter(BEGINNING + timedelta(minutes=n) for n in range(10_000))

    def tick() -> datetime:
        at = next(moments)
        stand_at(monkeypatch.setattr, at)
        return at

    return tick


def page_of(reading: Reading) -> Page:
    content = reading.article.id.encode()
    return Page(reading.article.source, content, sha256(content).hexdigest(), BEGINNING)


def told(draw: random.Random, n: int) -> Reading:
    """A story of a few transfers that are told again and again, some under an address that has told another."""
    supplier, recipient = draw.choice(["IRN", "IRN", "PRK"]), draw.choice(["RUS", "RUS", "SYR", ""])
    events = [transfer("e1", supplier, recipient, draw.choice(ITEMS))]
    day = date(2025, 1, 1) + timedelta(days=draw.randrange(90))
    said = [("e1", draw.choice(["IRN/GOV", "USA/GOV"]), draw.choice(list(Position)))]
    reading = story(f"p{n:02}", str(day), events, said)
    if draw.random() < 0.7:
        return reading
    return replace(reading, article=replace(reading.article, source=f"https://gazette.example/{draw.randrange(3)}"))


def remade(shelf: Shelf, since: date | None = None) -> tuple[Change, ...]:
    return change_log(shelf.readings(), shelf.judgements(), shelf.received(), since=since)


def something_comes(draw: random.Random, shelf: Shelf, readings: list[Reading], at: datetime) -> None:
    """A page or several, a page read anew, or a judgement."""
    kind = draw.random()
    if kind < 0.7 or not readings:
        fresh = [told(draw, len(readings) + n) for n in range(draw.choice([1, 1, 3]))]
        shelf.keep_all([(page_of(one), one) for one in fresh])
        readings += fresh
    elif kind < 0.78:
        n = draw.randrange(len(readings))
        readings[n] = replace(told(draw, n), article=readings[n].article)
        shelf.replace(page_of(readings[n]).digest, readings[n])
    else:
        verdict = draw.choice(["merge", "split", "reject"])
        events = [f"{one.article.id}/e1" for one in draw.sample(readings, min(2, len(readings)))]
        subject = " ".join(sorted(events)) if verdict != "reject" and len(events) > 1 else events[0]
        shelf.append(Judgement(f"j{at.isoformat()}", verdict, subject, "Ida", at))


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_is_told_anew(address: str, seed: int, pass_time: Callable[[], datetime]) -> None:
    draw, readings = random.Random(seed), list[Reading]()  # noqa: S311
    with open_shelf(address, create=True) as shelf:
        for _ in range(20):
            something_comes(draw, shelf, readings, pass_time())
            if draw.random() < 0.4:
                assert flow.log_changes(shelf) == remade(shelf)
        since = (BEGINNING + timedelta(minutes=11)).date()
        assert flow.log_changes(shelf, since=since) == remade(shelf, since)
        assert len(flow.log_changes(shelf)) > 20


def test_only_what_came_is_told_further(
    address: str, pass_time: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(7)  # noqa: S311
    made: list[Dossier] = []
    plainly = Ledger._make

    def make(ledger: Ledger, group: Sequence[Telling]) -> Dossier:
        made.append(plainly(ledger, group))
        return made[-1]

    monkeypatch.setattr(Ledger, "_make", make)
    with open_shelf(address, create=True) as shelf:
        for n in range(12):
            pass_time()
            shelf.keep(page_of(one := told(draw, n)), one)
        flow.log_changes(shelf)
        assert len(made) >= 12
        made.clear()
        pass_time()
        shelf.keep(page_of(one := told(draw, 12)), one)
        flow.log_changes(shelf)
        assert 1 <= len(made) <= 2
    monkeypatch.setattr(flow, "Ledger", lambda *_: pytest.fail("nothing came"))
    with open_shelf(address) as shelf:
        assert flow.log_changes(shelf) == remade(shelf)


def test_a_history_is_moved_with_its_shelf(tmp_path: Path, pass_time: Callable[[], datetime]) -> None:
    draw = random.Random(3)  # noqa: S311
    with (
        open_shelf(tmp_path / "a.sqlite", create=True) as here,
        open_shelf(tmp_path / "b.sqlite", create=True) as there,
    ):
        pass_time()
        here.keep(page_of(one := told(draw, 1)), one)
        log = flow.log_changes(here)
        move(here, there)
        assert history.told_so_far(there) == history.told_so_far(here)
        assert flow.log_changes(there) == log


def test_a_shelf_that_cannot_be_written_to_tells_its_history(
    tmp_path: Path, pass_time: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(3)  # noqa: S311

    def refused(*_: object) -> None:
        raise ShelfError("shelf a.sqlite cannot be written to")

    with open_shelf(tmp_path / "a.sqlite", create=True) as shelf:
        pass_time()
        shelf.keep(page_of(one := told(draw, 1)), one)
        monkeypatch.setattr(flow, "keep_history", refused)
        assert flow.log_changes(shelf) == remade(shelf)
        assert history.told_so_far(shelf) is None
