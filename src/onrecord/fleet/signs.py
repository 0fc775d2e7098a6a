"""Whether bytes hold a word of the lexicon anywhere that a reader could see it, at the speed of memory.

All words are looked for at once, by Hyperscan, as literals and whatever their case: a word of several parts by the two
of them that stand side by side and are longest together, with each sign that may join them. A find counts where the
word begins and ends there, outside of tags, scripts and styles. What the lexicon itself would find is found, and some
things more: what is found is looked at again by slower means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

from onrecord.exports.files import MissingExtra
from onrecord.lexicon.actors import read_names
from onrecord.lexicon.goods import firm_entries, fold, spellings_of, split_atoms
from onrecord.lexicon.tables import read_table
from onrecord.records import Span

JOINTS: Final = tuple("- \u00a0\u2010\u2011\u2013")
"""What may stand between the parts of a word, beside nothing."""
BROKEN: Final = "\n"
"""Where a line may end within a word of two words."""
SHORTEST: Final = 3
"""Bytes of a literal; a shorter one would be found in every script."""
TAG: Final = 2_000
"""Bytes in which the beginning of a tag is looked for."""
ENDS: Final = re.compile(rb"(?:[eE]?[sS])?(?![A-Za-z])")
UNREAD: Final = (b"<script", b"</script", b"<style", b"</style")
"""What no reader sees: where it begins, then where it ends."""
NO_TAG: Final = (b" ", b"=", b"\t", b"\n", b"")
"""What makes a less-than sign one."""
WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
STEM: Final = 5
"""Letters from which on a word may lose its last ``y`` for a plural."""


@dataclass(frozen=True, slots=True)
class Literal:
    """Bytes to be found in any case; ``whole`` is whether a word must end with them."""

    text: bytes
    whole: bool = True


class Search:
    """A search for all of some literals at once."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self.literals = tuple(literals)
        self.database = _compiled([one.text for one in self.literals])

    def sees(self, content: bytes) -> bool:
        """Whether a word stands where a reader could see it; so it is said of what cannot be searched, too.

        >>> [arms().sees(page) for page in (b"<p>two SU-35s</p>", b"<i class=su-35>no</i>", b"<script>jet</script>")]
        [True, False, False]
        """
        return is_wide(content) or bool(self._finds(content, once=True))

    def places(self, content: bytes) -> list[int]:
        """Where words end, of those that a reader could see, in a text without scripts."""
        return self._finds(content, once=False)

    def _finds(self, content: bytes, *, once: bool) -> list[int]:
        found: list[int] = []
        text, literals = readable(content), self.literals

        def on_match(number: int, _from: int, end: int, *_: object) -> bool:
            if _is_word(text, literals[number], end) and _is_open(text, end - 1):
                found.append(end)
                return once
            return False

        with suppress(_hyperscan().ScanTerminated):
            self.database.scan(text, match_event_handler=on_match)
        return found


def is_wide(content: bytes) -> bool:
    """Whether a text has more than one byte to a letter, so that no literal is found in it."""
    return content.startswith(WIDE) or b"\0" in content[:200]


@cache
def arms() -> Search:
    """The search for words that by themselves tell of arms: what the screen knows as firm signs."""
    return Search(_distinct((*_of_entries(firm_entries()), *_of_screen())))


@cache
def actors() -> Search:
    """The search for names of states, bodies, groups, companies, persons, outlets and places."""
    told = (split_atoms(name.text, Span(0, len(name.text))) for name in read_names())
    return Search(_distinct(_of_entries(tuple(atom.form for atom in atoms) for atoms in told if atoms)))


def _of_entries(entries: Iterable[Sequence[str]]) -> Iterator[Literal]:
    known = set(map(tuple, entries))
    for entry in sorted(known):
        if not _covered(entry, known):
            yield from _of_entry(entry)


def _covered(entry: Sequence[str], known: set[tuple[str, ...]]) -> bool:
    """Whether a part of an entry is an entry itself, by which it is found."""
    size = len(entry)
    parts = (tuple(entry[a:b]) for a in range(size) for b in range(a + 1, size + 1) if b - a < size)
    return any(part in known for part in parts)


def _of_entry(entry: Sequence[str]) -> Iterator[Literal]:
    if len(entry) == 1:
        yield from (_ended(told) for told in spellings_of(entry[0]))
        return
    one, two = max(pairwise(entry), key=lambda pair: len(pair[0]) + len(pair[1]))
    apart = one.isalpha() and two.isalpha()  # letters that nothing parts are one atom
    for first in spellings_of(one):
        for second in map(_ended, spellings_of(two)):
            for joint in (*JOINTS, BROKEN if apart else ""):
                yield Literal((first + joint).encode() + second.text, second.whole)


def _ended(form: str) -> Literal:
    """An atom as it may end: ``battery`` by what it shares with its plural."""
    if form.endswith("y") and len(form) >= STEM:
        return Literal(form[:-1].encode(), whole=False)
    return Literal(form.encode())


def _of_screen() -> Iterator[Literal]:
    for row in read_table("screen"):
        word, whole = row["word"].removesuffix("*"), not row["word"].endswith("*")
        for joint in (*JOINTS, BROKEN) if " " in word else " ":
            yield Literal(fold(word).replace(" ", joint).encode(), whole)


def _distinct(literals: Iterable[Literal]) -> list[Literal]:
    kept: dict[bytes, Literal] = {}
    for one in literals:
        if len(one.text) >= SHORTEST and (one.text not in kept or not one.whole):
            kept[one.text] = one
    return list(kept.values())


def readable(content: bytes) -> bytes:
    """A page's bytes without what stands inside of scripts and styles; one that does not end is taken for text.

    >>> readable(b"<p>One<script>two</script><p>three")
    b'<p>One<script ><p>three'
    """
    marks: list[tuple[int, int]] = []
    _marks().scan(content, match_event_handler=lambda number, _from, end, *_: marks.append((end, number)))
    parts, kept, closing = [], 0, -1
    for end, number in marks:
        if closing < 0 and number % 2 == 0:
            opened, closing = end, number + 1
        elif number == closing:
            parts.append(content[kept:opened])
            kept, closing = end, -1
    return b" ".join((*parts, content[kept:])) if parts else content


@cache
def _marks() -> Any:
    return _compiled(UNREAD)


def _is_open(content: bytes, at: int) -> bool:
    """Whether what stands at a place stands outside of tags."""
    opened = content.rfind(b"<", max(0, at - TAG), at)
    if opened < 0 or content.find(b">", opened, at) >= 0:
        return True
    return content[opened + 1 : opened + 2] in NO_TAG


def _is_word(content: bytes, literal: Literal, end: int) -> bool:
    """Whether a word begins and ends where a literal was found."""
    start = end - len(literal.text)
    before, first = content[start - 1 : start] if start else b"", literal.text[:1]
    if before.isalpha() if first.isalpha() else before.isdigit():
        return False
    if not literal.whole:
        return True
    if literal.text[-1:].isdigit():
        return not content[end : end + 1].isdigit()
    return ENDS.match(content, end) is not None


def _compiled(literals: Sequence[bytes]) -> Any:
    hyperscan = _hyperscan()
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    numbers = list(range(len(literals)))
    caseless = hyperscan.HS_FLAG_CASELESS
    database.compile(expressions=list(literals), ids=numbers, elements=len(numbers), flags=caseless, literal=True)
    return database


@cache
def _hyperscan() -> Any:
    try:
        import hyperscan
    except ModuleNotFoundError as missing:
        raise MissingExtra("archives need hyperscan: pip install 'onrecord[archive]'") from missing
    return hyperscan
