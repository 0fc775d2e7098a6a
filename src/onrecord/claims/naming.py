"""The names of a page: those that the tables know, and those that the page itself explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.claims.floor import WHERE, Who
from onrecord.claims.persons import NamedMention
from onrecord.claims.tree import Tree
from onrecord.lexicon.actors import Name, NameKind, find_names, plain, read_offices
from onrecord.records import Article

PARTICLES = frozenset("abu and ben bin das del den der dos for ibn san the van von".split())

SINGLE = frozenset({NameKind.OUTLET, NameKind.COMPANY, NameKind.INSTITUTION})


class NameBook:
    """Who bears which name on a page, kept under the full name, its beginning and each of its words."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Who, str]] = {}

    def keep(self, name: str, who: Who, text: str) -> None:
        """Keep who bears a name, with the words that name him; who has a country is kept before who has none."""
        parts = key_of(name).split()
        shorter = (" ".join(parts[:n]) for n in range(len(parts), 1, -1))
        for key in dict.fromkeys((*shorter, " ".join(parts[-2:]), parts[-1], *parts)):
            alone = " " not in key
            if alone and (key in read_offices() or key in PARTICLES or len(key) < 3):
                continue
            if key not in self._known or (self._known[key][0].country is None and who.country):
                self._known[key] = (who, text)

    def bearer(self, name: str) -> Who | None:
        """Who bears a name, by all of it or its last word."""
        key = key_of(name)
        found = [self._known[k][0] for k in (key, key.split()[-1]) if k in self._known]
        return next((who for who in found if who.country), found[0] if found else None)

    def fullest(self, text: str) -> str:
        """The fullest words by which the page names the bearer of a name."""
        known = self._known.get(key_of(text))
        return known[1] if known and len(known[1]) > len(text) else text


def key_of(name: str) -> str:
    """A name for comparison: no accents, no capitals, no article."""
    return plain(name).casefold().removeprefix("the ")


def find_mentions(article: Article, trees: Sequence[Tree]) -> Iterator[NamedMention]:
    """The names of the tables that stand in parsed sentences."""
    for tree in trees:
        for found in find_names(article.text, *tree.sentence.span):
            tokens = [i for i, t in enumerate(tree.tokens) if t.span.overlaps(found.span)]
            if not tokens or _a_person(tree, tokens, found.name):
                continue
            top = [i for i in tokens if tree.head(i) not in tokens or tree.head(i) == i][-1]
            name, words = found.name, article.text[found.span.start : found.span.end]
            code, sector, kind = name.code, name.sector, name.kind
            yield NamedMention(found.span, words, code, sector, kind, tree.index, top, tokens[-1], name.theatres)


def _a_person(tree: Tree, tokens: Sequence[int], name: Name) -> bool:
    """Whether a name of one word is part of another: ``Sofia Marinova``, ``Michael Jordan``, ``Rafael Ortega``."""
    if name.kind not in WHERE | SINGLE or len(tokens) > 1:
        return False
    at = tokens[0]
    if tree.relation(at) == "flat" and tree.upos(tree.head(at)) == "PROPN" and tree.head(at) == at - 1:
        return True
    return any(tree.relation(c) == "flat" and c == at + 1 and tree.words[c][:1].isupper() for c in tree.children(at))
