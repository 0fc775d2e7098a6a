"""Pages out of archives, and every way in which an archive can be broken or hostile: the others go on."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest

from onrecord.intake import MOST_BYTES, find_pages
from onrecord.kinds import DICTIONARY, zstd
from onrecord.records import Page, Passed

from . import made

STORY = made.record(made.answer(made.html()))
ONE, TWO = made.other(1), made.other(2)


def found(tmp_path: Path, content: bytes, name: str = "archive") -> tuple[list[str], list[str]]:
    """The sources of the pages, and the reasons of what was passed, without the archive's own path."""
    path = tmp_path / name
    path.write_bytes(content)
    outcomes = list(find_pages([path]))
    pages = [one.source for one in outcomes if isinstance(one, Page)]
    reasons = [one.reason for one in outcomes if isinstance(one, Passed)]
    assert all(reason.startswith(str(path)) for reason in reasons), reasons
    return pages, [reason.removeprefix(str(path)).strip(" :") for reason in reasons]


def port(number: int) -> str:
    return f"https://danube.example/ports/{number}"


def test_a_record_becomes_the_page_that_was_served(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(made.packed(STORY))
    [page] = find_pages([path])
    assert isinstance(page, Page)
    assert (page.source, page.content, page.media_type) == (made.ADDRESS, made.html(), "text/html; charset=utf-8")
    assert page.received.isoformat() == "2025-03-04T12:30:00+00:00"
    assert page.within.startswith(f"{path} urn:uuid:")


@pytest.mark.parametrize(
    ("block", "headers"),
    [
        (made.answer(gzip.compress(made.html()), Content_Encoding="gzip"), {}),
        (made.answer(zlib.compress(made.html()), Content_Encoding="deflate"), {}),
        (made.answer(made.html(), Content_Encoding="gzip"), {}),
        (made.answer(brotli.compress(made.html()), Content_Encoding="br"), {}),
        (made.answer(made.html(), Content_Encoding="br"), {}),
        (made.answer(zstd.compress(made.html()), Content_Encoding="zstd"), {}),
        (made.answer(made.html(), Content_Encoding="zstd"), {}),
        (made.answer(gzip.compress(brotli.compress(made.html())), Content_Encoding="br, gzip"), {}),
        (made.answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(made.html()), made.html()), Transfer_Encoding="chunked"), {}),
        (made.html(), {"WARC-Type": "resource", "Content-Type": "text/html"}),
    ],
    ids=[
        *("gzip", "deflate", "gzip undone", "brotli", "brotli undone", "zstd", "zstd undone", "two codings"),
        *("chunked", "resource"),
    ],
)
def test_codings_are_undone(tmp_path: Path, block: bytes, headers: dict[str, str]) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(made.record(block, headers=headers))
    [page] = find_pages([path])
    assert isinstance(page, Page), page
    assert page.content == made.html()


@pytest.mark.parametrize(
    "record",
    [
        made.record(made.answer(b"\x89PNG" + bytes(50), "image/png")),
        made.record(made.answer(b"body {}", "text/css")),
        made.record(made.answer(b"{}", "application/json")),
        made.record(made.answer(b"<rss/>", "application/xml")),
        made.record(made.answer(made.html(), status="404 Not Found")),
        made.record(made.answer(made.html(), status="302 Found")),
        made.record(made.answer(b"User-agent: *", "text/plain"), "https://danube.example/robots.txt"),
        made.record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        made.record(b"software: x\r\n", kind="warcinfo"),
        made.record(b"", kind="revisit"),
    ],
)
def test_what_is_no_page_is_left_out(tmp_path: Path, record: bytes) -> None:
    assert found(tmp_path, record + ONE) == ([port(1)], [])


def test_wire_items_and_papers_are_pages_in_an_archive_too(tmp_path: Path) -> None:
    records = [
        made.record(made.answer(made.ninjs(), "application/json"), "https://wire.example/1"),
        made.record(made.answer(made.newsml(), "application/xml"), "https://wire.example/2"),
        made.record(made.answer(made.paper(made.PARAGRAPHS), "application/pdf"), "https://wire.example/3"),
    ]
    assert found(tmp_path, b"".join(records)) == ([f"https://wire.example/{n}" for n in (1, 2, 3)], [])


