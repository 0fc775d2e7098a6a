"""Single runs of a watch over a played site, without reading what it brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from onrecord.custody import Fetch
from onrecord.intake.jobs import Limits, Seen
from onrecord.intake.memory import Memory
from onrecord.intake.watching import watch
from onrecord.records import Passed
from onrecord.shelf import Shelf
from onrecord.shelf.watching import WatchMemory

QUICK = Limits(every=0.01, delay=0.0, retry=5.0, patience=10.0, seconds=20.0, loopback=True)


def look(
    shelf: Shelf, folder: Path, *feeds: str, memory: Memory | None = None, limits: Limits = QUICK, **changed: object
) -> list[Seen]:
    """Look at feeds one time and keep what they bring; what was seen."""
    limits = replace(limits, **changed)  # type: ignore[arg-type]
    found = []
    for seen in watch(memory or WatchMemory(shelf), folder, feeds, limits, once=True):
        if seen.page is not None:
            shelf.keep(seen.page, Passed("test", "not read here"))
        found.append(seen)
    return found


def notes(seen: Iterable[Seen]) -> dict[str, str]:
    """What is said of each path that was asked for, or was not; the last word counts."""
    return {path_of(one.fetch): one.fetch.note for one in seen if one.fetch.note}


def path_of(fetch: Fetch) -> str:
    return "/" + fetch.address.partition("://")[2].partition("/")[2]


def kept(shelf: Shelf) -> list[str]:
    """The paths of the pages on a shelf."""
    return sorted("/" + one.page.source.partition("://")[2].partition("/")[2] for one in shelf.pages())
