"""The recipe: what can be told without training, and a tiny training where its requirements are installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.augment import write
from training.scoring import Tally, Word, triples

from onrecord.language.pieces import case_kind


def test_our_own_sentences_are_trees_and_repeat() -> None:
    paragraphs = write(400, seed=3)
    for sentence in (s for p in paragraphs for s in p.sentences):
        assert sum(word.head == 0 for word in sentence) == 1
        for at in range(len(sentence)):
            seen, node = set(), at
            while sentence[node].head:
                assert node not in seen, [w.form for w in sentence]
                seen.add(node)
                node = sentence[node].head - 1
    assert write(400, seed=3) == paragraphs
    assert write(400, seed=4) != paragraphs


def test_a_speaker_and_their_words_make_a_triple() -> None:
    words = [
        Word((0, 4), "Kyiv", "PROPN", "NNP", 1, "nsubj", True),
        Word((4, 8), "say", "VERB", "VBD", -1, "root", False),
        Word((8, 10), "it", "PRON", "PRP", 3, "nsubj", False),
        Word((10, 14), "sink", "VERB", "VBD", 1, "ccomp", False),
    ]
    assert triples(words) == {((4, 8), (0, 4), (10, 14))}
    tally = Tally()
    tally.add(words, words)
    assert tally.report()["las"] == 100.0
    assert tally.report()["attribution"] == 100.0
    tally.add(words, words[:2])
    assert tally.report()["las"] < 100.0


@pytest.mark.parametrize(
    ("form", "kind"), [("kyiv", 1), ("Kyiv", 3), ("NATO", 5), ("McRoe", 7), ("F-16", 9), ("—", 11)]
)
def test_ways_of_writing(form: str, kind: int) -> None:
    assert (case_kind(form, True), case_kind(form, False)) == (kind, kind - 1)


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("torch", "onnx", "safetensors")),
    reason="training/requirements.txt is not installed",
)
def test_a_tiny_model_goes_the_whole_road(tmp_path: Path) -> None:
    from training.check import LEAST_TREES, train_tiny

    assert train_tiny(tmp_path) >= LEAST_TREES
    assert {p.name for p in tmp_path.iterdir()} == {
        "careful.onnx",
        "labels.json",
        "lemmas.json",
        "manifest.json",
        "pieces.npz",
        "quick.onnx",
        "vocabulary.txt",
    }
