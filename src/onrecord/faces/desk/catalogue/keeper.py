"""A catalogue kept up to date with its shelf: what came is taken in, and only what it changed is written.

The register's index of what hangs together with what is held in memory from the first change on, and kept in the
catalogue for the next start; readings stay on the shelf, and dossiers in the catalogue. What cannot be taken in by
itself, such as a page that was read anew, has all made anew. Either is one transaction, so that pages show the former
state until it is through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Final, TypeVar

from sqlalchemy import Connection, Engine

from onrecord import flow
from onrecord.faces.desk.catalogue.coming import Anew, Came, Step, everything, since, was_there
from onrecord.faces.desk.catalogue.doubts import Doubts
from onrecord.faces.desk.catalogue.fill import Filling, SectionsOf, tell, told_in
from onrecord.faces.desk.catalogue.history import put_changes
from onrecord.faces.desk.catalogue.library import Library, Made
from onrecord.faces.desk.catalogue.remembered import keep_signatures, keep_texts, recall
from onrecord.records import Change, Judgement, Reading
from onrecord.register import Ledger, changes
from onrecord.register.log import with_decision
from onrecord.register.notes import Notes
from onrecord.shelf import Shelf, finding, latest_answers, sqlite
from onrecord.shelf.finding import Mark, read_mark

LOGGED: Final = 20_000
"""The latest stories whose coming is told step by step where all is made anew; of those before, only what they made."""

Thing = TypeVar("Thing")

TOGETHER: Final = 64
"""Stories that are taken in at once, and dossiers that are written with their stories at hand."""

STORIES_TOGETHER: Final = 500
"""Stories that are written at once."""

WAITING: Final = 1_000
"""Dossiers that wait to be written."""

MUCH: Final = 1_000
"""Dossiers changed at once, from which on the store's own figures are taken anew."""


