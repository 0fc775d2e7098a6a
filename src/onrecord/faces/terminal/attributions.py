"""The attributions of a page: for a person, nested as one holds the other, and as one JSON object a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypedDict

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.claims.attributed import Attributed, Attribution
from onrecord.contract import ActorJson, printed_span
from onrecord.faces.signs import POSITION_SIGNS
from onrecord.faces.terminal.plain import printable
from onrecord.faces.terminal.readings import labelled
from onrecord.faces.terminal.words import actor_text
from onrecord.records import AUTHOR, Actor, Article, Span

NOBODY: Final = "nobody named"
GAP: Final = " … "
STEP: Final = 4


class StretchJson(TypedDict):
    """Words and where they stand in the printed ``body`` or ``title``; ``at`` is their place in the page's whole text,
    which is the file's where a page is taken as a body.
    """

    zone: str
    start: int
    end: int
    at: int
    text: str


class AttributionJson(TypedDict):
    """One attribution; ``within`` is the id of the one whose content holds it."""

    id: str
    held: str
    quoting: str
    position: str
    source: list[StretchJson]
    cue: list[StretchJson]
    content: list[StretchJson]
    speaker: ActorJson | None
    within: str | None


class AttributedJson(TypedDict):
    """A page with its attributions."""

    id: str
    path: str
    title: str | None
    body: str
    attributions: list[AttributionJson]


def attributed_as_json(page: Attributed) -> AttributedJson:
    """A page's attributions with the text into which their offsets lead."""
    article = page.article
    rows = [_row(article, one) for one in page.attributions]
    return {
        "id": article.id,
        "path": article.source,
        "title": article.title,
        "body": article.body,
        "attributions": rows,
    }


def _row(article: Article, one: Attribution) -> AttributionJson:
    return {
        "id": one.id,
        "held": str(one.held),
        "quoting": str(one.quoting),
        "position": str(one.position),
        "source": _stretches(article, one.source),
        "cue": _stretches(article, one.cue),
        "content": _stretches(article, one.content),
        "speaker": _actor(one.speaker),
        "within": one.within,
    }


def _stretches(article: Article, spans: Sequence[Span]) -> list[StretchJson]:
    found = []
    for span in spans:
        place = printed_span(article, span)
        words = article.text[span.start : span.end]
        found.append(StretchJson(zone=place["zone"], start=place["start"], end=place["end"], at=span.start, text=words))
    return found


def _actor(actor: Actor | None) -> ActorJson | None:
    if actor is None or actor == AUTHOR:
        return None
    return {"text": actor.text, "country": actor.country, "sector": actor.sector}


# --------------------------------------------------------------------------------------------------------- a person's


def attributed_view(page: Attributed) -> RenderableType:
    """A page's headline, then each attribution: who, by which word, what, those within another set in."""
    parts: list[RenderableType] = [
        Text(printable(page.article.title or "(no headline)"), "bold"),
        Text(printable(page.article.source), "dim"),
    ]
    depth: dict[str | None, int] = {None: 0}
    for one in _outer_first(page.attributions):
        depth[one.id] = depth[one.within] + 1
        parts.append(Padding(_view(page.article, one), (1, 0, 0, 2 + STEP * depth[one.within]), expand=False))
    if not page.attributions:
        parts.append(Text("  nobody is said to hold anything", "italic"))
    return Group(*parts, Text(""))


def _outer_first(found: Sequence[Attribution], within: str | None = None) -> Iterator[Attribution]:
    for one in found:
        if one.within == within:
            yield one
            yield from _outer_first(found, one.id)


def _view(article: Article, one: Attribution) -> RenderableType:
    sign = POSITION_SIGNS[one.position]
    named = _words(article, one.source) or NOBODY
    who = Text(printable(named), "bold" if one.source else "dim")
    if one.speaker is not None and one.speaker != AUTHOR and one.speaker.text != named:
        who = Text.assemble(who, (" = ", "dim"), actor_text(one.speaker))
    cue = Text.assemble("  ", (printable(_words(article, one.cue) or "(goes on)"), "underline"))
    kind = Text(f"  {one.held}, {one.quoting}", "dim")
    first = labelled(f"{sign.mark} {one.position}", sign.colour, Text.assemble(who, cue, kind))
    return Group(first, labelled("", "", Text(f"“{printable(_words(article, one.content))}”", "italic")))


def _words(article: Article, spans: Sequence[Span]) -> str:
    return GAP.join(article.text[span.start : span.end] for span in spans)
