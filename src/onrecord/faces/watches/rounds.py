"""The rounds: look again and again what is news, and send what is due."""

from __future__ import annotations

import logging
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from onrecord.faces.api.answers import Answers
from onrecord.faces.doors.guard import Doors
from onrecord.faces.watches.news import gather
from onrecord.faces.watches.sending import Post, send_due

EVERY: Final = 15.0
"""Seconds between two rounds."""

LOG: Final = logging.getLogger(__name__)


def go_round(doors: Doors, answers: Answers, post: Post, base: str | None = None) -> tuple[int, int]:
    """Tell what is news and send what is due; how much of each."""
    if doors.book is None:
        return 0, 0
    return gather(doors.book, answers), send_due(doors.book, answers, post, base=base)


class Rounds:
    """A thread that goes round as long as the desk is served; one that fails is told in the log, and the next comes."""

    def __init__(self, doors: Doors, answers: Answers, post: Post, base: str | None, every: float = EVERY) -> None:
        self._work = doors, answers, post, base
        self._every = every
        self._over = Event()
        self._thread = Thread(target=self._run, name="watches", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join(self._every)

    def _run(self) -> None:
        while not self._over.wait(self._every):
            try:
                go_round(*self._work)
            except Exception:
                LOG.exception("a round of the watches failed; the next one comes in %g s", self._every)
