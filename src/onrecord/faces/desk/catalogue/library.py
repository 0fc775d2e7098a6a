"""Where a catalogue's register finds what it is made of: readings on the shelf, dossiers in the catalogue itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Final

from sqlalchemy import Connection, select

from onrecord.faces.desk.catalogue.tables import DOSSIERS
from onrecord.records import Dossier, Member, Notice, Reading
from onrecord.register.datable import impossible_day, without_impossible_days
from onrecord.register.dossiers import identity_of
from onrecord.shelf import Shelf
from onrecord.shelf.packing import unpack

AT_HAND: Final = 4_000
"""Readings that are kept at hand; all others are fetched when they are asked for."""


def as_known(reading: Reading, came: datetime | None, notices: tuple[Notice, ...]) -> Reading:
    """A reading as it was made, with so much known of its page, and without days that cannot be."""
    told = replace(reading, article=replace(reading.article, notices=notices)) if notices else reading
    return without_impossible_days(told, came)


class Library(MutableMapping[str, Reading]):
    """The readings of a shelf by their stories' ids, with as much as is known of each; the latest are kept at hand."""

    def __init__(self) -> None:
        self.shelf: Shelf | None = None
        self.came: dict[str, datetime] = {}
        """When the page of each story came to the shelf, of those too that are not taken in yet."""
        self.known: dict[str, tuple[Notice, ...]] = {}
        """What is known by now of the pages of which something is."""
        self.misdated: dict[str, date] = {}
        """The stories that tell a day which cannot be theirs, with that day."""
        self._here: set[str] = set()
        self._at_hand: dict[str, Reading] = {}

    def __getitem__(self, story: str) -> Reading:
        if story not in self._here:
            raise KeyError(story)
        if story not in self._at_hand:
            self.fetch([story])
        return self._at_hand[story]

    def __setitem__(self, story: str, reading: Reading) -> None:
        self._here.add(story)
        self._make_room(1)
        self._at_hand[story] = reading
        if reading.article.notices or story in self.known:
            self.known[story] = reading.article.notices

    def __delitem__(self, story: str) -> None:
        self._here.remove(story)
        self._at_hand.pop(story, None)

    def recall(self, story: str, notices: tuple[Notice, ...]) -> None:
        """Know of a story that was taken in before, with as much as was known of it then, without fetching it."""
        self._here.add(story)
        if notices:
            self.known[story] = notices

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._here))

    def __len__(self) -> int:
        return len(self._here)

    def __contains__(self, story: object) -> bool:
        return story in self._here

    def fetch(self, stories: Iterable[str]) -> None:
        """Have stories at hand that were taken in; raises ``KeyError`` where the shelf has one no longer.

        Of more than half of what may be at hand, only so many are fetched.
        """
        asked = list(islice(dict.fromkeys(stories), AT_HAND // 2))
        for story in (story for story in asked if story in self._at_hand):
            self._at_hand[story] = self._at_hand.pop(story)  # let go last of all
        wanted = [story for story in asked if story not in self._at_hand]
        found = self.as_known({story: self.known.get(story, ()) for story in wanted})
        self._make_room(len(wanted))
        for story in wanted:
            self._at_hand[story] = found[story]

    def _make_room(self, number: int) -> None:
        if len(self._at_hand) + number > AT_HAND:
            for story in list(self._at_hand)[: AT_HAND // 2 + number]:
                del self._at_hand[story]

    def as_known(self, stories: Mapping[str, tuple[Notice, ...]]) -> dict[str, Reading]:
        """Stories as the shelf has them, with so much known of each page and without days that cannot be."""
        made = self.shelf.readings_as_made(stories) if self.shelf else {}
        for story, reading in made.items():
            if (day := impossible_day(reading.article, self.came.get(story))) is not None:
                self.misdated[story] = day
        return {story: as_known(made[story], self.came.get(story), stories[story]) for story in made}


class Made(MutableMapping[Member, Dossier]):
    """The dossiers of a register by their first events: those of the catalogue, and what is to be written there."""

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self.fresh: dict[Member, Dossier] = {}
        self.gone: set[str] = set()
        """The ids of dossiers that are no more, or not yet again."""

    def __getitem__(self, first: Member) -> Dossier:
        if first in self.fresh:
            return self.fresh[first]
        identity = identity_of(first)
        query = select(DOSSIERS.c.packed).where(DOSSIERS.c.id == identity)
        packed = self.connection.scalar(query) if self.connection and identity not in self.gone else None
        if packed is None:
            raise KeyError(first)
        return unpack(Dossier, packed)

    def __setitem__(self, first: Member, dossier: Dossier) -> None:
        self.fresh[first] = dossier
        self.gone.discard(dossier.id)

    def __delitem__(self, first: Member) -> None:
        self.fresh.pop(first, None)
        self.gone.add(identity_of(first))

    def __iter__(self) -> Iterator[Member]:
        return iter(self.fresh)

    def __len__(self) -> int:
        return len(self.fresh)
