"""What goods a page names: nouns and named types as phrases, their class and number, and which phrases are the same goods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.claims.goods_matches import Match, find_matches
from onrecord.claims.quantities import Quantity, is_number, read_quantity
from onrecord.lexicon.goods import TermKind, compatible
from onrecord.records import Article, Item, Sentence, Span, Token

_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", "PUNCT", "ADV", "VERB", "PART", "SYM"})
_MEASURES: Final = frozenset(
    [
        "mm",
        "cm",
        "millimetre",
        "millimeter",
        "millimetres",
        "millimeters",
        "inch",
        "inches",
        "pound",
        "pounds",
        "lb",
        "kg",
        "kilo",
        "kilos",
        "kilogram",
        "kilogramme",
        "ton",
        "tonne",
        "tonnes",
        "tons",
        "km",
        "kilometre",
        "kilometer",
        "kilometres",
        "kilometers",
        "mile",
        "miles",
        "metre",
        "meter",
        "metres",
        "meters",
        "calibre",
        "caliber",
        "year",
        "day",
        "month",
        "barrel",
        "seat",
        "stage",
        "wheel",
        "wheeled",
        "pounder",
        "kiloton",
        "megawatt",
        "tube",
        "strong",
        "range",
        "percent",
        "%",
        "per",
        "cent",
    ]
)
_DETERMINERS: Final = frozenset(
    ["the", "its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "those", "such", "said", "same"]
)
_NEW: Final = frozenset(
    ["another", "further", "more", "additional", "other", "second", "third", "new", "next", "extra", "fresh"]
)
_HARD_STOP: Final = frozenset({"of", "and", "or", "to", "for", "with"})
_COUNTING_UNITS: Final = frozenset(
    {"battery", "system", "launcher", "fire unit", "missile battery", "air-defence battery"}
)
_STANDING_ALONE: Final = frozenset({"shipment", "consignment", "batch", "cargo", "load", "haul", "cache", "tranche"})
_NAMED_BY: Final = frozenset({"called", "named", "dubbed", "codenamed", "type", "model"})


@dataclass(frozen=True, slots=True)
class GoodsMention:
    """A phrase that names goods, with its place in the parse.

    ``head`` is the token that heads the goods ("missiles", "TB2s"), ``top`` the one above it that counts or holds them
    ("batteries of", "a truckload of"), else the same; ``design`` the country of design, which is no supplier. A ``carrier``
    only qualifies another noun ("missile strike"), whose lemma is ``head_lemma``. ``chain`` is the index of the page's
    first mention of the same goods, none where this is the first.
    """

    item: Item
    span: Span
    sentence: int
    head: int
    top: int
    design: str | None
    carrier: bool
    head_lemma: str
    plural: bool
    generic: bool
    definite: bool
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Matches of one sentence that make one noun phrase, before the page is known."""

    sentence: int
    matches: tuple[Match, ...]
    first: int
    last: int
    head: int
    unit: Match | None = None

    @property
    def term(self) -> Match | None:
        return next((m for m in reversed(self.matches) if m.term is not None), None)

    @property
    def name(self) -> Match | None:
        return next((m for m in self.matches if m.designation is not None), None)


def find_goods(article: Article, sentences: Sequence[Sentence]) -> tuple[GoodsMention, ...]:
    """The goods that a page names, in the text's order.

    1. match     words of the tables, types that no table knows
    2. phrase    matches side by side, or a unit and what it counts, as one
    3. classify  by noun and name, vague nouns by what the page tells of elsewhere
    4. count     the number before the phrase
    5. chain     later mentions to the first of the same goods
    """
    phrases = [p for i, s in enumerate(sentences) for p in _phrases(article.text, i, s)]
    return _chained(_mentions(article.text, sentences, phrases))


# ------------------------------------------------------------------------------------------------------- phrases


