"""The words of a sentence that name goods: nouns and named types of the tables, and types that no table knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.lexicon.goods import Atom, Named, Term, TermKind, named_at, split_atoms, terms_at
from onrecord.records import Sentence, Span

_SUFFIX: Final = re.compile(r"(?:-?[A-Z]{1,3}[a-z]?\d{0,2}(?![a-z]))?(?:[-/][A-Z0-9]{1,3}(?!\w))?")
_NUMBERED: Final = re.compile(r"-\d{1,3}[A-Z]{0,2}(?!\d)")
_MARK: Final = re.compile(
    r"(?: (?:Block|Mk\.?|Mark|Mod\.?|Tranche|Batch|Flight) ?(?:\d+[A-Z]?|[IVX]+)\b| (?:I{2,3}|IV)\b| [A-Z]/[A-Z]\b)"
)
_PLURAL: Final = re.compile(r"(?:['’]?s)?(?!\w)")
_CODE: Final = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{0,11}[- ]?\d{1,4}[A-Za-z]{0,3}(?![\w-])")
_SHIP_CLASS: Final = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w'’]+(?: [A-ZÀ-Þ][\w'’]+)?[- ]class(?!\w)")
_QUOTED: Final = re.compile(r"[\"“‘']([A-ZÀ-Þ][\w-]{2,15})[\"”’']")


@dataclass(frozen=True, slots=True)
class Match:
    """Words that name goods: a noun, a named type (with what else it could be), or a type that no table knows."""

    span: Span
    first: int
    last: int
    term: Term | None = None
    named: tuple[Named, ...] = ()
    designation: str | None = None
    plural: bool = False

    @property
    def shy(self) -> bool:
        """Whether the words name goods only where other words say so."""
        if self.term is not None:
            return self.term.kind is not TermKind.GOODS
        return all(named.shy for named in self.named)


def find_matches(text: str, sentence: Sentence) -> tuple[Match, ...]:
    """The words of a sentence that may name goods, from left to right, none over another."""
    atoms = split_atoms(text, sentence.span)
    starts = [token.span.start for token in sentence.tokens]
    found: list[Match] = []
    at = 0
    while at < len(atoms):
        match, behind = _match_at(text, sentence, starts, atoms, at)
        if match is not None:
            found.append(match)
        at = max(behind, at + 1)
    return tuple(_with_unknown(text, sentence, starts, _joined(text, found)))


def _match_at(
    text: str, sentence: Sentence, starts: Sequence[int], atoms: Sequence[Atom], at: int
) -> tuple[Match | None, int]:
    start = atoms[at].start
    if start and text[start - 1].isalnum():
        return None, at + 1
    named, term = named_at(text, atoms, at), terms_at(text, atoms, at)
    if named is not None and (term is None or named[0] >= term[0]):
        match = _named_match(text, sentence, starts, atoms, at, named)
        if match is not None:
            behind = next((i for i in range(at, len(atoms)) if atoms[i].start >= match.span.end), len(atoms))
            return match, behind
    if term is None:
        return None, at + 1
    end = atoms[term[0] - 1].end
    if end < len(text) and text[end].isalnum():
        return None, at + 1
    if term[1].kind is TermKind.NEVER:
        return None, term[0]
    return _term_match(sentence, starts, Span(start, end), term[1], atoms[term[0] - 1].form), term[0]


def _term_match(sentence: Sentence, starts: Sequence[int], span: Span, term: Term, last_form: str) -> Match:
    first, last = _tokens(starts, span)
    plural = sentence.tokens[last].xpos in {"NNS", "NNPS"} or (last_form.endswith("s") and not term.text.endswith("s"))
    return Match(span, first, last, term, plural=plural)


def _named_match(
    text: str,
    sentence: Sentence,
    starts: Sequence[int],
    atoms: Sequence[Atom],
    at: int,
    hit: tuple[int, tuple[Named, ...]],
) -> Match | None:
    behind, entries = hit
    start, end = atoms[at].start, atoms[behind - 1].end
    words = text[start:end]
    entries = tuple(e for e in entries if not e.capitals or words.rstrip("s").isupper())
    if not entries or not _is_a_name(text, atoms, at, behind):
        return None
    full, plural_end = _extended(text, start, end, atoms[behind - 1].form)
    if plural_end is None:
        return None
    singular_end, plural = full
    extended = singular_end > end
    designation = " ".join(text[start:singular_end].split()) if extended else entries[0].designation
    span = Span(start, plural_end)
    first, last = _tokens(starts, span)
    return Match(span, first, last, None, entries, designation, plural or (not extended and _is_plural(words, entries)))


def _is_a_name(text: str, atoms: Sequence[Atom], at: int, behind: int) -> bool:
    """Whether the words are written as a name: with a capital or a figure, and no article taken for a letter."""
    first = text[atoms[at].start : atoms[at].end]
    if not (first[0].isupper() or first[0].isdigit()):
        return False
    loose = behind - at > 1 and text[atoms[at].end : atoms[at].end + 1] == " "
    return not (loose and first in {"A", "I"})


def _extended(text: str, start: int, end: int, last_form: str) -> tuple[tuple[int, bool], int | None]:
    """Where the designation ends with its marks, whether it is a plural, and where the words end (none: no boundary)."""
    at = end
    if last_form.isdigit():
        suffix = _SUFFIX.match(text, at)
        at = suffix.end() if suffix else at
    elif numbered := _NUMBERED.match(text, at):
        at = numbered.end()
    marked = _MARK.match(text, at)
    at = marked.end() if marked else at
    plural = _PLURAL.match(text, at)
    if plural is None:
        return (at, False), None
    genitive = text[at : plural.end()].startswith(("'", "’"))
    return (at, plural.end() > at and not genitive), at if genitive else plural.end()


def _is_plural(words: str, entries: Sequence[Named]) -> bool:
    return words.endswith("s") and not any(entry.designation.endswith("s") for entry in entries)


def _tokens(starts: Sequence[int], span: Span) -> tuple[int, int]:
    return max(0, bisect_right(starts, span.start) - 1), max(0, bisect_right(starts, span.end - 1) - 1)


def _joined(text: str, matches: Sequence[Match]) -> list[Match]:
    """Two names of one type side by side ("AGM-65 Maverick", "F-16C Fighting Falcon") as one."""
    found: list[Match] = []
    for match in matches:
        before = found[-1] if found else None
        if before and before.named and match.named and text[before.span.end : match.span.start] in {" ", "-"}:
            shared = {e.family for e in before.named} & {e.family for e in match.named}
            if shared:
                words = text[before.span.start : match.span.end]
                words = words[:-1] if match.plural and words.endswith("s") else words
                found[-1] = replace(
                    before,
                    span=Span(before.span.start, match.span.end),
                    last=match.last,
                    named=tuple(replace(e, shy=False) for e in before.named if e.family in shared),
                    designation=words,
                    plural=match.plural,
                )
                continue
        found.append(match)
    return found


def _with_unknown(text: str, sentence: Sentence, starts: Sequence[int], matches: Sequence[Match]) -> Iterator[Match]:
    """The matches with, right before or behind a noun for goods, a code or a quoted name that no table knows."""
    for i, match in enumerate(matches):
        if match.term is not None and match.term.kind in {TermKind.GOODS, TermKind.VAGUE}:
            floor = matches[i - 1].span.end if i else sentence.span.start
            named_before = i > 0 and bool(matches[i - 1].named) and match.span.start - floor <= 1
            span = None if named_before else _unknown_before(text, floor, match.span.start, match.term)
            if span is not None:
                yield Match(span, *_tokens(starts, span), designation=_as_designation(text, span))
        yield match


def _unknown_before(text: str, floor: int, end: int, term: Term) -> Span | None:
    """A code ("Zarqa-4"), a quoted name or a class of ships that ends right before a noun."""
    window = max(floor, end - 40)
    for pattern in (_CODE, _QUOTED, _SHIP_CLASS):
        if pattern is _SHIP_CLASS and not term.goods_class.startswith("ship"):
            continue
        for found in pattern.finditer(text, window, end):
            if text[found.end() : end] in {" ", "-"} and not _is_a_date_or_unit(text[found.start() : found.end()]):
                return Span(found.start(), found.end())
    return None


def _as_designation(text: str, span: Span) -> str:
    words = text[span.start : span.end].strip("\"'“”‘’")
    return re.sub(r"[- ]class$", "", words)


_NOT_TYPES: Final = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|No|Nr|Article|Section|Resolution|Unit|Day|Phase|Group|G|Page|Room|Pier|Berth|Hangar|Gate|Silo|"
    r"USD|EUR|GBP|The|All|Some|About|At|In|Of|Over|Another|These|Those|And|For|Only|From|With|Its|Our|His|Her|Their)[- ]?\d.*"
)


def _is_a_date_or_unit(words: str) -> bool:
    return bool(_NOT_TYPES.fullmatch(words))
