"""The changes of the register as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from onrecord.exports.edition import PROGRAM, Edition
from onrecord.exports.feeds import Entry, Feed, feed_of
from onrecord.exports.files import File

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"
NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document holds."""


def write(edition: Edition) -> Iterator[File]:
    """One feed."""
    yield File("changes.atom", MEDIA_TYPE, as_atom(feed_of(edition)))


def as_atom(feed: Feed) -> bytes:
    """A feed as an Atom document."""
    root = etree.fromstring(f'<feed xmlns="{NAMESPACE}"/>')
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.imprint.line)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "generator", PROGRAM, version=feed.imprint.version)
    _add(_add(root, "author"), "name", PROGRAM)
    if feed.base:
        _add(root, "link", rel="self", href=f"{feed.home}.atom", type=MEDIA_TYPE)
        _add(root, "link", rel="alternate", href=f"{feed.base}/", type="text/html")
    for entry in feed.entries:
        _entry(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(root: etree._Element, entry: Entry) -> None:
    told = _add(root, "entry")
    _add(told, "id", entry.id)
    _add(told, "title", entry.title)
    _add(told, "updated", entry.updated.isoformat())
    if entry.link:
        _add(told, "link", rel="alternate", href=entry.link)
    _add(told, "category", term=entry.change.kind.value, scheme="urn:onrecord:changes")
    if entry.change.position:
        _add(told, "category", term=entry.change.position.position.value, scheme="urn:onrecord:positions")
    _add(told, "content", entry.text, type="text")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    clean = {key: NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) for key, value in attributes.items()}
    child = etree.SubElement(parent, _tag(name), clean)
    child.text = None if text is None else NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return child


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
