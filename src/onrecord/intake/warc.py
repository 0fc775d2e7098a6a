"""Pages out of WARC files (ISO 28500): what servers answered, as it was kept, with the record that keeps it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from onrecord.custody import Purpose
from onrecord.intake.bodies import MOST_BYTES, NoBody, decoded, too_long
from onrecord.intake.framing import MOST_HEADERS, Damage, Record, is_intact, read_records
from onrecord.intake.replies import Reply
from onrecord.intake.served import page_of_bytes
from onrecord.intake.wires import is_wire, items_of
from onrecord.kinds import Kind, kind_of, whole_number
from onrecord.moments import moment_of
from onrecord.records import Page, Passed

MOST_HTTP: Final = 2**20
"""How much longer than its page a record may be, for what was served around the page."""
AS_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "message/rfc822"})
MAYBE_PAGES: Final = frozenset({"application/json", "text/json", "application/xml", "text/xml"})
"""Types under which wire items come, and much else; so do all that end in ``+json`` or ``+xml``."""
SERVED: Final = frozenset({200, 203})
PURPOSE: Final = "X-Onrecord-Purpose"
"""The header of our own in which a watch writes what a request was made for."""
PLAINLY_SERVED: Final = tuple([str(status)] for status in sorted(SERVED))
HEAD_END: Final = b"\r\n\r\n"
PLACES: Final = frozenset({"http", "https", "ftp", "file", ""})
"""The schemes of what was served; beside it crawlers keep records of their own (``urn:text:``, ``metadata:`` …)."""
NO_PAGES: Final = ("/robots.txt", "/ads.txt", "/humans.txt", "/llms.txt", "/.well-known/security.txt")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, the media type, the body with every coding undone."""

    status: int
    media_type: str
    body: bytes


def pages_of_warc(
    file: BinaryIO, name: str, *, as_body: bool = False, listed: Callable[[str], bool] = lambda uri: True
) -> Iterator[Page | Passed]:
    """The pages that a WARC keeps: answers and resources of a page's type, at the addresses that ``listed`` takes.

    Requests, metadata, pictures, style sheets, errors and repeats of an earlier answer are no pages. What is damaged
    comes as ``Passed``, and the records behind it follow.
    """
    for found in records_of_pages(file, listed):
        page = page_of_record(found, name, as_body=as_body)
        if isinstance(page, Page) and not as_body and may_be_wire(page.media_type):
            yield from items_of(page)
        elif page is not None:
            yield page


def records_of_pages(file: BinaryIO, listed: Callable[[str], bool] = lambda uri: True) -> Iterator[Record | Damage]:
    """The records of a WARC that may hold a page, and what is damaged or far too long for one."""
    long: list[Damage] = []

    def wanted(headers: dict[str, str], length: int) -> bool:
        if not _is_wanted(headers, listed):
            return False
        if length > MOST_BYTES + MOST_HTTP:
            uri = headers.get("warc-target-uri", "").strip("<>")
            long.append(Damage(-1, too_long(length), uri, record=headers.get("warc-record-id", "").strip("<>")))
            return False
        return True

    for found in read_records(file, wanted):
        yield from long
        long.clear()
        yield found
    yield from long


def _is_wanted(headers: dict[str, str], listed: Callable[[str], bool]) -> bool:
    kind, uri = headers.get("warc-type", ""), headers.get("warc-target-uri", "").strip("<>")
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    if parts.scheme.lower() not in PLACES or parts.path in NO_PAGES or not listed(uri):
        return False
    if kind != "resource":
        return kind == "response"
    media_type = headers.get("content-type", "")
    return _media_type(media_type) in AS_PAGES or may_be_wire(media_type)


def _media_type(told: str) -> str:
    return told.partition(";")[0].strip().lower()


def page_of_record(record: Record | Damage, name: str, *, as_body: bool = False) -> Page | Passed | None:
    """The page in a record of the WARC of a name, ``None`` where it holds none; what is damaged is passed."""
    if isinstance(record, Damage):
        return _passed(name, record.record or f"byte {record.place}", record.uri, record.reason)
    uri = record.headers.get("warc-target-uri", "").strip("<>")
    try:
        answer = answer_of(record)
        if answer is None or not is_page(answer) or _is_feed(record, answer):
            return None
    except NoBody as reason:
        return _passed(name, record.identity, uri, str(reason))
    received = moment_of(told := record.headers.get("warc-date", ""))
    if received is None:
        return _passed(name, record.identity, uri, f"the record has no date ({told!r})")
    return page_of_bytes(
        uri, answer.body, received, as_body=as_body, media_type=answer.media_type, within=f"{name} {record.identity}"
    )


