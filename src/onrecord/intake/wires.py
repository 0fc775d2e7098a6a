"""Wire items one by one: a ninjs list or a NewsML-G2 message may bring several, each a page of its own."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from onrecord.intake.served import page_of_bytes
from onrecord.kinds import NEWSML, PROLOG, SAMPLE, Kind, items_listed, kind_of
from onrecord.records import Page, Passed

SPACE: Final = NEWSML.decode()
ITEM: Final = f"{{{SPACE}}}newsItem"
MESSAGE: Final = f"{{{SPACE}}}newsMessage"
OTHERS: Final = frozenset(
    f"{{{SPACE}}}{name}" for name in ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
)
CATALOGS: Final = frozenset(f"{{{SPACE}}}{name}" for name in ("catalogRef", "catalog"))
NINJS: Final = "application/json"
NEWSML_TYPE: Final = "application/vnd.iptc.g2.newsitem+xml"
MOST_ITEMS: Final = 10_000
ROOT: Final = re.compile(
    PROLOG + rb"<(?:[\w.-]+:)?(?:news(?:Message|Item)|(?:package|concept|knowledge|planning|catalog)Item)[\s/>]",
    re.DOTALL,
)
"""How an XML document begins that is NewsML-G2."""
LONGEST_LABEL: Final = 500
IN_NAMES: Final = ":/?=@,;~"
"""What may stand in the fragment of an address as it is, and stands in identifiers of items."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item cut out of what it came in: its bytes, and its identifier with its version."""

    content: bytes
    media_type: str
    label: str


@dataclass(frozen=True, slots=True)
class _NoItem:
    """What is there in the place of an item, or of all of them, and why it is none."""

    reason: str
    whole: bool = False


_Found = Iterator[_Item | _NoItem]


def items_of(page: Page) -> Iterator[Page | Passed]:
    """The wire items of a page, each by itself; the page itself where it is one item, or none of a wire at all.

    An item of a list at an address is named by the address and its own identifier and version.

    >>> from datetime import UTC, datetime
    >>> told = b'[{"uri": "urn:a:1", "version": "2", "headline": "Port reopens"}, {"uri": "urn:a:2", "headline": "x"}]'
    >>> page = page_of_bytes("https://wire.example/latest", told, datetime(2025, 3, 4, tzinfo=UTC))
    >>> [item.source for item in items_of(page)]
    ['https://wire.example/latest#urn:a:1@2', 'https://wire.example/latest#urn:a:2']
    """
    match kind_of(page.content):
        case Kind.NINJS:
            found = _of_ninjs(page.content)
        case Kind.NEWSML:
            found = _of_newsml(page.content)
        case _:
            found = None
    if found is None:
        yield page
    else:
        yield from _pages(found, page.source, page.received, page.within)


def pages_of_wire(content: bytes, name: str, received: datetime) -> Iterator[Page | Passed]:
    """The items of a file or an answer that is a ninjs item, a list of such, a NewsML-G2 item or a message.

    A document that is one item and nothing else is a page as it is; an item of a list is written out by itself.
    """
    ninjs = kind_of(content) is Kind.NINJS
    found = _of_ninjs(content) if ninjs else _of_newsml(content)
    if found is None:
        yield page_of_bytes(name, content, received, media_type=NINJS if ninjs else NEWSML_TYPE)
    else:
        yield from _pages(found, name, received, "")


def _pages(found: _Found, name: str, received: datetime, within: str) -> Iterator[Page | Passed]:
    names: set[str] = set()
    for number, item in enumerate(found, 1):
        if isinstance(item, _NoItem):
            yield Passed("intake", f"{name}{'' if item.whole else f'#{number}'}: {item.reason}")
            continue
        inside = f"{name}#{quote(item.label, safe=IN_NAMES)}" if "://" in name else f"{name}#{number}"
        inside = inside if inside not in names else f"{inside}~{number}"
        names.add(inside)
        yield page_of_bytes(inside, item.content, received, media_type=item.media_type, within=within or name)


