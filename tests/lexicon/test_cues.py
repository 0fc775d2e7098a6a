"""Every row of the table of cues is recognised by the parser in its own example, and not in its counter-example."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.claims.governing import links
from onrecord.claims.operators import cue_at
from onrecord.claims.tree import Tree
from onrecord.language import parse
from onrecord.lexicon.cues import Operator
from onrecord.lexicon.stances import words_of
from onrecord.lexicon.tables import read_table
from onrecord.records import Span

ROWS = tuple(read_table("cues"))


@cache
def parsed(column: str) -> dict[str, tuple[Tree, ...]]:
    """The sentences of a column, parsed at once."""
    text, spans = "", {}
    for row in ROWS:
        if row[column]:
            spans[row[column]] = Span(len(text), len(text) + len(row[column]))
            text += row[column] + "\n"
    trees = [Tree(n, sentence) for n, sentence in enumerate(parse(text, list(spans.values())))]
    return {words: tuple(t for t in trees if span.covers(t.sentence.span)) for words, span in spans.items()}


def met(tree: Tree, i: int, row: dict[str, str]) -> bool:
    """Whether a token is a row's cue."""
    lemma, *below = row["cue"].split()
    if row["pos"] == "adverb" or (row["pos"] == "adj" and tree.base(i) == "amod"):
        return lemma in {tree.lower[i], tree.lemma(i)}
    cue = cue_at(tree, i)
    return cue is not None and (cue.lemma, list(cue.below), cue.pos) == (lemma, below, row["pos"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['cue']}-{row['pos']}")
def test_example(row: dict[str, str]) -> None:
    trees = parsed("example")[row["example"]]
    assert any(met(tree, i, row) for tree in trees for i in range(len(tree.tokens)))


@pytest.mark.parametrize("row", [r for r in ROWS if r["counter"]], ids=lambda row: f"{row['cue']}-{row['pos']}")
def test_counter_example(row: dict[str, str]) -> None:
    for tree in parsed("counter")[row["counter"]]:
        for i in range(len(tree.tokens)):
            cue = cue_at(tree, i)
            governed = [c for c in tree.children(i, "obj", "ccomp", "xcomp") if cue and links(tree, c, i, cue)]
            assert not (met(tree, i, row) and governed)


def test_rows_are_well_formed() -> None:
    keys = [(row["cue"], row["pos"]) for row in ROWS]
    assert len(keys) == len(set(keys))
    assert {row["operator"] for row in ROWS} <= {o.value for o in Operator}
    assert {row["frame"] for row in ROWS} <= {"that", "to", "of", "obj", "whether", "clause", "about", "in"}


def test_classes_of_words_stand_in_their_examples() -> None:
    for row in read_table("stances"):
        assert row["word"] in row["example"].lower(), row
        assert row["word"] in words_of(row["class"])


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        words_of("nothing of the kind")
