"""Scores from raw text after the CoNLL 2018 shared task: words are matched by their characters, then compared."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.treebanks import Paragraph

SPEECH = frozenset(
    "say tell report claim deny announce confirm state add warn argue believe think suggest insist allege admit "
    "explain note declare reveal estimate expect predict acknowledge assert maintain indicate write reply respond "
    "promise hope fear know conclude find show hear learn agree accuse".split()
)
"""The verbs whose speaker and words make an attribution triple."""
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


@dataclass(frozen=True)
class Word:
    """A word of a paragraph: the characters it takes (blanks not counted), its analysis, its head in the paragraph."""

    span: tuple[int, int]
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    starts: bool


def universal(relation: str) -> str:
    """A relation without its subtype."""
    return relation.split(":", 1)[0]


def gold_words(paragraph: Paragraph) -> list[Word]:
    """A paragraph as annotated."""
    words: list[Word] = []
    at = base = 0
    for sentence in paragraph.sentences:
        for number, w in enumerate(sentence):
            size = len("".join(w.form.split()))
            head = base + w.head - 1 if w.head else -1
            words.append(Word((at, at + size), w.lemma, w.upos, w.xpos, head, w.relation, number == 0))
            at += size
        base += len(sentence)
    return words


def triples(words: Sequence[Word]) -> set[tuple[tuple[int, int], ...]]:
    """Attributions: (verb, speaker, head of what is said) for verbs of speech with a subject and a clause."""
    children: dict[int, list[int]] = collections.defaultdict(list)
    for at, word in enumerate(words):
        children[word.head].append(at)
    found: set[tuple[tuple[int, int], ...]] = set()
    for at, word in enumerate(words):
        if word.upos not in ("VERB", "AUX") or word.lemma.lower() not in SPEECH:
            continue
        said = [j for j in children[at] if universal(words[j].relation) == "ccomp"]
        if universal(word.relation) == "parataxis":
            said.append(word.head)
        for j in children[at]:
            if words[j].relation in _SUBJECTS:
                found.update((word.span, words[j].span, words[k].span) for k in said)
    return found


class Tally:
    """Counts over paragraphs, and the F1 figures made of them."""

    def __init__(self) -> None:
        self.counts: collections.Counter[str] = collections.Counter()
        self.relations: collections.Counter[tuple[str, str]] = collections.Counter()

    def add(self, gold: Sequence[Word], system: Sequence[Word]) -> None:
        """Compare one paragraph."""
        own = {word.span: at for at, word in enumerate(gold)}
        counts = self.counts
        counts["gold"] += len(gold)
        counts["system"] += len(system)
        for word in gold:
            self.relations[universal(word.relation), "gold"] += 1
        for word in system:
            self.relations[universal(word.relation), "system"] += 1
            if word.span in own:
                self._compare(gold, gold[own[word.span]], system, word)
        for name, find in (("sentence", _sentences), ("attribution", triples)):
            right, told = find(gold), find(system)
            counts[f"gold {name}"] += len(right)
            counts[f"system {name}"] += len(told)
            counts[name] += len(right & told)

    def _compare(self, gold: Sequence[Word], right: Word, system: Sequence[Word], told: Word) -> None:
        self.counts.update(
            word=1,
            upos=right.upos == told.upos,
            xpos=right.xpos == told.xpos,
            lemma=right.lemma.lower() == told.lemma.lower(),
        )
        if (gold[right.head].span if right.head >= 0 else None) == (system[told.head].span if told.head >= 0 else None):
            self.counts["uas"] += 1
            if universal(right.relation) == universal(told.relation):
                self.counts["las"] += 1
                self.relations[universal(right.relation), "both"] += 1

    def f1(self, name: str, group: str = "") -> float:
        """F1 of one measure in per cent."""
        total = self.counts[f"gold{group}"] + self.counts[f"system{group}"]
        return 200 * self.counts[name] / max(1, total)

    def report(
        self, relations: Iterable[str] = ("nsubj", "ccomp", "parataxis", "obl", "nmod", "appos", "root")
    ) -> dict[str, float]:
        """All figures."""
        figures = {name: self.f1(name) for name in ("word", "upos", "xpos", "lemma", "uas", "las")}
        figures |= {name: self.f1(name, f" {name}") for name in ("sentence", "attribution")}
        for name in relations:
            total = self.relations[name, "gold"] + self.relations[name, "system"]
            figures[name] = 200 * self.relations[name, "both"] / max(1, total)
        return {name: round(value, 2) for name, value in figures.items()} | {"triples": self.counts["gold attribution"]}


def _sentences(words: Sequence[Word]) -> set[tuple[int, int]]:
    starts = [at for at, word in enumerate(words) if word.starts or at == 0]
    return {(words[a].span[0], words[b - 1].span[1]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)}
