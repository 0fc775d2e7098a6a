"""The guard at the door: finds out who asks, lets each go where their role leads, and sends the safe headers along."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.faces.api.problems import problem
from onrecord.faces.api.visitors import Role, Visitor
from onrecord.faces.desk.desk import HEADERS
from onrecord.faces.desk.guards import is_own_host
from onrecord.faces.doors import audit
from onrecord.faces.doors.book import Book, open_book
from onrecord.faces.doors.sessions import cookie_name, find_session
from onrecord.faces.doors.tokens import find_token

PUBLIC: Final = ("/signin", "/static", "/healthz", "/feeds")
"""What anybody may ask for; a feed's address is itself the key to it."""

FOR_PROGRAMS: Final = ("/api", "/openapi.json", "/mcp", "/changes.atom", "/changes.json", "/metrics")
"""Where a program asks, which can do nothing with a page to sign in on."""

TAKES: Final = (("/review", Role.REVIEWER), ("/", Role.READER))
"""The role that an address takes, the first that fits."""

WHILE: Final = timedelta(minutes=15)
TRIES: Final = 50
"""Tokens that may be refused to an address in a while before none is looked at any more."""


class Doors:
    """How a desk is entered: by whom, at which names of its own; ``open`` where one person needs no sign-in."""

    def __init__(self, shelf: str, *, open: bool, hosts: Iterable[str]) -> None:
        self.shelf = shelf
        self.open = open
        self.hosts = tuple(hosts)
        self._book: Book | None = None

    @property
    def book(self) -> Book | None:
        """The book of the doors, ``None`` as long as nobody has written in it."""
        if self._book is None:
            self._book = open_book(self.shelf, create=False)
        return self._book

    @property
    def kept(self) -> Book:
        """The book of the doors, made where there is none."""
        if self._book is None:
            self._book = open_book(self.shelf)
        assert self._book is not None  # noqa: S101 - it was made just above
        return self._book

    def may_be_asked_as(self, request: Request) -> bool:
        """Whether a request calls the desk by a name of its own."""
        return is_own_host(request, self.hosts)


class Guard:
    """A middleware that stands before the whole application."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self.app = app
        self.doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through to the application, or answer it at the door."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer, visitor = await self._meet(request)
        if answer is None:
            known = {"visitor": visitor, **({"person": visitor.name} if visitor and not self.doors.open else {})}
            scope["state"] = {**scope.get("state", {}), **known}
            await self.app(scope, receive, _with_headers(send, request))
        else:
            await answer(scope, receive, _with_headers(send, request))

    async def _meet(self, request: Request) -> tuple[Response | None, Visitor | None]:
        """The answer to whoever may not go further, and who it is."""
        if not self.doors.may_be_asked_as(request):
            return PlainTextResponse("This desk is not called so.\n", 421), None
        told = request.headers.get("authorization", "")
        if told:
            visitor = await run_in_threadpool(self._by_token, told, _address(request))
            if visitor is None:
                return _refuse(401, "This token lets nobody in."), None
        elif self.doors.open:
            visitor = Visitor(account(), Role.ADMINISTRATOR)
        else:
            visitor = await run_in_threadpool(self._by_session, request)
        answer = _answer(request, visitor)
        if answer is None and visitor and visitor.token is None and request.method not in ("GET", "HEAD"):
            await run_in_threadpool(visitor.note, "form sent", request.url.path)
        return answer, visitor

    def _by_token(self, told: str, address: str) -> Visitor | None:
        book = self.doors.book
        kind, _, secret = told.partition(" ")
        if book is None or audit.failures(book, audit.TOKEN_REFUSED, WHILE, address=address) >= TRIES:
            return None
        token = find_token(book, secret.strip()) if kind.casefold() == "bearer" else None
        if token is None:
            audit.note(book, "", audit.TOKEN_REFUSED, secret[:21] if secret.startswith("onrecord_") else "", address)
            return None
        return Visitor(
            token.person, token.role, token.id, partial(_note, book, f"{token.person} by {token.id}", address)
        )

    def _by_session(self, request: Request) -> Visitor | None:
        cookie = request.cookies.get(cookie_name(request.url.scheme == "https"), "")
        book = self.doors.book
        user = find_session(book, cookie) if book and cookie else None
        if book is None or user is None:
            return None
        return Visitor(user.name, user.role, None, partial(_note, book, user.name, _address(request)))


def _note(book: Book, person: str, address: str, what: str, on: str) -> None:
    audit.note(book, person, what, on, address)


def _answer(request: Request, visitor: Visitor | None) -> Response | None:
    """What whoever may not go where they ask is told; ``None`` for those who may."""
    path = request.url.path
    if _is_below(path, PUBLIC):
        return None
    role = next(role for place, role in TAKES if place == "/" or _is_below(path, (place,)))
    if visitor is None:
        if _is_below(path, FOR_PROGRAMS):
            return _refuse(401, "This takes a token: Authorization: Bearer …")
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Sign in first.\n", 403)
        asked = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/signin?next={quote(asked, safe='')}", 303)
    if visitor.may(role):
        return None
    if _is_below(path, FOR_PROGRAMS):
        return _refuse(403, f"This takes a {role}.")
    return PlainTextResponse(f"This takes a {role}; you are a {visitor.role}.\n", 403)


def _is_below(path: str, places: Iterable[str]) -> bool:
    return any(path == place or path.startswith(place + "/") for place in places)


def _refuse(status: int, detail: str) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return problem(status, "You may not come in here", detail, headers)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _with_headers(send: Send, request: Request) -> Send:
    """What sends the safe headers with the head of an answer, where the application has not set them itself."""
    secure = {"Strict-Transport-Security": "max-age=31536000"} if request.url.scheme == "https" else {}

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**HEADERS, "Cache-Control": "private, no-cache", **secure}.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def account() -> str:
    """The account that the desk runs as: on this machine alone, whoever asks is that person."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
