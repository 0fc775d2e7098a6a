"""The body of an HTTP answer as its page: content codings undone, with a bound on what they may grow to."""

from __future__ import annotations

from typing import Final

from onrecord.intake.codings import NotUndone, undone

MOST_BYTES: Final = 32 * 2**20
"""The largest page that is read, in bytes."""
MOST_CODINGS: Final = 4


class NoBody(ValueError):  # noqa: N818 - named for what there is not
    """A body that cannot be had; the message tells why, in words that go behind the page's name."""


def too_long(size: int) -> str:
    """Why something of this many bytes is no page."""
    return f"it is too long for a page ({size / 2**20:,.0f} MB, at most {MOST_BYTES // 2**20} MB are read)"


def decoded(body: bytes, coding: str) -> bytes:
    """A body without its content coding; raises ``NoBody``.

    >>> import zlib
    >>> decoded(b"A port.", ""), decoded(zlib.compress(b"A port."), "deflate")
    (b'A port.', b'A port.')
    """
    names = [name.strip().lower() for name in coding.split(",") if name.strip()]
    if len(names) > MOST_CODINGS:
        raise NoBody(f"it is encoded {len(names)} times over, at most {MOST_CODINGS} are undone")
    for name in reversed(names):
        if name == "identity":
            continue
        try:
            body = undone(body, name, MOST_BYTES)
        except NotUndone as error:
            raise NoBody(str(error)) from error
    if len(body) > MOST_BYTES:
        raise NoBody(too_long(len(body)))
    return body
