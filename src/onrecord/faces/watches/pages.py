"""The watches' page, and the feeds: those of watches, and those of all changes."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from onrecord.exports.atom import MEDIA_TYPE as ATOM
from onrecord.exports.atom import as_atom
from onrecord.exports.feeds import Feed
from onrecord.exports.jsonfeed import MEDIA_TYPE as JSON_FEED
from onrecord.exports.jsonfeed import as_json_feed
from onrecord.faces.api.answers import Answers
from onrecord.faces.api.visitors import Role, Visitor, visitor_of
from onrecord.faces.desk.catalogue import BadAsk
from onrecord.faces.desk.catalogue.history import latest_changes
from onrecord.faces.desk.desk import HEADERS, Desk
from onrecord.faces.desk.guards import form_key, give_key, read_form
from onrecord.faces.doors.guard import Doors, account
from onrecord.faces.doors.pages import FORM_COOKIE
from onrecord.faces.etags import with_etag
from onrecord.faces.watches.keeping import (
    BadWatch,
    asked_from,
    drop_watch,
    find_by_feed,
    keep_watch,
    list_watches,
    sendings_of,
)
from onrecord.faces.watches.news import news_of
from onrecord.faces.watches.telling import TITLE, feed

IN_A_FEED: Final = 100
"""Entries of a feed."""


def routes(desk: Desk, answers: Answers, doors: Doors, base: str | None, *, mail: bool) -> APIRouter:
    """The addresses of the page and of the feeds; ``mail`` is whether letters can be sent."""
    router = APIRouter(default_response_class=HTMLResponse)
    _page_routes(router, desk, doors, mail=mail)
    _feed_routes(router, answers, doors, base)
    return router


def _page_routes(router: APIRouter, desk: Desk, doors: Doors, *, mail: bool) -> None:
    @router.api_route("/watches", methods=["GET", "HEAD"])
    def watches(request: Request) -> Response:
        """The watches of whoever asks, and a form to keep the search that the address asks for."""
        return _page(desk, doors, request, mail=mail)

    @router.post("/watches")
    async def keep(request: Request) -> Response:
        """Keep a watch."""
        fields = await read_form(request, FORM_COOKIE)
        return await run_in_threadpool(_keep, desk, doors, request, fields, mail)

    @router.post("/watches/drop")
    async def drop(request: Request) -> Response:
        """Keep a watch no more."""
        fields = await read_form(request, FORM_COOKIE)
        visitor = _visitor(request)
        own = None if visitor.may(Role.ADMINISTRATOR) else visitor.name
        if not await run_in_threadpool(drop_watch, doors.kept, fields.get("watch", ""), own):
            raise HTTPException(404)
        return RedirectResponse("/watches", 303, HEADERS)


def _page(desk: Desk, doors: Doors, request: Request, *, mail: bool) -> Response:
    visitor = _visitor(request)
    asked = asked_from(f"/register?{request.url.query}")
    kept = list_watches(doors.book, None if visitor.may(Role.ADMINISTRATOR) else visitor.name) if doors.book else ()
    shown = [(watch, sendings_of(doors.book, watch.id) if doors.book else ()) for watch in kept]
    key = form_key(request, FORM_COOKIE)
    page = desk.page("watches.html", watches=shown, asked=asked, key=key, mail=mail, visitor=visitor)
    give_key(page, key, FORM_COOKIE, "/")
    return page


def _keep(desk: Desk, doors: Doors, request: Request, fields: dict[str, str], mail: bool) -> Response:
    if fields.get("email", "").strip() and not mail:
        return desk.trouble(422, "This cannot be watched so", "No mail is sent from here: no mail server is told.")
    try:
        told = {name: fields.get(name, "") for name in ("title", "email", "webhook")}
        keep_watch(doors.kept, _visitor(request).name, asked=asked_from(fields.get("asked", "")), **told)
    except (BadWatch, BadAsk) as refusal:
        return desk.trouble(422, "This cannot be watched so", str(refusal))
    return RedirectResponse("/watches", 303, HEADERS)


def _visitor(request: Request) -> Visitor:
    """Who asks; where no guard stands at the door, the account that the desk runs as."""
    return visitor_of(request) or Visitor(account(), Role.READER)


def _feed_routes(router: APIRouter, answers: Answers, doors: Doors, base: str | None) -> None:
    def all_changes(request: Request) -> Feed:
        log = latest_changes(answers.archive.catalogue().engine, IN_A_FEED)
        return feed(answers.archive, log, "export:changes", TITLE, base or str(request.base_url), "/changes")

    def of_watch(key: str, request: Request) -> Feed:
        watch = find_by_feed(doors.book, key) if doors.book and len(key) <= 64 else None
        if watch is None or doors.book is None:
            raise HTTPException(404)
        news = news_of(doors.book, watch.id, IN_A_FEED)
        home = base or str(request.base_url)
        return feed(answers.archive, news, f"watch:{watch.id}", watch.title, home, f"/feeds/{key}")

    @router.get("/changes.atom")
    def changes_atom(request: Request) -> Response:
        """The last changes of the register, as Atom."""
        return with_etag(request, Response(as_atom(all_changes(request)), media_type=ATOM))

    @router.get("/changes.json")
    def changes_json(request: Request) -> Response:
        """The last changes of the register, as a JSON Feed."""
        return with_etag(request, JSONResponse(as_json_feed(all_changes(request)), media_type=JSON_FEED))

    @router.get("/feeds/{key}.atom")
    def feed_atom(key: str, request: Request) -> Response:
        """The news of a watch, as Atom."""
        return with_etag(request, Response(as_atom(of_watch(key, request)), media_type=ATOM))

    @router.get("/feeds/{key}.json")
    def feed_json(key: str, request: Request) -> Response:
        """The news of a watch, as a JSON Feed."""
        return with_etag(request, JSONResponse(as_json_feed(of_watch(key, request)), media_type=JSON_FEED))
