"""What came to a shelf, step by step: everything, or what a catalogue does not have yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, select

from onrecord.faces.desk.catalogue.library import Library
from onrecord.faces.desk.catalogue.tables import STORIES
from onrecord.records import Judgement, Notice, Verdict
from onrecord.register.anchors import Ruling, place, story_of
from onrecord.shelf import Shelf, finding
from onrecord.shelf.finding import Lying, Mark
from onrecord.shelf.packing import unpack
from onrecord.shelf.versions import find_notices

AT_ONCE: Final = 500

Notices = tuple[Notice, ...]


class Anew(Exception):  # noqa: N818 - it names what is to be done
    """What came cannot be taken in by itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """What came at one moment: a story, what became known of one, or a judgement as it bears on today's readings."""

    at: datetime
    story: str = ""
    notices: Notices = ()
    judgement: Judgement | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """By moment, of one moment the stories first, then each judgement."""
        return self.at, self.judgement.id if self.judgement else ""


@dataclass(frozen=True, slots=True)
class Came:
    """What came: its steps in order, and the stories that are new or changed with where they lie.

    ``rulings`` are all judgements as they bear on today's readings; a story that was judged counts as changed.
    """

    steps: tuple[Step, ...]
    stories: Mapping[str, Lying]
    rulings: tuple[Ruling, ...]
    anew: bool = field(default=False, kw_only=True)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that bear on something."""
        return _bearing(self.rulings)


def everything(shelf: Shelf, library: Library, until: datetime | None = None) -> Came:
    """All that came to a shelf, or all that had come by a moment."""
    library.came = {story: at for story, at in shelf.received().items() if until is None or at <= until}
    stories = {one.story: one for one in finding.every_story(shelf) if one.story in library.came}
    notices = shelf.look(lambda connection: find_notices(connection, None, library.came))
    steps: list[Step] = []
    for name, lying in stories.items():
        told = tuple(one for one in notices.get(lying.digest, ()) if until is None or one.known <= until)
        steps += _steps_of(name, library.came[name], told)
    rulings = _placed(shelf, (one for one in shelf.judgements() if until is None or one.made <= until))
    steps += (Step(one.made, judgement=one) for one in _bearing(rulings))
    return Came(_in_order(steps), stories, rulings, anew=True)


def was_there(connection: Connection, shelf: Shelf, mark: Mark, library: Library) -> tuple[Judgement, ...]:
    """Have a library know of the stories of a catalogue as they were known when it was written, at a mark.

    The judgements that bore on something then.
    """
    for row in connection.execute(select(STORIES.c.story, STORIES.c.came, STORIES.c.notices)):
        library.came[row.story] = datetime.fromisoformat(row.came)
        library.recall(row.story, unpack_notices(row.notices))
    later = set(finding.came_since(shelf, mark.note).judgements)
    return _bearing(_placed(shelf, (one for one in shelf.judgements() if one.id not in later)))


def since(connection: Connection, shelf: Shelf, mark: Mark, library: Library, judged: tuple[Judgement, ...]) -> Came:
    """What came after a mark to whoever has the library's stories and these judgements; raises ``Anew``."""
    came = finding.came_since(shelf, mark.note)
    known, lying = _known(connection, STORIES.c.digest, came.pages), finding.stories_among(shelf, came.pages)
    now = {one.digest: one for one in lying}
    if any(one.digest not in now or now[one.digest].seal != one.seal for one in known):
        raise Anew  # a page was read again
    there = {one.digest for one in known}
    new = {one.story: one for one in lying if one.digest not in there}
    if any(story in library for story in new):
        raise Anew  # one page under two digests
    last = max(library.came.values(), default=datetime.min.replace(tzinfo=UTC))
    library.came |= {story: max(last, came.pages[one.digest]) for story, one in new.items()}
    digests = [one.digest for one in new.values()]
    notices, versions = finding.notices_by(shelf, digests, came.items, library.came)
    stories = new | {one.story: one for one in versions}
    steps = [step for name, one in stories.items() for step in _later(name, notices.get(one.digest, ()), library)]
    changed = {step.story for step in steps}
    every = shelf.judgements()
    rulings = _placed(shelf, every)
    fresh = [one for one in _bearing(rulings) if one.id in set(came.judgements)]
    if tuple(one for one in _bearing(rulings) if one not in fresh) != judged:
        raise Anew  # what was judged is called otherwise now
    steps += (Step(one.made, judgement=one) for one in fresh)
    asked = _known(connection, STORIES.c.story, _stories_judged(every, came.judgements))
    told = {one.story: one for one in (*known, *asked)} | {name: stories[name] for name in changed}
    return Came(_in_order(steps), told, rulings)


def unpack_notices(packed: str) -> Notices:
    """What was known of a page, as a catalogue keeps it."""
    return unpack(tuple[Notice, ...], packed) if packed else ()


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(sorted(steps, key=lambda step: (*step.order, step.story)))


def _bearing(rulings: Iterable[Ruling]) -> tuple[Judgement, ...]:
    return tuple(ruling.judgement for ruling in rulings if ruling.there)


def _placed(shelf: Shelf, judgements: Iterable[Judgement]) -> tuple[Ruling, ...]:
    made = tuple(judgements)
    named = {story_of(part) for one in made for part in one.subject.split()}
    return place(made, shelf.readings_as_made(named).values())


def _steps_of(story: str, came: datetime, notices: Notices, known: int = -1) -> Iterator[Step]:
    """A story's coming, and each time that something became known of it, from so many notices on."""
    for number in range(known + 1, len(notices) + 1):
        at = max(came, notices[number - 1].known) if number else came
        yield Step(at, story, notices[:number])


def _later(story: str, notices: Notices, library: Library) -> Iterator[Step]:
    """What is new of a story: all where it is not there yet, or what became known of it since."""
    came = library.came[story]
    if story not in library:
        yield from _steps_of(story, came, notices)
        return
    known = library.known.get(story, ())
    if notices[: len(known)] == known:
        yield from _steps_of(story, came, notices, len(known))
    else:
        yield Step(max(came, *(one.known for one in (*known, *notices))), story, notices)


def _known(connection: Connection, column: ColumnElement[str], keys: Iterable[str]) -> list[Lying]:
    """The stories of a catalogue of which a column has one of these values."""
    wanted, found = sorted(set(keys)), list[Lying]()
    for start in range(0, len(wanted), AT_ONCE):
        query = select(STORIES.c.digest, STORIES.c.story, STORIES.c.seal)
        rows = connection.execute(query.where(column.in_(wanted[start : start + AT_ONCE])))
        found += (Lying(*row) for row in rows)
    return found


def _stories_judged(judgements: Iterable[Judgement], identities: Iterable[str]) -> set[str]:
    """The stories that judgements are on, and those that they took back."""
    made, found = {one.id: one for one in judgements}, set[str]()
    for identity in identities:
        one = made[identity]
        while one.verdict == Verdict.REVOKE and one.subject in made:
            one = made[one.subject]
        found.update(story_of(part) for part in one.subject.split())
    return found
