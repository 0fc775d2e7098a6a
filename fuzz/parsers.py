"""Coverage-guided fuzzing of the cheap parsers: datelines, dates, quotes, decoding, lines, quantities and feeds.

    python -m fuzz.parsers -runs=1000000 -max_total_time=360

The first byte chooses the parser, so that one run covers all; the arguments are libFuzzer's. Beside an exception that
a parser does not promise, a result that breaks what it does promise is a finding too: a span outside of its text. What
was found stands as a case in ``tests/trust/test_hostile_input.py``.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from datetime import date
from typing import Final

import atheris

with atheris.instrument_imports(include=["onrecord.articles", "onrecord.claims", "onrecord.intake.feeds"]):
    from onrecord.articles.datelines import parse_dateline, place_name
    from onrecord.articles.dates import find_dates, told_weekdays
    from onrecord.articles.decode import decode
    from onrecord.articles.lines import lines_of_text
    from onrecord.claims.quantities import read_quantity
    from onrecord.claims.quotes import find_marked
    from onrecord.intake.feeds import NoFeed, read_feed
from onrecord.records import Span

ADDRESS: Final = "https://feeds.example/all"


def of_dateline(words: bytes) -> None:
    """A dateline ends within its line, and its days can be resolved."""
    line = text_of(words)
    found = parse_dateline(line)
    if found is not None:
        assert 0 < found.end <= len(line)
    place_name(line)


def of_dates(words: bytes) -> None:
    """Dates stand in order, apart from each other, and each resolves to a day or to none."""
    line = text_of(words)
    end = 0
    for printed in find_dates(line):
        assert end <= printed.span.start < printed.span.end <= len(line)
        end = printed.span.end
        printed.resolve(date(2025, 3, 2))
    told_weekdays(line)


def of_quotes(words: bytes) -> None:
    """Quotes stand within their paragraph."""
    text = text_of(words)
    for span, _ in find_marked(text, [Span(0, len(text))]):
        assert span.end <= len(text)


def of_lines(words: bytes) -> None:
    """Lines hold no breaks."""
    for line in lines_of_text(text_of(words)):
        assert "\n" not in line.text


def of_quantity(words: bytes) -> None:
    """A number, if any."""
    read_quantity(text_of(words).split(" "))


def of_decoding(words: bytes) -> None:
    """Whatever the bytes, there is text without control signs, and it can be written."""
    decode(words).text.encode()


def of_feed(words: bytes) -> None:
    """A feed, or the one error that is promised."""
    try:
        told = read_feed(words, ADDRESS)
    except NoFeed:
        return
    assert all(entry.address.startswith(("http://", "https://")) for entry in told.entries)


PARSERS: Final[tuple[Callable[[bytes], None], ...]] = (
    *(of_dateline,) * 8,
    *(of_dates,) * 8,
    *(of_quotes,) * 4,
    *(of_quantity,) * 4,
    *(of_lines,) * 4,
    *(of_decoding,) * 3,
    of_feed,
)
"""What the first byte chooses from: the slow ones seldom."""


def text_of(words: bytes) -> str:
    """Bytes as text, whatever they are."""
    return words.decode("utf-8", errors="replace")


FOUND: Final[set[tuple[str, int]]] = set()
"""Where something was found already."""


def try_one(data: bytes) -> None:
    """Try the parser that the first byte chooses on the rest; what is found is printed once a place, and it goes on."""
    parser = PARSERS[data[0] % len(PARSERS)] if data else of_dates
    try:
        parser(data[1:])
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        if (place := (last.filename, last.lineno or 0)) not in FOUND:
            FOUND.add(place)
            print(f"FOUND by {parser.__name__}: {error!r} in {last.name} on {data[1:]!r}", flush=True)


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
