"""What goods a page names: phrases with class, type and number, and which of them are the same goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from onrecord.claims.goods_classes import Reading, read_phrase, settle
from onrecord.claims.goods_counts import phrase_quantity, phrase_start
from onrecord.claims.goods_matches import Match, find_again, find_matches
from onrecord.claims.goods_phrases import (
    Phrase,
    belongs_to,
    carried_by,
    find_phrases,
    is_definite,
    is_indefinite,
    is_new,
    stands_for_goods,
)
from onrecord.claims.quantities import is_number, read_quantity
from onrecord.lexicon.goods import Named, TermKind, compatible
from onrecord.lexicon.predicates import senses_of
from onrecord.records import Article, Item, Sentence, Span

_NOMINAL: Final = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "conj", "appos", "root", "xcomp", "nmod"})
_HARMS: Final = frozenset("die kill wound injure hurt arrest detain survive marry be say tell".split())
_INTENDS: Final = frozenset("plan expect promise need want build buy due follow".split())
_MORE: Final = frozenset({"more", "others", "further", "additional"})
_LEFT: Final = frozenset({"other", "remaining", "earlier", "first", "last", "further", "additional", "another"})
_THEM: Final = frozenset({"them", "these", "those"})
_ORDINALS: Final = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())


@dataclass(frozen=True, slots=True)
class GoodsMention:
    """A phrase that names goods, with its place in the parse.

    ``head`` is the token that heads the goods ("missiles", "TB2s"), ``top`` the one above it that counts or holds them
    ("batteries of", "a truckload of"), else the same; ``design`` the country of design, which is no supplier. A
    ``carrier`` only qualifies another noun ("missile strike"), whose lemma is ``head_lemma``. ``chain`` is the index of
    the page's first mention of the same goods, none where this is the first; ``elliptic`` stands without a noun ("two
    more").
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
    new: bool = False
    elliptic: bool = False
    chain: int | None = None


def find_goods(article: Article, sentences: Sequence[Sentence]) -> tuple[GoodsMention, ...]:
    """The goods that a page names, in the text's order.

    1. match     words of the tables, types that no table knows
    2. phrase    matches side by side, or a unit and what it counts, as one
    3. classify  by noun and name, vague nouns by what the page tells of elsewhere
    4. count     the number before the phrase
    5. chain     later mentions to the first of the same goods
    """
    phrases = _phrases(article.text, sentences, _matches(article.text, sentences))
    readings = settle(sentences, [read_phrase(phrase) for phrase in phrases])
    mentions = [_mention(article.text, sentences[r.phrase.sentence], r) for r in readings]
    mentions = _apposed(sentences, mentions)
    mentions.extend(_elliptic(article.text, sentences, mentions))
    return _chained(sorted(mentions, key=lambda m: m.span))


def _matches(text: str, sentences: Sequence[Sentence]) -> list[tuple[Match, ...]]:
    """The matches of each sentence; a type that no table knows is found again wherever the page names it."""
    found = [find_matches(text, sentence) for sentence in sentences]
    known: dict[str, Named] = {}
    for matches in found:
        for left, right in pairwise(matches):
            for name, noun in ((left, right), (right, left)):
                if name.designation and not name.named and noun.term is not None:
                    entry = Named(name.designation, noun.term.goods_class, None, name.designation, False, False)
                    known.setdefault(name.designation, entry)
    if not known:
        return found
    return [find_again(text, s, m, known) for s, m in zip(sentences, found, strict=True)]


def _phrases(text: str, sentences: Sequence[Sentence], matches: Sequence[tuple[Match, ...]]) -> list[Phrase]:
    lines = [find_phrases(i, sentence, matches[i]) for i, sentence in enumerate(sentences)]
    told = frozenset(_parts_told(sentences, lines))
    arms = any(p.term and p.term.term and p.term.term.kind is TermKind.GOODS for line in lines for p in line)
    return [
        phrase
        for sentence, line in zip(sentences, lines, strict=True)
        for n, phrase in enumerate(line)
        if stands_for_goods(sentence, phrase, line[n + 1] if n + 1 < len(line) else None, told)
        or (arms and _is_passed_knowledge(sentence, phrase))
    ]


