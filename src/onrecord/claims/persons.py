"""What a noun phrase says of whom it names: the office, the name, whose it is, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.claims.tree import Tree
from onrecord.lexicon.actors import NameKind, Office, OfficeForm, read_offices
from onrecord.records import Sector, Span

SIDE_CLAUSES = frozenset({"acl:relcl", "acl", "parataxis", "conj", "cc", "advcl", "advcl:relcl"})
NAME_PARTS = frozenset({"flat", "compound", "nmod:desc", "goeswith", "fixed", "amod", "nmod:poss"})
MADE_OF = frozenset("made led backed linked aligned built supplied flagged style designed era born trained speaking controlled funded affiliated".split())
"""What after a hyphen makes a name speak of something else than the owner: ``al-Qaeda-linked``."""
LONGEST_OFFICE = 4


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A stretch of headline or body that names somebody or some place, with the token that heads it."""

    span: Span
    text: str
    code: str | None
    sector: Sector | None
    kind: NameKind
    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """The anatomy of a noun phrase: its own words, the offices in them, and the phrases that hang on it."""

    head: int
    core: tuple[int, ...]
    offices: tuple[tuple[int, Office], ...]
    mentions: tuple[NamedMention, ...]
    possessor: int | None
    after: tuple[tuple[str, int], ...]
    beside: tuple[int, ...]
    words: frozenset[str]

    @property
    def office(self) -> Office | None:
        """The office that heads the phrase, or the last one in it."""
        return next((o for i, o in reversed(self.offices) if o.form not in _ADJECTIVES), None)

    def has(self, form: OfficeForm) -> bool:
        """Whether a word of such a form stands in the phrase."""
        return any(office.form is form for _, office in self.offices)


_ADJECTIVES = frozenset({OfficeForm.LEAKER, OfficeForm.SCOPE, OfficeForm.PARTY})


def top_of(tree: Tree, token: int) -> int:
    """The token that heads the name or title that ``token`` is part of."""
    seen: set[int] = set()
    while token not in seen and tree.relation(token) in {"flat", "goeswith", "fixed", "nmod:desc"}:
        seen.add(token)
        token = tree.head(token)
    return token


def phrase_at(tree: Tree, token: int, mentions: Sequence[NamedMention]) -> Phrase:
    """Take the noun phrase of a token apart, ``mentions`` being the names of its sentence."""
    head = top_of(tree, token)
    core = _core(tree, head)
    after = tuple((tree.case(c), c) for c in tree.children(head, "nmod") if c > head and tree.relation(c) != "nmod:poss" and c not in core)
    possessors = [c for c in tree.children(head) if tree.relation(c) == "nmod:poss" or (c < head and tree.lower[c] in {"its", "his", "her", "their", "our", "my"})]
    beside = tuple(c for c in tree.children(head, "appos") if tree.upos(c) in {"NOUN", "PROPN", "PRON"})
    if tree.base(head) == "appos":
        beside = (*beside, tree.head(head))
    inside = tuple(m for m in mentions if m.token in core and not _of_something_else(tree, m))
    words = frozenset(tree.lower[i] for i in tree.subtree(head) if i not in core or i != head) | {tree.lower[head]}
    return Phrase(head, core, tuple(offices_in(tree, core)), inside, possessors[0] if possessors else None, after, beside, words)


def offices_in(tree: Tree, tokens: Sequence[int]) -> Iterator[tuple[int, Office]]:
    """The offices among neighbouring tokens, longest first, each with its last token."""
    at = 0
    while at < len(tokens):
        length, office = _office_at(tree, tokens, at)
        if office is not None:
            yield tokens[at + length - 1], office
        at += max(length, 1)


def _core(tree: Tree, head: int) -> tuple[int, ...]:
    """The head with what modifies it directly to the left, and the parts of a name to the right."""
    found = {head}
    stack = [head]
    while stack:
        top = stack.pop()
        for c in tree.children(top):
            if c in found or tree.relation(c) == "nmod:poss" or tree.base(c) in {"punct", "det", "case", "appos"}:
                continue
            if tree.relation(c) in NAME_PARTS or (tree.base(c) in {"compound", "flat", "nummod", "advmod"} and c < head):
                found.add(c)
                stack.append(c)
    return tuple(sorted(found))


def _of_something_else(tree: Tree, mention: NamedMention) -> bool:
    at = mention.token
    return at + 2 < len(tree.words) and tree.words[at + 1] in {"-", "–"} and tree.lower[at + 2] in MADE_OF


def _office_at(tree: Tree, tokens: Sequence[int], at: int) -> tuple[int, Office | None]:
    offices = read_offices()
    for length in range(min(LONGEST_OFFICE, len(tokens) - at), 0, -1):
        stretch = tokens[at : at + length]
        if stretch[-1] - stretch[0] != length - 1:
            continue
        office = offices.get(" ".join(tree.lower[i] for i in stretch)) or offices.get(_singular(tree, stretch))
        if office is not None:
            return length, office
    return 1, None


def _singular(tree: Tree, stretch: Sequence[int]) -> str:
    return " ".join([*(tree.lower[i] for i in stretch[:-1]), tree.lemma(stretch[-1])])
