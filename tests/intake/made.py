"""One invented story in every form that a page can come in, and the archives that hold such pages."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from textwrap import wrap

HEADLINE = "Belgrade denies selling howitzers to Azerbaijan"
PARAGRAPHS = (
    "Serbia sold 48 Nora self-propelled howitzers to Azerbaijan, a retired Serbian general told Sava Radio on Monday.",
    "The Serbian defence ministry denied the report. “Not one howitzer has gone to Azerbaijan,” spokeswoman Mira "
    "Kostic said in Belgrade.",
    "Armenia's foreign ministry said it could not confirm that the howitzers had been delivered.",
)
NOTICE = "© 2025 Danube Dispatch. All rights reserved."
ADDRESS = "https://danube.example/2025/03/04/howitzers"


def html(headline: str = HEADLINE, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<html><head><title>{headline}</title><meta property="og:site_name" content="Danube Dispatch">'
        f'<meta property="article:published_time" content="2025-03-04T10:00:00Z"></head>'
        f"<body><article><h1>{headline}</h1>{body}</article><footer>{NOTICE}</footer></body></html>"
    ).encode()


def answer(body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str) -> bytes:
    told = {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, uri: str = ADDRESS, kind: str = "response", headers: Mapping[str, str] | None = None) -> bytes:
    """A WARC record; ``headers`` replaces or adds headers."""
    number = hashlib.sha256(uri.encode() + block).hexdigest()
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number[:8]}-{number[8:12]}-4000-8000-{number[12:24]}>",
        "WARC-Date": "2025-03-04T12:30:00Z",
        "WARC-Target-URI": uri,
        "WARC-Block-Digest": "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode(),
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **(headers or {}),
    }
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def other(number: int) -> bytes:
    """The record of another story, each with bytes of its own."""
    page = html(
        f"Port number {number} reopens", (f"The port of town number {number} reopened on Friday after a strike.",)
    )
    return record(answer(page), f"https://danube.example/ports/{number}")


def wacz(files: Mapping[str, bytes], pages: Sequence[str] = (ADDRESS,), **digests: str) -> bytes:
    """A WACZ of files, with the digests of all of them or, by their names, false ones."""
    resources = [
        {
            "path": name,
            "hash": digests.get(name, "sha256:" + hashlib.sha256(content).hexdigest()),
            "bytes": len(content),
        }
        for name, content in files.items()
    ]
    listed = [{"format": "json-pages-1.0", "id": "pages", "title": "Pages"}, *({"url": url} for url in pages)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
        pack.writestr("pages/pages.jsonl", "\n".join(json.dumps(row) for row in listed))
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()


def packed(*records: bytes) -> bytes:
    """Records packed one by one, as a WARC is."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def letter(*attached: tuple[str, bytes], as_html: bool = True) -> bytes:
    made = EmailMessage()
    made["From"] = "Danube Dispatch <news@danube.example>"
    made["To"] = "readers@danube.example"
    made["Subject"] = HEADLINE
    made["Date"] = "Tue, 04 Mar 2025 11:00:00 +0100"
    made["Message-ID"] = "<4711@danube.example>"
    made.set_content("\n\n".join(PARAGRAPHS) + f"\n\n{NOTICE}\n")
    if as_html:
        made.add_alternative("".join(f"<p>{text}</p>" for text in PARAGRAPHS) + f"<p>{NOTICE}</p>", subtype="html")
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def mailbox(*letters: bytes) -> bytes:
    envelope = b"From news@danube.example Tue Mar  4 11:00:00 2025\n"
    return b"".join(envelope + one.replace(b"\nFrom ", b"\n>From ") + b"\n" for one in letters)


def ninjs(**changed: object) -> bytes:
    item = {
        "uri": "urn:danube:howitzers:1",
        "type": "text",
        "language": "en",
        "version": "1",
        "versioncreated": "2025-03-04T10:00:00+00:00",
        "pubstatus": "usable",
        "headline": HEADLINE,
        "byline": "Mila Draganova",
        "located": "Belgrade",
        "copyrightholder": "Danube Dispatch",
        "copyrightnotice": NOTICE,
        "body_xhtml": "".join(f"<p>{text}</p>" for text in PARAGRAPHS),
        **changed,
    }
    return json.dumps({name: value for name, value in item.items() if value is not None}, ensure_ascii=False).encode()


IPTC = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>'


def newsml(
    *,
    version: int = 1,
    catalog: str = IPTC,
    status: str = '<pubStatus qcode="stat:usable"/>',
    more: str = "",
    paragraphs: Sequence[str] = PARAGRAPHS,
) -> bytes:
    blocks = "".join(f"<p>{text}</p>" for text in paragraphs)
    content = (
        '<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
        f"<body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline></body.head><body.content>{blocks}</body.content>"
        "</body></nitf></inlineXML></contentSet>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:danube.example:howitzers" version="{version}"
  standard="NewsML-G2" standardversion="2.34" conformance="power" xml:lang="en">
{catalog}
<rightsInfo><copyrightHolder literal="Danube Dispatch"/><copyrightNotice>{NOTICE}</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Danube Dispatch"/>
<versionCreated>2025-03-04T1{version}:00:00Z</versionCreated><firstCreated>2025-03-04T10:00:00Z</firstCreated>
{status}{more}</itemMeta>
<contentMeta><headline>{HEADLINE}</headline><by>Mila Draganova</by></contentMeta>
{content if paragraphs else ""}
</newsItem>""".encode()


SHEET_HEAD = "Link,Archive status,Archive date,Upload timestamp,Upload title,Text content,WACZ"


def sheet(*rows: str) -> bytes:
    return "\r\n".join([SHEET_HEAD, *rows]).encode() + b"\r\n"


def row(status: str = "success", text: str | None = None, inside: str = "") -> str:
    words = "\n\n".join(PARAGRAPHS) if text is None else text
    quoted = '"' + words.replace('"', '""') + '"'
    return f"{ADDRESS},{status},2025-03-04T12:30:00+00:00,2025-03-04T10:00:00+00:00,{HEADLINE},{quoted},{inside}"


# ------------------------------------------------------------------------------------------------------------ papers

LEADING = 14
PARTED = 26
WIDTH = 78


def paper(*pages: Sequence[str], head: str = "", encrypt: bool = False) -> bytes:
    """A PDF with a text layer: each page's paragraphs wrapped by hand, with a running head and the page's number."""
    contents = [_page_content(page, head, number) for number, page in enumerate(pages, 1)]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    trailer = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -44 >> /ID [<00><00>]".format(
        "a1" * 32,
        "b2" * 32,
    )
    return _written(objects, trailer if encrypt else "")


def _page_content(paragraphs: Sequence[str], head: str, number: int) -> str:
    lines = [f"BT /F1 11 Tf 72 800 Td ({head}) Tj ET"] if head else []
    y = 760
    for paragraph in paragraphs:
        for line in wrap(paragraph, WIDTH, break_on_hyphens=False):
            lines.append(f"BT /F1 11 Tf 72 {y} Td ({_escaped(line)}) Tj ET")
            y -= LEADING
        y -= PARTED - LEADING
    if paragraphs:
        lines.append(f"BT /F1 11 Tf 290 40 Td ({number}) Tj ET")
    return "\n".join(lines)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").replace("“", "\x93").replace("”", "\x94")


def _written(objects: Sequence[str], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
