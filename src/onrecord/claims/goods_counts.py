"""How many goods a phrase tells of: the number before it, before its unit or behind it, and where the phrase starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.claims.goods_phrases import ARTICLES, DEFINITE, HYPHENS, NEW, ORDINALS, Phrase
from onrecord.claims.quantities import Quantity, is_number, read_quantity
from onrecord.lexicon.goods import TermKind
from onrecord.records import Sentence, Token

_MEASURES: Final = frozenset(
    (
        "mm cm millimetre millimeter millimetres millimeters inch inches pound pounds lb kg kilo kilos kilogram ton "
        "tonne kilogramme tonnes tons km kilometre kilometer kilometres kilometers mile miles metre meter metres "
        "meters calibre caliber year day month barrel seat stage wheel wheeled pounder kiloton megawatt tube strong "
        "percent % per times"
    ).split()
)
_MONTHS: Final = frozenset(
    "January February March April May June July August September October November December".split()
)
_NEGATIONS: Final = frozenset("not n't n’t no never without nobody none neither nor".split())
_LINKS: Final = frozenset({"amod", "compound", "nmod", "flat", "nummod", "advmod", "obl", "goeswith", "case", "dep"})
_CLUSTERS: Final = frozenset({"dozens", "scores", "hundreds", "thousands", "millions"})


def phrase_start(sentence: Sentence, first: int) -> int:
    """Where a phrase starts behind its determiner and its number."""
    tokens, i = sentence.tokens, first - 1
    while i >= 0 and first - i <= 9 and _is_modifier(tokens, i, first):
        i -= 1
    return i + 1


def _is_modifier(tokens: Sequence[Token], i: int, first: int) -> bool:
    token = tokens[i]
    if token.text in HYPHENS | {"/"}:
        return i > 0 and tokens[i - 1].upos not in {"PUNCT", "DET", "ADP"}
    if is_number(token.text) or token.upos == "NUM":
        return _is_measure(tokens, i)
    hyphened = any(0 <= j < len(tokens) and tokens[j].text in HYPHENS for j in (i - 1, i + 1))
    if token.text.lower() in DEFINITE | NEW | ARTICLES | ORDINALS:
        return hyphened and i + 1 < first
    if token.text in {"(", ")"}:
        return _is_bracketed(tokens, i)
    if token.upos in {"ADJ", "NOUN", "PROPN", "X"} or (hyphened and token.upos in {"VERB", "ADV", "ADP"}):
        linked = token.relation.partition(":")[0] in _LINKS or _is_bracketed(tokens, i)
        return linked and (i < token.head <= first + 12 or _is_bracketed(tokens, i))
    return token.xpos in {"VBN", "VBG"} and token.relation == "amod" and token.head > i


def _is_bracketed(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is part of a bracketed abbreviation ("Aerospace Industries (KAI)")."""
    for start in range(max(0, i - 2), i + 1):
        run = tokens[start : start + 3]
        if len(run) == 3 and run[0].text == "(" and run[2].text == ")" and run[1].text.isupper() and start + 2 >= i:
            return True
    return False


