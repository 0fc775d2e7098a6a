"""The API's application, to be mounted under ``/api``: its routes, its description, and what it answers in trouble."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.routing import Mount

from onrecord import __version__
from onrecord.faces.api import bringing, shapes
from onrecord.faces.api.answers import Answers
from onrecord.faces.api.asks import AsOfAsk, ChangesAsk, ClaimsAsk, DossiersAsk, ListAsk
from onrecord.faces.api.bodies import Bounded
from onrecord.faces.api.exporting import export_routes
from onrecord.faces.api.problems import MEDIA_TYPE, answer_problems
from onrecord.faces.api.shapes import ProblemOut
from onrecord.faces.api.visitors import Role, Visitor, visitor_of
from onrecord.faces.api.writing import bring_page, judge
from onrecord.faces.etags import Named

ABOUT: Final = """
The register of alleged arms transfers: who asserts, suspects, denies, doubts, leaves open or supposes each, on whose
word, in which words. It says what pages say, and nothing of what is true. Evidence is given as far as the rights in
each page allow; every answer can be asked for as of a day.
"""

Name = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,120}$")]
Code = Annotated[str, Path(pattern=r"^[A-Z][A-Z0-9-]{1,19}(/[A-Z]{3})?$")]
GoodsCode = Annotated[str, Path(pattern=r"^[a-z][a-z0-9.-]{0,39}$")]


def create_api(answers: Answers) -> FastAPI:
    """The API on what answers for a shelf."""
    api = FastAPI(
        title="onrecord", version=__version__, description=ABOUT, docs_url=None, redoc_url=None, openapi_url=None
    )
    for make in (_dossiers, _claims, _pages, _parties, _history, _writing):
        api.include_router(make(answers))
    api.include_router(export_routes(answers.archive, EXPORTED))
    api.add_middleware(Bounded, most=4 * bringing.LONGEST_PAGE)
    answer_problems(api)
    return api


def describe(api: FastAPI, prefix: str = "/api") -> dict[str, Any]:
    """The description of the API in OpenAPI, its addresses below a prefix."""
    told = api.openapi()
    told["servers"] = [{"url": prefix}]
    told.setdefault("components", {})["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for path in told["paths"].values():
        for operation in path.values():
            if "401" in operation["responses"]:
                operation["security"] = [{"token": []}]
    return told


def _problems(**told: str) -> dict[int | str, dict[str, Any]]:
    """The problems that a route can answer with, each with when."""
    schema = ProblemOut.model_json_schema()
    told = {"_422": "What is asked cannot be asked", "_503": "The shelf cannot be read", **told}
    return {
        int(code[1:]): {"description": when, "content": {MEDIA_TYPE: {"schema": schema}}} for code, when in told.items()
    }


LISTED: Final = _problems(_400="The cursor is none of this list")
SINGLE: Final = _problems(_404="There is no such thing, or not by that day")
BOTH: Final = LISTED | SINGLE
EXPORTED: Final = _problems(_501="The server lacks the library of this format")


def _router(tag: str) -> APIRouter:
    return APIRouter(tags=[tag], route_class=Named)


def _dossiers(answers: Answers) -> APIRouter:
    router = _router("dossiers")

    @router.get("/dossiers", responses=LISTED)
    def dossiers(ask: Annotated[DossiersAsk, Query()]) -> shapes.Paged[shapes.DossierLine]:
        """Alleged transfers as lines of the register, the one with the newest story first."""
        return answers.dossiers(ask)

    @router.get("/dossiers/{identity}", responses=SINGLE)
    def dossier(identity: Name, ask: Annotated[AsOfAsk, Query()]) -> shapes.DossierSheet:
        """One alleged transfer: who stands where since when, what is told of it and what is not."""
        return answers.dossier(identity, ask)

    @router.get("/dossiers/{identity}/claims", responses=BOTH)
    def claims_on(identity: Name, ask: Annotated[ListAsk, Query()]) -> shapes.Paged[shapes.ClaimLine]:
        """The claims on one alleged transfer with their words, the newest first, copies left out."""
        return answers.claims_on(identity, ask)

    return router


def _claims(answers: Answers) -> APIRouter:
    router = _router("claims")

    @router.get("/claims", responses=LISTED)
    def claims(ask: Annotated[ClaimsAsk, Query()]) -> shapes.Paged[shapes.ClaimLine]:
        """Claims of all pages, in the order of their ids."""
        return answers.claims(ask)

    @router.get("/claims/{identity}", responses=SINGLE)
    def claim(identity: Name, ask: Annotated[AsOfAsk, Query()]) -> shapes.ClaimExplained:
        """One claim with its words and the rules that made it."""
        return answers.claim(identity, ask)

    return router


def _pages(answers: Answers) -> APIRouter:
    router = _router("pages")

    @router.get("/pages", responses=LISTED)
    def pages(ask: Annotated[ListAsk, Query()]) -> shapes.Paged[shapes.PageLine]:
        """The pages that have a reading, the newest first."""
        return answers.pages(ask)

    @router.get("/pages/{identity}", responses=SINGLE)
    def page(identity: Name, ask: Annotated[AsOfAsk, Query()]) -> shapes.PageMeta:
        """What one page is, without its text."""
        return answers.page(identity, ask)

    @router.get("/pages/{identity}/claims", responses=BOTH)
    def claims_of(identity: Name, ask: Annotated[ListAsk, Query()]) -> shapes.Paged[shapes.ClaimLine]:
        """The claims of one page with their words."""
        return answers.claims_of(identity, ask)

    return router


def _parties(answers: Answers) -> APIRouter:
    router = _router("parties and goods")

    @router.get("/actors", responses=LISTED)
    def actors(ask: Annotated[ListAsk, Query()]) -> shapes.Paged[shapes.ActorLine]:
        """Every party and every country that speaks, by code."""
        return answers.actors(ask)

    @router.get("/actors/{code:path}", responses=SINGLE)
    def actor(code: Code, ask: Annotated[AsOfAsk, Query()]) -> shapes.ActorRecord:
        """What is on record of a party: what it is told to supply and receive, and what its words came to."""
        return answers.actor(code, ask)

    @router.get("/goods", responses=LISTED)
    def goods(ask: Annotated[ListAsk, Query()]) -> shapes.Paged[shapes.GoodsLine]:
        """Every class of goods that is on record, and every family of classes, by code."""
        return answers.goods(ask)

    @router.get("/goods/{code}", responses=SINGLE)
    def goods_class(code: GoodsCode, ask: Annotated[AsOfAsk, Query()]) -> shapes.GoodsRecord:
        """What is on record of a class of goods, or of a family of classes."""
        return answers.goods_class(code, ask)

    return router


def _history(answers: Answers) -> APIRouter:
    router = _router("history")

    @router.get("/changes", responses=LISTED | _problems(_410="The list cannot go on where the cursor stands"))
    def changes(ask: Annotated[ChangesAsk, Query()]) -> shapes.Paged[shapes.ChangeOut]:
        """What changed in the register, the earliest first."""
        return answers.changes(ask)

    @router.get("/judgements", responses=LISTED)
    def judgements(ask: Annotated[ListAsk, Query()]) -> shapes.Paged[shapes.JudgementOut]:
        """What people decided, the earliest first."""
        return answers.judgements(ask)

    return router


def _reviewer(request: Request) -> Visitor:
    """Who brings something: the bearer of a token of a reviewer's; a browser's cookie is not enough for it."""
    visitor = visitor_of(request)
    if visitor is None or visitor.token is None:
        raise HTTPException(401, "This takes a token: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
    if not visitor.may(Role.REVIEWER):
        raise HTTPException(403, f"This takes a reviewer; the token is a {visitor.role}'s.")
    return visitor


WRITTEN: Final = _problems(
    _400="The body is no JSON",
    _401="There is no token",
    _403="The token is a reader's",
    _413="The body is too large",
)


def _writing(answers: Answers) -> APIRouter:
    router = _router("bringing")

    @router.post("/pages", status_code=201, responses=WRITTEN)
    def bring(new: bringing.NewPage, visitor: Annotated[Visitor, Depends(_reviewer)]) -> bringing.PageBrought:
        """Keep a page with what is read from it, or with the reason why nothing is."""
        brought = bring_page(answers.archive, new)
        visitor.note("page brought", brought.digest)
        return brought

    decided = WRITTEN | _problems(_409="Somebody decided in the meantime")

    @router.post("/judgements", status_code=201, responses=decided)
    def decide(new: bringing.NewJudgement, visitor: Annotated[Visitor, Depends(_reviewer)]) -> shapes.JudgementOut:
        """Append what a person decided."""
        made = judge(answers.archive, new, visitor.name)
        visitor.note("judgement made", made.id)
        return made

    return router


def mount_api(app: FastAPI, answers: Answers) -> FastAPI:
    """Put the API under ``/api`` of an application, and its description at ``/openapi.json``."""
    api = create_api(answers)
    mount = Mount("/api", api)
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)  # a line break in an address is the API's too
    app.router.routes.append(mount)

    @app.get("/openapi.json", include_in_schema=False)
    def description() -> Response:
        return JSONResponse(describe(api))

    return api
