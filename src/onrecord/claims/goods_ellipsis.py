"""Numbers that stand for goods without naming them: "two more", "the other 14", "six of them", "a third"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from onrecord.claims.goods_mentions import GoodsMention
from onrecord.claims.quantities import is_number, read_quantity
from onrecord.lexicon.predicates import senses_of
from onrecord.records import Item, Sentence, Span

_NOMINAL: Final = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "conj", "appos", "root", "xcomp", "nmod"})
_HARMS: Final = frozenset("die kill wound injure hurt arrest detain survive marry be say tell".split())
_INTENDS: Final = frozenset("plan expect promise need want build buy due follow".split())
_MORE: Final = frozenset({"more", "others", "further", "additional"})
_LEFT: Final = frozenset({"other", "remaining", "earlier", "first", "last", "further", "additional", "another"})
_THEM: Final = frozenset({"them", "these", "those"})
_ORDINALS: Final = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())


def find_elliptic(text: str, sentences: Sequence[Sentence], mentions: Sequence[GoodsMention]) -> Iterator[GoodsMention]:
    """Numbers that stand for goods told of just before, where the verb tells of goods: "two more", "the other 14"."""
    for index, sentence in enumerate(sentences):
        for i in range(len(sentence.tokens)):
            span = _bare_number(sentence, i)
            if span is None or not is_governed_by_goods_verb(sentence, i):
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


def is_governed_by_goods_verb(sentence: Sentence, i: int) -> bool:
    """Whether a token is an argument of a verb or a noun that tells of goods: sold, ordered, the delivery of."""
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
