"""Wire items one by one: a ninjs list or a NewsML-G2 message may bring several, each a page of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml import etree

from onrecord.intake.served import page_of_bytes
from onrecord.kinds import NEWSML
from onrecord.records import Page, Passed

SPACE: Final = NEWSML.decode()
ITEM: Final = f"{{{SPACE}}}newsItem"
PACKAGES: Final = frozenset(
    f"{{{SPACE}}}{name}" for name in ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
)
NINJS: Final = "application/json"
NEWSML_TYPE: Final = "application/vnd.iptc.g2.newsitem+xml"
MOST_ITEMS: Final = 10_000


def pages_of_ninjs(content: bytes, name: str, received: datetime) -> Iterator[Page | Passed]:
    """The items of a ninjs file: the file itself where it is one item, else each of its list, written out again."""
    told = json.loads(content)
    if not isinstance(told, list):
        yield page_of_bytes(name, content, received, media_type=NINJS)
        return
    for number, item in enumerate(told[:MOST_ITEMS], 1):
        inside = f"{name}#{number}"
        if isinstance(item, dict) and item.get("uri"):
            alone = json.dumps(item, ensure_ascii=False, indent=1).encode("utf-8", "replace")
            yield page_of_bytes(inside, alone, received, media_type=NINJS, within=name)
        else:
            yield Passed("intake", f"{inside}: this is no ninjs item (it has no uri)")
    if len(told) > MOST_ITEMS:
        yield Passed("intake", f"{name}: only the first {MOST_ITEMS:,} of {len(told):,} items are read")


def pages_of_newsml(content: bytes, name: str, received: datetime) -> Iterator[Page | Passed]:
    """The news items of a NewsML-G2 file: the file itself where it is one, else each item of the message."""
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Passed("intake", f"{name}: the NewsML-G2 cannot be read ({error})")
        return
    items = [root] if root.tag == ITEM else list(root.iter(ITEM))
    others = [root.tag] if root.tag in PACKAGES else [node.tag for node in root.iter(*PACKAGES)]
    if not items:
        what = etree.QName(others[0] if others else root.tag).localname
        yield Passed("intake", f"{name}: it holds no newsItem (it is a {what})")
    elif len(items) == 1:
        yield page_of_bytes(name, content, received, media_type=NEWSML_TYPE)
    else:
        for number, item in enumerate(items[:MOST_ITEMS], 1):
            alone = etree.tostring(item, encoding="utf-8", with_tail=False)
            yield page_of_bytes(f"{name}#{number}", alone, received, media_type=NEWSML_TYPE, within=name)


def parser() -> etree.XMLParser:
    """A parser that opens nothing from outside and expands no entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