def _phrases(text: str, index: int, sentence: Sentence) -> list[_Phrase]:
    """The goods phrases of a sentence; what counts or holds goods is taken with them."""
    found: list[_Phrase] = []
    for group in _groups(sentence, [m for m in find_matches(text, sentence) if not _blocked(sentence, m)]):
        phrase = _phrase(sentence, index, group)
        before = found[-1] if found else None
        if before is not None and before.unit is None and _counts(sentence, before, phrase):
            found[-1] = replace(phrase, unit=before.matches[-1], first=before.first)
        else:
            found.append(phrase)
    return [p for n, p in enumerate(found) if _names_goods(sentence, p, found[n + 1] if n + 1 < len(found) else None)]


def _blocked(sentence: Sentence, match: Match) -> bool:
    """Whether a neighbour takes the noun's sense away (a water tank, a shell company)."""
    if match.term is None or not match.term.unless:
        return False
    tokens = sentence.tokens
    sides = [tokens[i] for i in (match.first - 1, match.last + 1) if 0 <= i < len(tokens)]
    return any(t.text.lower() in match.term.unless or t.lemma.lower() in match.term.unless for t in sides)


def _groups(sentence: Sentence, matches: Iterable[Match]) -> list[list[Match]]:
    groups: list[list[Match]] = []
    for match in matches:
        if groups and _joins(sentence, groups[-1][-1], match):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _joins(sentence: Sentence, left: Match, right: Match) -> bool:
    """Whether two matches stand in one noun phrase, the right one as its head or as its name."""
    gap = sentence.tokens[left.last + 1 : right.first]
    if right.term is None:
        words = [t.text.lower() for t in gap if t.text not in "\"'“”‘’"]
        named = bool(_NAMED_BY & set(words)) and all(w in _NAMED_BY or w in {"of", "the", "as"} for w in words)
        return left.term is not None and (named or not words) and left.term.kind is not TermKind.CONTAINER
    if len(gap) > 4 or not all(t.upos in {"ADJ", "NOUN", "PROPN", "NUM"} or t.text in "-\"'“”‘’" for t in gap):
        return False
    if left.plural and left.term is not None and sentence.tokens[left.last].relation != "compound":
        return False
    return not gap or _under(sentence, left.last, right.last)


def _under(sentence: Sentence, token: int, top: int) -> bool:
    """Whether a token hangs, over a few links, on another."""
    for _ in range(6):
        if token == top:
            return True
        if sentence.tokens[token].head == token:
            return False
        token = sentence.tokens[token].head
    return False


def _phrase(sentence: Sentence, index: int, group: Sequence[Match]) -> _Phrase:
    terms = [m for m in group if m.term is not None]
    last = terms[-1] if terms else group[-1]
    head = last.last
    if last.term is not None and " of " in f" {last.term.text} ":
        head = last.first + last.term.text.split().index("of") - 1
    return _Phrase(index, tuple(group), group[0].first, group[-1].last, head)


def _counts(sentence: Sentence, unit: _Phrase, goods: _Phrase) -> bool:
    """Whether a phrase ("batteries", "a truckload") stands before "of" and the goods that it counts or holds."""
    term = unit.matches[-1].term
    if term is None or term.kind in {TermKind.GOODS, TermKind.PART, TermKind.SHY}:
        return False
    gap = sentence.tokens[unit.last + 1 : goods.first]
    if not gap or gap[0].text.lower() != "of" or len(gap) > 7:
        return False
    return all(
        t.upos in {"DET", "ADJ", "NUM", "PRON", "NOUN", "PROPN", "ADV", "PART"} or t.text in "-\"'“”‘’" for t in gap[1:]
    )


def _names_goods(sentence: Sentence, phrase: _Phrase, following: _Phrase | None) -> bool:
    """Whether a phrase can name goods at all: no bare unit, no part without the goods that it belongs to."""
    match = phrase.matches[-1] if phrase.term is None else phrase.term
    if match.term is None or len(phrase.matches) > 1 or phrase.unit is not None:
        return True
    if match.term.kind is TermKind.PART:
        return following is not None and _belongs(sentence, phrase, following)
    if match.term.kind is TermKind.CONTAINER:
        return match.term.text in _STANDING_ALONE
    return match.term.kind is not TermKind.UNIT


