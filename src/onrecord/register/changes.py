"""What changed between two states of the register: every face and feed tells its readers from this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.records import DatedPosition, Dossier, Member, Status


class ChangeKind(StrEnum):
    """What can happen to a dossier."""

    OPENED = "opened"
    MERGED = "merged"
    SPLIT = "split"
    GONE = "gone"
    JOINED = "joined"
    LEFT = "left"
    POSITION = "position"
    UNSAID = "unsaid"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one dossier: its id, the day that the change bears where there is one, and the change in words."""

    kind: ChangeKind
    dossier: str
    words: str
    day: date | None = None


def changes(before: Iterable[Dossier], after: Iterable[Dossier]) -> tuple[Change, ...]:
    """What changed from one state of the register to another, dossier by dossier in the later state's order.

    A dossier goes on where it shares an event with an earlier one, whatever its id.

    >>> changes([], [Dossier("d1", (), (), None, None, (Member("p1", "e1"),))])[0].kind.value
    'opened'
    """
    earlier, later = list(before), list(after)
    homes = {member: dossier for dossier in earlier for member in dossier.members}
    heirs = {member: dossier for dossier in later for member in dossier.members}
    told = [change for dossier in later for change in _of(dossier, _met(dossier, homes))]
    told += [change for dossier in earlier for change in _end_of(dossier, _met(dossier, heirs))]
    return tuple(told)


def _met(dossier: Dossier, homes: Mapping[Member, Dossier]) -> list[Dossier]:
    """The dossiers of the other state that share an event with one, each once."""
    met = {homes[member].id: homes[member] for member in dossier.members if member in homes}
    return list(met.values())


def _end_of(dossier: Dossier, heirs: Sequence[Dossier]) -> Iterator[Change]:
    if not heirs:
        yield Change(ChangeKind.GONE, dossier.id, "no page tells of it any more")
    if len(heirs) > 1:
        yield Change(ChangeKind.SPLIT, dossier.id, "into " + ", ".join(heir.id for heir in heirs))


def _of(dossier: Dossier, earlier: Sequence[Dossier]) -> Iterator[Change]:
    if not earlier:
        last = dossier.status[-1] if dossier.status else None
        words = f"{last.status}, on {_pages(dossier)}" if last else f"on {_pages(dossier)}"
        yield Change(ChangeKind.OPENED, dossier.id, words, last.date if last else None)
        return
    if len(earlier) > 1:
        yield Change(ChangeKind.MERGED, dossier.id, "from " + ", ".join(one.id for one in earlier))
    yield from _membership(dossier, earlier)
    yield from _positions(dossier, earlier)
    was = {one.status[-1].status for one in earlier if one.status}
    now = dossier.status[-1] if dossier.status else None
    if now and was != {now.status}:
        yield Change(ChangeKind.STATUS, dossier.id, f"{_states(was)} → {now.status}", now.date)


def _pages(dossier: Dossier) -> str:
    number = len({member.story for member in dossier.members})
    return f"{number} page" if number == 1 else f"{number} pages"


def _states(states: set[Status]) -> str:
    return " and ".join(sorted(states)) or "without a position"


def _membership(dossier: Dossier, earlier: Sequence[Dossier]) -> Iterator[Change]:
    """Events that joined, and those that left."""
    old = {member for one in earlier for member in one.members}
    for member in dossier.members:
        if member not in old:
            yield Change(ChangeKind.JOINED, dossier.id, f"{member.story}/{member.event}")
    if len(earlier) == 1:
        for member in earlier[0].members:
            if member not in dossier.members:
                yield Change(ChangeKind.LEFT, dossier.id, f"{member.story}/{member.event}")


def _positions(dossier: Dossier, earlier: Sequence[Dossier]) -> Iterator[Change]:
    old = {_key(row): row for one in earlier for row in one.positions}
    new = {_key(row): row for row in dossier.positions}
    for key, row in new.items():
        if key not in old:
            yield Change(ChangeKind.POSITION, dossier.id, _told(row), row.date)
    if len(earlier) == 1:
        for key, row in old.items():
            if key not in new:
                yield Change(ChangeKind.UNSAID, dossier.id, _told(row), row.date)


def _key(row: DatedPosition) -> tuple[object, ...]:
    return row.date, row.country, row.sector, row.position, row.story


def _told(row: DatedPosition) -> str:
    holder = " ".join(part for part in (row.country, row.sector) if part) or "an unnamed holder"
    return f"{holder} {row.position} ({row.story})"
