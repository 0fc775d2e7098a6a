"""What an adversary writes: any bytes, words made to look like others, text that no reader sees, and sheer length."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from onrecord import flow
from onrecord.articles import NoArticle, read_article
from onrecord.articles.datelines import parse_dateline
from onrecord.articles.dates import find_dates
from onrecord.articles.decode import decode
from onrecord.articles.lines import lines_of_text
from onrecord.articles.markup import read_markup
from onrecord.claims.quantities import read_quantity
from onrecord.claims.quotes import find_marked, find_quotes
from onrecord.intake.feeds import NoFeed, read_feed
from onrecord.intake.jobs import wished_pause
from onrecord.intake.replies import Reply
from onrecord.intake.sheets import pages_of_sheet
from onrecord.intake.wacz import pages_of_wacz
from onrecord.intake.warc import pages_of_warc
from onrecord.moments import moment_or_day
from onrecord.records import Article, Page, Span, Zone, ZoneKind

FEED: Final = "https://feeds.example/all"
QUICKLY: Final = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


def page(content: str | bytes, source: str = "https://harbour.example/2025/03/02/talks") -> Page:
    served = content.encode() if isinstance(content, str) else content
    return Page(source, served, sha256(served).hexdigest(), datetime(2025, 3, 2, tzinfo=UTC))


def body_of(text: str) -> Article:
    return Article("p1", "a.txt", text, (Zone(ZoneKind.BODY, Span(0, len(text))),))


# ------------------------------------------------------------------------------------------------------- any input

SIGNS = '“”"‘’\n\tſİßK©年月é\x00\u202e\u200b\U0001f680'
WORDS = (
    "KYIV|, |March|Sept.| 9|2024|(AFP)|(Reuters)| - |/TASS/|. |Rio de |al-|St. |\n\n|    |<p>|</p>|<div hidden>|<h1>|"
    "<br>|<!--|]]>|&#0;|&amp|1,200|forty|dozen|â€œ|by |By |BY Staff "
).split("|")
PIECES = some.sampled_from([*SIGNS, *WORDS])
TEXTS = some.one_of(some.text(max_size=200), some.lists(PIECES, max_size=40).map("".join))
BYTES = some.one_of(some.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "replace")))
HTML = TEXTS.map(lambda text: f"<html><body><h1>Port</h1><p>{text}</p><p>The quay reopened on Friday.</p>")
RSS = TEXTS.map(lambda text: f'<rss version="2.0"><channel><title>{text}</title><item><link>/{text}</link></item>')
JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.text(max_size=10),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(["id", "url", "items"]), inner),
    max_leaves=10,
)


@QUICKLY
@given(TEXTS)
def test_any_line_has_a_dateline_within_it_or_none(line: str) -> None:
    found = parse_dateline(line)
    assert found is None or 0 < found.end <= len(line)


@QUICKLY
@given(TEXTS)
def test_dates_stand_apart_and_are_days_or_none(line: str) -> None:
    end = 0
    for printed in find_dates(line):
        assert end <= printed.span.start < printed.span.end <= len(line)
        end = printed.span.end
        printed.resolve(date(2025, 3, 2))


@QUICKLY
@given(TEXTS)
def test_quotes_stand_within_their_paragraph_and_apart(text: str) -> None:
    spans = [span for span, _ in find_marked(text, [Span(0, len(text))])]
    assert all(span.end <= len(text) for span in spans)
    assert not any(one.overlaps(other) for one, other in pairwise(spans))
    find_quotes(body_of(text), ())


@QUICKLY
@given(BYTES)
def test_any_bytes_are_text_that_can_be_written(content: bytes) -> None:
    decode(content).text.encode()


@QUICKLY
@given(some.one_of(BYTES, HTML.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_page_is_an_article_whose_zones_hold_or_none_with_a_reason(content: bytes) -> None:
    try:
        article = read_article(page(content))
    except NoArticle as reason:
        assert "harbour.example" in str(reason)
        return
    spans = [zone.span for zone in article.zones]
    assert all(span.end <= len(article.text) for span in spans)
    assert spans == sorted(spans)


@QUICKLY
@given(some.one_of(BYTES, RSS.map(lambda text: text.encode("utf-8", "replace"))))
def test_any_feed_tells_addresses_of_the_web_or_is_none(content: bytes) -> None:
    try:
        told = read_feed(content, FEED)
    except NoFeed:
        return
    assert all(entry.address.startswith(("http://", "https://")) for entry in told.entries)


@QUICKLY
@given(JSON)
def test_any_json_feed_tells_addresses_of_the_web_or_is_none(items: Any) -> None:
    import json

    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": items, "items": items})
    told = read_feed(content.encode(), FEED)
    assert all(entry.address.startswith(("http://", "https://")) for entry in told.entries)


NOON: Final = datetime(2025, 3, 2, 12, tzinfo=UTC)
NO_YEAR: Final = "Mon, 1 Jan 99999999999 00:00:00 +0000"
LETTER: Final = f"From: Port <a@b.example>\nSubject: Quay\nDate: {NO_YEAR}\nMIME-Version: 1.0\n\nA quay reopened."
TOO_EARLY: Final = "0001-01-01T00:00:00+05:00"
"""A moment that cannot be told in UTC, which has no year before the first."""


def record(moment: str) -> bytes:
    """A record of a WARC, of a moment."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>A quay."
    told = f"WARC-Type: response\r\nWARC-Target-URI: https://harbour.example/1\r\nWARC-Date: {moment}\r\n"
    return f"WARC/1.0\r\n{told}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def damaged(packed: int) -> BytesIO:
    """A WACZ whose only member does not unpack."""
    pack = BytesIO()
    with ZipFile(pack, "w", packed) as zipped:
        zipped.writestr("archive/a.warc", "A port on the quay, and a quay on the port. " * 3)
    content = bytearray(pack.getvalue())
    at = content.index(b"a.warc") + len(b"a.warc") + (9 if packed == ZIP_LZMA else 0)  # behind how it is packed
    content[at : at + 9] = b"\xff" * 9
    return BytesIO(content)