def _belongs(sentence: Sentence, part: _Phrase, goods: _Phrase) -> bool:
    gap = [t.text.lower() for t in sentence.tokens[part.last + 1 : goods.first]]
    return bool(gap) and gap[0] in {"for", "of", "in", "to"} and len(gap) <= 7 and goods.matches[0].designation != ""


# ------------------------------------------------------------------------------------------------------- classes


@dataclass(frozen=True, slots=True)
class _Reading:
    """A phrase with what its own words tell: the class (none where the page must tell it) and the named type."""

    phrase: _Phrase
    goods_class: str | None
    designation: str | None = None
    design: str | None = None
    doubtful: bool = False


def _read(phrase: _Phrase) -> _Reading:
    term, name = phrase.term, phrase.name
    earlier = [m.term.goods_class for m in phrase.matches if m.term and m is not term and m.term.kind is TermKind.GOODS]
    if phrase.unit and phrase.unit.term and phrase.unit.term.goods_class != "weapons" and not earlier:
        earlier = [phrase.unit.term.goods_class] if phrase.unit.term.kind is TermKind.GOODS else []
    if name is None:
        return _Reading(phrase, _by_term(term, earlier[-1] if earlier else None))
    entry = next((e for e in name.named if term and term.term and _akin(e.goods_class, term.term.goods_class)), None)
    entry = entry or (name.named[0] if name.named else None)
    named_class = entry.goods_class if entry else (earlier[-1] if earlier else None)
    goods_class = named_class if term is None else _by_term(term, named_class)
    doubtful = name.shy and bool(name.named) and not _supported(entry.goods_class if entry else None, term)
    if entry is not None and goods_class is not None and not _keeps_name(entry.goods_class, goods_class):
        return _Reading(phrase, goods_class)
    designation = (
        name.designation
        if entry is None or name.designation not in {e.designation for e in name.named}
        else entry.designation
    )
    return _Reading(phrase, goods_class, designation, entry.design if entry else None, doubtful)


def _by_term(match: Match | None, known: str | None) -> str | None:
    """The class of a head noun, with what its modifiers say."""
    if match is None or match.term is None:
        return known
    term = match.term
    if known is None:
        return (
            None if term.kind in {TermKind.VAGUE, TermKind.SHY, TermKind.CONTAINER, TermKind.UNIT} else term.goods_class
        )
    if term.kind in {TermKind.PART, TermKind.SHY}:
        return term.goods_class
    if term.kind is not TermKind.GOODS:
        return term.standing_for(known) or term.goods_class
    if known.startswith(term.goods_class + ".") or (term.goods_class == "weapons" and term.text not in {"body armour"}):
        return known
    if term.goods_class == "missile":
        return _MISSILES_OF.get(known, "missile")
    return term.goods_class


_MISSILES_OF: Final = {"air-defence.system": "missile.air-defence", "sensor": "missile"}
_FIREPOWER: Final = (
    "missile",
    "rocket",
    "artillery",
    "munition",
    "air-defence",
    "uav",
    "aircraft",
    "satellite",
    "ship",
    "naval-weapon",
)


def _akin(one: str, other: str) -> bool:
    return one.partition(".")[0] == other.partition(".")[0]


def _keeps_name(named: str, goods_class: str) -> bool:
    """Whether goods of this class still bear the name: Grad rockets do, engines for the Su-30 do not."""
    arms = {"missile", "rocket", "artillery", "munition", "air-defence"}
    tops = {named.partition(".")[0], goods_class.partition(".")[0]}
    return (
        len(tops) == 1
        or tops <= arms
        or tops <= {"uav", "aircraft", "missile"}
        or "weapons" in tops
        or tops <= {"ship", "armour", "uav"}
    )


