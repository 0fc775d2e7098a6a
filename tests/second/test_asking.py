"""How an endpoint is asked: once where it answers, again where it says that it did not, and within the budget."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from onrecord.second.asking import Asker, NoAnswer
from onrecord.second.budget import Budget
from onrecord.second.endpoint import BadEndpoint, Endpoint, extra_settings
from onrecord.second.prompt import instructions, prompt_digest, request_body

from .endpoint import Act, Model, Play, completion, cut_off, dripping, hang_up, playing, silent
from .told import HEADLINE, KEY, PARAGRAPHS, answer, article

FINE = completion(answer())


@contextmanager
def asking(model: Model, *, patience: float = 5.0, budget: Budget | None = None) -> Iterator[tuple[Asker, list[float]]]:
    """An asker whose pauses are noted, not waited."""
    paused: list[float] = []
    asker = Asker(
        Endpoint(model.url, "reader-1", KEY, patience=patience), budget or Budget(10, 1_000_000), paused.append
    )
    try:
        yield asker, paused
    finally:
        asker.close()


BODY = request_body(article(), "reader-1", {})


def test_a_request_holds_instructions_schema_and_the_page_once() -> None:
    with playing(FINE) as model, asking(model) as (asker, _):
        said = asker.ask(BODY)
    assert (said.text, said.tokens) == (answer(), 900)
    (asked,) = model.asked
    assert (asked.path, asked.headers["Authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")
    system, user = asked.told["messages"]
    assert (system["role"], system["content"], user["role"]) == ("system", instructions(), "user")
    for words in (HEADLINE, *PARAGRAPHS):
        assert asked.body.decode().count(words.encode("ascii", "backslashreplace").decode()[:20]) == 1
    form = asked.told["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert KEY not in asked.body.decode()


BUSY = (429, 500, 502, 503, 504, 529)


@pytest.mark.parametrize("status", BUSY)
def test_who_says_that_it_did_not_answer_is_asked_again_after_longer_and_longer_pauses(status: int) -> None:
    with playing(Play(status), Play(status), FINE) as model, asking(model) as (asker, paused):
        assert asker.ask(BODY).text == answer()
    assert paused == [1.0, 2.0]
    assert len({asked.body for asked in model.asked}) == 1


def test_a_retry_after_is_waited_for_in_seconds_or_as_a_date() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    plays = (Play(429, headers={"Retry-After": "7"}), Play(429, headers={"Retry-After": soon}), FINE)
    with playing(*plays) as model, asking(model) as (asker, paused):
        asker.ask(BODY)
    assert paused[0] == 7.0
    assert 20 < paused[1] <= 30


def test_who_wants_to_be_asked_much_later_is_asked_no_more() -> None:
    with (
        playing(Play(429, headers={"Retry-After": "3600"})) as model,
        asking(model) as (asker, paused),
        pytest.raises(NoAnswer, match="429, not before 3600 seconds") as refused,
    ):
        asker.ask(BODY)
    assert (paused, refused.value.shut, len(model.asked)) == ([], True, 1)


def test_it_is_asked_four_times_at_most() -> None:
    with (
        playing(Play(500)) as model,
        asking(model) as (asker, paused),
        pytest.raises(NoAnswer, match="answered 500; asked 4 times"),
    ):
        asker.ask(BODY)
    assert (len(model.asked), paused, asker.budget.asked, asker.budget.spent) == (4, [1.0, 2.0, 4.0], 4, 0)


FAULTS = {
    "cut off": (Play(act=cut_off), "cut off"),
    "hung up": (Play(act=hang_up), "cut off"),
    "no completion": (Play(body=b"<html>Welcome</html>"), "no chat completion"),
    "an empty completion": (Play(body=b"{}"), "no chat completion"),
    "no choices": (Play(body=b'{"choices": []}'), "no chat completion"),
    "a message that is none": (Play(body=b'{"choices": [{"message": "hello"}]}'), "no chat completion"),
    "content that is no text": (Play(body=b'{"choices": [{"message": {"content": [1]}}]}'), "no text"),
    "refused": (Play(400, b'{"error": {"message": "no such\\nsetting"}}'), "answered 400: no such setting"),
    "moved": (Play(307, headers={"Location": "/v1/elsewhere"}), "answered 307"),
    "a wrong key": (Play(401, f'{{"error": "Incorrect key {KEY}"}}'.encode()), r"Incorrect key \(the key\)"),
}


@pytest.mark.parametrize(("play", "why"), FAULTS.values(), ids=FAULTS)
def test_another_fault_is_told_and_the_page_is_not_sent_again(play: Play, why: str) -> None:
    with playing(play) as model, asking(model) as (asker, paused), pytest.raises(NoAnswer, match=why):
        asker.ask(BODY)
    assert (len(model.asked), paused) == (1, [])


@pytest.mark.parametrize("slow", [silent, dripping])
def test_an_answer_that_is_late_is_not_waited_for(slow: Callable[[Model], Act]) -> None:
    with playing(FINE) as model:
        model.plays = (Play(act=slow(model)),)
        with (
            asking(model, patience=0.3) as (asker, _),
            pytest.raises(NoAnswer, match=r"no whole answer came in 0\.3 seconds"),
        ):
            asker.ask(BODY)
    assert len(model.asked) == 1
    assert asker.budget.spent > 0


def test_an_answer_without_end_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.second.asking.MOST_BYTES", 1000)
    with (
        playing(Play(body=b" " * 5000)) as model,
        asking(model) as (asker, _),
        pytest.raises(NoAnswer, match="longer than 1,000 bytes"),
    ):
        asker.ask(BODY)


def test_nobody_at_the_address_is_told_after_some_tries() -> None:
    with playing(FINE) as model:
        pass
    with asking(model) as (asker, paused), pytest.raises(NoAnswer, match="cannot be reached"):
        asker.ask(BODY)
    assert len(paused) == 3


def test_the_budget_of_requests_counts_every_try() -> None:
    with (
        playing(Play(503)) as model,
        asking(model, budget=Budget(2, 1_000_000)) as (asker, _),
        pytest.raises(NoAnswer, match="budget of 2 requests is spent"),
    ):
        asker.ask(BODY)
    assert len(model.asked) == 2


def test_what_could_go_beyond_the_budget_of_tokens_is_not_asked() -> None:
    with playing(FINE) as model, asking(model, budget=Budget(10, 5000)) as (asker, _):
        with pytest.raises(NoAnswer, match="budget of 5000 tokens does not reach"):
            asker.ask(BODY)
        asker.budget.tokens = 100_000
        asker.ask(BODY)
    assert (len(model.asked), asker.budget.spent) == (1, 900)


def test_tokens_that_are_not_told_are_reckoned() -> None:
    with playing(completion(answer(), tokens=None)) as model, asking(model) as (asker, _):
        assert asker.ask(BODY).tokens > len(instructions()) / 4


def test_no_log_and_no_error_holds_the_key_or_the_page(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = Play(401, f'{{"error": {{"message": "bad key {KEY}"}}}}'.encode())
    with playing(Play(500), FINE, echo) as model, asking(model) as (asker, _):
        asker.ask(BODY)
        with pytest.raises(NoAnswer) as refused:
            asker.ask(BODY)
        told = f"{caplog.text} {refused.value!r} {asker.endpoint!r} {asker.budget!r}"
    assert "waits 1.0 s" in caplog.text
    assert KEY not in told
    assert PARAGRAPHS[0] not in told


BAD = {
    "no model": ("https://models.example/v1", "", KEY, "no model"),
    "no key": ("https://models.example/v1", "reader-1", " ", "no key"),
    "no endpoint": ("", "reader-1", KEY, "no url"),
    "a key in the clear": ("http://models.example/v1", "reader-1", KEY, "by https"),
    "a key in the address": (f"https://me:{KEY}@models.example/v1", "reader-1", KEY, "own place"),
    "a key in the query": (f"https://models.example/v1?key={KEY}", "reader-1", KEY, "own place"),
    "no address": ("models.example/v1", "reader-1", KEY, "no address"),
    "another protocol": ("file:///etc/passwd", "reader-1", KEY, "no address"),
    "a key of two lines": ("https://models.example/v1", "reader-1", f"{KEY}\nX-Other: 1", "no key has"),
}


@pytest.mark.parametrize(("url", "model", "key", "why"), BAD.values(), ids=BAD)
def test_an_endpoint_that_lacks_something_or_is_not_safe_is_refused(url: str, model: str, key: str, why: str) -> None:
    with pytest.raises(BadEndpoint, match=why) as refused:
        Endpoint(url, model, key)
    assert KEY not in str(refused.value)


def test_settings_are_sent_and_are_part_of_what_is_asked_but_change_nothing_of_ours() -> None:
    told = request_body(article(), "reader-1", {"temperature": 0, "max_completion_tokens": None, "max_tokens": 50})
    assert (told["temperature"], told["max_tokens"], "max_completion_tokens" in told) == (0, 50, False)
    assert prompt_digest({"temperature": 0}) != prompt_digest({})
    for ours in ("messages", "response_format", "tools", "stream"):
        with pytest.raises(BadEndpoint, match="itself"):
            Endpoint("https://models.example/v1", "reader-1", KEY, extra={ours: []})
    for wrong in ("[1]", "temperature=0"):
        with pytest.raises(BadEndpoint, match="JSON"):
            extra_settings(wrong)


def test_the_instructions_name_every_term_of_the_contract() -> None:
    from onrecord.records import ROLES, ActKind, EventType, Position, Role, Sector, Stage

    words = instructions()
    terms = (*EventType, *Role, *Stage, *Position, *ActKind, *Sector)
    assert [term.value for term in terms if term.value not in words] == []
    for kind, roles in ROLES.items():
        (line,) = [part for part in words.split("\n- ") if part.startswith(f"{kind}:")]
        assert [role.value for role in roles if role.value not in line] == []
