"""Who is who by the earlier parts of a long page, kept for its later ones: names, roles, and what the page is about.

A part is read by itself (``parts``); without this a surname, an acronym or an office that one part explains would mean
nothing in the next. What is kept is looked up by its word and bounded, so that a part costs the same wherever it
stands.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from onrecord.claims.floor import Entry
from onrecord.claims.naming import NameBook
from onrecord.lexicon.actors import NameKind
from onrecord.records import Actor, Sector

ROLES_KEPT: Final = 32
"""Bearers of one role noun that are kept, the latest ones."""
BODIES_KEPT: Final = 8
"""Bodies of one sector that are kept, the latest ones."""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met in an earlier part, and what of that part later ones ask."""

    entry: Entry
    number: int
    """How many were met before."""
    quoted: bool
    """Whether it stands between quotation marks."""


@dataclass(slots=True)
class Earlier:
    """What the parts of one page told that were read so far, each part taken on after the one before it."""

    names: NameBook = field(default_factory=NameBook)
    told_of: Counter[str] = field(default_factory=Counter)
    """How often each country was named, as ``Setting.told_of`` counts."""
    sites: Counter[str] = field(default_factory=Counter)
    """The same of towns and regions."""
    codes: Counter[str] = field(default_factory=Counter)
    """The same of all names."""
    affiant: Actor | None = None
    until: int = 0
    """Up to which character the page was read; what stands before it is told already."""
    _met: int = 0
    _roles: dict[str, deque[Met]] = field(default_factory=dict)
    _bodies: dict[Sector, deque[Met]] = field(default_factory=dict)

    def take_on(self, entries: Iterable[tuple[Entry, str, bool]]) -> None:
        """Keep those who were met in a part: each with the lemma that heads the phrase and whether it was quoted."""
        for entry, lemma, quoted in entries:
            self._met += 1
            met = Met(entry, self._met, quoted)
            if entry.who.country and entry.kind is not NameKind.GROUP:
                _keep(self._roles.setdefault(lemma, deque(maxlen=ROLES_KEPT)), met)
            sector, known = entry.who.sector, entry.who.country is not None
            if sector is not None and ((entry.named and not entry.person) or (known and sector is Sector.IGO)):
                _keep(self._bodies.setdefault(sector, deque(maxlen=BODIES_KEPT)), met)

    def bearer(self, lemma: str, beside: frozenset[str], *, quoted: bool) -> Entry | None:
        """The latest bearer of a role noun with at least these words beside it; see ``Floor.before`` on quotes."""
        found = self._of(self._roles.get(lemma, ()), quoted=quoted)
        return next((met.entry for met in found if beside <= met.entry.words), None)

    def body(self, sectors: Iterable[Sector], *, quoted: bool, named: bool = False) -> Entry | None:
        """The latest body of any of these sectors, one that was ``named`` where that is asked for."""
        found = (met for sector in sectors for met in self._of(self._bodies.get(sector, ()), quoted=quoted))
        fitting = (met for met in found if not named or (met.entry.named and not met.entry.person))
        latest = max(fitting, key=lambda met: met.number, default=None)
        return latest.entry if latest else None

    @staticmethod
    def _of(kept: Iterable[Met], *, quoted: bool) -> Iterator[Met]:
        return (met for met in reversed([*kept]) if quoted or not met.quoted)


def _keep(kept: deque[Met], met: Met) -> None:
    """Put somebody last, once: who bears the same role with the same words beside it is moved there."""
    for other in kept:
        if (other.entry.who, other.entry.words, other.quoted) == (met.entry.who, met.entry.words, met.quoted):
            kept.remove(other)
            break
    kept.append(met)
