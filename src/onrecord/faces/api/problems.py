"""What could not be answered, as problem details (RFC 9457), whatever went wrong and wherever."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from onrecord.faces.api.cursors import BadCursor
from onrecord.faces.api.door import Faster, Gone, Missing
from onrecord.faces.api.shapes import ProblemOut
from onrecord.faces.desk.archive import NotYet
from onrecord.register.review import BadJudgement
from onrecord.shelf import ShelfError

MEDIA_TYPE: Final = "application/problem+json"
LOG: Final = logging.getLogger(__name__)

TOLD: Final[tuple[tuple[type[Exception], int, str], ...]] = (
    (BadCursor, 400, "This is no cursor of this list"),
    (Gone, 410, "The list cannot go on there"),
    (Missing, 404, "There is nothing here"),
    (Faster, 409, "Somebody was faster"),
    (BadJudgement, 422, "This cannot be decided so"),
    (NotYet, 503, "The register is being made"),
    (ShelfError, 503, "The shelf cannot be read"),
)
"""What each refusal is called; the words of the refusal itself are its detail."""


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that says why there is no other."""
    told = ProblemOut(title=title, status=status, detail=detail)
    return JSONResponse(told.model_dump(), status, headers, MEDIA_TYPE)


def answer_problems(api: FastAPI) -> None:
    """Answer whatever cannot be answered with its problem."""
    for kind, status, title in TOLD:
        api.add_exception_handler(kind, _teller(status, title))
    api.add_exception_handler(RequestValidationError, _badly_asked)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(Exception, _broken)


def _teller(status: int, title: str) -> Any:
    async def tell(_: Request, error: Exception) -> Response:
        later = {"Retry-After": "10"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
        # What a shelf is called is a path of the machine, or the address of its server: none of a stranger's business.
        detail = title if isinstance(error, ShelfError) and not isinstance(error, NotYet) else str(error)
        return problem(status, title, detail, later)

    return tell


async def _badly_asked(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for nothing else
    told = "; ".join(
        f"{'.'.join(map(str, one['loc'][1:])) or one['loc'][0]}: {one['msg']}" for one in error.errors()[:5]
    )
    return problem(422, "This cannot be asked", told[:1000])


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    title = HTTPStatus(error.status_code).phrase
    return problem(error.status_code, title, str(error.detail), error.headers)


async def _broken(_: Request, error: Exception) -> Response:
    LOG.error("the API could not answer", exc_info=error)
    return problem(500, "Something went wrong", "The server could not answer this. Other questions may still work.")
