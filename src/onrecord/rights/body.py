"""Where words stand in the body: its paragraphs' characters counted on end, breaks and furniture left out.

So a reading kept on a shelf, and the same reading written to JSON and back, are counted alike.
"""

from __future__ import annotations

from typing import Final

from onrecord.records import Article, Span

BREAK: Final = "\n\n"


def whole_body(article: Article) -> str:
    """The body's paragraphs on end."""
    return "".join(article.text[span.start : span.end] for span in article.paragraphs)


def stretch(article: Article, span: Span) -> Span:
    """Where a span lies in the body, its paragraphs' characters counted on end; empty for a span outside the body."""
    start, end, before = None, 0, 0
    for paragraph in article.paragraphs:
        if paragraph.overlaps(span):
            end = before + min(span.end, paragraph.end) - paragraph.start
            start = before + max(span.start, paragraph.start) - paragraph.start if start is None else start
        before += len(paragraph)
    return Span(end if start is None else start, end)


def printed(article: Article, span: Span) -> str:
    """The words at a stretch of the body, paragraphs parted by a blank line."""
    pieces, before = [], 0
    for paragraph in article.paragraphs:
        if span.overlaps(here := Span(before, before + len(paragraph))):
            shift = paragraph.start - before
            pieces.append(article.text[max(span.start, here.start) + shift : min(span.end, here.end) + shift])
        before += len(paragraph)
    return BREAK.join(pieces)
