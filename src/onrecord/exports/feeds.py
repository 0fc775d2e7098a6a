"""What changed in the register, entry by entry, newest first, for Atom and for JSON Feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from onrecord.exports.edition import Edition, Imprint
from onrecord.exports.names import SAYS, address_of, name_of, place_of
from onrecord.lexicon.codes import party_name
from onrecord.records import Change, ChangeKind, DatedPosition, Reading

TITLE: Final = "Alleged arms transfers: what changed in the register"
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of what happened nobody knows when."""

HEADS: Final = {
    ChangeKind.OPENED: "a new allegation",
    ChangeKind.MERGED: "several allegations are one",
    ChangeKind.SPLIT: "one allegation is several",
    ChangeKind.GONE: "no page tells of it any more",
    ChangeKind.JOINED: "one more page tells of it",
    ChangeKind.LEFT: "a page was found to tell of something else",
    ChangeKind.POSITION: "a position",
    ChangeKind.REPEATED: "a position held again",
    ChangeKind.WITHDRAWN: "a position whose page no longer stands",
    ChangeKind.UNSAID: "a position that no page tells any more",
    ChangeKind.STATUS: "where it stands",
}
"""What each kind of change is, for a title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as a feed tells it."""

    id: str
    title: str
    text: str
    updated: datetime
    link: str | None
    change: Change


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is called, whence it comes, and its entries, newest first."""

    id: str
    title: str
    imprint: Imprint
    updated: datetime
    entries: tuple[Entry, ...]
    base: str | None = None
    address: str | None = None
    """Where the feed itself is found, without its ending; beside the desk's front page if nothing else is told."""

    @property
    def home(self) -> str | None:
        """Where the feed itself is found, without its ending, ``None`` where no desk shows it."""
        return self.address or (f"{self.base}/changes" if self.base else None)


def feed_of(edition: Edition, title: str = TITLE) -> Feed:
    """The feed of an edition's changes."""
    entries = tuple(entries_of(edition.changes, edition.stories.values(), edition.base))
    newest = max((entry.updated for entry in entries), default=_moment(edition.imprint.as_of))
    base = edition.base.rstrip("/") if edition.base else None
    return Feed(name_of("export", "changes"), title, edition.imprint, newest, entries, base)


def entries_of(changes: Iterable[Change], readings: Iterable[Reading], base: str | None = None) -> Iterator[Entry]:
    """An entry a change, newest first; a link to the dossier where a desk shows it, else to the story."""
    stories = {reading.article.id: reading.article for reading in readings}
    for change in reversed(tuple(changes)):
        article = stories.get(change.story or "")
        shown = f"{base.rstrip('/')}/dossiers/{change.dossier}" if base else None
        link = shown or (address_of(article) if article else None)
        title = f"alleged transfer: {change.title or change.dossier}: {_headline(change)}"
        told = f" It is told by {article.publisher or place_of(article)}: {article.title}." if article else ""
        text = f"{HEADS[change.kind].capitalize()}: {_words(change)}.{told}"
        yield Entry(name_of("change", change.id), title, text, _moment(change.at), link, change)


def _headline(change: Change) -> str:
    """The change in few words; a position is told as its holder's, never as a fact."""
    if change.position is None:
        return f"{HEADS[change.kind]}, {change.words}" if change.kind is ChangeKind.STATUS else HEADS[change.kind]
    head = f"{HEADS[change.kind]}: " if change.kind is not ChangeKind.POSITION else ""
    return head + _told(change.position)


def _words(change: Change) -> str:
    return _told(change.position) if change.position else change.words


def _told(row: DatedPosition) -> str:
    """A position with its holder.

    >>> from onrecord.records import Position, Sector
    >>> _told(DatedPosition(None, "IRN", Sector.GOV, Position.DENIES, "p1"))
    'Iran, GOV, denies'
    """
    holder = ", ".join(part for part in (party_name(row.country) if row.country else "", row.sector or "") if part)
    past = " (told as held earlier)" if row.past else ""
    return f"{holder or 'an unnamed holder'}, {SAYS[row.position]}{past}"


def _moment(day: date | None) -> datetime:
    """The moment that a day begins, or the moment itself."""
    if isinstance(day, datetime):
        return day.astimezone(UTC)
    return datetime.combine(day, time.min, UTC) if day else BEGINNING
