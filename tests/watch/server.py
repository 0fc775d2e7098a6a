"""A local server that plays sites with feeds, as good or as hostile as a test wants, and measures its visitors."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Visit:
    """One request as the server met it: its beginning and its end by the monotonic clock."""

    path: str
    began: float
    headers: dict[str, str]
    ended: float = 0.0
    status: int = 0


@dataclass
class Answer:
    """What the server says; ``act`` may do anything with the open connection instead."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None
    silent: bool = False
    """Whether the visitor gives up before the server does."""


Script = Callable[[str, int], Answer | None]
"""The answer to a path that is asked for the n-th time, counted from 1; ``None`` is 404."""


class Site:
    """A server on 127.0.0.1 that answers by a script and keeps what it met."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.visits: list[Visit] = []
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.port: int = self.server.server_address[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [visit.path for visit in self.visits]

    def count(self, path: str) -> int:
        return self.paths().count(path)

    def gaps(self) -> list[float]:
        """The seconds between the end of each request and the beginning of the next."""
        ordered = sorted(self.visits, key=lambda visit: visit.began)
        return [after.began - before.began for before, after in itertools.pairwise(ordered)]

    def overlaps(self) -> int:
        """How many requests began while another was being answered."""
        ordered = sorted(self.visits, key=lambda visit: visit.began)
        return sum(after.began < before.ended for before, after in itertools.pairwise(ordered))


@contextmanager
def playing(script: Script) -> Iterator[Site]:
    site = Site(script)
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            visit = Visit(self.path, time.monotonic(), {name.lower(): told for name, told in self.headers.items()})
            with site.lock:
                site.visits.append(visit)
                number = site.count(self.path)
            answer = site.script(self.path, number) or Answer(b"not here", 404)
            try:
                self._say(answer, visit)
            except OSError:
                self.close_connection = True
            visit.ended = visit.began if answer.silent else time.monotonic()

        def _say(self, answer: Answer, visit: Visit) -> None:
            visit.status = answer.status
            if answer.act is not None:
                answer.act(self)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, told in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, told)
            self.end_headers()
            visit.ended = time.monotonic()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


# ------------------------------------------------------------------------------------------------------------ faults


def cut(body: bytes) -> Answer:
    """An answer that promises more than comes."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body) + 1000))
        handler.end_headers()
        handler.wfile.write(body)
        handler.wfile.flush()

    return Answer(act=act)


def silent(seconds: float) -> Answer:
    """No answer for so long."""

    def act(_: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)

    return Answer(act=act, silent=True)


def endless(head: bytes, part: bytes, most: int = 10**9, pause: float = 0.0) -> Answer:
    """An answer without a length that does not end."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(head)
        sent = 0
        while sent < most:
            handler.wfile.write(part)
            handler.wfile.flush()
            sent += len(part)
            time.sleep(pause)

    return Answer(act=act)


def raw(content: bytes) -> Answer:
    """Bytes as they are, whatever they are."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(content)
        handler.wfile.flush()

    return Answer(act=act)
