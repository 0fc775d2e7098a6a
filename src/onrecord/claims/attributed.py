"""What an attribution is: source, cue and content as words of the page, what kind it is, who the source stands for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.records import Actor, Article, Position, Span


class Held(StrEnum):
    """How the content is held, after the types of attribution of the Penn Discourse Treebank, and as a question."""

    ASSERTION = "assertion"  # said, written, denied
    BELIEF = "belief"  # thought, suspected, feared
    FACT = "fact"  # known, learned, found
    EVENTUALITY = "eventuality"  # promised, wanted, ordered
    QUESTION = "question"  # asked, wondered


class Quoting(StrEnum):
    """How much of the content stands between quotation marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that somebody is said to hold, on any topic.

    Each of ``source``, ``cue`` and ``content`` is one stretch of ``Article.text`` or several, none where the page
    names nobody ("is said to have left") or has no cue (a quote that goes on).
    """

    id: str
    held: Held
    quoting: Quoting
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Actor | None = None
    """Whom the source stands for: of "she said" the person."""
    position: Position = Position.ASSERTS
    """What the cue, with its negation and modals, makes of the content."""
    within: str | None = None
    """The attribution whose content holds this one."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A page with its attributions, in the order of their first words."""

    article: Article
    attributions: tuple[Attribution, ...]


__all__ = ["Attributed", "Attribution", "Held", "Quoting"]
