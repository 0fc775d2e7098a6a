"""What the desk keeps at hand is bounded: in number, in bytes, and by the state of the register that it shows."""

from __future__ import annotations

import gc
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event
from time import sleep

import pytest
from fastapi.testclient import TestClient

from onrecord.faces.desk import create_app, keeping
from onrecord.faces.desk.catalogue import find
from onrecord.faces.desk.catalogue.kept import Kept
from onrecord.faces.desk.desk import Desk
from onrecord.faces.desk.heap import give_back, use_few_heaps
from onrecord.faces.desk.keeping import Turns
from onrecord.records import Judgement

from .conftest import shelf_of
from .test_keeping_up import tellings

ADDRESSES = (
    "/",
    "/register",
    "/register?status=disputed",
    "/register?q=drones",
    "/register?supplier=IRN",
    "/flows",
    "/actors/IRN",
    "/goods/uav",
)


def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept[bytes](1_000, len)
    for n in range(500):
        assert kept.find("now", n, lambda: b"x" * 90) == b"x" * 90
    assert kept.weight == 990
    assert list(kept) == list(range(489, 500))


def test_what_is_asked_for_again_stays_longest() -> None:
    kept = Kept[str](3)
    for name in "abcabd":
        kept.find("now", name, lambda name=name: name)  # type: ignore[misc]
    assert set(kept) == {"a", "b", "d"}


def test_what_was_made_of_a_former_state_is_not_kept_for_the_next() -> None:
    kept, late, over = Kept[str](10), Event(), Event()

    def slowly() -> str:
        late.set()
        assert over.wait(10)
        return "former"

    with ThreadPoolExecutor(1) as pool:
        former = pool.submit(kept.find, "before", "page", slowly)
        assert late.wait(10)
        assert kept.find("after", "page", lambda: "new") == "new"
        over.set()
        assert former.result(10) == "former"
    assert kept.find("after", "page", lambda: "made again") == "new"
    assert kept.weight == 1


def test_of_many_who_ask_at_once_one_has_it_made() -> None:
    kept, made, together = Kept[int](10), list[int](), Barrier(8)

    def make() -> int:
        made.append(1)
        Event().wait(0.2)
        return 7

    def ask(_: int) -> int | None:
        together.wait(10)
        return kept.find("now", "page", make)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert made == [1]


def test_what_cannot_be_made_is_tried_again() -> None:
    kept = Kept[int](10)
    with pytest.raises(ZeroDivisionError):
        kept.find("now", "page", lambda: 1 // 0)
    assert kept.find("now", "page", lambda: 3) == 3


def test_whoever_asked_first_has_the_first_turn_and_one_that_fails_gives_its_own_back() -> None:
    turns, order = Turns(1), list[int]()

    def take(number: int) -> None:
        with suppress(ZeroDivisionError), turns:
            order.append(number)
            assert number != 4 or 1 // 0

    with ThreadPoolExecutor(9) as pool, turns:
        for number in range(9):
            pool.submit(take, number)
            while len(turns.waiting) <= number:
                sleep(0.001)
        assert order == []
    assert order == list(range(9))


def test_as_many_have_a_turn_as_there_are() -> None:
    turns, together = Turns(2), Barrier(2)

    def take(_: int) -> int:
        with turns:
            return together.wait(10)

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(take, range(6))) == [0, 0, 0, 1, 1, 1]


def test_a_desk_keeps_what_it_shows_and_nothing_of_what_it_showed(tmp_path: Path) -> None:
    readings = tellings(3, 24)
    path = shelf_of(tmp_path / "a.sqlite", *readings[:12])
    client, desk = _desk_on(path)
    for reading in readings[12:]:
        shelf_of(path, reading)
        for address in ADDRESSES:
            assert client.get(address).status_code == 200
        assert len(list(desk.kept)) == len(ADDRESSES)
        assert desk.kept.weight < keeping.MOST
        assert len(list(desk.catalogue._kept)) <= 3 * len(ADDRESSES)
    for n in range(60):
        client.get(f"/register?q=word{n}")
        for _ in range(2):
            client.get(f"/register?q=word{n}&sort=since")
    assert len(list(desk.catalogue._kept)) <= find.ANSWERS_KEPT


def test_decisions_leave_nothing_behind_in_the_desk(tmp_path: Path) -> None:
    """Measured in bytes and objects of Python's, between decisions of which the catalogue holds as much as before."""
    readings = tellings(4, 20)
    client, desk = _desk_on(shelf_of(tmp_path / "a.sqlite", *readings))
    claims = [claim.id for reading in readings for claim in reading.claims]

    def decide(number: int) -> None:
        said = Judgement("", "accept", claims[number], "Ida Brandt", datetime.now(UTC), "looked at")
        desk.archive.judge(said)
        for address in ADDRESSES[:4]:
            assert client.get(address).status_code == 200

    for number in range(4):
        decide(number)
    tracemalloc.start()
    try:
        held = [_held()]
        for start in (4, 10):
            for number in range(start, start + 6):
                decide(number)
            held.append(_held())
    finally:
        tracemalloc.stop()
    (_, objects), (later_bytes, later), (last_bytes, last) = held
    assert last - later < 1_000, (objects, later, last)
    assert last_bytes - later_bytes < 150_000, held


def _held() -> tuple[int, int]:
    gc.collect()
    return tracemalloc.get_traced_memory()[0], len(gc.get_objects())


def _desk_on(path: Path) -> tuple[TestClient, Desk]:
    app = create_app(str(path))
    desk: Desk = app.state.desk
    return TestClient(app), desk


def test_heaps_are_few_unless_the_environment_says_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert not use_few_heaps()
    give_back()
