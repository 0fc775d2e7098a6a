"""Bytes to text: declared and guessed character sets, byte-order marks, NUL bytes and mojibake."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|table|article|main|pre|br|span|td|h1|meta|script)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"</(?:html|body|div|p|table|article|pre|span|td|h1|script|a)\s{0,4}>|<br\s{0,4}/?>", re.IGNORECASE
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MOJIBAKE = re.compile(r"(?:Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-\xbf™œ˜“”¦¢\x9d]|Â[\xa0-\xbf ])")
NOT_UTF_8 = re.compile("[\udc80-\udcff]{1,10000}")
CUT = re.compile(rb"\xff+|[\xc2-\xf4][\x80-\xbf]+")
"""What is no text of a single byte a letter either: a UTF-8 sequence that was cut, bytes that nobody writes."""
OF_SINGLE_BYTES = ("cp125", "koi8", "iso8859", "latin", "mac_")
SAMPLE = 64_000
LATIN_SHARE = 0.15
"""Text in a Latin script has fewer high bytes than this; a guess by statistics is worth nothing there."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, whether it is markup, and what had to be repaired on the way."""

    text: str
    is_html: bool
    charset: str
    repaired: bool = False


def decode(content: bytes, served: str = "") -> Decoded:
    """The text of a page's bytes; what cannot be decoded becomes U+FFFD rather than being lost.

    ``served`` is the media type that it came under: its character set goes before what the page says of itself.

    >>> decode("From Zürich".encode("latin-1")).text, decode(b"<p>One</p>").is_html
    ('From Zürich', True)
    """
    text, charset = _text(content, served)
    mended = CONTROLS.sub("", mend(text))
    return Decoded(mended, is_html(mended), charset, mended != text)


def _text(content: bytes, served: str) -> tuple[str, str]:
    for mark, charset in MARKS:
        if content.startswith(mark):
            return content.decode(charset, errors="replace").removeprefix("\ufeff"), charset
    for charset in ("utf-8", *_declared(served.encode("ascii", "ignore")), *_declared(content)):
        try:
            return content.decode(charset), charset
        except (LookupError, UnicodeDecodeError):
            continue
    return _guessed(content)


def _declared(content: bytes) -> tuple[str, ...]:
    match = DECLARED.search(content, 0, 4096)
    if not match:
        return ()
    name = match.group(1).decode("ascii").lower()
    return ("cp1252",) if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else (name,)


def _guessed(content: bytes) -> tuple[str, str]:
    """A guess by the bytes; UTF-8 with a few broken bytes stays UTF-8, and a page may change from one to another."""
    loose = content.decode("utf-8", errors="replace")
    broken = loose.count("\ufffd")
    high = sum(byte > 127 for byte in content[:SAMPLE])
    if broken * 4 <= high and broken * 200 < len(loose):
        return _mixed(content, "cp1252", CUT), "utf-8"
    best = from_bytes(content[:SAMPLE]).best() if high > LATIN_SHARE * len(content[:SAMPLE]) else None
    charset = best.encoding if best is not None else "cp1252"
    if not charset.startswith(OF_SINGLE_BYTES):
        return content.decode(charset, errors="replace"), charset
    return _mixed(content, charset), charset


def _mixed(content: bytes, charset: str, lost: re.Pattern[bytes] | None = None) -> str:
    """Text that is UTF-8 where it can be and of another character set where not; ``lost`` is what is of neither.

    >>> _mixed("“Nothing,” he said in ".encode() + "Zürich".encode("latin-1"), "cp1252")
    '“Nothing,” he said in Zürich'
    """

    def other(match: re.Match[str]) -> str:
        raw = match.group().encode("utf-8", "surrogateescape")
        return "\ufffd" if lost is not None and lost.fullmatch(raw) else raw.decode(charset, errors="replace")

    return NOT_UTF_8.sub(other, content.decode("utf-8", "surrogateescape"))


def mend(text: str) -> str:
    """Text that was UTF-8, read as Windows-1252 and written again, as it was meant.

    >>> mend("â€œNothing to add,â€\\x9d he said in ZÃ¼rich")
    '“Nothing to add,” he said in Zürich'
    """
    if not any(sign in text for sign in "ÃâÂ") or not MOJIBAKE.search(text):
        return text
    return re.sub(r"[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,40}", _mend_run, text)


def _mend_run(match: re.Match[str]) -> str:
    run = match.group()
    try:
        raw = b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252") for c in run)
        return raw.decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return run


def is_html(text: str) -> bool:
    """Whether a page is HTML rather than a text dump that happens to hold a sign or two."""
    head = text[:20_000]
    if re.match(r"\s{0,200}<(?:!doctype|html|\?xml|head|body)", head, re.IGNORECASE):
        return True
    return len(MARKUP.findall(head)) >= 1 and bool(CLOSING.search(text[:200_000]))
