"""Answers with a name for what they say, so that who has them already is told so and sent nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute


class Named(APIRoute):
    """A route whose answers to ``GET`` bear an ETag, and are left out where the asker has them (304)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with its answer named."""
        answer = super().get_route_handler()

        async def named(request: Request) -> Response:
            response = await answer(request)
            return with_etag(request, response) if request.method == "GET" and response.status_code == 200 else response

        return named


def with_etag(request: Request, response: Response) -> Response:
    """An answer with its name, or word that the asker has it."""
    name = f'"{sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers.update({"ETag": name, "Cache-Control": "private, no-cache"})
    known = re.findall(r'(?:W/)?("[^"]*")|(\*)', request.headers.get("if-none-match", "")[:2_000])
    if any(tag == name or star for tag, star in known):
        return Response(status_code=304, headers={"ETag": name, "Cache-Control": "private, no-cache"})
    return response