class Keeper:
    """Keeps one catalogue; ``until`` bounds it to what was known by a moment."""

    def __init__(self, engine: Engine, sections_of: SectionsOf, until: datetime | None = None) -> None:
        self._engine = engine
        self._sections_of = sections_of
        self._until = until
        self._forget()

    def _forget(self) -> None:
        self._library, self._made = Library(), Made()
        self._ledger: Ledger | None = None
        self._notes = Notes()
        self._mark = ""
        """How far the shelf had come when the catalogue was last written to by this keeper."""
        self._judgements: tuple[Judgement, ...] = ()
        """The judgements that were taken in, as they bear on today's readings."""

    def bring_up_to_date(self, shelf: Shelf, state: str) -> bool:
        """Take in what came since the last time; ``state`` names what the catalogue then shows.

        Whether all had to be made anew.
        """
        with sqlite.for_writing(self._engine).begin() as connection:
            former = told_in(connection, "mark")
            if former != self._mark:
                self._forget()  # another desk has kept this catalogue meanwhile
            now = finding.mark_of(shelf)
            try:
                anew = self._follow(connection, shelf, read_mark(former))
            except BaseException:
                self._forget()
                raise
            tell(connection, "mark", str(now))
            tell(connection, "state", state)
            self._mark = str(now)
        return anew

    def _follow(self, connection: Connection, shelf: Shelf, former: Mark | None) -> bool:
        self._library.shelf, self._made.connection = shelf, connection
        try:
            if former is None or not finding.has_come_by(shelf, former):
                raise Anew
            ledger = self._ledger or self._resume(connection, shelf, former)
            came = since(connection, shelf, former, self._library, self._judgements)
        except Anew:
            self._forget()
            self._library.shelf, self._made.connection = shelf, connection
            ledger = self._ledger_of(())
            came = everything(shelf, self._library, self._until)
        self._ledger = ledger
        self._take(connection, came, ledger)
        return came.anew

    def _ledger_of(self, judgements: tuple[Judgement, ...]) -> Ledger:
        return Ledger(judgements, self._library, self._made, self._notes, self._library.fetch)

    def _resume(self, connection: Connection, shelf: Shelf, former: Mark) -> Ledger:
        """A register that holds what it held when the catalogue was written, as it was known and judged then."""
        self._judgements = was_there(connection, shelf, former, self._library)
        ledger = self._ledger_of(self._judgements)
        if recall(connection, ledger) != len(self._library):
            raise Anew
        ledger.leave()
        return ledger

    def _renew(self, ledger: Ledger, steps: Sequence[Step]) -> None:
        found = self._library.as_known({step.story: step.notices for step in steps})
        for step in steps:
            if step.story not in found:
                raise Anew
            ledger.renew(found[step.story])

    def _take(self, connection: Connection, came: Came, ledger: Ledger) -> None:
        """Take in what came, and write what it changed."""
        filling = Filling(connection, self._library, ledger.heard, self._sections_of)
        if came.anew:
            filling.wipe()
        early = _before_the_last(came.steps, LOGGED) if came.anew else 0
        for together in _moments(came.steps[:early]):
            self._step(ledger, together)
        touched = Touched(set(self._put_in_turn(filling, ledger)) if early else set())
        for together in _moments(came.steps[early:]):
            self._step(ledger, together)
            put_changes(connection, self._settle(ledger, together, touched))
            if len(self._made.fresh) > WAITING:
                self._put_dossiers(filling, ledger)
        self._judgements = came.judgements
        self._put_dossiers(filling, ledger)
        self._put_stories(filling, came)
        keep_texts(connection, ledger)
        self._ask(connection, came, touched)
        if came.anew or len(touched.made) > MUCH:
            # Without these the planner joins facets in an order that takes a minute on a large register.
            connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
            connection.exec_driver_sql("ANALYZE")

    def _step(self, ledger: Ledger, together: Sequence[Step]) -> None:
        """Take in what came at one moment: stories, or one judgement."""
        for batch in _batches([step for step in together if step.story], TOGETHER):
            self._renew(ledger, batch)
            if self._made.connection is not None:
                keep_signatures(self._made.connection, self._notes)
        if together[0].judgement:
            ledger.judge([together[0].judgement])

    def _settle(self, ledger: Ledger, together: Sequence[Step], touched: Touched) -> Iterator[Change]:
        """What the stories of one moment, or one judgement, changed."""
        gone, made = ledger.settle()
        touched.made |= {dossier.id for dossier in made}
        touched.gone |= {dossier.id for dossier in gone}
        at, judgement = together[0].at, together[0].judgement
        for change in changes(gone, made):
            yield replace(with_decision(change, judgement) if judgement else change, at=at)

    def _put_in_turn(self, filling: Filling, ledger: Ledger) -> Iterator[str]:
        """Write the dossiers as each is made, for there may be too many to hold."""
        filling.heard = ledger.heard
        for dossier in ledger.settle_in_turn():
            filling.put_dossier(dossier)
            yield dossier.id
        filling.rows.write_all()

    def _put_dossiers(self, filling: Filling, ledger: Ledger) -> None:
        """Write the dossiers that wait in the place of those that they were before."""
        made = self._made
        filling.heard = ledger.heard
        fresh = {dossier.id: dossier for dossier in made.fresh.values()}
        numbers = filling.take_dossiers({*fresh, *made.gone})
        order = sorted(fresh, key=lambda name: (numbers.get(name, 0), fresh[name].members[0]))
        for names in _batches(order, TOGETHER):
            self._library.fetch(member.story for name in names for member in fresh[name].members)
            for name in names:
                filling.put_dossier(fresh[name], numbers.get(name))
        filling.rows.write_all()
        made.fresh.clear()
        made.gone.clear()

    def _put_stories(self, filling: Filling, came: Came) -> None:
        filling.take_stories(() if came.anew else came.stories)
        library = self._library
        for names in _batches(sorted(came.stories), STORIES_TOGETHER):
            library.fetch(names)
            for name in names:
                filling.put_story(came.stories[name], library.came[name], library.known.get(name, ()))
        filling.rows.write_all()

    def _ask(self, connection: Connection, came: Came, touched: Touched) -> None:
        """Ask what the review should ask of all that was touched."""
        ledger, library = self._ledger, self._library
        assert ledger is not None  # noqa: S101 - what came was taken in by it
        doubts = Doubts(connection, ledger.heard, library, came.rulings, library.fetch)
        second = {} if library.shelf is None else second_readings(library.shelf, came.stories, library)
        homes = () if came.anew else doubts.homes(came.stories)
        doubts.ask_of_people()
        doubts.ask_of_stories(came.stories, library.misdated, second)
        doubts.ask_of_dossiers({*touched.made, *homes}, touched.gone)


@dataclass(slots=True)
class Touched:
    """The dossiers that were made and unmade."""

    made: set[str]
    gone: set[str] = field(default_factory=set)


def second_readings(shelf: Shelf, stories: Iterable[str], library: Library) -> dict[str, Reading]:
    """What second readers made of some stories."""
    answered = sorted(set(latest_answers(shelf)).intersection(stories))
    return {one.article.id: one for one in flow.heard_again(shelf, (library[name] for name in answered))}


def _before_the_last(steps: Sequence[Step], most: int) -> int:
    """How many steps there are before the last so many, those of one moment together."""
    start = max(0, len(steps) - most)
    while start > 0 and steps[start - 1].order == steps[start].order:
        start -= 1
    return start


def _moments(steps: Sequence[Step]) -> Iterator[list[Step]]:
    return (list(together) for _, together in groupby(steps, key=lambda step: step.order))


def _batches(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    return (things[start : start + size] for start in range(0, len(things), size))