def _supported(named: str | None, term: Match | None) -> bool:
    """Whether the noun beside a name that is also a word makes it a type of goods."""
    if term is None or term.term is None or named is None:
        return False
    return term.term.kind is not TermKind.GOODS or _keeps_name(named, term.term.goods_class)


# ------------------------------------------------------------------------------------------------------ mentions


def _mentions(text: str, sentences: Sequence[Sentence], phrases: Sequence[_Phrase]) -> list[GoodsMention]:
    """The mentions of a page: sure ones, then those for which the page must vouch."""
    readings = [_read(phrase) for phrase in phrases]
    vouched = {r.designation for r in readings if r.designation and not r.doubtful}
    sure = [n for n, r in enumerate(readings) if r.goods_class is not None and not r.doubtful]
    found: list[GoodsMention] = []
    for n, reading in enumerate(readings):
        sentence = sentences[reading.phrase.sentence]
        if reading.doubtful and not _vouched(sentence, reading, vouched, bool(sure)):
            continue
        settled = reading if reading.goods_class is not None else _by_page(sentence, readings, sure, n)
        if settled is not None and settled.goods_class is not None:
            found.append(_mention(text, sentence, settled))
    return found


def _vouched(sentence: Sentence, reading: _Reading, known: set[str | None], goods_told: bool) -> bool:
    """Whether a word that is also a type's name is one here: the page told so, or it stands as a thing among goods."""
    if reading.designation in known:
        return True
    first, last = reading.phrase.first, reading.phrase.last
    tokens = sentence.tokens
    names = [tokens[i] for i in (first - 1, last + 1) if 0 <= i < len(tokens) and tokens[i].upos == "PROPN"]
    if not goods_told or names or first == 0:
        return False
    before = tokens[first - 1]
    return before.upos in {"DET", "NUM", "ADJ"} or is_number(before.text) or reading.phrase.matches[0].plural


def _by_page(sentence: Sentence, readings: Sequence[_Reading], sure: Sequence[int], at: int) -> _Reading | None:
    """A vague noun with the class, and where it is definite the name, of what the page told before, else later."""
    phrase = readings[at].phrase
    match = phrase.term or phrase.matches[-1]
    if match.term is None:
        return None
    shy = match.term.kind is TermKind.SHY
    if shy and not any(readings[n].phrase.sentence == phrase.sentence for n in sure):
        return None
    definite, counted = _is_definite(sentence, phrase), _quantity(sentence, phrase) is not None
    if not (definite or counted or shy or match.term.text in _STANDS_BARE or _is_new(sentence, phrase)):
        return None
    for n in [*sorted((n for n in sure if n < at), reverse=True), *(n for n in sure if n > at)]:
        other = readings[n]
        as_class = match.term.standing_for(other.goods_class or "")
        if as_class is None or (shy and match.term.kind is TermKind.SHY):
            continue
        same = definite or match.term.kind is TermKind.CONTAINER
        if not _keeps_name(other.goods_class or "", as_class):
            same = False
        return replace(
            readings[at],
            goods_class=as_class,
            designation=readings[at].designation or (other.designation if same else None),
            design=readings[at].design or (other.design if same else None),
        )
    return replace(readings[at], goods_class=match.term.goods_class) if shy else None


_STANDS_BARE: Final = frozenset(
    {
        "round",
        "launcher",
        "gun",
        "battery",
        "interceptor",
        "projectile",
        "fire unit",
        "mine",
        "fighter",
        "bomber",
        "SAM",
    }
)


