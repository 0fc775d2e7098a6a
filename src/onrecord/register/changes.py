"""What changed between two states of the register, dossier by dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.records import Change, ChangeKind, DatedPosition, Dossier, Member, Position, Status
from onrecord.register.sheet import title_of
from onrecord.register.status import FOR, Holder


def changes(before: Iterable[Dossier], after: Iterable[Dossier]) -> tuple[Change, ...]:
    """What changed from one state of the register to another, dossier by dossier in the later state's order.

    A dossier goes on where it shares an event with an earlier one, whatever its id.

    >>> changes([], [Dossier("d1", (), (), None, None, (Member("p1", "e1"),))])[0].kind.value
    'opened'
    """
    earlier, later = list(before), list(after)
    homes = {member: dossier for dossier in earlier for member in dossier.members}
    heirs = {member: dossier for dossier in later for member in dossier.members}
    told = [replace(change, title=title_of(one)) for one in later for change in _of(one, _met(one, homes))]
    told += [replace(change, title=title_of(one)) for one in earlier for change in _end_of(one, _met(one, heirs))]
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
    now = dossier.status[-1] if dossier.status else None
    if not earlier:
        words = f"{now.status}, on {_pages(dossier)}" if now else f"on {_pages(dossier)}"
        story = dossier.members[0].story
        day, status = (now.date, now.status) if now else (None, None)
        yield Change(ChangeKind.OPENED, dossier.id, words, day, story, status=status)
        return
    if len(earlier) > 1:
        yield Change(ChangeKind.MERGED, dossier.id, "from " + ", ".join(one.id for one in earlier))
    yield from _membership(dossier, earlier)
    yield from _positions(dossier, earlier)
    was = {one.status[-1].status for one in earlier if one.status}
    if now and was != {now.status}:
        yield Change(ChangeKind.STATUS, dossier.id, f"{_states(was)} → {now.status}", now.date, status=now.status)


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
            yield Change(ChangeKind.JOINED, dossier.id, f"{member.story}/{member.event}", story=member.story)
    if len(earlier) == 1:
        for member in earlier[0].members:
            if member not in dossier.members:
                yield Change(ChangeKind.LEFT, dossier.id, f"{member.story}/{member.event}", story=member.story)


def _positions(dossier: Dossier, earlier: Sequence[Dossier]) -> Iterator[Change]:
    """Positions that a holder newly took, took again, or took back; and those that no page tells any more."""
    old = {_key(row): row for one in earlier for row in one.positions}
    new = {_key(row): row for row in dossier.positions}
    held: dict[Holder, Position] = {}
    for key, row in new.items():
        holder = (row.country, row.sector)
        if key not in old:
            yield Change(_kind(row, held.get(holder)), dossier.id, _told(row), row.date, row.story, row)
        if row.ended and (key not in old or old[key].ended is None):
            words = f"{_told(row)}: the page was {row.ended.kind}"
            yield Change(ChangeKind.WITHDRAWN, dossier.id, words, row.ended.day, row.story, row)
        held[holder] = row.position
    if len(earlier) == 1:
        for key, row in old.items():
            if key not in new:
                yield Change(ChangeKind.UNSAID, dossier.id, _told(row), row.date, row.story, row)


def _kind(row: DatedPosition, before: Position | None) -> ChangeKind:
    if before is row.position:
        return ChangeKind.REPEATED
    turned = before in FOR and row.position not in FOR
    return ChangeKind.WITHDRAWN if turned and not row.past else ChangeKind.POSITION


def _key(row: DatedPosition) -> tuple[object, ...]:
    return row.date, row.country, row.sector, row.position, row.story


def _told(row: DatedPosition) -> str:
    holder = " ".join(part for part in (row.country, row.sector) if part) or "an unnamed holder"
    return f"{holder} {row.position}"
