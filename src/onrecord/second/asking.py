"""One question to an endpoint: sent, waited for as long as it may take, asked again only where nothing was answered.

The page's words go out again only where the endpoint itself says that it did not answer (429, a fault of its own) or
was never reached. An answer that is late, cut off or unfit is not asked for a second time: its page was read.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import httpx

from onrecord.moments import moment_of_header
from onrecord.second.budget import Budget, tokens_of
from onrecord.second.endpoint import Endpoint
from onrecord.second.prompt import LONGEST_ANSWER

LOG: Final = logging.getLogger(__name__)
MOST_BYTES: Final = 4_000_000
MOST_TOKENS: Final = 10**9
"""Above this an endpoint has miscounted."""

BUSY: Final = frozenset({429, 500, 502, 503, 504, 529})
"""Statuses by which an endpoint says that it did not answer, and may if it is asked again."""

SHUT: Final = frozenset({401, 402, 403, 404, 405, 410})
"""Statuses by which an endpoint says that it will not answer for any page."""

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 60.0


class NoAnswer(OSError):  # noqa: N818 - named for what there is not
    """No whole answer to a question; ``shut`` where none is to be had for other pages either."""

    def __init__(self, reason: str, *, shut: bool = False) -> None:
        super().__init__(reason)
        self.shut = shut


class NotNow(NoAnswer):
    """The endpoint did not answer, and may if asked again, after so many seconds if it says when."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said, as it came, and the tokens that question and answer took."""

    text: str
    tokens: int


class Asker:
    """What asks an endpoint within a budget: by one address, following no redirect, through no proxy unasked for."""

    def __init__(self, endpoint: Endpoint, budget: Budget, pause: Callable[[float], None] = time.sleep) -> None:
        self.endpoint = endpoint
        self.budget = budget
        self.pause = pause
        self.client = httpx.Client(
            timeout=endpoint.patience,
            headers={"Authorization": f"Bearer {endpoint.key}", "Accept-Encoding": "identity"},
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Close the connection."""
        self.client.close()

    def ask(self, body: Mapping[str, object]) -> Said:
        """The model's answer to a request; raises ``NoAnswer`` where there is none or the budget does not reach."""
        told = json.dumps(body)
        waits = self._waits()
        while True:
            try:
                return self._once(told, _may_cost(body, told))
            except NotNow as refusal:
                seconds = next(waits, None)
                if seconds is None:
                    raise NoAnswer(f"{refusal}; asked {self.endpoint.attempts} times") from refusal
                if (seconds := max(seconds, refusal.after or 0)) > LONGEST_PAUSE_S:
                    raise NoAnswer(f"{refusal}, not before {seconds:.0f} seconds from now", shut=True) from refusal
                LOG.debug("the second reader waits %.1f s: %s", seconds, refusal)
                self.pause(seconds)

    def _waits(self) -> Iterator[float]:
        for attempt in range(self.endpoint.attempts - 1):
            yield min(FIRST_PAUSE_S * 2**attempt, LONGEST_PAUSE_S)

    def _once(self, told: str, tokens: int) -> Said:
        if lack := self.budget.lacks(tokens):
            raise NoAnswer(lack)
        self.budget.asked += 1
        spent = tokens  # what is cut off or late may be charged for all the same
        try:
            status, headers, content = self._send(told)
            spent = 0
            self._check(status, headers, content)
            said = _said(content, told)
            spent = said.tokens
            return said
        except NotNow:
            spent = 0
            raise
        finally:
            self.budget.spent += spent

    def _send(self, told: str) -> tuple[int, httpx.Headers, bytes]:
        ends = time.monotonic() + self.endpoint.patience
        headers = {"Content-Type": "application/json"}
        try:
            with self.client.stream("POST", self.endpoint.asked, content=told.encode(), headers=headers) as response:
                return response.status_code, response.headers, _taken(response, ends)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise NotNow(f"the endpoint cannot be reached ({type(error).__name__})") from error
        except httpx.TimeoutException as error:
            raise NoAnswer(_late(self.endpoint)) from error
        except (httpx.HTTPError, ValueError) as error:
            raise NoAnswer(f"the answer was cut off ({type(error).__name__})") from error

    def _check(self, status: int, headers: httpx.Headers, content: bytes) -> None:
        """Refuse an answer that is none; raises ``NotNow`` or ``NoAnswer``."""
        if status == 200:
            return
        reason = f"the endpoint answered {status}{self._words(content)}"
        if status in BUSY:
            raise NotNow(reason, _seconds(headers.get("retry-after")))
        raise NoAnswer(reason, shut=status in SHUT or 300 <= status < 400)

    def _words(self, content: bytes) -> str:
        """What an endpoint says of its refusal, on one line, without the key if it repeats that."""
        try:
            error = json.loads(content)["error"]
            words = error if isinstance(error, str) else str(error["message"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return ""
        return ": " + " ".join(words.replace(self.endpoint.key, "(the key)").split())[:200]


def _late(endpoint: Endpoint) -> str:
    return f"no whole answer came in {endpoint.patience:g} seconds"


def _taken(response: httpx.Response, ends: float) -> bytes:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > MOST_BYTES:
            raise NoAnswer(f"the answer is longer than {MOST_BYTES:,} bytes")
        if time.monotonic() > ends:
            raise httpx.ReadTimeout("the time is over")
    return bytes(content)


def _may_cost(body: Mapping[str, object], told: str) -> int:
    """The most tokens that a request may cost: its own, and as many as its answer may have."""
    bounds = (body.get(name) for name in ("max_completion_tokens", "max_tokens"))
    return tokens_of(told) + next((bound for bound in bounds if isinstance(bound, int)), LONGEST_ANSWER)


def _seconds(told: str | None) -> float | None:
    """How long to wait by a ``Retry-After``, in seconds or as a date; ``None`` where it says neither.

    >>> _seconds("7"), _seconds("soon"), _seconds(None), _seconds("Thu, 01 Jan 1970 00:00:00 GMT")
    (7.0, None, None, 0.0)
    """
    if told is None:
        return None
    if told.strip().isdecimal():
        return float(told)
    when = moment_of_header(told)
    return max(0.0, (when - datetime.now(UTC)).total_seconds()) if when else None


def _said(content: bytes, told: str) -> Said:
    """What stands in a chat completion; raises ``NoAnswer`` where the answer is none."""
    try:
        answer = json.loads(content)
        choice = answer["choices"][0]
        text = choice["message"].get("content") or ""  # null where the model would not answer
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise NoAnswer(f"the answer is no chat completion ({type(error).__name__})") from error
    if not isinstance(text, str):
        raise NoAnswer("the answer is no text")
    return Said(text, _tokens(answer) or tokens_of(told) + tokens_of(text))


def _tokens(answer: Mapping[str, object]) -> int:
    usage = answer.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return min(total, MOST_TOKENS) if isinstance(total, int) and total > 0 else 0
