"""What readers, programs and reviewers do at a desk in a day, each a script, and the crowd that plays them all.

A script yields what it asks for and how long it waits before it does, and is sent the answer. A crowd plays many
scripts at once with a few threads; how late it was itself is told, so that it is not mistaken for the desk.
"""

from __future__ import annotations

import heapq
import http.client
import random
import re
import threading
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Final
from urllib.parse import urlencode

PATIENCE: Final = 60.0
WORKERS: Final = 32
THINKS: Final = 1.5
"""Seconds on average between two pages of a visit, compressed as the day is."""

GOES: Final = 15
"""How often each thing is asked for alone."""

SEARCHES: Final = (
    "q=drones",
    "q=missiles+shipped",
    "supplier=RUS",
    "recipient=UKR",
    "goods=uav",
    "status=disputed",
    "q=rifles&sort=stories",
    "supplier=USA&recipient=SAU",
)


ONE_THING_MORE: Final = (
    ("party", "/actors/RUS"),
    ("flows", "/flows"),
    ("table", "/register.csv?supplier=USA"),
    ("goods", "/goods/uav"),
)

FORMS: Final = re.compile(r'<form method="post" action="/review" class="decide" id="do-(\w+)">(.*?)</form>', re.S)


@dataclass(frozen=True)
class Ask:
    """A request, and how long its sender waits before sending it."""

    kind: str
    path: str
    wait: float = 0.0
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    right: tuple[int, ...] = (200,)


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Deed:
    """What was asked for, how it was answered, and how long that took."""

    kind: str
    status: int
    seconds: float


Script = Generator[Ask, Got, None]


