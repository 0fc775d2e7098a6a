"""Goods: the classes of SIPRI and UNROCA, the nouns that name them, the named types, and how all are found in a text.

Words are compared by atoms, runs of letters or of digits without case and accents, so that ``Su-35``, ``SU 35`` and
``su35`` are one spelling; a tree of atoms finds the longest entry from any place in time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, Generic, TypeVar

from onrecord.lexicon.tables import read_table
from onrecord.records import Span

_ATOM: Final = re.compile(r"[^\W\d_]+|\d+")
_JOINTS: Final = re.compile(r"(?:[-\u2010-\u2014/ \u00a0.'’&]|\. )?")
_NO_MARKS: Final = str.maketrans({"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ß": "ss"})
_ROMANS: Final = re.compile(r"(?:i{1,3}|iv|vi{0,3})s")
_BRITISH: Final = {
    "defense": "defence",
    "armored": "armoured",
    "armor": "armour",
    "caliber": "calibre",
    "fiber": "fibre",
    "millimeter": "mm",
    "millimetre": "mm",
    "aluminum": "aluminium",
    "license": "licence",
    "theater": "theatre",
    "refueling": "refuelling",
    "uncrewed": "unmanned",
}


class TermKind(StrEnum):
    """How far a noun names goods by itself."""

    GOODS = "goods"
    VAGUE = "vague"  # only where the page tells of goods that the noun may stand for
    SHY = "shy"  # only where the sentence names other goods
    PART = "part"  # only beside the goods that it belongs to
    CONTAINER = "container"  # holds goods; what counts it does not count them
    UNIT = "unit"  # counts goods
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class GoodsClass:
    """A class of goods with its category at SIPRI and in the United Nations register (``""`` where it has none)."""

    code: str
    meaning: str
    sipri_category: str
    unroca: str


@dataclass(frozen=True, slots=True)
class Term:
    """A noun for goods; ``unless`` are neighbours that take the sense away, ``takes`` tells what it may stand for."""

    text: str
    goods_class: str
    kind: TermKind
    unless: frozenset[str]
    takes: tuple[tuple[str, str], ...]

    def standing_for(self, goods_class: str) -> str | None:
        """The class that the noun has where it stands for goods of a class, none where it cannot.

        >>> find_terms("battery")[0].standing_for("missile.anti-ship")
        'missile.anti-ship'
        """
        for prefix, becomes in self.takes:
            if prefix == "*":
                return self.goods_class if self.kind is TermKind.PART else goods_class
            if goods_class == prefix or goods_class.startswith(prefix + "."):
                return becomes or goods_class
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """A named type: as the field writes it, its class, the country of its design (no supplier) and its family."""

    designation: str
    goods_class: str
    design: str | None
    family: str
    shy: bool
    capitals: bool


@dataclass(frozen=True, slots=True)
class Atom:
    """A run of letters or of digits in a text, folded."""

    start: int
    end: int
    form: str


_Entry = TypeVar("_Entry")


class _Node(Generic[_Entry]):
    __slots__ = ("below", "entries")

    def __init__(self) -> None:
        self.below: dict[str, _Node[_Entry]] = {}
        self.entries: list[_Entry] = []

    def plant(self, forms: Sequence[str], entry: _Entry) -> None:
        node = self
        for form in forms:
            node = node.below.setdefault(form, _Node())
        node.entries.append(entry)


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """A word without case and accents.

    >>> fold("Gökdoğan"), fold("Akıncı")
    ('gokdogan', 'akinci')
    """
    plain = word.translate(_NO_MARKS).lower()
    if plain.isascii():
        return plain
    return "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))


def split_atoms(text: str, span: Span) -> tuple[Atom, ...]:
    """The atoms of a stretch of text.

    >>> [atom.form for atom in split_atoms("S-300PMU2 (TB2s)", Span(0, 16))]
    ['s', '300', 'pmu', '2', 'tb', '2', 's']
    """
    found = _ATOM.finditer(text, span.start, span.end)
    return tuple(Atom(match.start(), match.end(), fold(match.group())) for match in found)


@lru_cache(maxsize=16_384)
def singulars(form: str) -> tuple[str, ...]:
    """The word itself, then what it may be the plural of.

    >>> singulars("batteries")
    ('batteries', 'battery', 'batterie')
    """
    form = _BRITISH.get(form, form)
    if _ROMANS.fullmatch(form):
        return (form, form[:-1])
    if len(form) < 3 or not form.endswith("s") or form.endswith("ss"):
        return (form,)
    tries = [form]
    if form.endswith("ies"):
        tries.append(form[:-3] + "y")
    tries.append(_BRITISH.get(form[:-1], form[:-1]))
    if form.endswith(("xes", "ses", "shes", "ches", "oes")):
        tries.append(form[:-2])
    return tuple(tries)


@cache
def goods_classes() -> dict[str, GoodsClass]:
    """The classes by their codes.

    >>> goods_classes()["armour.tank"].unroca
    'I'
    """
    rows = read_table("goods_classes")
    return {r["class"]: GoodsClass(r["class"], r["meaning"], r["sipri_category"], r["unroca"]) for r in rows}


def compatible(one: str, other: str) -> bool:
    """Whether two classes agree: equal, or one the wider of the two.

    >>> compatible("missile", "missile.cruise"), compatible("missile.cruise", "missile.ballistic")
    (True, False)
    """
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")


def _forms(text: str) -> list[str]:
    return [_BRITISH.get(atom.form, atom.form) for atom in split_atoms(text, Span(0, len(text)))]


@cache
def _terms() -> _Node[Term]:
    tree: _Node[Term] = _Node()
    for row in read_table("goods_nouns"):
        takes = tuple((p, becomes) for p, _, becomes in (part.partition(">") for part in row["takes"].split()))
        unless = frozenset(row["unless"].lower().split())
        term = Term(row["term"], row["class"], TermKind(row["kind"]), unless, takes or (("*", ""),))
        tree.plant(_forms(row["term"]), term)
    return tree


@cache
def _named() -> _Node[Named]:
    tree: _Node[Named] = _Node()
    for row in read_table("designations"):
        for column in ("spellings", "shy"):
            for spelling in filter(None, row[column].split("|")):
                capitals = spelling.isupper() and len(spelling) <= 5 and spelling.isalpha()
                named = Named(
                    row["designation"], row["class"], row["design"] or None, row["family"], column == "shy", capitals
                )
                tree.plant(_forms(spelling), named)
    return tree


@cache
def firm_entries() -> tuple[tuple[str, ...], ...]:
    """The atoms of every noun and designation that names goods by itself, each once, in order.

    >>> ("su", "35") in firm_entries(), ("system",) in firm_entries()
    (True, False)
    """
    nouns = {tuple(_forms(row["term"])) for row in read_table("goods_nouns") if row["kind"] == TermKind.GOODS}
    named = {tuple(_forms(told)) for row in read_table("designations") for told in row["spellings"].split("|") if told}
    return tuple(sorted(nouns | named))


def spellings_of(form: str) -> tuple[str, ...]:
    """An atom as the tables have it, then as it is spelled elsewhere.

    >>> spellings_of("defence")
    ('defence', 'defense')
    """
    return (form, *(other for other, british in _BRITISH.items() if british == form))


def _longest(
    tree: _Node[_Entry], text: str, atoms: Sequence[Atom], at: int, plain: bool
) -> tuple[int, tuple[_Entry, ...], bool] | None:
    """The longest entry from an atom: the index behind its last atom, what it may be, whether it is in the plural.

    With ``plain`` a plural is looked for at any atom, else only where the word itself leads nowhere.
    """
    best: tuple[int, tuple[_Entry, ...], bool] | None = None
    ways = [(at, tree)]
    while ways:
        i, node = ways.pop()
        if i == len(atoms) or (i > at and not _JOINTS.fullmatch(text, atoms[i - 1].end, atoms[i].start)):
            continue
        forms = singulars(atoms[i].form)
        if len(forms) > 1 and text[atoms[i].start].islower() and _ROMANS.fullmatch(atoms[i].form):
            forms = forms[:1]  # "is" is no plural of a numeral
        for n, form in enumerate(forms):
            below = node.below.get(form)
            if below is None or (n and not plain and forms[0] in node.below):
                continue
            if below.entries and (best is None or i + 1 > best[0]):
                best = i + 1, tuple(below.entries), n > 0
            ways.append((i + 1, below))
    return best


def terms_at(text: str, atoms: Sequence[Atom], at: int) -> tuple[int, Term] | None:
    """The longest noun for goods that starts at an atom, with the index behind its last atom."""
    found = _longest(_terms(), text, atoms, at, True)
    return None if found is None else (found[0], found[1][0])


def named_at(text: str, atoms: Sequence[Atom], at: int) -> tuple[int, tuple[Named, ...], bool] | None:
    """The longest designation from an atom: the index behind it, all that it may be, whether it is in the plural.

    >>> hit = named_at("Zolfaghars", split_atoms("Zolfaghars", Span(0, 10)), 0)
    >>> hit and (hit[1][0].designation, hit[2])
    ('Zolfaghar', True)
    """
    return _longest(_named(), text, atoms, at, False)


def find_terms(text: str) -> tuple[Term, ...]:
    """The nouns for goods in a text, longest first from the left, whatever their sense.

    >>> [term.text for term in find_terms("short-range ballistic missiles and armored cars")]
    ['short-range ballistic missile', 'armoured car']
    """
    atoms, found, at = split_atoms(text, Span(0, len(text))), [], 0
    while at < len(atoms):
        hit = terms_at(text, atoms, at)
        if hit:
            found.append(hit[1])
        at = hit[0] if hit else at + 1
    return tuple(found)
