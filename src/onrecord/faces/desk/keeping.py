"""Pages that were made once and are asked for again: kept as long as the register stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from fastapi import Request
from fastapi.responses import Response

from onrecord.faces.desk.catalogue.fill import told_of
from onrecord.faces.etags import with_etag

if TYPE_CHECKING:
    from onrecord.faces.desk.desk import Desk

PAGES: Final = 500
"""Pages that are kept; then the one that was asked for longest ago is let go."""

LONGEST: Final = 200_000
"""Bytes of a page that is kept."""


class Kept:
    """Pages by their addresses and by the state of the register that they show; one for all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def find(self, key: tuple[str, str]) -> bytes | None:
        """A page that is kept."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: tuple[str, str], page: bytes) -> None:
        """Keep a page."""
        with self._lock:
            self._pages[key] = page
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)


def kept(desk: Desk, endpoint: Callable[..., Response]) -> Callable[..., Response]:
    """What answers with a page, with its name (ETag), and from what is kept where the register has not changed since.

    The page must be the same for everybody who may read it.
    """

    @wraps(endpoint)
    def answer(*given: Any, request: Request, **told: Any) -> Response:
        state = told_of(desk.catalogue.engine, "state")
        key = str(request.url), state
        if desk.archive.behind:
            return endpoint(*given, request=request, **told)
        page = desk.kept.find(key)
        if page is not None:
            return with_etag(request, desk.answer(page))
        made = endpoint(*given, request=request, **told)
        if made.status_code != 200:
            return made
        if len(made.body) <= LONGEST:
            desk.kept.keep(key, bytes(made.body))
        return with_etag(request, made)

    return answer
