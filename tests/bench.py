"""How long each room takes over the bundled pages:  python -m tests.bench [ROUNDS]

Milliseconds a page, the median over the rounds; the first round, which loads tables and weights, stands by itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter
from typing import Final, TypeVar

from onrecord.articles import read_article
from onrecord.claims import find_claims
from onrecord.examples import example_pages
from onrecord.flow import open_register
from onrecord.intake import find_pages
from onrecord.language import parse
from onrecord.records import Article, Page, Reading, Sentence, ZoneKind

Made = TypeVar("Made")

ROUNDS: Final = 5


def one_round() -> dict[str, float]:
    """The seconds that each room takes over all bundled pages."""
    spent: dict[str, float] = {}

    def timed(room: str, work: Callable[[], list[Made]]) -> list[Made]:
        start = perf_counter()
        made = work()
        spent[room] = perf_counter() - start
        return made

    pages = timed("intake", lambda: [page for page in find_pages(example_pages()) if isinstance(page, Page)])
    articles = timed("articles", lambda: [read_article(page) for page in pages])
    parsed = timed("language", lambda: [_parsed(article) for article in articles])
    readings: list[Reading] = timed(
        "claims", lambda: [find_claims(article, found) for article, found in zip(articles, parsed, strict=True)]
    )
    timed("register", lambda: list(open_register(readings)))
    return spent


def _parsed(article: Article) -> tuple[Sentence, ...]:
    return parse(article.text, (*article.spans(ZoneKind.HEADLINE), *article.paragraphs))


def table(rounds: Sequence[dict[str, float]]) -> str:
    """The rounds as a table, in milliseconds a page.

    >>> print(table([{"claims": 0.2}, {"claims": 0.1}, {"claims": 0.1}]).splitlines()[1].split()[0])
    claims
    """
    pages = len(example_pages())
    first, others = rounds[0], rounds[1:] or rounds
    lines = [f"{'room':12}{'first':>10}{'median':>10}   milliseconds a page, {pages} pages, {len(others)} rounds"]
    for room in (*first, "all"):
        began, typical = (_spent([first], room), _spent(others, room))
        lines.append(f"{room:12}{began / pages * 1000:10.1f}{typical / pages * 1000:10.1f}")
    lines.append(f"{pages / _spent(others, 'all'):.0f} pages a second")
    return "\n".join(lines)


def _spent(rounds: Sequence[dict[str, float]], room: str) -> float:
    return median(sum(spent.values()) if room == "all" else spent[room] for spent in rounds)


if __name__ == "__main__":
    count = int(sys.argv[1]) if sys.argv[1:] else ROUNDS
    sys.stdout.write(table([one_round() for _ in range(count + 1)]) + "\n")
