"""A page from bytes: named by their digest, with when and where they came."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from onrecord.records import Page


def page_of_bytes(
    source: str,
    content: bytes,
    received: datetime,
    *,
    as_body: bool = False,
    media_type: str = "",
    within: str = "",
) -> Page:
    """A page from its bytes, named by their SHA-256 digest; ``received`` is kept in UTC.

    >>> from datetime import UTC
    >>> page_of_bytes("port.txt", b"A port.", datetime(2024, 9, 9, tzinfo=UTC)).digest[:8]
    'be9623cd'
    """
    digest = hashlib.sha256(content).hexdigest()
    return Page(source, content, digest, received.astimezone(UTC), as_body, media_type, within)
