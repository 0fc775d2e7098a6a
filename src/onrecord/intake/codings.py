"""Content codings of HTTP undone: gzip, deflate, brotli (RFC 7932) and Zstandard (RFC 8878).

Each grows no further than it is let, whatever the packed bytes promise: they are inflated piece by piece, and a
Zstandard frame that asks for a larger window than ``LARGEST_WINDOW`` is not begun.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import brotli

from onrecord.kinds import GZIP, ZSTD, zstd

PIECE: Final = 64 * 2**10
MOST_PARTS: Final = 100
"""A body may be packed in so many parts, one after the other, as gzip members and Zstandard frames may be."""
LARGEST_WINDOW: Final = 27
"""The base-2 logarithm of the largest window, in bytes: the most that ``zstd`` itself asks for unless it is told to."""


class NotUndone(ValueError):  # noqa: N818 - named for what it says of the coding
    """A coding that cannot be undone; the message tells why."""


def undone(body: bytes, name: str, most: int) -> bytes:
    """A body without the coding of a name, no longer than ``most`` bytes; raises ``NotUndone``.

    >>> undone(zlib.compress(b"A port."), "deflate", 100)
    b'A port.'
    >>> undone(zlib.compress(bytes(1000)), "deflate", 100)
    Traceback (most recent call last):
    ...
    onrecord.intake.codings.NotUndone: it inflates to more than 100 bytes: a compression bomb
    """
    if name not in CODINGS:
        raise NotUndone(f"it is encoded with {name}, which is not read")
    if is_undone(body, name):
        return body
    try:
        return CODINGS[name](body, most)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        if name == "br" and _is_plain(body):
            return body
        raise NotUndone(f"its {name} encoding is damaged") from error
    except EOFError as error:
        raise NotUndone(f"it is cut off in the middle of its {name} encoding") from error


def is_undone(body: bytes, name: str) -> bool:
    """Whether a body lacks the mark of its coding: some archives keep the header of one that they have undone.

    >>> is_undone(b"<p>A port.", "gzip"), is_undone(b"<p>A port.", "deflate")
    (True, False)
    """
    marks = {"gzip": (GZIP,), "x-gzip": (GZIP,), "zstd": (ZSTD, *SKIPPED)}.get(name)
    return marks is not None and not body.startswith(marks)


def _is_plain(body: bytes) -> bool:
    """Whether a body is text as it stands; brotli has no mark, and what is packed with it is no UTF-8."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def _grown(out: bytearray, most: int) -> bytearray:
    if len(out) > most:
        size = f"{most // 2**20} MB" if most >= 2**20 else f"{most:,} bytes"
        raise NotUndone(f"it inflates to more than {size}: a compression bomb")
    return out


def _gzip(body: bytes, most: int) -> bytes:
    return _parts(body, most, lambda: zlib.decompressobj(zlib.MAX_WBITS | 16), (GZIP,))


def _zstd(body: bytes, most: int) -> bytes:
    return _parts(body, most, unpacker, (ZSTD, *SKIPPED))


def unpacker(dictionary: zstd.ZstdDict | None = None) -> zstd.ZstdDecompressor:
    """What inflates one Zstandard frame, within a bound on its window."""
    return zstd.ZstdDecompressor(dictionary, {int(zstd.DecompressionParameter.window_log_max): LARGEST_WINDOW})


def _parts(
    body: bytes, most: int, begin: Callable[[], zlib._Decompress | zstd.ZstdDecompressor], marks: tuple[bytes, ...]
) -> bytes:
    """Inflate part after part, each with a mark of its own; what stands behind the last is left."""
    out = bytearray()
    for _ in range(MOST_PARTS):
        inflater = begin()
        out += inflater.decompress(body, most + 1 - len(out))
        _grown(out, most)
        if not inflater.eof:
            raise EOFError
        body = inflater.unused_data
        if not body.startswith(marks):
            return bytes(out)
    raise NotUndone(f"it is packed in more than {MOST_PARTS} parts")


def _deflate(body: bytes, most: int) -> bytes:
    inflater = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_mark(body) else -zlib.MAX_WBITS)
    out = _grown(bytearray(inflater.decompress(body, most + 1)), most)
    if not inflater.eof:
        raise EOFError
    return bytes(out)


def _has_zlib_mark(body: bytes) -> bool:
    """Whether a deflated body bears the header that it should, and that some servers leave out (RFC 1950)."""
    return len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _brotli(body: bytes, most: int) -> bytes:
    """Inflate brotli; the library's bound on its output is one on a piece, and not exact, so it is asked for pieces."""
    inflater, out = brotli.Decompressor(), bytearray()
    piece = inflater.process(body, output_buffer_limit=PIECE)
    while True:
        out += piece
        _grown(out, most)
        if inflater.is_finished():
            return bytes(out)
        if not piece and inflater.can_accept_more_data():
            raise EOFError
        piece = inflater.process(b"", output_buffer_limit=PIECE)


SKIPPED: Final = tuple(bytes([low]) + b"\x2a\x4d\x18" for low in range(0x50, 0x60))
"""How a frame begins that Zstandard passes over."""
CODINGS: Final[Mapping[str, Callable[[bytes, int], bytes]]] = MappingProxyType(
    {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
)
"""The codings that are read, by the names that HTTP has for them."""