def perform(port: int, ask: Ask) -> Got:
    """Send a request over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        headers = {"Connection": "close", **ask.headers}
        if ask.form is None:
            connection.request("GET", ask.path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", ask.path, urlencode(ask.form).encode(), headers)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        set_cookies = [told.partition(";")[0].partition("=") for told in answer.headers.get_all("Set-Cookie", [])]
        return Got(answer.status, dict(answer.headers), {name: value for name, _, value in set_cookies}, text)
    finally:
        connection.close()


def cookies(*gots: Got) -> dict[str, str]:
    """The header by which a browser sends back what it was given."""
    kept = {name: value for got in gots for name, value in got.cookies.items()}
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())}


# ---------------------------------------------------------------------------------------------------------- scripts


def sign_in(name: str, password: str, wait: float) -> Generator[Ask, Got, dict[str, str]]:
    """Sign in by the form; the header of the session."""
    form = yield Ask("sign-in page", "/signin", wait)
    told = {"form": hidden(form.text, "form"), "name": name, "password": password, "next": "/"}
    entered = yield Ask("sign-in", "/signin", form=told, headers=cookies(form), right=(303,))
    return cookies(form, entered)


def reader(name: str, password: str, draw: random.Random, seconds: float) -> Script:
    """Two or three visits: what is new, a search, a dossier, its story, and one thing more."""
    moments = sorted(draw.uniform(0, 0.97 * seconds) for _ in range(draw.choice((2, 2, 3))))
    begun = time.monotonic()
    own = yield from sign_in(name, password, moments[0])
    for moment in moments:
        yield from visit(own, draw, max(0.0, begun + moment - time.monotonic()))


def visit(own: Mapping[str, str], draw: random.Random, wait: float) -> Script:
    """A visit."""

    def think() -> float:
        return draw.expovariate(1 / THINKS)

    front = yield Ask("front page", "/", wait, headers=own)
    found = yield Ask("search", f"/register?{draw.choice(SEARCHES)}", think(), headers=own)
    dossiers = links(found.text, "dossiers") or links(front.text, "dossiers")
    if dossiers:
        identity = draw.choice(dossiers)
        dossier = yield Ask("dossier", identity, think(), headers=own, right=(200, 301, 303, 307, 404))
        if stories := links(dossier.text, "stories"):
            yield Ask("story", draw.choice(stories), think(), headers=own)
    kind, path = draw.choice(
        (
            ("party", "/actors/RUS"),
            ("flows", "/flows"),
            ("table", "/register.csv?supplier=USA"),
            ("goods", "/goods/uav"),
        )
    )
    yield Ask(kind, path, think(), headers=own)


def program(token: str, draw: random.Random, seconds: float, every: float = 30.0) -> Script:
    """A program that looks at the feed and the API again and again, and says what it knows already."""
    own, known, begun = {"Authorization": f"Bearer {token}"}, "", time.monotonic()
    while (wait := draw.uniform(0, 2 * every)) + time.monotonic() - begun < 0.97 * seconds:
        headers = {**own, **({"If-None-Match": known} if known else {})}
        got = yield Ask("feed", "/changes.atom", wait, headers=headers, right=(200, 304))
        known = got.headers.get("etag", known)
        yield Ask("API", draw.choice(("/api/dossiers?limit=20", "/api/claims?limit=20")), headers=own)


def reviewer(name: str, password: str, draw: random.Random, seconds: float, decisions: int) -> Script:
    """Deal cards and decide them, evenly over the day, walking on from card to card."""
    begun = time.monotonic()
    own = yield from sign_in(name, password, draw.uniform(0, 0.02 * seconds))
    at = ""
    for number in range(decisions):
        moment = (number + draw.random()) / decisions * 0.95 * seconds
        at = yield from decide(own, draw, at, max(0.0, begun + moment - time.monotonic()))


def decide(own: Mapping[str, str], draw: random.Random, at: str, wait: float) -> Generator[Ask, Got, str]:
    """Deal a card and decide it; where the next one is to be had."""
    card = yield Ask("review page", at or "/review", wait, headers=own)
    for _ in range(draw.randrange(6)):  # each begins elsewhere in the queue
        skip = re.search(r'data-walk="j" href="([^"]+)"', card.text)
        if skip is None:
            break
        card = yield Ask("review page", unescape(skip[1]), draw.random(), headers=own)
    shown = dict(FORMS.findall(card.text))
    verdict = next((one for one in ("accept", "merge", "reject") if one in shown), None)
    if verdict is None:
        return ""
    names = ("form", "verdict", "subject", "seen", "dossier", "next")
    told = {name: hidden(shown[verdict], name) for name in names}
    headers = cookies(card)
    headers = {"Cookie": "; ".join(filter(None, (own["Cookie"], headers["Cookie"])))}
    sent = {**told, "reason": "looked at in the benchmark"}
    got = yield Ask("decision", "/review", draw.expovariate(1 / THINKS), sent, headers, right=(303, 409))
    return got.headers.get("location", "")


def hidden(text: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    return unescape(found[1]) if found else ""


def links(text: str, kind: str) -> list[str]:
    """The addresses of a kind that a page leads to, each once."""
    return list(dict.fromkeys(unescape(one) for one in re.findall(rf'href="(/{kind}/[^"#?/]+)"', text)))


def words_of(text: str) -> str:
    """What a page of trouble says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())[-400:]


# -------------------------------------------------------------------------------------------------------- one alone


class BadAnswer(RuntimeError):  # noqa: N818 - it names what came
    """An answer that is not as it should be, when nobody else asks."""


def play(port: int, script: Script) -> list[Deed]:
    """Play one script by itself, without its pauses; raises ``BadAnswer``."""
    deeds: list[Deed] = []
    try:
        ask = next(script)
        while True:
            begun = time.perf_counter()
            got = perform(port, ask)
            deeds.append(Deed(ask.kind, got.status, time.perf_counter() - begun))
            if got.status not in ask.right:
                raise BadAnswer(f"with nobody else there, {ask.kind} {ask.path}: {got.status} {words_of(got.text)}")
            ask = script.send(got)
    except StopIteration:
        return deeds