def broken_member() -> bytes:
    packed = bytearray(gzip.compress(STORY, mtime=0))
    packed[len(packed) // 2] ^= 0xFF
    return bytes(packed)


WRONG_SUM = gzip.compress(STORY, mtime=0)[:-8] + b"\0" * 8
BOMB = made.answer(gzip.compress(bytes(MOST_BYTES * 2)), Content_Encoding="gzip")
BROTLI_BOMB = made.answer(brotli.compress(bytes(MOST_BYTES * 2), quality=1), Content_Encoding="br")
ZSTD_BOMB = made.answer(zstd.compress(bytes(MOST_BYTES * 2)), Content_Encoding="zstd")
DAMAGED: dict[str, tuple[bytes, list[str], str]] = {
    "cut off": (ONE + TWO[:-400], [port(1)], "the file is cut off"),
    "cut off in a member": (made.packed(ONE, TWO)[:-30], [port(1)], "cut off in the middle of a gzip member"),
    "cut off in the headers": (ONE + TWO[:60], [port(1)], "cut off in the headers"),
    "length too small": (
        made.record(made.answer(made.html()), headers={"Content-Length": "100"}) + ONE,
        [port(1)],
        "its length is wrong",
    ),
    "length too large": (
        made.record(made.answer(made.html()), headers={"Content-Length": str(len(STORY) + 900)}) + ONE + TWO,
        [port(1), port(2)],
        "its length is wrong",
    ),
    "length beyond the end": (
        made.record(made.answer(made.html()), headers={"Content-Length": "9000000"}) + ONE,
        [port(1)],
        "its length is wrong",
    ),
    "length of no number": (
        made.record(made.answer(made.html()), headers={"Content-Length": "-7"}) + ONE,
        [port(1)],
        "tells no length",
    ),
    "other bytes": (
        made.record(made.answer(made.html()), headers={"WARC-Block-Digest": "sha1:" + "A" * 32}) + ONE,
        [port(1)],
        "its bytes are not those of its digest",
    ),
    "no date": (
        made.record(made.answer(made.html()), headers={"WARC-Date": "soon"}) + ONE,
        [port(1)],
        "no date ('soon')",
    ),
    "no answer": (made.record(b"nothing of HTTP") + ONE, [port(1)], "no answer of HTTP"),
    "rubbish between": (ONE + b"\x00rubbish\r\n" * 30 + TWO, [port(1), port(2)], "no record begins"),
    "bad member": (
        made.packed(ONE) + broken_member() + made.packed(TWO),
        [port(1), port(2)],
        "a gzip member is damaged",
    ),
    "bad sum": (made.packed(ONE) + WRONG_SUM + made.packed(TWO), [port(1), port(2)], "a gzip member is damaged"),
    "rubbish between members": (made.packed(ONE) + b"rubbish" * 9 + made.packed(TWO), [port(1), port(2)], ""),
    "bomb in a body": (made.record(BOMB) + ONE, [port(1)], "a compression bomb"),
    "brotli bomb in a body": (made.record(BROTLI_BOMB) + ONE, [port(1)], "a compression bomb"),
    "zstd bomb in a body": (made.record(ZSTD_BOMB) + ONE, [port(1)], "a compression bomb"),
    "damaged coding": (
        made.record(made.answer(b"\x1f\x02\x80" * 9, Content_Encoding="br")) + ONE,
        [port(1)],
        "its br encoding is damaged",
    ),
    "coding that is not read": (
        made.record(made.answer(b"\x0b\x02\x80" * 9, Content_Encoding="compress")) + ONE,
        [port(1)],
        "encoded with compress, which is not read",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_one_record_is_damaged_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    content, pages, reason = DAMAGED[name]
    got, reasons = found(tmp_path, content)
    assert got == pages
    assert len(reasons) == (1 if reason else 0)
    assert all(reason in told for told in reasons)


def test_a_member_that_grows_out_of_all_proportion_is_not_inflated(tmp_path: Path) -> None:
    bomb = gzip.compress(b"WARC/1.0\r\n" + b"x" * 100_000_000, mtime=0)
    pages, reasons = found(tmp_path, made.packed(ONE) + bomb + made.packed(TWO))
    assert pages == [port(1), port(2)]
    assert len(reasons) == 1


def frames(*records: bytes, dictionary: zstd.ZstdDict | None = None) -> bytes:
    """Records packed one by one with Zstandard, behind their dictionary."""
    told = b"" if dictionary is None else zstd.compress(dictionary.dict_content)
    head = DICTIONARY + len(told).to_bytes(4, "little") + told if told else b""
    return head + b"".join(zstd.compress(one, zstd_dict=dictionary) for one in records)


def test_records_packed_with_zstandard_are_read(tmp_path: Path) -> None:
    long = made.record(made.answer(made.html() + random.Random(7).randbytes(200_000).hex().encode()))  # noqa: S311
    pages = [made.ADDRESS, port(1), port(2)]
    assert found(tmp_path, frames(long, ONE, TWO), "crawl.warc.zst") == (pages, [])
    shared = zstd.train_dict([made.other(number) for number in range(200)], 4000)
    assert found(tmp_path, frames(STORY, ONE, TWO, dictionary=shared)) == (pages, [])
    whole = made.wacz({"archive/data.warc.zst": frames(STORY, dictionary=shared)})
    assert found(tmp_path, whole) == ([made.ADDRESS], [])


BROKEN_FRAME = zstd.compress(STORY)[:-40] + bytes(40)
FRAMES: dict[str, tuple[bytes, list[str], str]] = {
    "cut off": (frames(ONE, TWO)[:-30], [port(1)], "cut off in the middle of a Zstandard frame"),
    "bad frame": (frames(ONE) + BROKEN_FRAME + frames(TWO), [port(1), port(2)], "a Zstandard frame is damaged"),
    "rubbish between": (frames(ONE) + b"rubbish" * 9 + frames(TWO), [port(1), port(2)], ""),
    "bomb": (frames(ONE, b"WARC/1.0\r\n" + b"x" * 100_000_000, TWO), [port(1), port(2)], ""),
    "no dictionary": (DICTIONARY + b"\x08\0\0\0nonsense" + frames(ONE), [], "its dictionary is damaged"),
    "half a dictionary": (DICTIONARY + b"\xff\xff\0\0" + frames(ONE), [], "cut off in its dictionary"),
    "endless dictionary": (DICTIONARY + b"\xff\xff\xff\xff" + frames(ONE), [], "its dictionary is too long"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_one_frame_is_damaged_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    content, pages, reason = FRAMES[name]
    got, reasons = found(tmp_path, content)
    assert got == pages
    assert all(reason in told for told in reasons)
    assert bool(reasons) == (name != "rubbish between")


def test_records_packed_as_one_member_are_read_too(tmp_path: Path) -> None:
    assert found(tmp_path, gzip.compress(ONE + TWO)) == ([port(1), port(2)], [])


def test_records_of_real_size_all_come(tmp_path: Path) -> None:
    draw = random.Random(7)  # noqa: S311 - pages, no secret
    scripts = ["".join(draw.choices("etaoin(){};=", k=draw.randint(40_000, 160_000))) for _ in range(24)]
    pages = [made.html().replace(b"</head>", f"<script>{told}</script></head>".encode()) for told in scripts]
    records = [made.record(made.answer(page), port(n)) for n, page in enumerate(pages)]
    assert found(tmp_path, made.packed(*records)) == ([port(n) for n in range(24)], [])


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    assert found(tmp_path, made.record(b"x", kind="metadata")) == ([], ["the warc file holds no page"])


# ------------------------------------------------------------------------------------------------------------- WACZ


def test_of_a_wacz_the_listed_pages_are_read(tmp_path: Path) -> None:
    content = made.wacz({"archive/data.warc.gz": made.packed(STORY, ONE)})
    assert found(tmp_path, content) == ([made.ADDRESS], [])
    assert found(tmp_path, made.wacz({"archive/data.warc.gz": made.packed(STORY, ONE)}, ())) == (
        [made.ADDRESS, port(1)],
        [],
    )


def test_a_listed_page_without_a_record_is_named(tmp_path: Path) -> None:
    content = made.wacz({"archive/data.warc.gz": made.packed(STORY)}, (made.ADDRESS, "https://gone.example/"))
    assert found(tmp_path, content) == (
        [made.ADDRESS],
        ["https://gone.example/: the page is listed, and no record holds it"],
    )


def test_other_bytes_than_those_of_the_digest_are_not_read(tmp_path: Path) -> None:
    files = {"archive/a.warc.gz": made.packed(STORY), "archive/b.warc.gz": made.packed(ONE)}
    content = made.wacz(files, (), **{"archive/a.warc.gz": "sha256:" + "0" * 64})
    pages, reasons = found(tmp_path, content)
    assert pages == [port(1)]
    assert reasons == ["#archive/a.warc.gz: its bytes are not those of its digest in datapackage.json"]


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/evil", "/etc/passwd", "archive/../../../evil.warc", "C:\\evil.warc"]
)
def test_a_name_that_leads_out_of_the_zip_is_never_followed(tmp_path: Path, name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("archive/data.warc.gz", made.packed(STORY))
        pack.writestr(name, made.packed(ONE))
    pages, reasons = found(tmp_path, out.getvalue())
    assert pages == [made.ADDRESS]
    assert len(reasons) == 1
    assert "leads out of the archive" in reasons[0]
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_a_wacz_that_is_broken_or_grows_out_of_all_proportion(tmp_path: Path) -> None:
    good = made.wacz({"archive/data.warc.gz": made.packed(STORY)})
    assert "the WACZ cannot be opened" in found(tmp_path, good[:-40])[1][0]
    pages, reasons = found(tmp_path, made.wacz({"archive/a.warc": bytes(100_000_000), "archive/b.warc": ONE}, ()))
    assert pages == [port(1)]
    assert "a compression bomb" in reasons[0]
    odd = io.BytesIO()
    with zipfile.ZipFile(odd, "w") as pack:
        pack.writestr("datapackage.json", "{")
        pack.writestr("pages/pages.jsonl", json.dumps({"url": made.ADDRESS}) + "\nnonsense")
        pack.writestr("archive/data.warc", STORY)
    pages, reasons = found(tmp_path, odd.getvalue())
    assert pages == [made.ADDRESS]
    assert len(reasons) == 2


# ----------------------------------------------------------------------------------------------- letters, wires, rows


def test_letters_of_a_mailbox_with_what_is_attached(tmp_path: Path) -> None:
    paper = made.paper(made.PARAGRAPHS)
    content = made.mailbox(made.letter(), made.letter(("report.pdf", paper), ("logo.png", b"\x89PNG" + bytes(99))))
    pages, reasons = found(tmp_path, content)
    assert [page.removeprefix(str(tmp_path / "archive")) for page in pages] == ["#1", "#2", "#2#report.pdf"]
    assert reasons == []


def test_a_line_that_begins_with_from_does_not_end_a_letter(tmp_path: Path) -> None:
    body = made.letter(as_html=False).replace(b"The Serbian", b"\nFrom Belgrade the Serbian", 1)
    [first, second] = find_pages([write(tmp_path, made.mailbox(body, made.letter()))])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.content.rstrip() == body.rstrip()


def write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


def test_a_list_of_items_is_as_many_pages(tmp_path: Path) -> None:
    items = b"[" + b",".join([made.ninjs(), made.ninjs(uri="urn:danube:2"), b'{"title": "no item"}']) + b"]"
    pages, reasons = found(tmp_path, items)
    assert len(pages) == 2
    assert reasons == ["#3: this is no ninjs item (it has no uri)"]
    inner = made.newsml().partition(b"?>")[2]
    message = (
        b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>' + inner * 2 + b"</itemSet></newsMessage>"
    )
    assert len(found(tmp_path, message)[0]) == 2


def test_newsml_that_is_broken_or_no_news_is_passed(tmp_path: Path) -> None:
    assert "cannot be read" in found(tmp_path, made.newsml()[:-30])[1][0]
    concept = b'<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x"/>'
    assert found(tmp_path, concept) == ([], ["it holds no newsItem (it is a conceptItem)"])


def test_rows_of_the_sheet_and_the_captures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots" / "a.wacz").write_bytes(made.wacz({"archive/data.warc.gz": made.packed(ONE)}, ()))
    rows = [
        made.row(),
        made.row(text="", inside="shots/a.wacz"),
        made.row(text="", inside="../../etc/passwd"),
        made.row("failed: timeout", text=""),
        "," * 6 + "x",
    ]
    pages, reasons = found(tmp_path, made.sheet(*rows))
    assert pages == [made.ADDRESS, port(1)]
    assert [reason.rpartition(": ")[2] for reason in reasons] == [
        "nothing to read, no text and no WACZ beside the sheet (success)",
        "timeout)",
        "the row names no link",
    ]


def test_a_folder_holds_all_forms_and_leaves_other_files_alone(tmp_path: Path) -> None:
    for name, content in {
        "a.eml": made.letter(),
        "b.json": made.ninjs(),
        "c.json": b'{"setting": 1}',
        "d.csv": b"a,b\n1,2\n",
        "e.warc.gz": made.packed(ONE),
        "f.xml": b"<sitemap/>",
        "g.pdf": made.paper(made.PARAGRAPHS),
    }.items():
        (tmp_path / name).write_bytes(content)
    sources = [page.source for page in find_pages([tmp_path]) if isinstance(page, Page)]
    assert [Path(source).name for source in sources] == ["a.eml", "b.json", "1", "g.pdf"]