def _is_feed(record: Record, answer: Answer) -> bool:
    """Whether a watch asked for this as a feed, which is none of the pages that it tells of under whatever type."""
    return record.headers.get(PURPOSE.lower(), "") == Purpose.FEED and not is_wire(answer.body)


def may_be_wire(told: str) -> bool:
    """Whether wire items come under a media type, as much else does.

    >>> may_be_wire("application/json; charset=utf-8"), may_be_wire("application/vnd.iptc.g2.newsitem+xml")
    (True, True)
    >>> may_be_wire("application/xhtml+xml"), may_be_wire("text/html")
    (False, False)
    """
    kind = _media_type(told)
    return kind not in AS_PAGES and (kind in MAYBE_PAGES or kind.endswith(("+json", "+xml")))


def plain_body(record: Record) -> tuple[bytes, str] | None:
    """The body and the type of an answer that is a page by its status and its type and bears no coding, without a copy
    for its digest; ``None`` where that takes a closer look."""
    end = record.block.find(HEAD_END, 0, MOST_HEADERS)
    if end < 0 or record.headers.get("warc-type") != "response":
        return None
    status, *lines = record.block[:end].decode("latin-1").split("\r\n")
    told = {name.strip().lower(): words.strip() for name, _, words in (line.partition(":") for line in lines)}
    code = status.split(" ", 2)[1:2]
    coded = told.get("content-encoding", "identity") != "identity" or "transfer-encoding" in told
    media_type = told.get("content-type", "")
    if coded or code not in PLAINLY_SERVED or _media_type(media_type) not in AS_PAGES:
        return None
    return record.block[end + len(HEAD_END) :], media_type


def is_page(answer: Answer) -> bool:
    """Whether an answer is a page by its status, its type and its bytes."""
    kind = _media_type(answer.media_type)
    if answer.status not in SERVED or not answer.body.strip():
        return False
    if may_be_wire(kind):
        return kind_of(answer.body) in {Kind.NINJS, Kind.NEWSML}
    return (kind in AS_PAGES or not kind) and kind_of(answer.body) is not Kind.BINARY


def answer_of(record: Record) -> Answer | None:
    """The answer in a record, ``None`` where it is no answer of HTTP; raises ``NoBody``."""
    if record.headers.get("warc-type") == "resource":
        return Answer(200, record.headers.get("content-type", ""), decoded(record.block, ""))
    reply = reply_of(record)
    media_type = reply.header("content-type")
    typed = _media_type(media_type) in AS_PAGES | {""} or may_be_wire(media_type)
    return Answer(reply.status, media_type, _body(record, reply)) if reply.status in SERVED and typed else None


def reply_of(record: Record) -> Reply:
    """The answer of HTTP in a record, its body as it was kept; raises ``NoBody`` where it is none."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    stream = io.BytesIO(record.block)
    try:
        head = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3"]).parse(stream)
    except (StatusAndHeadersParserException, EOFError) as error:
        raise NoBody("the record holds no answer of HTTP") from error
    code, _, phrase = head.statusline.strip().partition(" ")
    status = whole_number(code)
    if status is None:
        raise NoBody("the record holds no answer of HTTP")
    return Reply(status, phrase, tuple((str(name), str(told)) for name, told in head.headers), stream.read())


def _body(record: Record, reply: Reply) -> bytes:
    """The page in an answer; where the record's digest is of the payload alone, it is held against every form of it."""
    payload = reply.body
    body = _unchunked(payload) if reply.header("transfer-encoding").strip().lower() == "chunked" else payload
    if len(body) > MOST_BYTES + MOST_HTTP:
        raise NoBody(too_long(len(body)))
    content = decoded(body, reply.header("content-encoding"))
    told = record.headers.get("warc-payload-digest", "")
    if not record.headers.get("warc-block-digest") and not any(
        is_intact(told, form) for form in (payload, body, content)
    ):
        raise NoBody("its bytes are not those of its digest")
    return content


def _unchunked(payload: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader

    reader, parts = ChunkedDataReader(io.BytesIO(payload)), []
    while part := reader.read(2**20):
        parts.append(part)
    return b"".join(parts)


def _passed(name: str, record: str, uri: str, reason: str) -> Passed:
    return Passed("intake", f"{name} ({record}){': ' + uri if uri else ''}: {reason}")
