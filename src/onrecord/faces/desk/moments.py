"""Catalogues of what was known by past moments: made when one is asked for, and kept for a while."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import Final

from onrecord.faces.desk.catalogue import Catalogue, Keeper, open_catalogue
from onrecord.faces.desk.catalogue.fill import SectionsOf
from onrecord.shelf import Shelf, finding

KEPT: Final = 4
"""Moments whose catalogues are kept; then the one that was made first is let go."""


class Making:
    """A catalogue on its way."""

    def __init__(self) -> None:
        self.done = Event()
        self.catalogue: Catalogue | None = None
        self.trouble: Exception | None = None


class Moments:
    """The catalogues of past moments, each in a file of its own that goes with the desk; one is made at a time.

    Two moments between which nothing was written are one.
    """

    def __init__(self, sections_of: SectionsOf) -> None:
        self._sections_of = sections_of
        self._lock, self._turn = Lock(), Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._making: dict[tuple[int, ...], Making] = {}
        self._number = 0

    def forget(self) -> None:
        """Let all go: what was known then is read otherwise by now."""
        with self._lock:
            self._making.clear()

    def find(self, shelf: Shelf, known: datetime, patience: float) -> Catalogue | None:
        """The catalogue of what was known by a moment, ``None`` where it takes longer to make than so many seconds."""
        name = finding.known_by(shelf, known)
        with self._lock:
            if name not in self._making:
                if len(self._making) >= KEPT and not self._let_one_go():
                    return None
                self._making[name] = Making()
                Thread(target=self._make, args=(self._making[name], shelf, known), daemon=True).start()
            making = self._making[name]
        making.done.wait(patience)
        if making.trouble is not None:
            with self._lock:
                self._making.pop(name, None)
            raise making.trouble
        return making.catalogue

    def _let_one_go(self) -> bool:
        """Let the first go that is done; whether there was one."""
        for name, making in self._making.items():
            if making.done.is_set():
                del self._making[name]
                return True
        return False

    def _make(self, making: Making, shelf: Shelf, known: datetime) -> None:
        try:
            with self._turn:
                engine = open_catalogue(self._place())
                Keeper(engine, self._sections_of, known).bring_up_to_date(shelf, f"known by {known.isoformat()}")
                making.catalogue = Catalogue(engine)
        except Exception as error:
            making.trouble = error
        finally:
            making.done.set()

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="onrecord-moments-")
        self._number += 1
        return Path(self._folder.name) / f"{self._number}.sqlite"
