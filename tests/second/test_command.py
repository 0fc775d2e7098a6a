"""``--reader model`` on the command line: off by default, and what comes of it, as far as the review."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.contract import reading_from_json
from onrecord.second.asking import Asker
from tests.cli.conftest import Ran, Run, pages, place, plainly, run

from .endpoint import Model, Play, completion, playing
from .told import KEY, Json, actor, answer, claim, event, item

__all__ = ["pages", "place", "plainly", "run"]

pytestmark = pytest.mark.usefixtures("plainly")

SAID = "Oslo denied that it sold rockets to Denmark"


def said(position: str = "denies", **other: object) -> Json:
    return claim(holder=actor("Oslo", "NOR", "GOV"), position=position, evidence=[SAID], **other)


def told(*claims: Json) -> str:
    rockets = event(recipient=["DNK"], items=[item(designation=None)])
    return answer(events=[rockets], claims=list(claims))


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's own settings, and no pause."""
    for name in ("URL", "KEY", "SETTINGS"):
        monkeypatch.delenv(f"ONRECORD_MODEL_{name}", raising=False)
    monkeypatch.delenv("ONRECORD_MODEL", raising=False)
    monkeypatch.setattr(Asker.__init__, "__defaults__", (lambda _: None,))


@contextmanager
def model(monkeypatch: pytest.MonkeyPatch, *plays: Play) -> Iterator[Model]:
    """A model that is configured by the environment."""
    with playing(*plays) as server:
        monkeypatch.setenv("ONRECORD_MODEL_URL", server.url)
        monkeypatch.setenv("ONRECORD_MODEL", "reader-1")
        monkeypatch.setenv("ONRECORD_MODEL_KEY", KEY)
        yield server


def ask(run: Run, verb: str, *more: str) -> Ran:
    return run(verb, "wire/sale.txt", "--reader", "model", "--allow", "wire", *more)


def test_nothing_is_sent_where_it_is_configured_but_not_asked_for(
    run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model(monkeypatch, completion(told(said()))) as server:
        assert run("read", pages / "sale.txt").code == 0
        assert run("add", pages / "sale.txt").code == 0
    assert server.asked == []


@pytest.mark.parametrize("lacking", ["ONRECORD_MODEL_URL", "ONRECORD_MODEL", "ONRECORD_MODEL_KEY"])
def test_nothing_is_sent_where_it_is_asked_for_but_not_configured(
    run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    with model(monkeypatch, completion(told(said()))) as server:
        monkeypatch.delenv(lacking)
        done = ask(run, "read", str(pages / "charge.txt"))
    assert (done.code, server.asked) == (2, [])
    assert "needs an endpoint, a model and a key" in done.err


def test_a_page_whose_rights_forbid_it_is_not_sent_unless_it_is_ones_own(
    run: Run, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model(monkeypatch, completion(told(said()))) as server:
        done = run("read", pages / "sale.txt", "--reader", "model", "--allow", "elsewhere")
        assert (done.code, done.out, server.asked) == (1, "", [])
        assert "not sent: its rights forbid to send it" in done.err
        assert ask(run, "read").code == 0
    assert len(server.asked) == 1


@pytest.mark.usefixtures("pages")
def test_what_is_read_is_the_contracts_and_what_is_refused_is_counted(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = {**said(), "evidence": ["Oslo admitted that it sold rockets"]}
    with model(monkeypatch, completion(told(said("asserts"), invented))):
        done = ask(run, "read", "--json")
    reading = reading_from_json(json.loads(done.out))
    assert [(one.holder.country, one.position.value) for one in reading.claims] == [("NOR", "asserts")]
    assert (
        "wire/sale.txt: second reader: 1 page read; 1 part of answers refused "
        "(1 × claim: words of evidence that are not in the page); 1 disagreement with the rules" in done.err
    )
    assert KEY not in done.out + done.err


@pytest.mark.usefixtures("pages")
def test_an_answer_is_kept_where_there_is_a_shelf_and_nothing_else_is(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model(monkeypatch, completion(told(said()))) as server:
        ask(run, "read")
        assert not (place / "onrecord.sqlite").exists()
        run("add", "wire/charge.txt")
        for _ in range(2):
            assert ask(run, "read").code == 0
        assert ask(run, "add").code == 0
    assert len(server.asked) == 2
    assert run("verify").code == 0


@pytest.mark.usefixtures("pages")
def test_disagreements_are_asked_of_a_person_and_change_nothing_else(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "wire/sale.txt")
    before = run("register", "--json").out
    with model(monkeypatch, completion(told(said("asserts")))) as server:
        done = ask(run, "add")
    assert done.out.splitlines() == ["1 page: 1 already there", "second reader: 1 page read"]
    assert len(server.asked) == 1
    assert run("register", "--json").out == before
    asked = [json.loads(line) for line in run("review", "queue", "--json").out.splitlines()]
    (one,) = [row for row in asked if row["doubt"] == "two readers disagree"]
    assert one["why"] == "Oslo denies; the second reader: asserts"
    assert (one["words"], one["dossier"]) == ([SAID], json.loads(before)["id"])
    run("review", "accept", one["subject"], "--person", "Ada")
    assert "two readers disagree" not in run("review", "queue", "--json").out


@pytest.mark.usefixtures("pages")
def test_readers_that_agree_ask_nobody(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with model(monkeypatch, completion(told(said()))):
        assert ask(run, "add").code == 0
    assert "two readers disagree" not in run("review", "queue", "--json").out


@pytest.mark.usefixtures("pages")
def test_a_fault_is_told_and_the_page_is_kept_all_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with model(monkeypatch, Play(500)):
        done = ask(run, "add", "--most-requests", "2")
    assert done.code == 1
    assert done.out.splitlines() == [
        "1 page: 1 added",
        "second reader: 0 pages read; 1 page without a second reading (1 × the budget of 2 requests is spent)",
    ]
    assert run("dossier", json.loads(run("register", "--json").out)["id"]).code == 0


@pytest.mark.usefixtures("pages")
def test_the_key_can_lie_in_a_file_and_more_can_be_set(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "key").write_text(f"{KEY}\n")
    with model(monkeypatch, completion(told(said()))) as server:
        monkeypatch.delenv("ONRECORD_MODEL_KEY")
        assert ask(run, "read", "--key-file", "key", "--settings", '{"temperature": 0}').code == 0
        assert ask(run, "read", "--key-file", "key", "--settings", '{"messages": []}').code == 2
    (asked,) = server.asked
    assert (asked.headers["Authorization"], asked.told["temperature"]) == (f"Bearer {KEY}", 0)