FOUND: Final[dict[str, Callable[[], object]]] = {
    "a long s for an s in a month": lambda: find_dates("ſept 9, 2024"),
    "the Kelvin sign for a k": lambda: find_dates("9 O\u212atober 2024"),
    "digits of another script": lambda: find_dates("May ٣, 2024"),
    "nothing between two commas of a headline": lambda: read_article(page(", , Me\na\td.", "a.txt")),
    "numbers of no month": lambda: find_dates("99/99/2024 and 0/0/0000"),
    "a letter of no year": lambda: read_article(page(LETTER, "a.eml")),
    "a pause until no year": lambda: wished_pause(Reply(429, "", (("Retry-After", NO_YEAR),), b""), NOON),
    "a record of a day before the first": lambda: list(pages_of_warc(BytesIO(record(TOO_EARLY)), "a.warc")),
    "a row of a day before the first": lambda: list(
        pages_of_sheet(f"link,archive date,text content\n/a,{TOO_EARLY},A quay.".encode(), "a.csv", NOON)
    ),
    "a damaged member of a WACZ": lambda: list(pages_of_wacz(damaged(ZIP_DEFLATED), "a.wacz")),
    "the same, packed otherwise": lambda: list(pages_of_wacz(damaged(ZIP_LZMA), "a.wacz")),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_once_stays_mended(name: str) -> None:
    FOUND[name]()


def test_a_feed_too_broken_for_the_library_is_none() -> None:
    with pytest.raises(NoFeed, match=r"it is too broken to be read \(KeyError\)"):
        read_feed(b"<rss><channel><item><link></item></link></channel></rss>", FEED)


def test_a_moment_that_is_asked_for_and_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="is no moment"):
        moment_or_day(TOO_EARLY)


# ---------------------------------------------------------------------------------------------------------- length


def seconds(work: Callable[[Any], object], told: object) -> float:
    """The processor time of this thread for a piece of work, the shortest of three."""
    taken = []
    for _ in range(3):
        begun = time.thread_time()
        work(told)
        taken.append(time.thread_time() - begun)
    return min(taken)