def is_wire(content: bytes) -> bool:
    """Whether a document is of a wire, and not a feed or a page that merely names what a wire is written in.

    >>> is_wire(b'{"uri": "urn:a:1", "headline": "Port reopens"}'), is_wire(b"<rss><channel/></rss>")
    (True, False)
    """
    kind = kind_of(content)
    return kind is Kind.NINJS or (kind is Kind.NEWSML and ROOT.match(content[:SAMPLE]) is not None)


def is_empty_wire(content: bytes) -> bool:
    """Whether a document is what a wire serves when it has nothing to tell: an empty list, a message without items.

    >>> is_empty_wire(b"[]"), is_empty_wire(b'{"_items": [], "_meta": {}}'), is_empty_wire(b"{}")
    (True, True, False)
    """
    if content.lstrip()[:1] in (b"{", b"["):
        try:
            return items_listed(json.loads(content)) == []
        except (ValueError, RecursionError):
            return False
    try:
        root = etree.fromstring(content, parser()) if is_wire(content) else None
    except (etree.XMLSyntaxError, ValueError):
        return False
    return root is not None and root.tag == MESSAGE and next(root.iter(ITEM, *OTHERS), None) is None


def _label(identifier: object, version: object) -> str:
    return (f"{identifier}@{version}" if version not in (None, "") else str(identifier))[:LONGEST_LABEL]


# -------------------------------------------------------------------------------------------------------------- ninjs


def _of_ninjs(content: bytes) -> _Found | None:
    """The items of a list; ``None`` where the document is one item."""
    told = items_listed(json.loads(content))
    return None if told is None else _listed(told)


def _listed(told: list[Any]) -> _Found:
    for item in told[:MOST_ITEMS]:
        if isinstance(item, dict) and item.get("uri"):
            alone = json.dumps(item, ensure_ascii=False, indent=1).encode("utf-8", "replace")
            yield _Item(alone, NINJS, _label(item["uri"], item.get("version")))
        else:
            yield _NoItem("this is no ninjs item (it has no uri)")
    yield from _too_many(len(told))


def _too_many(count: int) -> Iterator[_NoItem]:
    if count > MOST_ITEMS:
        yield _NoItem(f"only the first {MOST_ITEMS:,} of {count:,} items are read", whole=True)


# ---------------------------------------------------------------------------------------------------------- NewsML-G2


def _of_newsml(content: bytes) -> _Found | None:
    """The items of a message, or why there is none; ``None`` where the document is one item."""
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        return iter([_NoItem(f"the NewsML-G2 cannot be read ({error})", whole=True)])
    if root.tag == ITEM:
        return None
    items = list(root.iter(ITEM))
    if items:
        return _cut_out(items)
    others = [node.tag for node in root.iter(*OTHERS)]
    what = etree.QName(others[0] if others else root.tag).localname
    return iter([_NoItem(f"it holds no newsItem (it is a {what})", whole=True)])


def _cut_out(items: list[etree._Element]) -> _Found:
    for item in items[:MOST_ITEMS]:
        label = _label(item.get("guid", ""), item.get("version"))
        yield _Item(etree.tostring(_alone(item), encoding="utf-8", with_tail=False), NEWSML_TYPE, label)
    yield from _too_many(len(items))


def _alone(item: etree._Element) -> etree._Element:
    """An item with the catalogs of the message that it came in, without which its codes mean nothing."""
    above = [node for holder in item.iterancestors() for node in (holder, *holder) if _holds_catalogs(node)]
    catalogs = [catalog for node in above for catalog in node if catalog.tag in CATALOGS]
    if not catalogs:
        return item
    alone = copy.deepcopy(item)
    own = sum(child.tag in CATALOGS for child in alone)
    for catalog in reversed(catalogs):  # behind the item's own, which are asked first
        alone.insert(own, copy.deepcopy(catalog))
    return alone


def _holds_catalogs(node: etree._Element) -> bool:
    return node.tag in (MESSAGE, f"{{{SPACE}}}header", f"{{{SPACE}}}itemSet")


def parser() -> etree.XMLParser:
    """A parser that opens nothing from outside and expands no entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
