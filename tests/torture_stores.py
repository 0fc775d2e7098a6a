"""Shelves on which blows fall: files and databases, each begun as a copy of one that was prepared."""

from __future__ import annotations

import shutil
import time
from itertools import count
from pathlib import Path
from typing import Final

from onrecord.shelf import Shelf, migrations, move, open_shelf
from tests.shelf.older import carry
from tests.shelf.server import Server

BASES: Final = {
    "add": "bare",
    "watch": "bare",
    "review": "whole",
    "snapshot": "whole",
    "rebuild": "unread",
    "move": "whole",
    "tokens": "whole",
    "verify": "early",
}
"""What lies on the shelf when a verb begins."""

EARLY: Final = 3
"""The schema of a shelf that an older program made."""


def moved(address: str) -> str:
    """Where a shelf is moved to: a place with nothing in it."""
    return f"{address}_moved"


def make_early(whole: Shelf, address: str) -> None:
    """Make a shelf as an older program left it, with what lies on another."""
    steps = migrations.STEPS
    setattr(migrations, "STEPS", steps[:EARLY])  # noqa: B010 - there is nothing else by which an older program differs
    try:
        with open_shelf(address, create=True) as early:
            carry(whole, early)
    finally:
        setattr(migrations, "STEPS", steps)  # noqa: B010


class Files:
    """Shelves that are files, copied from their bases."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder, self.numbers = folder, count()

    def begin(self, base: str) -> str:
        """A new shelf."""
        return str(shutil.copy(self.folder / base, self.folder / f"s{next(self.numbers)}"))

    def settle(self, _: str) -> None:
        """A dead process holds no file."""


class Databases:
    """Shelves that are databases of one server, made after their bases."""

    name = "postgresql"

    def __init__(self, folder: Path, server: Server) -> None:
        self.server, self.numbers = server, count()
        for base in ("empty", *sorted(set(BASES.values()))):
            server.command(f"CREATE DATABASE {base} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        for base in sorted(set(BASES.values()) - {"early"}):
            with open_shelf(folder / base) as here, open_shelf(server.address(base), create=True) as there:
                move(here, there)
        with open_shelf(folder / "whole") as whole:
            make_early(whole, server.address("early"))

    def begin(self, base: str) -> str:
        """A new shelf."""
        name = f"t{next(self.numbers)}"
        self.server.command(f"CREATE DATABASE {name} TEMPLATE {base}")
        self.server.command(f"CREATE DATABASE {moved(name)} TEMPLATE empty")
        return self.server.address(name)

    def settle(self, address: str) -> None:
        """Wait until the server has seen that its client is gone."""
        name = address.rpartition("/")[2]
        own = f"datname IN ('{name}', '{moved(name)}')"
        while self.server.command(f"SELECT 1 FROM pg_stat_activity WHERE {own}"):  # noqa: S608
            time.sleep(0.02)
