"""The desk's addresses; each asks the archive what it holds, and renders."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.faces.desk import case, rows, story, words
from onrecord.faces.desk.held import Archive
from onrecord.lexicon.codes import goods_name
from onrecord.records import Position, Status
from onrecord.register import title_of
from onrecord.shelf import ShelfError

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
"""On every answer: nothing from elsewhere is loaded, and no other site can frame the desk."""

TROUBLES: Final = {
    404: ("There is nothing here", "No page, dossier or story has this address. It may have been mistyped, or the "
          "register was read anew and the dossier now goes by another name."),
    405: ("This cannot be done here", "The address is right, but it can only be read."),
}  # fmt: skip


def create_app(shelf: str) -> FastAPI:
    """The desk on the shelf at a path; the shelf is opened when the first page is asked for.

    >>> [route.path for route in create_app("none.sqlite").routes][:4]
    ['/healthz', '/', '/register', '/dossiers/{identity}']
    """
    app = FastAPI(title="onrecord", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(Archive(shelf))
    app.add_api_route("/healthz", desk.health, methods=["GET"])
    pages: dict[str, Callable[..., HTMLResponse]] = {
        "/": desk.front,
        "/register": desk.register,
        "/dossiers/{identity}": desk.dossier,
        "/stories/{identity}": desk.story,
    }
    for path, page in pages.items():
        app.add_api_route(path, page, methods=["GET", "HEAD"], response_class=HTMLResponse)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_exception_handler(HTTPException, desk.trouble)
    app.add_exception_handler(ShelfError, desk.no_shelf)
    app.add_exception_handler(Exception, desk.trouble)
    app.middleware("http")(with_headers)
    return app


async def with_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Send the security headers with every answer."""
    response = await call_next(request)
    response.headers.update(HEADERS)
    return response


class Desk:
    """The pages of the desk over one archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.templates = _templates()

    def health(self) -> JSONResponse:
        """Whether the desk can read its shelf."""
        try:
            held = self.archive.now()
        except ShelfError as error:
            return JSONResponse({"status": "no shelf", "reason": str(error)}, status_code=503)
        return JSONResponse({"status": "ok", "stories": len(held.readings), "dossiers": len(held.dossiers)})

    def front(self) -> HTMLResponse:
        """What is new in the register, and the latest stories."""
        held = self.archive.now()
        changes, stories = rows.latest_changes(held.dossiers), rows.latest_stories(held.readings.values())
        return self._page("front.html", held=held, changes=changes, stories=stories)

    def register(self, request: Request) -> HTMLResponse:
        """Every dossier as a line of a table, filtered by what the address asks for."""
        held = self.archive.now()
        every = rows.register_rows(held.dossiers, held.readings)
        chosen = {name: value for name in rows.FILTERS if (value := request.query_params.get(name))}
        found = rows.chosen_rows(every, chosen)
        return self._page(
            "register.html", held=held, rows=found, total=len(every), facets=rows.facets(every, chosen), chosen=chosen
        )

    def dossier(self, identity: str) -> HTMLResponse:
        """Who stands where on one alleged transfer, since when, in which words."""
        held = self.archive.now()
        found = held.dossier(identity)
        if found is None:
            raise HTTPException(404)
        return self._page("dossier.html", case=case.open_case(found, held.readings))

    def story(self, identity: str) -> HTMLResponse:
        """What one story is, and the words of it that carry claims."""
        held = self.archive.now()
        reading = held.readings.get(identity)
        if reading is None:
            raise HTTPException(404)
        return self._page("story.html", story=story.open_story(reading, held.dossiers))

    async def trouble(self, _: Request, error: Exception) -> Response:
        """A page for what cannot be shown, with a way on."""
        code = error.status_code if isinstance(error, HTTPException) else 500
        head, text = TROUBLES.get(
            code, ("Something went wrong", "The desk could not make this page. The other pages may still work.")
        )
        return self._page("trouble.html", code, head=head, text=text)

    async def no_shelf(self, _: Request, error: Exception) -> Response:
        """A page that says which shelf cannot be read, why, and what to do."""
        return self._page("trouble.html", 503, head="The shelf cannot be read", text=str(error))

    def _page(self, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
        return HTMLResponse(self.templates.get_template(template).render(**shown), status, HEADERS)


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("onrecord.faces.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        words=words,
        Position=Position,
        Status=Status,
        version=__version__,
        event_line=story.event_line,
        title_of=title_of,
        goods_name=goods_name,
    )
    return templates
