"""Coverage-guided fuzzing of the parsers: of pages, archives, feeds, rules of sites, addresses, answers of a model …

    python -m fuzz.parsers -runs=1000000 -max_total_time=360

The first byte chooses the parser, so that one run covers all; the arguments are libFuzzer's. Beside an exception that
a parser does not promise, a result that breaks what it does promise is a finding too: a span outside of its text. What
was found stands as a case in ``tests/trust/test_hostile_input.py``.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import parse_qsl
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import atheris

with atheris.instrument_imports(include=["onrecord.articles", "onrecord.claims", "onrecord.intake", "onrecord.second"]):
    from onrecord.articles import NoArticle, read_article
    from onrecord.articles.datelines import parse_dateline, place_name
    from onrecord.articles.dates import find_dates, told_weekdays
    from onrecord.articles.decode import decode
    from onrecord.articles.lines import lines_of_text
    from onrecord.claims.quantities import read_quantity
    from onrecord.claims.quotes import find_marked
    from onrecord.intake.addresses import Forbidden, origin_of, tidy
    from onrecord.intake.codings import CODINGS, NotUndone, undone
    from onrecord.intake.feeds import NoFeed, read_feed
    from onrecord.intake.jobs import LONGEST_PAUSE, wished_pause
    from onrecord.intake.mailbox import pages_of_mailbox
    from onrecord.intake.replies import Reply
    from onrecord.intake.robots import rules_of
    from onrecord.intake.served import page_of_bytes
    from onrecord.intake.sheets import pages_of_sheet
    from onrecord.intake.trade_register import NoRegister, read_trade_register
    from onrecord.intake.wacz import pages_of_wacz
    from onrecord.intake.warc import pages_of_warc
    from onrecord.intake.wires import pages_of_wire
    from onrecord.second.hearing import NoReading, hear
with atheris.instrument_imports(include=["onrecord.faces", "onrecord.shelf", "onrecord.moments"]):
    from onrecord.faces.api.cursors import BadCursor, cursor_of, place_of
    from onrecord.faces.desk.catalogue.asked import BadAsk, read_asked
    from onrecord.faces.doors.pages import inside
    from onrecord.moments import moment_of, moment_of_header
    from onrecord.shelf.chain import read_head
from onrecord.records import Article, Page, Passed, Span, Zone, ZoneKind

ADDRESS: Final = "https://feeds.example/all"
NOON: Final = datetime(2025, 3, 2, 12, tzinfo=UTC)
TYPES: Final = (
    "",
    "text/html",
    "text/plain",
    "message/rfc822",
    "application/ninjs+json",
    "application/xml",
    "text/csv",
    "application/pdf",
)
PACKED: Final = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA)
MEMBERS: Final = ("datapackage.json", "pages/pages.jsonl", "archive/a.warc")
MOST: Final = 10_000
FOLDER: Final = TemporaryDirectory()
STORY: Final = "Oslo denied that it sold 40 rockets to Denmark. Copenhagen said so on Sunday."


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


def of_page(words: bytes) -> None:
    """An article whose zones lie in its text, in order, whatever type the page was served as; or none, and why."""
    if not words:
        return
    page = page_of_bytes("https://harbour.example/1", words[1:], NOON, media_type=TYPES[words[0] % len(TYPES)])
    try:
        article = read_article(page)
    except NoArticle as reason:
        assert "harbour.example" in str(reason)
        return
    spans = [zone.span for zone in article.zones]
    assert all(span.end <= len(article.text) for span in spans)
    article.text.encode()


def of_archive(words: bytes) -> None:
    """Pages with the digest of their bytes, or what was wrong, under the archive's name."""
    opened: tuple[Callable[[], Iterable[object]], ...] = (
        lambda: pages_of_warc(BytesIO(words), "a.warc"),
        lambda: pages_of_mailbox(BytesIO(words), "a.mbox", NOON),
        lambda: pages_of_sheet(words, "a.csv", NOON) if words.strip() else (),
        lambda: pages_of_wire(words, "a.json", NOON),
    )
    for found in opened[len(words) % len(opened)]():
        if isinstance(found, Page):
            assert sha256(found.content).hexdigest() == found.digest
        elif isinstance(found, Passed):
            assert found.reason.startswith("a.")


