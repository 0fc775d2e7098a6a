"""The words of evidence in their places: in an article's text, and in the printed body or title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.contract.shapes import ActJson, ClaimJson, NotTheContract, SpanJson
from onrecord.records import Article, Disagreement, Evidence, Span, ZoneKind

BREAK: Final = "\n\n"
"""What stands between the title and the body, and between the body's paragraphs, where an article is rebuilt."""

PAST: Final = re.compile(
    r"""
    \b had \s (?: \w+ly \s | once \s | first \s | earlier \s | long \s | always \s )?
       (?: den | reject | dismiss | call | brand | describ | assess | promis | pledg | announc | claim | insist
         | confirm | rul | excl | vow | told | said | stat | laugh )
    | \b (?: once | first | initially | previously | earlier | originally ) \s \w+ed \b
    | \b (?: ago | at \s the \s time | at \s first | for \s (?: \w+ \s )? years ) \b
    | \b earlier \s (?: denials? | claims? | statements? ) \b
    | \b (?: its | his | her | their ) \s (?: claim | denial | denials | assertion | story ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words that tell a position as past: "had denied", "first called", "six weeks ago swore", "its claim that"."""


def printed_span(article: Article, span: Span) -> SpanJson:
    """Where words of ``Article.text`` stand in the printed body or title; raises ``Disagreement`` if in neither."""
    offset, start, end = 0, None, None
    for paragraph in article.paragraphs:
        if start is None and paragraph.start <= span.start <= paragraph.end:
            start = offset + span.start - paragraph.start
        if paragraph.start <= span.end <= paragraph.end:
            end = offset + span.end - paragraph.start
        offset += len(paragraph) + len(BREAK)
    if start is not None and end is not None:
        return {"zone": "body", "start": start, "end": end}
    found = _in_title(article, span)
    return {"zone": "title", "start": found.start, "end": found.end}


def _in_title(article: Article, span: Span) -> Span:
    for headline in article.spans(ZoneKind.HEADLINE):
        if headline.covers(span) and article.text[headline.start : headline.end] == article.title:
            return Span(span.start - headline.start, span.end - headline.start)
    words = article.text[span.start : span.end]
    if (found := _find(words, article.title or "")) is None:
        raise Disagreement(f"{article.source}: {words[:60]!r} stands neither in the body nor in the title")
    return found


def evidence_as_json(evidence: Sequence[Evidence], article: Article) -> tuple[list[str], list[SpanJson]]:
    """Evidence as the printed words and where they stand; raises ``Disagreement`` where they stand in neither."""
    spans = [_with_page(printed_span(article, piece.span), article.folio(piece.span)) for piece in evidence]
    printed = {"body": article.body, "title": article.title or ""} if spans else {}
    return [printed[span["zone"]][span["start"] : span["end"]] for span in spans], spans


def _with_page(span: SpanJson, number: int | None) -> SpanJson:
    return span if number is None else {**span, "page": number}


def evidence_from_json(row: ClaimJson | ActJson, article: Article) -> tuple[Evidence, ...]:
    """The evidence of a claim or an act, at its spans or looked up where it has none.

    Raises ``Disagreement`` where a span does not carry its words, ``NotTheContract`` where the words stand nowhere.
    """
    spans = row.get("spans")
    if spans is None:
        return tuple(article.quote(_look_up(words, article)) for words in row["evidence"])
    shift = {"title": 0, "body": _body_start(article)}
    evidence = tuple(
        Evidence(Span(shift[span["zone"]] + span["start"], shift[span["zone"]] + span["end"]), words)
        for words, span in zip(row["evidence"], spans, strict=True)
    )
    for piece in evidence:
        article.check(piece)
    return evidence


def _body_start(article: Article) -> int:
    return len(article.title + BREAK) if article.title else 0


def _look_up(words: str, article: Article) -> Span:
    """Where words stand, in the body first, then in the title, whatever the white space between them."""
    start = _body_start(article)
    if (found := _find(words, article.text[start:])) is not None:
        return Span(start + found.start, start + found.end)
    if (found := _find(words, article.title or "")) is not None:
        return found
    raise NotTheContract(f"{article.id}: evidence stands neither in body nor in title: {words!r}")


def _find(words: str, text: str) -> Span | None:
    """The first place of words in a text, whatever the white space between them.

    >>> _find("two  guns", "The two\\u00a0guns")
    Span(4, 12)
    """
    if not words.strip():
        return None
    if (start := text.find(words)) >= 0:
        return Span(start, start + len(words))
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return Span(match.start(), match.end()) if match else None


def told_as_past(words: str) -> bool:
    """Whether words of evidence tell a position as one held earlier, for readings that do not say so themselves.

    >>> told_as_past("Oslo, which had first called it a fairy tale"), told_as_past("Oslo said that guns had gone")
    (True, False)
    """
    return PAST.search(words) is not None
