"""The body of an HTTP answer as its page: content codings undone, with a bound on what they may grow to."""

from __future__ import annotations

import zlib
from typing import Final

MOST_BYTES: Final = 32 * 2**20
"""The largest page that is read, in bytes."""


GZIP: Final = b"\x1f\x8b"


class NoBody(ValueError):  # noqa: N818 - named for what there is not
    """A body that cannot be had; the message tells why, in words that go behind the page's name."""


def too_long(size: int) -> str:
    """Why something of this many bytes is no page."""
    return f"it is too long for a page ({size / 2**20:,.0f} MB, at most {MOST_BYTES // 2**20} MB are read)"


def decoded(body: bytes, coding: str) -> bytes:
    """A body without its content coding; raises ``NoBody``.

    >>> decoded(b"A port.", ""), decoded(zlib.compress(b"A port."), "deflate")
    (b'A port.', b'A port.')
    """
    for name in reversed([name.strip().lower() for name in coding.split(",") if name.strip()]):
        if name == "identity" or (name.endswith("gzip") and not body.startswith(GZIP)):
            continue  # some archives keep the header of a coding that they have undone
        if name not in {"gzip", "x-gzip", "deflate"}:
            raise NoBody(f"it is encoded with {name}, which is not read")
        body = _inflated(body, name)
    if len(body) > MOST_BYTES:
        raise NoBody(too_long(len(body)))
    return body


def _inflated(body: bytes, name: str) -> bytes:
    bare = name == "deflate" and not _has_zlib_mark(body)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
    try:
        content = inflater.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise NoBody(f"its {name} encoding is damaged") from error
    if len(content) > MOST_BYTES:
        raise NoBody(f"it inflates to more than {MOST_BYTES // 2**20} MB: a compression bomb")
    if not inflater.eof:
        raise NoBody(f"it is cut off in the middle of its {name} encoding")
    return content


def _has_zlib_mark(body: bytes) -> bool:
    """Whether a deflated body bears the header that it should, and that some servers leave out (RFC 1950)."""
    return len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0
