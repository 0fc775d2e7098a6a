"""Signing in and out."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from onrecord.faces.api.visitors import visitor_of
from onrecord.faces.desk.desk import HEADERS, Desk
from onrecord.faces.desk.guards import form_key, give_key, read_form
from onrecord.faces.doors.guard import Doors
from onrecord.faces.doors.sessions import LAST, begin_session, cookie_name, end_session
from onrecord.faces.doors.users import WHILE, TooManyTries, check_password

FORM_COOKIE: Final = "onrecord-door"
INSIDE: Final = re.compile(r"/(?![/\\])[!-~]*")
"""An address of the desk's own: one that begins with a single slash and goes on in plain signs."""


def routes(desk: Desk, doors: Doors) -> APIRouter:
    """The addresses of these pages."""
    router = APIRouter(default_response_class=HTMLResponse)

    @router.api_route("/signin", methods=["GET", "HEAD"])
    def ask(request: Request) -> Response:
        """The form to sign in with, or who is signed in."""
        return _page(desk, request, inside(request.query_params.get("next", "/")))

    @router.post("/signin")
    async def sign_in(request: Request) -> Response:
        """Let somebody in whose name and password are right."""
        fields = await read_form(request, FORM_COOKIE)
        return await run_in_threadpool(_sign_in, desk, doors, request, fields)

    @router.post("/signin/out")
    async def sign_out(request: Request) -> Response:
        """End the session."""
        await read_form(request, FORM_COOKIE)
        name = cookie_name(request.url.scheme == "https")
        if doors.book is not None:
            await run_in_threadpool(end_session, doors.book, request.cookies.get(name, ""))
        answer = RedirectResponse("/signin", 303, HEADERS)
        answer.delete_cookie(name, path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax")
        return answer

    return router


def _sign_in(desk: Desk, doors: Doors, request: Request, fields: dict[str, str]) -> Response:
    if doors.open:
        raise HTTPException(404)
    book, address = doors.kept, request.client.host if request.client else ""
    goal = inside(fields.get("next", "/"))
    try:
        user = check_password(book, fields.get("name", ""), fields.get("password", ""), address)
    except TooManyTries:
        answer = _page(desk, request, goal, "Too many sign-ins were refused. Wait a quarter of an hour.", 429)
        answer.headers["Retry-After"] = str(int(WHILE.total_seconds()))
        return answer
    if user is None:
        return _page(desk, request, goal, "This name and this password do not belong together.", 403)
    secure = request.url.scheme == "https"
    if former := request.cookies.get(cookie_name(secure), ""):
        end_session(book, former)
    answer = RedirectResponse(goal, 303, HEADERS)
    answer.set_cookie(
        cookie_name(secure),
        begin_session(book, user),
        max_age=int(LAST.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def _page(desk: Desk, request: Request, goal: str, trouble: str = "", status: int = 200) -> Response:
    key = form_key(request, FORM_COOKIE)
    page = desk.page("signin.html", status, visitor=visitor_of(request), goal=goal, key=key, trouble=trouble)
    give_key(page, key, FORM_COOKIE, "/")
    return page


def inside(goal: str) -> str:
    r"""Where to go next: an address of the desk's own, its front page in the place of any other.

    >>> inside("/register?q=a"), inside("//elsewhere.example"), inside("/\\elsewhere.example"), inside("https://a.example/")
    ('/register?q=a', '/', '/', '/')
    """
    if len(goal) > 2_000 or not INSIDE.fullmatch(goal):
        return "/"
    try:
        parts = urlsplit(goal)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else goal
