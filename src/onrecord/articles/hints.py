"""What tags, class names and roles say of the text inside an element."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

from onrecord.articles.lines import Hint
from onrecord.lexicon.layout import CueKind, Match, cues

SURE_TAGS: dict[str, Hint] = {
    **dict.fromkeys(("nav", "footer", "aside", "form", "button", "menu", "label"), Hint.FURNITURE),
    **dict.fromkeys(("figure", "figcaption", "caption"), Hint.CAPTION),
    "h1": Hint.HEADLINE,
}
"""Tags that class names do not change."""
TAGS: dict[str, Hint] = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Hint.HEADING),
    **dict.fromkeys(("p", "blockquote"), Hint.PARAGRAPH),
    "address": Hint.BYLINE,
    "li": Hint.ITEM,
}
WHOLE = frozenset({"html", "body", "main", "article"})
"""Elements whose class names tell of the page, not of what it holds."""
KINDS: dict[CueKind, Hint] = {
    CueKind.FURNITURE: Hint.FURNITURE,
    CueKind.CAPTION: Hint.CAPTION,
    CueKind.BYLINE: Hint.BYLINE,
    CueKind.DATE: Hint.DATE,
    CueKind.DECK: Hint.DECK,
    CueKind.RIGHTS: Hint.RIGHTS,
}
STICKY = frozenset({Hint.FURNITURE, Hint.CAPTION, Hint.RIGHTS})
"""Hints that what stands inside cannot undo."""
INHERITED = frozenset({Hint.DECK, Hint.BYLINE, Hint.DATE, Hint.HEADLINE})
ROLES = frozenset({"dialog", "navigation", "contentinfo", "complementary", "search"})
ABOUT_OTHERS = ("has-", "with-", "no-", "without-", "is-", "js-", "hide-", "show-")
"""Openings of class names that tell what stands beside an element: ``has-sidebar``."""
UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0+(?:\.0+)?\s*(?:[a-z%]|;|!|$))",
    re.IGNORECASE,
)
"""Styles of an element itself by which no reader sees it."""
MOST_NAMES = 12
LONGEST_NAME = 60
LONGEST_STYLE = 2000


@cache
def _names() -> dict[str, Hint]:
    return {cue.pattern: KINDS[cue.kind] for cue in cues() if cue.match is Match.CLASS}


@lru_cache(4096)  # on one page the same few names stand at hundreds of elements
def hint_of_names(names: str) -> Hint:
    """What the class names and the id of an element say that it holds.

    >>> hint_of_names("article__byline"), hint_of_names("story has-sidebar")
    (<Hint.BYLINE: 'byline'>, <Hint.NONE: 'none'>)
    """
    known = _names()
    for name in names.lower().split()[:MOST_NAMES]:
        if name.startswith(ABOUT_OTHERS):
            continue
        pieces = re.split(r"__|--|[-_]", name[:LONGEST_NAME])
        pairs = ("-".join(pair) for pair in pairwise(pieces))
        if found := next((known[piece] for piece in (name, *pairs, *pieces) if piece in known), None):
            return found
    return Hint.NONE


def is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element's own style hides it from readers; not that of a whole page, which scripts show later.

    >>> is_unseen("p", {"style": "color: red; display : none"}), is_unseen("p", {"style": "display: block"})
    (True, False)
    """
    style = attributes.get("style")
    return style is not None and tag not in WHOLE and UNSEEN.search(style[:LONGEST_STYLE]) is not None


def hint_of_element(tag: str, attributes: Mapping[str, str], outer: Hint, *, in_article: bool, names: bool) -> Hint:
    """What an element says of its text, inside an outer one; ``names`` is whether class names are believed."""
    if outer in STICKY:
        return outer
    if tag in WHOLE:
        return Hint.NONE
    if tag in SURE_TAGS:
        return SURE_TAGS[tag]
    if attributes.get("role") in ROLES or "hidden" in attributes or (tag == "header" and not in_article):
        return Hint.FURNITURE
    if names and ("class" in attributes or "id" in attributes):
        named = hint_of_names(f"{attributes.get('class', '')} {attributes.get('id', '')}")
        if named is not Hint.NONE:
            return named
    return outer if outer in INHERITED else TAGS.get(tag, outer)
