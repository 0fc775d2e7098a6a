"""The register as a text to read: where each allegation stands and who holds what, each sentence with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.exports.edition import Edition, Told
from onrecord.exports.names import address_of, dossier_title, fate_of, place_of, sentence_of
from onrecord.records import Article, Dossier

MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|])")
"""What Markdown would take for a mark."""


def as_report(edition: Edition) -> str:
    """The report in Markdown."""
    return "\n".join(_lines(edition)) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield "# Alleged arms transfers\n"
    yield f"{edition.imprint.line}. Each is an allegation: what stands here is who says what, on which page.\n"
    for dossier in edition.dossiers:
        yield from _dossier(edition, dossier)
    yield "## Stories\n"
    for reading in edition.stories.values():
        yield f"- {_story(edition, reading.article)}"


def _dossier(edition: Edition, dossier: Dossier) -> Iterator[str]:
    yield f"## {_plain(dossier_title(dossier))}\n"
    yield f"Dossier {dossier.id}."
    for change in dossier.status:
        yield f"From {change.date or 'an unknown day'}: {change.status}."
    yield ""
    for told in edition.claims_on(dossier):
        if not told.copy:
            yield f"- {_claim(told)}"
    yield ""


def _claim(told: Told) -> str:
    words = " … ".join(filter(None, told.words))
    quoted = f": “{_plain(words)}”" if words else " (words not shown)"
    return f"{told.article.day or 'undated'}: {_plain(sentence_of(told))}{quoted} ({_plain(told.article.id)})"


def _story(edition: Edition, article: Article) -> str:
    outlet = ", ".join(part for part in (article.publisher, article.agency) if part)
    first = edition.copied.get(article.id)
    parts = (article.title, outlet, str(article.day or "undated"), address_of(article) or place_of(article))
    copy = "".join(f"; {told}" for told in (f"copy of {first}" if first else "", fate_of(article)) if told)
    return _plain(f"{article.id}: {'; '.join(part for part in parts if part)}{copy}")


def _plain(text: str) -> str:
    """Text in which Markdown finds no mark, on one line.

    >>> _plain("<b> *no*")
    '\\\\<b\\\\> \\\\*no\\\\*'
    """
    return MARKS.sub(r"\\\1", " ".join(text.split()))