def _is_passed_knowledge(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a bare "know-how" or "licence" is what a verb of giving passes on."""
    term = phrase.term.term if phrase.term is not None else None
    return term is not None and term.goods_class == "technology" and _governed_by_goods_verb(sentence, phrase.head)


def _parts_told(sentences: Sequence[Sentence], lines: Sequence[Sequence[Phrase]]) -> Iterator[str]:
    """The parts ("engine", "module") that the page names beside the goods that they belong to."""
    for sentence, line in zip(sentences, lines, strict=True):
        for n, phrase in enumerate(line):
            term = phrase.term.term if phrase.term is not None else None
            if term is None:
                continue
            beside = len(phrase.matches) > 1 or (n + 1 < len(line) and belongs_to(sentence, phrase, line[n + 1]))
            if term.kind is TermKind.GOODS or (term.kind is TermKind.PART and beside):
                yield term.text.split()[-1] if term.kind is TermKind.GOODS else term.text


def _mention(text: str, sentence: Sentence, reading: Reading) -> GoodsMention:
    phrase = reading.phrase
    quantity = phrase_quantity(sentence, phrase)
    start = phrase_start(sentence, phrase.first)
    span = Span(sentence.tokens[start].span.start, max(m.span.end for m in phrase.matches))
    goods_class = reading.goods_class or "weapons"
    value, approximate = (quantity.value, quantity.approximate) if quantity else (None, False)
    item = Item(text[span.start : span.end], goods_class, reading.designation, value, approximate, span)
    carrier, definite = carried_by(sentence, phrase), is_definite(sentence, phrase)
    bare = quantity is None and reading.designation is None and not definite
    return GoodsMention(
        item,
        span,
        phrase.sentence,
        phrase.head,
        phrase.unit.last if phrase.unit is not None else phrase.head,
        reading.design,
        carrier is not None,
        carrier or sentence.tokens[phrase.head].lemma.lower(),
        (phrase.term or phrase.matches[-1]).plural,
        bare and not is_indefinite(sentence, phrase),
        definite,
        is_new(sentence, phrase),
    )


# ----------------------------------------------------------------------------------- what is told of one thing twice


def _apposed(sentences: Sequence[Sentence], mentions: Sequence[GoodsMention]) -> list[GoodsMention]:
    """The mentions, those that say what another is ("nine drones, Wing Loong IIs") sharing class, name and number."""
    found = list(mentions)
    for n in range(len(found) - 1):
        one, other = found[n], found[n + 1]
        if one.sentence == other.sentence and _say_one(sentences[one.sentence], one, other):
            found[n], found[n + 1] = _shared(one, other), _shared(other, one)
    return found


def _say_one(sentence: Sentence, one: GoodsMention, other: GoodsMention) -> bool:
    if not compatible(one.item.goods_class, other.item.goods_class) or one.carrier or other.carrier:
        return False
    tokens = sentence.tokens
    if tokens[other.head].relation == "appos" and tokens[other.head].head in {one.head, one.top}:
        return True
    copula = any(t.relation == "cop" and t.head == other.head for t in tokens)
    return copula and tokens[one.top].head == other.head and tokens[one.top].relation == "nsubj"


def _shared(one: GoodsMention, other: GoodsMention) -> GoodsMention:
    a, b = one.item, other.item
    narrow = a.goods_class if a.goods_class.startswith(b.goods_class) else b.goods_class
    if a.quantity is not None or b.quantity is None:
        number = (a.quantity, a.approximate)
    else:
        number = (b.quantity, b.approximate)
    item = Item(a.text, narrow, a.designation or b.designation, number[0], number[1], a.span)
    return replace(one, item=item, design=one.design or other.design)


def _elliptic(text: str, sentences: Sequence[Sentence], mentions: Sequence[GoodsMention]) -> Iterator[GoodsMention]:
    """Numbers that stand for goods told of just before, where the verb tells of goods: "two more", "the other 14"."""
    for index, sentence in enumerate(sentences):
        for i in range(len(sentence.tokens)):
            span = _bare_number(sentence, i)
            if span is None or not _governed_by_goods_verb(sentence, i):
                continue
            first, last = span
            whole = Span(sentence.tokens[first].span.start, sentence.tokens[last].span.end)
            model = _model(mentions, index, whole)
            if model is not None:
                yield _without_noun(text, sentence, index, i, whole, model)


def _bare_number(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The first and last token of "two more", "the other 14", "six of them", "a third" with no noun behind."""
    tokens = sentence.tokens
    if tokens[i].relation not in _NOMINAL:
        return None
    word = tokens[i].text.lower()
    before = tokens[i - 1].text.lower() if i else ""
    ahead = [t.text.lower() for t in tokens[i + 1 : i + 4]] + ["", "", ""]
    nouns = [t.upos in {"NOUN", "PROPN", "NUM", "ADJ"} for t in tokens[i + 1 : i + 4]] + [False] * 3
    number = is_number(word) and word != "one"
    if word in _MORE and is_number(before) and not nouns[0]:
        return i - 1, i
    if number and ahead[0] in _MORE and not nouns[1]:
        return i, i + 1
    if number and ahead[0] == "of" and ahead[1] in _THEM and not nouns[2]:
        return i, i + 2
    if nouns[0] or ahead[0] in {"of", "-", "percent", "per"}:
        return None
    if number and before in _LEFT:
        return i - 1, i
    spelled = tokens[i].upos == "NUM" and word.isalpha() and tokens[i].relation in {"obj", "nsubj:pass"}
    ordinal = word in _ORDINALS and before in {"a", "the", "no"}
    return (i, i) if (number and spelled) or ordinal else None


def _governed_by_goods_verb(sentence: Sentence, i: int) -> bool:
    above = sentence.tokens[sentence.tokens[i].head]
    if i and sentence.tokens[i - 1].text.lower() in _LEFT and above.lemma.lower() not in _HARMS:
        return True
    if above.lemma.lower() in _INTENDS:
        return True
    senses = (*senses_of("verb", above.lemma.lower()), *senses_of("noun", above.lemma.lower()))
    return any(sense.needs in {"goods", "subject"} for sense in senses)


def _model(mentions: Sequence[GoodsMention], sentence: int, span: Span) -> GoodsMention | None:
    """The goods that a bare number stands for: the last ones told of, at most two sentences back."""
    before = [m for m in mentions if m.span.end <= span.start and sentence - m.sentence <= 2 and not m.carrier]
    if any(m.span.overlaps(span) for m in mentions):
        return None
    return before[-1] if before else None


def _without_noun(
    text: str, sentence: Sentence, index: int, head: int, span: Span, model: GoodsMention
) -> GoodsMention:
    quantity = read_quantity(text[span.start : span.end].replace(" more", "").split())
    value, approximate = (quantity.value, quantity.approximate) if quantity else (None, False)
    words = text[span.start : span.end]
    item = Item(words, model.item.goods_class, model.item.designation, value, approximate, span)
    return replace(
        model, item=item, span=span, sentence=index, head=head, top=head, head_lemma=model.head_lemma,
        plural=(value or 0) > 1, generic=False, definite=False, new=True, elliptic=True, chain=None,
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------------- chains


def _chained(mentions: Sequence[GoodsMention]) -> tuple[GoodsMention, ...]:
    """The mentions, each with the first of the same goods on the page."""
    found: list[GoodsMention] = []
    names: dict[int, str] = {}
    for mention in mentions:
        earlier = next((n for n in range(len(found) - 1, -1, -1) if _same_goods(found, names, n, mention)), None)
        root = len(found) if earlier is None else _root(found, earlier)
        if mention.item.designation is not None:
            names.setdefault(root, mention.item.designation)
        found.append(replace(mention, chain=None if earlier is None else root))
    return tuple(found)


def _root(found: Sequence[GoodsMention], n: int) -> int:
    chain = found[n].chain
    return n if chain is None else chain


def _same_goods(found: Sequence[GoodsMention], names: dict[int, str], n: int, later: GoodsMention) -> bool:
    """Whether a later mention can be the same goods: a class that agrees, no other name, no other number."""
    one, name = found[n], later.item.designation
    agrees = compatible(one.item.goods_class, later.item.goods_class)
    if later.new or not (agrees or (later.item.goods_class == "weapons" and later.definite)):
        return False
    told = names.get(_root(found, n))
    if name is not None and told is not None:
        return name == told and _numbers_agree(one, later)
    if not _numbers_agree(one, later):
        return False
    alike = one.head_lemma == later.head_lemma and one.carrier == later.carrier
    return alike or (later.definite and name is None)


def _numbers_agree(one: GoodsMention, later: GoodsMention) -> bool:
    return len({m.item.quantity for m in (one, later)} - {None}) < 2