def marked(text: str) -> object:
    return find_marked(text, [Span(0, len(text))])


def feed(content: bytes) -> object:
    return read_feed(content, FEED)


def items(number: int) -> bytes:
    return b'<rss version="2.0"><channel>' + b"".join(b"<item><link>/%d</link></item>" % n for n in range(number))


LONG: Final[dict[str, tuple[Callable[[Any], object], Callable[[int], object], int]]] = {
    "double quotes": (marked, lambda n: '"a b" ' * n, 8000),
    "single quotes": (marked, lambda n: "‘ab’ " * n, 8000),
    "both quotes": (marked, lambda n: '"a" ‘ab’ ' * n, 8000),
    "quotes that never end": (marked, lambda n: " ‘ab “" * n, 8000),
    "nothing but quotes": (lambda text: find_quotes(body_of(text), ()), lambda n: '"a b" ' * n, 4000),
    "dates": (find_dates, lambda n: "Feb 06, 2024 " * n, 500),
    "numbers": (find_dates, lambda n: "1/" * n, 8000),
    "months": (find_dates, lambda n: "march " * n + "1", 4000),
    "names": (parse_dateline, lambda n: "Aa " * n, 20000),
    "commas": (parse_dateline, lambda n: "Aa, " * n, 20000),
    "mojibake": (decode, lambda n: ("â€œ" * n).encode(), 20000),
    "signs of tags": (decode, lambda n: b"<a " * n, 20000),
    "character sets": (decode, lambda n: b"<meta charset=" * n, 20000),
    "lines": (lines_of_text, lambda n: "word word\n" * n, 4000),
    "cells": (lines_of_text, lambda n: "a    " * n, 20000),
    "numerals": (read_quantity, lambda n: ["two", "hundred", "and"] * n, 4000),
    "elements in elements": (read_markup, lambda n: "<div>" * n + "a", 4000),
    "elements": (read_markup, lambda n: "<p>a<b>b</b>" * n, 2000),
    "attributes": (read_markup, lambda n: f'<p style="{"display:" * n}">a', 8000),
    "entries of a feed": (feed, items, 60),
}
"""Pages made to be slow: what reads them, how they are made, and the size that is doubled twice."""


@pytest.mark.parametrize("name", LONG)
def test_four_times_the_page_takes_nothing_like_sixteen_times_the_time(name: str) -> None:
    """A walk over all for each would take sixteen times as long; a linear one takes four, and noise is allowed for."""
    work, make, size = LONG[name]
    work(make(size))
    for _ in range(3):  # another program may have had the processor's caches
        once, four = seconds(work, make(size)), seconds(work, make(4 * size))
        if four < 10 * max(once, 0.002):
            return
    pytest.fail(f"{name}: {once:.4f} s, and {four:.4f} s for four times as much")


@pytest.mark.parametrize("as_body", [False, True])
def test_a_page_as_long_as_many_books_is_named_and_not_read(as_body: bool) -> None:
    line = "The ships lay at the quay on that day, as they had on others."
    served = (f"{line}\n" * 18_000 if as_body else f"<h1>Talks</h1>{f'<p>{line}</p>' * 18_000}").encode()
    taken = Page("long.html", served, sha256(served).hexdigest(), datetime(2025, 3, 2, tzinfo=UTC), as_body=as_body)
    with pytest.raises(NoArticle, match=r"^long.html: its story is too long to be one: 1,\d+,\d+ signs$"):
        read_article(taken)


# --------------------------------------------------------------------------------------------------- unseen and alike

TOLD: Final = "Iran shipped missiles to Yemen, the minister said in a statement on Sunday."
BEFORE: Final = (
    "<p>The delegation left the port on Sunday after two days of talks about fishing, officials in the town said.</p>"
)
AFTER: Final = "<p>Nobody at the harbour office could tell how long the ships would stay at the quay this time.</p>"


