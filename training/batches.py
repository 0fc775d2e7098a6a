"""Gold sentences → batches: runs of neighbouring sentences, varied as the world varies them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from onrecord.language.network import Labels
from onrecord.language.pieces import Vocabulary, encode
from training.treebanks import GoldSentence, Paragraph

IGNORED = -100
_ROUND = 16
_CURLY = {"'": "’", "n't": "n’t", "'s": "’s", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'m": "’m"}


@dataclass(frozen=True)
class Recipe:
    """How chunks are drawn: the words of a batch, the most of a chunk, and how often it is varied in which way."""

    words: int = 4000
    chunk: int = 120
    lengths: tuple[int, ...] = (1, 1, 2, 3, 5, 8, 12)
    curly: float = 0.25
    no_stop: float = 0.03
    shout: float = 0.015
    headline: float = 0.02
    masked: float = 0.04


@dataclass
class Batch:
    """Arrays of B chunks of up to T pieces and W words; ``sentence`` numbers the words' sentences, -1 is padding.

    ``index`` lists the N true words among the B times W; the gold arrays hold those alone, in its order.
    """

    pieces: Tensor
    cases: Tensor
    first: Tensor
    mask: Tensor
    upos: Tensor
    xpos: Tensor
    head: Tensor
    relation: Tensor
    start: Tensor
    sentence: Tensor
    index: Tensor


Arrays = dict[str, npt.NDArray[Any]]
"""A batch before it is moved to where it is needed, by the names of ``Batch``."""


def moved(arrays: Arrays, device: str) -> Batch:
    """A batch on a device."""
    return Batch(**{name: torch.from_numpy(array).to(device) for name, array in arrays.items()})


def count_labels(paragraphs: Sequence[Paragraph], least: int = 5) -> Labels:
    """The tags and the relations of the training data, rare relations left out."""
    words = [word for paragraph in paragraphs for word in paragraph.words]
    relations: dict[str, int] = {}
    for word in words:
        relations[word.relation] = relations.get(word.relation, 0) + 1
    kept = tuple(sorted(name for name, count in relations.items() if count >= least or name == "root"))
    return Labels(tuple(sorted({w.upos for w in words})), tuple(sorted({w.xpos for w in words})), kept)


def draw_chunks(paragraphs: Sequence[Paragraph], recipe: Recipe, chance: random.Random) -> Iterator[list[GoldSentence]]:
    """Runs of neighbouring sentences that cover everything once."""
    for paragraph in paragraphs:
        at, sentences = 0, paragraph.sentences
        while at < len(sentences):
            most = chance.choice(recipe.lengths)
            chunk, size, at = [sentences[at]], len(sentences[at]), at + 1
            while at < len(sentences) and len(chunk) < most and size + len(sentences[at]) <= recipe.chunk:
                chunk.append(sentences[at])
                size, at = size + len(sentences[at]), at + 1
            if size <= 2 * recipe.chunk:
                yield [vary(sentence, recipe, chance) for sentence in chunk]


def vary(sentence: GoldSentence, recipe: Recipe, chance: random.Random) -> GoldSentence:
    """Other quotation marks, no full stop, capitals: what the web does to a sentence."""
    if chance.random() < recipe.curly:
        sentence = _with_quotes(sentence, chance.random() < 0.5)
    if chance.random() < recipe.no_stop and _stops_plainly(sentence):
        sentence = (*sentence[:-2], replace(sentence[-2], blank=True))
    draw = chance.random()
    if draw < recipe.shout:
        return tuple(replace(word, form=word.form.upper()) for word in sentence)
    if draw < recipe.shout + recipe.headline:
        return tuple(replace(w, form=w.form[:1].upper() + w.form[1:]) if len(w.form) > 3 else w for w in sentence)
    return sentence


def _stops_plainly(sentence: GoldSentence) -> bool:
    """Whether the last word is a full stop that nothing hangs from."""
    return len(sentence) > 2 and sentence[-1].form == "." and all(word.head != len(sentence) for word in sentence)


def _with_quotes(sentence: GoldSentence, curly: bool) -> GoldSentence:
    """All quotation marks and apostrophes curly, or all straight."""
    straight = {value: key for key, value in _CURLY.items()}
    words = []
    for word in sentence:
        form = (_CURLY if curly else straight).get(word.form, word.form)
        if word.xpos in ("``", "''") and form in ('"', "“", "”", "``", "''"):
            form = ("“" if word.xpos == "``" else "”") if curly else '"'
        words.append(replace(word, form=form))
    return tuple(words)


class Encoder:
    """Turns chunks into tensors."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels) -> None:
        self.vocabulary = vocabulary
        self._upos = {name: at for at, name in enumerate(labels.upos)}
        self._xpos = {name: at for at, name in enumerate(labels.xpos)}
        self._relation = {name: at for at, name in enumerate(labels.relation)}

    def relation(self, name: str) -> int:
        """The number of a relation, of its universal part where it is rare."""
        return self._relation.get(name, self._relation.get(name.split(":")[0], IGNORED))

    def batches(self, chunks: list[list[GoldSentence]], recipe: Recipe, chance: random.Random) -> Iterator[Arrays]:
        """Chunks of like length together, in random order."""
        keyed = sorted(((sum(map(len, c)) + chance.random() * 6, at) for at, c in enumerate(chunks)))
        groups: list[list[int]] = [[]]
        for size, at in keyed:
            if groups[-1] and (len(groups[-1]) + 1) * size > recipe.words:
                groups.append([])
            groups[-1].append(at)
        chance.shuffle(groups)
        for group in groups:
            yield self.batch([chunks[at] for at in group], recipe.masked, chance)

    def batch(self, chunks: list[list[GoldSentence]], masked: float, chance: random.Random) -> Arrays:
        """One batch; a share of the words is masked."""
        words = [[word for sentence in chunk for word in sentence] for chunk in chunks]
        encoded = [
            encode([w.form for w in own], [True, *(w.blank for w in own[:-1])], self.vocabulary) for own in words
        ]
        rows, width = len(chunks), _round(max(map(len, words)))
        length = _round(max(len(e.pieces) for e in encoded))
        pieces, cases = np.zeros((rows, length), np.int64), np.full((rows, length), 10, np.int64)
        first, mask = np.zeros((rows, width), np.int64), np.zeros((rows, length), bool)
        gold = {n: np.full((rows, width), IGNORED, np.int64) for n in ("upos", "xpos", "head", "relation", "start")}
        sentence = np.full((rows, width), -1, np.int64)
        for row, (chunk, own, e) in enumerate(zip(chunks, words, encoded, strict=True)):
            count, size = len(own), len(e.pieces)
            pieces[row, :size], cases[row, :size], mask[row, :size] = e.pieces, e.cases, True
            first[row, :count] = e.first
            ends = np.append(e.first[1:], size - 1)
            for at in range(count):
                if chance.random() < masked:
                    pieces[row, e.first[at] : ends[at]] = self.vocabulary.mask
            self._fill(gold, sentence, row, chunk)
        index = np.flatnonzero(sentence.ravel() >= 0)
        arrays = {n: a.ravel()[index] for n, a in gold.items()} | {"sentence": sentence, "index": index}
        arrays |= {"pieces": pieces, "cases": cases, "first": first, "mask": mask}
        return arrays

    def _fill(self, gold: Arrays, sentence: npt.NDArray[Any], row: int, chunk: list[GoldSentence]) -> None:
        at = 0
        for number, words in enumerate(chunk):
            end = at + len(words)
            gold["upos"][row, at:end] = [self._upos.get(w.upos, IGNORED) for w in words]
            gold["xpos"][row, at:end] = [self._xpos.get(w.xpos, IGNORED) for w in words]
            gold["relation"][row, at:end] = [self.relation(w.relation) for w in words]
            gold["head"][row, at:end] = [at + w.head if w.head else 0 for w in words]
            gold["start"][row, at:end] = 0
            gold["start"][row, at] = 1
            sentence[row, at:end] = number
            at = end


def _round(size: int) -> int:
    return -(-size // _ROUND) * _ROUND