def of_wacz(words: bytes) -> None:
    """Pages, or what was wrong: whatever the members hold, and whichever byte of the zip is another."""
    if len(words) < 4:
        return
    pack = BytesIO()
    with ZipFile(pack, "w", PACKED[words[0] % len(PACKED)]) as zipped:
        for member in MEMBERS:
            zipped.writestr(member, words[4:])
    content = bytearray(pack.getvalue())
    content[int.from_bytes(words[1:3]) % len(content)] ^= words[3]
    for found in pages_of_wacz(BytesIO(bytes(content)), "a.wacz"):
        if isinstance(found, Passed):
            assert found.reason.startswith("a.wacz")


def of_record(words: bytes) -> None:
    """A page out of what a server answered, chunked, coded, dated or typed as it may be, or what was wrong with it."""
    head, _, rest = words.partition(b"\n\n")
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + rest
    told = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/1\r\nContent-Length: %d\r\n"
    day = b"2025-03-02T12:00:00Z" if len(words) % 4 else rest[:25].replace(b"\n", b" ")
    record = told % len(block) + b"WARC-Date: " + day + b"\r\n\r\n" + block + b"\r\n\r\n"
    for found in pages_of_warc(BytesIO(record), "a.warc"):
        if isinstance(found, Page):
            assert sha256(found.content).hexdigest() == found.digest


def of_coding(words: bytes) -> None:
    """A body no longer than it may be, or the one error that is promised."""
    with suppress(NotUndone):
        body = undone(words[1:], tuple(CODINGS)[words[0] % len(CODINGS)] if words else "", MOST)
        assert len(body) <= max(MOST, len(words))


def of_moment(words: bytes) -> None:
    """A moment that UTC has too, or none; and a pause no longer than the longest."""
    told = text_of(words)
    for found in (moment_of(told), moment_of_header(told)):
        assert found is None or found.astimezone(UTC) == found
    pause = wished_pause(Reply(429, "", (("Retry-After", told),), b""), NOON)
    assert pause <= LONGEST_PAUSE


def of_address(words: bytes) -> None:
    """An address of the web, or the one error that is promised."""
    with suppress(Forbidden):
        assert origin_of(tidy(text_of(words))).startswith(("http://", "https://"))


def of_trade_register(words: bytes) -> None:
    """Deals and rows that are none, or the one error that is promised."""
    path = Path(FOLDER.name) / "register.csv"
    path.write_bytes(b"supplier,recipient,weapon designation\n" * (len(words) % 2) + words)
    with suppress(NoRegister):
        for found in read_trade_register(path):
            assert not isinstance(found, Passed) or found.reason.startswith(str(path))


def of_robots(words: bytes) -> None:
    """Rules, whatever a site serves."""
    rules = rules_of(200, words, NOON)
    rules.refusal("https://port.example/private/1")
    assert rules.delay >= 0


def of_question(words: bytes) -> None:
    """What an address asks for, or the one error that is promised; the address of a question asks the same."""
    try:
        asked = read_asked(dict(parse_qsl(text_of(words), keep_blank_values=True)))
    except BadAsk:
        return
    again = asked.address().partition("?")[2]
    assert read_asked(dict(parse_qsl(again, keep_blank_values=True))) == asked


def of_door(words: bytes) -> None:
    """A cursor that was given and no other, a head that could be one, an address of the desk's own."""
    told = text_of(words)
    try:
        place = place_of(told, (str, int))
        assert place_of(cursor_of(place), (str, int)) == place
    except BadCursor:
        pass
    with suppress(ValueError):
        assert read_head(told).number >= 0
    goal = inside(told)
    assert goal.startswith("/") and not goal.startswith(("//", "/\\"))


def of_answer(words: bytes) -> None:
    """A model's answer gives claims in the page's own words, or none."""
    article = Article("p1", "a.txt", STORY, (Zone(ZoneKind.BODY, Span(0, len(STORY))),))
    try:
        reading = hear(article, text_of(words), "reader")
    except NoReading:
        return
    for claim in reading.claims:
        assert all(STORY[piece.span.start : piece.span.end] == piece.text for piece in claim.evidence)


PARSERS: Final[tuple[Callable[[bytes], None], ...]] = (
    *(of_dateline,) * 8,
    *(of_dates,) * 8,
    *(of_quotes,) * 4,
    *(of_quantity,) * 4,
    *(of_lines,) * 4,
    *(of_decoding,) * 3,
    of_feed,
    *(of_question,) * 4,
    *(of_door,) * 4,
    *(of_answer,) * 8,
    *(of_robots,) * 2,
    *(of_archive,) * 8,
    *(of_page,) * 3,
    *(of_wacz,) * 2,
    *(of_record,) * 4,
    *(of_coding,) * 4,
    *(of_moment,) * 4,
    *(of_address,) * 4,
    *(of_trade_register,) * 2,
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