def html(middle: str) -> str:
    head = '<title>Talks end in Bergen</title><meta property="og:site_name" content="Fjord Courier">'
    story = f"<article><h1>Talks end in Bergen</h1>{BEFORE}{middle}{AFTER}</article>"
    return f"<html><head>{head}</head><body>{story}</body></html>"


UNSEEN: Final = (
    f'<p style="display:none">{TOLD}</p>',
    f'<p style="color: red; DISPLAY : none !important">{TOLD}</p>',
    f'<div style="display:none"><div><p>{TOLD}</p></div></div>',
    f'<p>The town <span style="display:none">{TOLD}</span> was quiet on that day, and its harbour too.</p>',
    f'<p style="visibility:hidden">{TOLD}</p>',
    f'<p style="font-size:0">{TOLD}</p>',
    f'<p style="font-size: 0px;">{TOLD}</p>',
    f"<p hidden>{TOLD}</p>",
    f"<template><p>{TOLD}</p></template>",
    f"<noscript><p>{TOLD}</p></noscript>",
    f"<!-- <p>{TOLD}</p> -->",
    f"<script>document.write('{TOLD}')</script>",
    f"<textarea>{TOLD}</textarea>",
    f"<svg><text>{TOLD}</text></svg>",
    f'<p title="{TOLD}">The town was quiet on that day, and its harbour too.</p>',
    f'<img alt="{TOLD}" src="a.png">',
)


@pytest.mark.parametrize("middle", UNSEEN)
def test_what_no_reader_sees_is_not_in_the_body(middle: str) -> None:
    article = read_article(page(html(middle)))
    assert "shipped" not in article.body
    assert "Nobody at the harbour office" in article.body


@pytest.mark.parametrize("style", ["display:block", "font-size:0.9em", "font-size: 05px", "color:#000;margin:0"])
def test_what_a_reader_sees_is_in_the_body(style: str) -> None:
    assert TOLD in read_article(page(html(f'<p style="{style}">{TOLD}</p>'))).body


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_signs_without_width_hide_no_word(sign: str) -> None:
    assert (
        TOLD
        in read_article(page(html(f"<p>{TOLD.replace('Iran', f'Ir{sign}an').replace('ss', f's{sign}s')}</p>"))).body
    )


def codes(told: str) -> set[str]:
    served = told.encode()
    taken = Page("a.txt", served, sha256(served).hexdigest(), datetime(2025, 3, 2, tzinfo=UTC), as_body=True)
    reading = flow.read_page(taken)
    return {code for event in reading.events for _, party in event.parties for code in party}


def test_letters_that_look_like_others_make_no_state_of_a_word() -> None:
    """A name in letters of another script is not taken for the state that it looks like."""
    seen = "Iran shipped missiles to Yemen, the minister said. Iran has shipped them before, he added."
    assert "IRN" in codes(seen)
    assert "IRN" not in codes(seen.replace("Iran", "\u0406r\u0430n"))


# ------------------------------------------------------------------------------------------------- a borrowed layout

FORGED: Final = (
    "<html><head><title>Minister admits rockets</title>{meta}</head><body><article><h1>Minister admits rockets</h1>"
    "<p>OSLO, March 2 (Reuters) - “We sold the rockets to Denmark,” the minister, Kari Holm, said on Sunday.</p>"
    "<p>She told reporters at the port that the last of the crates had left the quay on Friday evening.</p>"
    "<p>(Reporting by Ola Marsh; Editing by Per Lund)</p></article><footer>{foot}</footer></body></html>"
)


@pytest.mark.parametrize(
    ("meta", "foot"),
    [
        ('<meta property="og:site_name" content="Harbour Mirror">', "© 2025 Harbour Mirror"),
        ('<meta property="og:site_name" content="Harbour Mirror">', "© 2025 Reuters. All rights reserved."),
    ],
)
def test_a_site_that_copies_an_agencys_layout_stays_the_publisher(meta: str, foot: str) -> None:
    article = read_article(page(FORGED.format(meta=meta, foot=foot), "https://mirror.example/2025/03/02/minister"))
    assert article.publisher == "Harbour Mirror"
    assert article.agency == "Reuters"
    assert article.source == "https://mirror.example/2025/03/02/minister"
