"""The turns of a transcript: a paragraph that opens with a name in capitals and a colon is that speaker's, and
those after it.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.claims.story import Story
from onrecord.claims.tree import Tree
from onrecord.records import Actor, Sector, Span

LABEL: Final = re.compile(r"(?:Q|A|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,5}):(?=\s)")
ASKING: Final = frozenset({"Q", "QUESTION", "JOURNALIST", "REPORTER", "CORRESPONDENT"})
TURNS: Final = 3
"""So many paragraphs with a label make a transcript."""


def turn_at(story: Story, tree: Tree) -> Actor | None:
    """Who has the floor in a transcript where a sentence stands, ``None`` where the page is no transcript."""
    labels = _labels(story)
    if len(labels) < TURNS:
        return None
    before = [span for span in labels if span.start <= tree.sentence.span.start]
    return _speaker(story, before[-1]) if before else None


def _labels(story: Story) -> list[Span]:
    text = story.article.text
    found = (LABEL.match(text, span.start, span.end) for span in story.article.paragraphs)
    return [Span(match.start(), match.end() - 1) for match in found if match is not None]


def _speaker(story: Story, label: Span) -> Actor:
    words = story.words(label)
    if words in ASKING:
        return Actor(words, None, Sector.MED, label)
    inside = [(t.index, i) for t in story.trees for i, token in enumerate(t.tokens) if label.covers(token.span)]
    if not inside:
        return Actor(words, None, None, label)
    actor = story.cast.resolve(*inside[-1])
    return Actor(words, actor.country, actor.sector, label)
