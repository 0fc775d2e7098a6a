"""Pages that were made once and are asked for again: kept as long as the register stays as it is."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final

from fastapi import Request
from fastapi.responses import Response

from onrecord.faces.desk.catalogue.fill import told_of
from onrecord.faces.desk.catalogue.find import STATE
from onrecord.faces.desk.catalogue.kept import Kept
from onrecord.faces.etags import with_etag

if TYPE_CHECKING:
    from onrecord.faces.desk.desk import Desk

MOST: Final = 32_000_000
"""Bytes of all pages that are kept, deflated; then the one that was asked for longest ago is let go."""

LONGEST: Final = 200_000
"""Bytes of a page that is kept, before it is deflated."""

QUICKLY: Final = 1
"""How hard it is tried to make a page small: a sixth of it is left in half a millisecond."""


AT_ONCE: Final = 2
"""Pages that are made at the same time. They share one interpreter: of forty begun together each is done last."""


class Turns:
    """A turn for so many at a time, and for whoever came first: Python's own semaphores let late comers overtake."""

    def __init__(self, most: int) -> None:
        self._lock = Lock()
        self._free = most
        self.waiting: deque[Event] = deque()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = Event()
            self.waiting.append(turn)
        turn.wait()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self.waiting:
                self.waiting.popleft().set()
            else:
                self._free += 1


TURNS: Final = Turns(AT_ONCE)


def pages_kept() -> Kept[bytes]:
    """Where pages are kept by their addresses."""
    return Kept(MOST, len)


def kept(desk: Desk, endpoint: Callable[..., Response]) -> Callable[..., Response]:
    """What answers with a page, with its name (ETag), and from what is kept where the register has not changed since.

    The page must be the same for everybody who may read it. Of many who ask for it at once one has it made.
    """

    @wraps(endpoint)
    def answer(*given: Any, request: Request, **told: Any) -> Response:
        state = told_of(desk.catalogue.engine, "state")
        if desk.archive.behind:
            return endpoint(*given, request=request, **told)
        own: list[Response] = []

        def make() -> bytes | None:
            with _turn(request):
                own.append(endpoint(*given, request=request, **told))
            page = bytes(own[0].body)
            return zlib.compress(page, QUICKLY) if own[0].status_code == 200 and len(page) <= LONGEST else None

        looked_up = STATE.set(state)
        try:
            page = desk.kept.find(state, str(request.url), make)
        finally:
            STATE.reset(looked_up)
        if page is not None:
            return with_etag(request, own[0] if own else desk.answer(zlib.decompress(page)))
        made = own[0] if own else endpoint(*given, request=request, **told)
        return with_etag(request, made) if made.status_code == 200 else made

    return answer


def _turn(request: Request) -> AbstractContextManager[object]:
    """The turn to make a page; a page of a past moment may wait for its catalogue and holds up no other."""
    return nullcontext() if "known" in request.query_params else TURNS
