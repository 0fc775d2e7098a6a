"""The served parser against the test sets, from raw text."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.language import Pipeline, parse
from onrecord.language.weights import FOLDER
from onrecord.records import Sentence, Span
from training.scoring import Tally, Word, gold_words
from training.treebanks import Paragraph, read_treebank


def system_words(sentences: Sequence[Sentence]) -> list[Word]:
    """What the parser says of a paragraph, as the scorer wants it."""
    words: list[Word] = []
    at = 0
    for sentence in sentences:
        base = len(words)
        for number, token in enumerate(sentence.tokens):
            size = len("".join(token.text.split()))
            head = -1 if token.head == number else base + token.head
            span = (at, at + size)
            words.append(Word(span, token.lemma, token.upos, token.xpos, head, token.relation, number == 0))
            at += size
    return words


def score(paragraphs: Sequence[Paragraph], pipeline: Pipeline, folder: Path = FOLDER) -> dict[str, float]:
    """All figures of a pipeline on some paragraphs, with the words a second of processor time."""
    tally = Tally()
    began = time.process_time()
    parsed = [parse(p.text, [Span(0, len(p.text))], pipeline=pipeline, folder=folder) for p in paragraphs]
    spent = time.process_time() - began
    for paragraph, sentences in zip(paragraphs, parsed, strict=True):
        tally.add(gold_words(paragraph), system_words(sentences))
    return tally.report() | {"words": tally.counts["gold"], "words_per_second": round(tally.counts["gold"] / spent)}


def pooled_triples(paragraphs: Sequence[Paragraph], pipeline: Pipeline, folder: Path = FOLDER) -> float:
    """The F1 of the attribution triples over several sets together."""
    tally = Tally()
    for paragraph in paragraphs:
        parsed = parse(paragraph.text, [Span(0, len(paragraph.text))], pipeline=pipeline, folder=folder)
        tally.add(gold_words(paragraph), system_words(parsed))
    return round(tally.f1("attribution", " attribution"), 2)


def test_sets(folder: Path) -> Iterator[tuple[str, list[Paragraph]]]:
    """The test sets by name, the news of two of them apart."""
    pud, gum = (read_treebank(folder / f"{name}-test.conllu.gz") for name in ("pud", "gum-open"))
    yield "PUD", pud
    yield "PUD-news", [p for p in pud if p.document.startswith("n")]
    yield "GUM", gum
    yield "GUM-news", [p for p in gum if "_news_" in p.document]
    yield "EWT", read_treebank(folder / "ewt-test.conllu.gz")


def dev_sets(folder: Path) -> Iterator[tuple[str, list[Paragraph]]]:
    """The sets to tune on."""
    yield "EWT-dev", read_treebank(folder / "ewt-dev.conllu.gz")
    yield "GUM-dev", read_treebank(folder / "gum-open-dev.conllu.gz")