def _mention(text: str, sentence: Sentence, reading: _Reading) -> GoodsMention:
    phrase = reading.phrase
    quantity = _quantity(sentence, phrase)
    start, _ = _modifiers(sentence, phrase.first)
    span = Span(sentence.tokens[start].span.start, max(m.span.end for m in phrase.matches))
    item = Item(
        text[span.start : span.end],
        reading.goods_class or "weapons",
        reading.designation,
        quantity.value if quantity else None,
        quantity.approximate if quantity else False,
        span,
    )
    carried = _carrier(sentence, phrase)
    definite = _is_definite(sentence, phrase)
    generic = quantity is None and reading.designation is None and not definite and not _has_article(sentence, phrase)
    return GoodsMention(
        item,
        span,
        phrase.sentence,
        phrase.head,
        phrase.unit.last if phrase.unit else phrase.head,
        reading.design,
        carried is not None,
        carried or sentence.tokens[phrase.head].lemma.lower(),
        phrase.matches[-1].plural if phrase.term is None else phrase.term.plural,
        generic,
        definite,
    )


def _carrier(sentence: Sentence, phrase: _Phrase) -> str | None:
    """The lemma of the noun that the goods only qualify ("missile strike", "the drone's range"), none where they head."""
    tokens = sentence.tokens
    after = tokens[phrase.last + 1 : phrase.last + 3]
    if (
        len(after) == 2
        and after[0].text == "-"
        and after[0].span.start == tokens[phrase.last].span.end
        and after[1].upos != "NUM"
    ):
        return after[1].lemma.lower()
    token = tokens[phrase.last if phrase.unit is None else phrase.unit.last]
    above = tokens[token.head]
    qualifies = token.relation in {"compound", "amod", "nmod:poss", "nmod:unmarked"} or (
        token.relation == "nmod" and _adjacent(phrase, token.head)
    )
    if qualifies and token.head > phrase.last and above.upos in {"NOUN", "PROPN", "VERB", "ADJ"}:
        return above.lemma.lower()
    return None


def _adjacent(phrase: _Phrase, head: int) -> bool:
    return head == phrase.last + 1


# ----------------------------------------------------------------------------------------- determiners and number


def _modifiers(sentence: Sentence, first: int) -> tuple[int, int]:
    """Where the phrase starts behind its determiner and number, and the token before it (-1 where there is none)."""
    tokens, i = sentence.tokens, first - 1
    while i >= 0 and first - i <= 8 and _is_modifier(tokens, i, first):
        i -= 1
    return i + 1, i


def _is_modifier(tokens: Sequence[Token], i: int, first: int) -> bool:
    token = tokens[i]
    if token.text in {"-", "–", "'", '"', "“", "”", "‘", "’"}:
        return (
            i > 0 and tokens[i - 1].upos in {"ADJ", "NOUN", "PROPN", "ADV", "NUM", "VERB"} and token.text in {"-", "–"}
        )
    if is_number(token.text) or token.upos == "NUM":
        return _is_measure(tokens, i)
    if token.upos in {"ADJ", "NOUN", "PROPN", "X"} or (token.upos in {"VERB", "ADV"} and _hyphened(tokens, i)):
        return i < token.head <= first + 12 and token.relation.partition(":")[0] in {
            "amod",
            "compound",
            "nmod",
            "flat",
            "nummod",
            "advmod",
            "obl",
            "goeswith",
        }
    return token.xpos in {"VBN", "VBG"} and token.relation == "amod" and token.head > i


def _hyphened(tokens: Sequence[Token], i: int) -> bool:
    return any(0 <= j < len(tokens) and tokens[j].text == "-" for j in (i - 1, i + 1))


