"""HTML as lines in reading order, with what tags and class names say of each; parsed as a stream, however deep it nests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from lxml import etree

from onrecord.articles.lines import Hint, Line, clean, lines_of_text
from onrecord.lexicon.layout import CueKind, Match, cues

SILENT = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "select",
        "textarea",
        "head",
        "math",
        "audio",
        "video",
        "canvas",
        "dialog",
    }
)
BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time_block",
        "tr",
        "ul",
        "button",
        "label",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
TAG_HINTS: dict[str, Hint] = {
    "nav": Hint.FURNITURE, "footer": Hint.FURNITURE, "aside": Hint.FURNITURE, "form": Hint.FURNITURE, "button": Hint.FURNITURE,
    "label": Hint.FURNITURE, "menu": Hint.FURNITURE,
    "h1": Hint.HEADLINE, "h2": Hint.HEADING, "h3": Hint.HEADING, "h4": Hint.HEADING, "h5": Hint.HEADING, "h6": Hint.HEADING,
    "figcaption": Hint.CAPTION, "figure": Hint.CAPTION, "caption": Hint.CAPTION, "address": Hint.BYLINE, "li": Hint.ITEM, "p": Hint.PARAGRAPH,
    "blockquote": Hint.PARAGRAPH,
}  # fmt: skip
CLASS_HINTS: dict[CueKind, Hint] = {
    CueKind.FURNITURE: Hint.FURNITURE,
    CueKind.CAPTION: Hint.CAPTION,
    CueKind.BYLINE: Hint.BYLINE,
    CueKind.DATE: Hint.DATE,
    CueKind.DECK: Hint.DECK,
    CueKind.RIGHTS: Hint.RIGHTS,
}
SENTENCE = re.compile(r"[.!?][\"”’']?\s*\n\s*$")
STICKY = frozenset({Hint.FURNITURE, Hint.CAPTION, Hint.RIGHTS})
"""Hints that what stands inside cannot undo."""


@dataclass(slots=True)
class Markup:
    """What an HTML page holds: its lines, and what it states of itself for machines."""

    lines: tuple[Line, ...] = ()
    title: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    depth: int = 0


@cache
def _class_hints() -> dict[str, Hint]:
    return {cue.pattern: CLASS_HINTS[cue.kind] for cue in cues() if cue.match is Match.CLASS}


def hint_of_names(names: str) -> Hint:
    """What the class names and the id of an element say that it holds.

    >>> hint_of_names("article__byline"), hint_of_names("story")
    (<Hint.BYLINE: 'byline'>, <Hint.NONE: 'none'>)
    """
    known = _class_hints()
    for name in names.lower().split()[:12]:
        pieces = re.split(r"__|--|[-_]", name[:60])
        pairs = ("-".join(pair) for pair in pairwise(pieces))
        for piece in (name, *pairs, *pieces):
            if piece in known:
                return known[piece]
    return Hint.NONE


class _Stream:
    """The events of the parser, gathered into lines."""

    def __init__(self) -> None:
        self.found = Markup()
        self.open: list[tuple[str, Hint]] = []
        self.words: list[str] = []
        self.hints: list[tuple[Hint, int]] = []
        self.lines: list[Line] = []
        self.silent = 0
        self.gap = 0
        self.pre = 0
        self.keep: list[str] | None = None
        self.in_article = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.lower() if isinstance(tag, str) else ""
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.found.metas.append((key.lower(), clean(attributes.get("content", ""))))
        if tag == "time" and attributes.get("datetime"):
            self.found.times.append(attributes["datetime"])
        if tag == "font" and SENTENCE.search("".join(self.words[-1:])):
            self.flush()  # old pages leave their paragraphs open and change the type instead
        if tag == "br":
            self.flush()
            self.gap += 1
        if tag in VOID:
            return
        if tag in BREAKING:
            self.flush()
            self.gap = max(
                self.gap, 1 if tag in {"p", "div", "section", "table", "h1", "h2", "h3", "ul", "ol", "article"} else 0
            )
        self.open.append((tag, self.hint(tag, attributes)))
        self.found.depth = max(self.found.depth, len(self.open))
        self.silent += tag in SILENT and tag != "head"
        self.pre += tag == "pre"
        self.in_article += tag in {"article", "main"}
        if tag == "title" or (tag == "script" and "ld+json" in attributes.get("type", "")):
            self.keep = []

    def hint(self, tag: str, attributes: Mapping[str, str]) -> Hint:
        outer = self.open[-1][1] if self.open else Hint.NONE
        if outer in STICKY:
            return outer
        if tag in {"html", "body", "main", "article"}:
            return Hint.NONE
        if tag in {
            "nav",
            "footer",
            "aside",
            "form",
            "button",
            "menu",
            "label",
            "h1",
            "figure",
            "figcaption",
            "caption",
        }:
            return TAG_HINTS[tag]
        if tag == "header" and not self.in_article:
            return Hint.FURNITURE
        named = hint_of_names(f"{attributes.get('class', '')} {attributes.get('id', '')}")
        if (
            attributes.get("role") in {"dialog", "navigation", "contentinfo", "complementary", "search"}
            or attributes.get("hidden") is not None
        ):
            named = Hint.FURNITURE
        if named is not Hint.NONE:
            return named
        if outer in {Hint.DECK, Hint.BYLINE, Hint.DATE, Hint.HEADLINE}:
            return outer
        return TAG_HINTS.get(tag, outer)

    def end(self, tag: str) -> None:
        if tag in VOID or not any(name == tag for name, _ in self.open[-1:]):
            return
        if tag in BREAKING:
            self.flush()
        self.open.pop()
        self.silent -= tag in SILENT and tag != "head"
        self.pre -= tag == "pre"
        self.in_article -= tag in {"article", "main"}
        if self.keep is not None and tag in {"title", "script"}:
            text = "".join(self.keep)
            if tag == "title":
                self.found.title = self.found.title or clean(text.replace("\n", " "))
            else:
                self.found.scripts.append(text)
            self.keep = None

    def data(self, text: str) -> None:
        if self.keep is not None:
            self.keep.append(text)
        elif not self.silent and not (
            text.strip().isdigit()
            and self.open
            and self.open[-1][0] in {"sup", "a"}
            and any(tag == "sup" for tag, _ in self.open[-3:])
        ):
            self.words.append(text)
            self.hints.append((self.open[-1][1] if self.open else Hint.NONE, len(text.strip())))

    def comment(self, _text: str) -> None:
        pass

    def close(self) -> Markup:
        self.flush()
        self.found.lines = tuple(self.lines)
        return self.found

    def flush(self) -> None:
        text, hint = "".join(self.words), self._main_hint()
        self.words.clear()
        self.hints.clear()
        if not text.strip():
            return
        if self.pre:
            rows = lines_of_text(text)
            self.lines.extend(
                Line(row.text, row.gap or self.gap * (not i), row.indent, hint) for i, row in enumerate(rows)
            )
        else:
            self.lines.append(Line(clean(" ".join(text.split())), self.gap, 0, hint))
        self.gap = 0

    def _main_hint(self) -> Hint:
        """The hint under which most of the line's letters stand."""
        shares: dict[Hint, int] = {}
        for hint, length in self.hints:
            shares[hint] = shares.get(hint, 0) + length
        return max(shares, key=lambda hint: shares[hint]) if shares else Hint.NONE


def read_markup(text: str) -> Markup:
    """The lines of an HTML page and its statements for machines; never fails on broken or deeply nested markup.

    >>> [(line.text, str(line.hint)) for line in read_markup("<h1>A port</h1><p>It <b>opened</b>.</p>").lines]
    [('A port', 'headline'), ('It opened.', 'paragraph')]
    """
    parser = etree.HTMLParser(target=_Stream(), huge_tree=True)
    try:
        parser.feed(text)
        found: Markup = parser.close()
    except etree.LxmlError:
        return Markup(lines=lines_of_text(re.sub(r"<[^<>]*>", "\n", text)))
    return found