def _is_measure(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number measures the goods and does not count them: a calibre, a weight, a range."""
    after = tokens[i + 1 : i + 3]
    words = [t.text.lower().rstrip(".") for t in after]
    if words and words[0] in _MEASURES:
        return True
    hyphened = bool(words) and words[0] in {"-", "/"} and after[0].span.start == tokens[i].span.end
    return hyphened and len(words) > 1 and not is_number(words[1]) and not words[1][:1].isdigit()


def phrase_quantity(sentence: Sentence, phrase: Phrase) -> Quantity | None:
    """The number told before the phrase, or before the unit that counts it; what holds goods does not count them."""
    if phrase.unit is None:
        alone = phrase.matches[-1].term
        if alone is not None and alone.kind is TermKind.CONTAINER:
            return _number_behind(sentence, phrase.last)
        return _number_before(sentence, phrase.first) or _number_told_after(sentence, phrase)
    term = phrase.unit.term
    inner = _number_before(sentence, phrase.matches[0].first)
    if inner is None and term is not None and term.kind in {TermKind.UNIT, TermKind.VAGUE}:
        return _number_before(sentence, phrase.first)
    return inner


def _number_before(sentence: Sentence, first: int) -> Quantity | None:
    tokens = sentence.tokens
    i = _before_owner(tokens, phrase_start(sentence, first) - 1)
    while i >= 0 and not is_number(tokens[i].text) and (_may_follow_number(tokens[i]) or _is_article_of(tokens, i)):
        i -= 1
    if i > 0 and tokens[i].text.lower() == "of" and is_number(tokens[i - 1].text):
        i -= 1
    if i < 0 or not is_number(tokens[i].text) or _is_no_count(tokens, i):
        return None
    if i > 1 and tokens[i - 1].text.lower() == "of" and is_number(tokens[i - 2].text):
        i -= 0 if tokens[i - 2].text.lower() in _CLUSTERS else 2
    start = i
    while start > 0 and i - start < 10 and not _ends_number(tokens[start - 1]):
        start -= 1
    return read_quantity([t.text for t in tokens[start : i + 1]])


def _number_behind(sentence: Sentence, last: int) -> Quantity | None:
    """The number that a holder is told to hold, with no noun behind ("a first consignment of 14")."""
    tokens = sentence.tokens
    i = last + 1
    if i + 1 >= len(tokens) or tokens[i].text.lower() != "of":
        return None
    while i + 1 < len(tokens) and i - last < 5 and not is_number(tokens[i].text):
        i += 1
    noun = i + 1 < len(tokens) and tokens[i + 1].upos in {"NOUN", "PROPN", "ADJ"}
    return None if noun or not is_number(tokens[i].text) else read_quantity([t.text for t in tokens[last + 2 : i + 1]])


def _number_told_after(sentence: Sentence, phrase: Phrase) -> Quantity | None:
    """The number told behind the goods: "the Taurus, about 14 of them", "drones, two of which", "by the hundred"."""
    tokens = sentence.tokens
    words = [t.text.lower() for t in tokens[phrase.last + 1 : phrase.last + 16]]
    if words[:2] == ["by", "the"] and len(words) > 2 and is_number(words[2]):
        return read_quantity([words[2].rstrip("s") + "s"])
    for i in range(1, len(words) - 2):
        if words[i] in {";", "."}:
            return None
        if is_number(words[i]) and words[i + 1] == "of" and words[i + 2] in {"them", "which"}:
            near = words[0] == "," and i < 5
            subject = words[i + 2] == "them" and tokens[phrase.head].relation.startswith("nsubj")
            return read_quantity(words[max(0, i - 3) : i + 1]) if near or subject else None
    return None


def _before_owner(tokens: Sequence[Token], i: int) -> int:
    """The token before a maker's name that stands between number and goods ("20 Korea Aerospace (KAI) jets")."""
    start = i
    while i >= 0 and (tokens[i].upos == "PROPN" or tokens[i].text in {"(", ")"}) and tokens[i].text not in _MONTHS:
        i -= 1
    return i if i >= 0 and is_number(tokens[i].text) else start


def _may_follow_number(token: Token) -> bool:
    return token.text.lower() in DEFINITE | NEW | ORDINALS | {"or", "so", "odd"} or token.upos in {"ADJ", "ADV"}


def _is_article_of(tokens: Sequence[Token], i: int) -> bool:
    """Whether an article stands behind "of" ("600 of an improved version")."""
    return i > 0 and tokens[i].text.lower() in {"a", "an"} and tokens[i - 1].text.lower() == "of"


def _ends_number(token: Token) -> bool:
    return token.upos in {"VERB", "AUX", "SCONJ"} or (token.upos == "PUNCT" and token.text not in HYPHENS)


def _is_no_count(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number is a year, an amount of money, "two times more" or the one of "not one"."""
    if i > 0 and re.fullmatch(r"(?:19|20)\d\d", tokens[i].text):
        return tokens[i - 1].text.lower() in {"in", "since", "of", "by", "from", "until", "the", "-"}
    before = {t.text.lower() for t in tokens[max(0, i - 8) : i]}
    if tokens[i].text.lower() in {"one", "single"} and not _NEGATIONS.isdisjoint(before):
        return True
    return _is_measure(tokens, i) or (i > 0 and tokens[i - 1].text in {"$", "€", "£"})
