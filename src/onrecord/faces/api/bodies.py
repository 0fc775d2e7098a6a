"""How much may be sent: a body that is too large is refused while it comes, before anybody reads it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.faces.api.problems import problem


class Bounded:
    """A middleware that refuses bodies of more bytes than it lets through."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through whose body is within the bound, read whole."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        told = int(length[:20]) if length.isascii() and length.isdigit() else 0
        body = None if told > self.most else await _read(receive, self.most)
        if body is None:
            await too_large(self.most)(scope, receive, send)
        else:
            await self.app(scope, _again(body), send)


def too_large(most: int) -> Response:
    """The answer to a body of too many bytes."""
    return problem(413, "This is too much", f"A body has at most {most:,} bytes.")


async def _read(receive: Receive, most: int) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _again(body: bytes) -> Receive:
    """What receives a body that was read already."""
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
