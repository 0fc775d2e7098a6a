"""Finding a model's words in the page: letter by letter, only white space and typographic quotes aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.records import Article, Span, ZoneKind

QUOTES: Final = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′ʼ", "'")})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the page with its quotes made plain and its white space single, and where each sign stands."""

    words: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str, span: Span) -> Stretch:
        """The stretch at a span of a text."""
        kept: list[str] = []
        places: list[int] = []
        for at in range(span.start, span.end):
            sign = " " if text[at].isspace() else text[at]
            if sign != " " or (kept and kept[-1] != " "):
                kept.append(sign)
                places.append(at)
        return cls("".join(kept).translate(QUOTES), places)

    def find(self, words: str) -> Span | None:
        """Where words stand first as whole words, as a span of the text."""
        start = self.words.find(words)
        while start >= 0:
            end = start + len(words)
            if _is_edge(self.words, start) and _is_edge(self.words, end):
                return Span(self.places[start], self.places[end - 1] + 1)
            start = self.words.find(words, start + 1)
        return None


def _is_edge(words: str, at: int) -> bool:
    """Whether no word goes on across a place."""
    return not (0 < at < len(words) and words[at - 1].isalnum() and words[at].isalnum())


class PageWords:
    """The words of a page that can carry a claim: its body's paragraphs, then its headline.

    >>> from onrecord.records import Zone
    >>> text = "“No rockets went”,  Oslo said."
    >>> page = PageWords(Article("p1", "a.txt", text, (Zone(ZoneKind.BODY, Span(0, len(text))),)))
    >>> page.find('No rockets went", Oslo'), page.find("rockets went to Oslo"), page.find("No rocket")
    (Span(1, 24), None, None)
    """

    def __init__(self, article: Article) -> None:
        spans = (*article.paragraphs, *article.spans(ZoneKind.HEADLINE))
        self.text = article.text
        self.stretches = [Stretch.of(article.text, span) for span in spans]

    def find(self, words: str) -> Span | None:
        """Where words stand, within one paragraph or the headline; ``None`` where they do not."""
        wanted = " ".join(words.split()).translate(QUOTES)
        if not wanted:
            return None
        return next((span for one in self.stretches if (span := one.find(wanted)) is not None), None)