def _is_measure(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number measures the goods and does not count them: a calibre, a weight, a range."""
    after = tokens[i + 1 : i + 3]
    words = [t.text.lower().rstrip(".") for t in after]
    if words and words[0] in _MEASURES:
        return True
    hyphened = bool(words) and words[0] in {"-", "/"} and after[0].span.start == tokens[i].span.end
    return hyphened and len(words) > 1 and not is_number(words[1]) and not words[1][:1].isdigit()


def _quantity(sentence: Sentence, phrase: _Phrase) -> Quantity | None:
    """The number told before the phrase, or before the unit that counts it."""
    if phrase.unit is not None and not _unit_counts(phrase.unit):
        return _number_before(sentence, phrase.matches[0].first)
    own = _number_before(sentence, phrase.first)
    return own


def _unit_counts(unit: Match) -> bool:
    return unit.term is not None and (unit.term.kind is TermKind.UNIT or unit.term.kind is TermKind.VAGUE)


def _number_before(sentence: Sentence, first: int) -> Quantity | None:
    tokens = sentence.tokens
    _, i = _modifiers(sentence, first)
    while i >= 0 and (
        tokens[i].text.lower() in _DETERMINERS | _NEW or (tokens[i].upos == "ADJ" and tokens[i].head >= i)
    ):
        if is_number(tokens[i].text):
            break
        i -= 1
    if i > 0 and tokens[i].text.lower() == "of" and is_number(tokens[i - 1].text):
        i -= 1
    if i < 0 or not is_number(tokens[i].text) or _is_year(tokens, i):
        return None
    start = i
    while start > 0 and i - start < 10 and not _ends_number(tokens[start - 1]):
        start -= 1
    return read_quantity([t.text for t in tokens[start : i + 1]])


def _ends_number(token: Token) -> bool:
    return token.upos in {"VERB", "AUX", "SCONJ"} or (token.upos == "PUNCT" and token.text not in {"-", "–"})


def _is_year(tokens: Sequence[Token], i: int) -> bool:
    year = re.fullmatch(r"(?:19|20)\d\d", tokens[i].text)
    return bool(year) and i > 0 and tokens[i - 1].text.lower() in {"in", "since", "of", "by", "from", "until", "the"}


def _is_definite(sentence: Sentence, phrase: _Phrase) -> bool:
    """Whether the phrase points to goods told of before: "the missiles", "these weapons", "its launchers"."""
    return any(t.text.lower() in _DETERMINERS for t in _before(sentence, phrase))


def _has_article(sentence: Sentence, phrase: _Phrase) -> bool:
    return any(t.text.lower() in {"a", "an", "any", "no", "some", "every", "each"} for t in _before(sentence, phrase))


def _is_new(sentence: Sentence, phrase: _Phrase) -> bool:
    return any(t.text.lower() in _NEW for t in _before(sentence, phrase))


def _before(sentence: Sentence, phrase: _Phrase) -> tuple[Token, ...]:
    """The tokens of the phrase before its goods words, back to its determiner."""
    tokens = sentence.tokens
    i = phrase.first
    while (
        i > 0
        and phrase.first - i < 8
        and tokens[i - 1].upos in {"ADJ", "NUM", "NOUN", "PROPN", "ADV", "PUNCT", "X"}
        and tokens[i - 1].text not in {",", ";", ":", ".", "(", ")"}
    ):
        i -= 1
    return tokens[max(0, i - 1) : phrase.first]


# -------------------------------------------------------------------------------------------------------- chains


def _chained(mentions: Sequence[GoodsMention]) -> tuple[GoodsMention, ...]:
    """The mentions, each with the first of the same goods on the page."""
    found: list[GoodsMention] = []
    for mention in mentions:
        earlier = _earlier(found, mention)
        chain = None if earlier is None else (found[earlier].chain if found[earlier].chain is not None else earlier)
        found.append(replace(mention, chain=chain))
    return tuple(found)


def _earlier(found: Sequence[GoodsMention], mention: GoodsMention) -> int | None:
    for n in range(len(found) - 1, -1, -1):
        if _same_goods(found[n], mention):
            return n
    return None


def _same_goods(one: GoodsMention, later: GoodsMention) -> bool:
    """Whether a later mention can be the same goods: a class that agrees, no other name, no other number."""
    if not compatible(one.item.goods_class, later.item.goods_class) and not (
        later.item.goods_class == "weapons" and later.definite
    ):
        return False
    names = {one.item.designation, later.item.designation} - {None}
    if len(names) > 1:
        return False
    numbers = {m.item.quantity for m in (one, later)} - {None}
    return len(numbers) < 2 and (len(names) == 1 or later.definite or one.head_lemma == later.head_lemma)
