"""What the desk shows: the shelf's readings and the register made from them, made again when the shelf has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from onrecord import flow
from onrecord.records import Dossier, Reading
from onrecord.shelf import open_shelf

JOURNALS: Final = ("", "-wal")
"""The files whose change tells that a shelf was written to."""

Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The readings by their story's id, and the register that they make."""

    readings: Mapping[str, Reading]
    dossiers: tuple[Dossier, ...]

    def dossier(self, identity: str) -> Dossier | None:
        """The dossier of an id."""
        return next((dossier for dossier in self.dossiers if dossier.id == identity), None)


class Archive:
    """A shelf as the desk sees it."""

    def __init__(self, shelf: str) -> None:
        self.shelf = shelf
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._held = Held({}, ())

    def now(self) -> Held:
        """What the shelf holds now; raises ``ShelfError`` where there is no shelf that can be read."""
        with self._lock:
            stamp = _stamp(self.shelf)
            if stamp != self._stamp or self._stamp is None:
                self._held = _load(self.shelf)
                self._stamp = stamp
            return self._held


def _stamp(shelf: str) -> Stamp | None:
    files = [Path(shelf + suffix) for suffix in JOURNALS]
    if not files[0].exists():
        return None
    return tuple((found.st_mtime_ns, found.st_size) for file in files if file.exists() and (found := file.stat()))


def _load(shelf: str) -> Held:
    with open_shelf(shelf) as opened:
        register = flow.load_register(opened)
        return Held({reading.article.id: reading for reading in register.readings}, register.dossiers)
