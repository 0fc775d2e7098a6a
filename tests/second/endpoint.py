"""A local server that plays recorded answers of a model, faults included, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Play:
    """One answer: a status with headers and a body, or anything that ``act`` does with the open connection."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    act: Act | None = None


@dataclass(frozen=True)
class Asked:
    """One request as the server met it."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


def completion(content: str | None, *, tokens: int | None = 900, reason: str = "stop") -> Play:
    """A chat completion as endpoints send it."""
    told: dict[str, object] = {
        "id": "c1",
        "object": "chat.completion",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": reason},
        ],
    }
    if tokens is not None:
        told["usage"] = {"prompt_tokens": tokens - 100, "completion_tokens": 100, "total_tokens": tokens}
    return Play(body=json.dumps(told).encode())


class Model:
    """A server on 127.0.0.1 that gives one answer after the other, the last one for ever."""

    def __init__(self, *plays: Play) -> None:
        self.plays = plays
        self.asked: list[Asked] = []
        self.hold = threading.Event()
        """Set when the test is over, so that no answer is held back longer."""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def next(self) -> Play:
        return self.plays[min(len(self.asked), len(self.plays)) - 1]


def _handler(model: Model) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.asked.append(Asked(self.path, dict(self.headers), body))
            play = model.next()
            if play.act:
                play.act(self)
                self.close_connection = True
                return
            self.send_response(play.status)
            for name, value in {"Content-Length": str(len(play.body)), **play.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(play.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def playing(*plays: Play) -> Iterator[Model]:
    model = Model(*plays)
    thread = threading.Thread(target=model.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.hold.set()
        model.server.shutdown()
        model.server.server_close()


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    body = completion('{"events": []').body
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body) + 500))
    handler.end_headers()
    handler.wfile.write(body)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Close without a word."""
    handler.connection.close()


def silent(model: Model) -> Act:
    """Say nothing until the test is over."""

    def act(_: BaseHTTPRequestHandler) -> None:
        model.hold.wait(20)

    return act


def dripping(model: Model) -> Act:
    """Send a sign at a time and never come to an end, until the test is over."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        with suppress(OSError):
            while not model.hold.wait(0.01):
                handler.wfile.write(b" ")

    return act