def read_alone(port: int, name: str, password: str, token: str) -> list[Deed]:
    """Everything that readers and programs ask for, so many times, when nobody else is there."""
    draw = random.Random(4)  # noqa: S311 - what is asked for is no secret
    deeds: list[Deed] = []

    def script() -> Script:
        own = yield from sign_in(name, password, 0)
        for _ in range(4 * GOES):
            yield from visit(own, draw, 0)
        known = {"Authorization": f"Bearer {token}"}
        for _ in range(GOES):
            yield Ask("feed", "/changes.atom", headers=known)
            yield Ask("API", "/api/dossiers?limit=20", headers=known)

    _warm(port, name, password)
    for _ in range(GOES):
        deeds += play(port, _entering(name, password))
    return deeds + play(port, script())


def decide_alone(port: int, name: str, password: str) -> list[Deed]:
    """Some decisions when nobody else is there."""
    draw = random.Random(5)  # noqa: S311 - what is decided is no secret

    def script() -> Script:
        own = yield from sign_in(name, password, 0)
        at = ""
        for _ in range(GOES):
            at = yield from decide(own, draw, at, 0)

    return play(port, script())


def _entering(name: str, password: str) -> Script:
    yield from sign_in(name, password, 0)


def _warm(port: int, name: str, password: str) -> None:
    """Wait until the first catalogue of the shelf is made."""

    def script() -> Script:
        own = yield from sign_in(name, password, 0)
        for _ in range(200):
            got = yield Ask("front page", "/", headers=own, right=(200, 503))
            if got.status == 200:
                return

    play(port, script())


# ------------------------------------------------------------------------------------------------------- the crowd


class Crowd:
    """Many scripts, played at once by a few threads."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.deeds: list[Deed] = []
        self.wrong: list[str] = []
        self.late = 0.0
        self._due: list[tuple[float, int, Script, Ask]] = []
        self._numbers, self._playing = count(), 0
        self._turn = threading.Condition()

    def send(self, now: float, script: Script) -> None:
        """Let a script begin."""
        if (ask := next(script, None)) is not None:
            heapq.heappush(self._due, (now + ask.wait, next(self._numbers), script, ask))

    def work(self, until: float) -> None:
        """Play all scripts to their end; what has not ended by then is wrong."""
        threads = [threading.Thread(target=self._play, args=(until,), daemon=True) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._due:
            self.wrong.append(f"{len(self._due)} people had not ended their day")

    def _play(self, until: float) -> None:
        while (taken := self._take(until)) is not None:
            script, ask = taken
            begun = time.perf_counter()
            try:
                got = perform(self.port, ask)
            except OSError as error:
                got = Got(0, {}, {}, repr(error))
            except http.client.HTTPException as error:
                got = Got(0, {}, {}, repr(error))
            self._note(ask, got, time.perf_counter() - begun)
            self._go_on(script, got)

    def _take(self, until: float) -> tuple[Script, Ask] | None:
        with self._turn:
            while self._due or self._playing:
                now = time.monotonic()
                if now > until:
                    return None
                if self._due and self._due[0][0] <= now:
                    due, _, script, ask = heapq.heappop(self._due)
                    self.late = max(self.late, now - due)
                    self._playing += 1
                    return script, ask
                self._turn.wait(min(1.0, self._due[0][0] - now) if self._due else 1.0)
            return None

    def _note(self, ask: Ask, got: Got, seconds: float) -> None:
        with self._turn:
            self.deeds.append(Deed(ask.kind, got.status, seconds))
            if got.status not in ask.right:
                self.wrong.append(f"{ask.kind} {ask.path}: {got.status} {words_of(got.text)}")

    def _go_on(self, script: Script, got: Got) -> None:
        ask: Ask | None = None
        if got.status:
            try:
                ask = script.send(got)
            except StopIteration:
                ask = None
        with self._turn:
            self._playing -= 1
            if ask is not None:
                heapq.heappush(self._due, (time.monotonic() + ask.wait, next(self._numbers), script, ask))
            self._turn.notify_all()
