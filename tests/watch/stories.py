"""Invented pages and feeds of a day."""

from __future__ import annotations

from collections.abc import Sequence

from tests.intake import made

RSS = "application/rss+xml"


def page(number: int, version: int = 1) -> bytes:
    """A page that is quick to read: a port, in words of its own."""
    lead = f"The port of town {number} reopened on Friday after a strike of {number} weeks, its director said."
    more = f"It was the {version}. report of the day; the quays were full again by noon, the harbour office added."
    return made.html(f"Port {number} reopens after a strike", (lead, more))


def rss(base: str, items: Sequence[tuple[int, int]], title: str = "Danube Dispatch") -> bytes:
    """A feed of items, each with the version of its page."""
    rows = "".join(
        f"<item><title>Port {number} reopens</title><link>{base}/story/{number}</link>"
        f"<guid>{base}/story/{number}</guid><description>Version {version}</description></item>"
        for number, version in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{rows}</channel></rss>'.encode()


def atom(base: str, items: Sequence[int], more: str = "") -> bytes:
    rows = "".join(
        f'<entry><id>urn:port:{number}</id><title>Port {number}</title><link href="{base}/story/{number}"/>'
        f"<updated>2025-03-04T10:00:00Z</updated></entry>"
        for number in items
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
        f"<title>Port news</title><id>urn:port</id><updated>2025-03-04T10:00:00Z</updated>{rows}{more}</feed>"
    ).encode()
