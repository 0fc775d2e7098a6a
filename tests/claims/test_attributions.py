"""Every way in which news attributes, on any topic: source, cue and content, told apart by their words.

``cases/attributions.tsv`` holds one a row; in a content ``…`` parts stretches, in a text ``¶`` paragraphs. Rows whose
form stands in ``cases/attributions_missed.tsv`` are known misses, which fail here as soon as they are read rightly.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from benchmarks import attribution as benchmark

from onrecord.claims.attributed import Attribution, Held, Quoting
from onrecord.claims.attributions import find_attributions
from onrecord.claims.operators import cue_at
from onrecord.claims.tree import Tree
from onrecord.language import parse
from onrecord.lexicon.attributions import attributing_cues, held_by
from onrecord.lexicon.cues import Operator, cues_of
from onrecord.lexicon.tables import read_table
from onrecord.records import Position, Span

from .made import story_of

CASES = Path(__file__).parent / "cases"
ROWS = tuple(read_table("attributions"))


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line]


MISSED = dict(rows("attributions_missed.tsv"))


@cache
def read(text: str, headline: str = "") -> tuple[Attribution, ...]:
    story = story_of(text.replace("¶", "\n\n"), headline)
    return find_attributions(story.article, tuple(tree.sentence for tree in story.trees))


def words(text: str, spans: tuple[Span, ...], headline: str = "") -> str:
    story = story_of(text.replace("¶", "\n\n"), headline)
    return " … ".join(story.words(span) for span in spans)


def told(text: str, headline: str = "") -> list[tuple[str, str, str]]:
    return [
        (words(text, a.source, headline), words(text, a.cue, headline), words(text, a.content, headline))
        for a in read(text, headline)
    ]


@pytest.mark.parametrize("row", rows("attributions.tsv"), ids=lambda row: row[0])
def test_form(row: list[str], request: pytest.FixtureRequest) -> None:
    form, text, source, cue, content, held, quoting = row
    if form in MISSED:
        request.applymarker(pytest.mark.xfail(reason=MISSED[form], strict=True))
    found = told(text)
    assert (source, cue, content) in found
    one = read(text)[found.index((source, cue, content))]
    assert (one.held, one.quoting) == (Held(held), Quoting(quoting))


@pytest.mark.parametrize(
    "text",
    [
        "The baker added sugar to the bread.",
        "The oven was built in 1931 and cooled in May.",
        "The baker wrote two letters on Monday.",
        "The mayor stopped the baker from leaving.",
        'They bought a copy of "The Cold Oven" at the fair.',
        "The show is set to open in May.",
        "There was a risk of rain.",
        "The bread seems to be old.",
    ],
)
def test_nobody_is_said_to_hold_anything(text: str) -> None:
    assert told(text) == []


def test_one_within_the_other() -> None:
    text = "The paper wrote that the mayor believed that the baker had denied selling old bread."
    outer, middle, inner = read(text)
    assert [words(text, a.source) for a in (outer, middle, inner)] == ["The paper", "the mayor", "the baker"]
    assert (outer.within, middle.within, inner.within) == (None, outer.id, middle.id)
    assert [a.position for a in (outer, middle, inner)] == [Position.ASSERTS, Position.SUSPECTS, Position.DENIES]


def test_a_headline_credits_by_a_colon() -> None:
    text = "The oven has cooled."
    assert told(text, "Oven will stay cold until May: minister")[0] == (
        "minister",
        ":",
        "Oven will stay cold until May",
    )
    assert told(text, "Minister: oven will stay cold")[0] == ("Minister", ":", "oven will stay cold")


def test_a_pronoun_stands_for_a_person() -> None:
    text = "Anna Voss, the mayor of Larsund, came at noon. She said that the oven was cold."
    one = next(a for a in read(text) if words(text, a.source) == "She")
    assert one.speaker is not None
    assert "Voss" in one.speaker.text


def test_a_quote_without_a_tag_is_the_last_subject_s() -> None:
    text = 'The mayor lost patience. "The oven is cold and will stay cold."'
    assert ("The mayor", "", "The oven is cold and will stay cold.") in told(text)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("The baker did not say that the oven was cold.", Position.NONCOMMITTAL),
        ("The baker does not believe that the oven is cold.", Position.DOUBTS),
        ("The baker has not denied that the oven was cold.", Position.NONCOMMITTAL),
        ("The baker doubts that the oven was cold.", Position.DOUBTS),
        ("The baker promised to mend it.", Position.INTENDS),
    ],
)
def test_what_the_cue_makes_of_the_content(text: str, position: Position) -> None:
    assert [a.position for a in read(text)] == [position]


def test_the_same_every_time() -> None:
    text = 'The baker said the mayor knew. "He asked whether we minded," she added.'
    story = story_of(text)
    sentences = tuple(tree.sentence for tree in story.trees)
    assert find_attributions(story.article, sentences) == find_attributions(story.article, sentences)


# ------------------------------------------------------------------------------------------------------- the lexicon


@cache
def examples() -> dict[str, tuple[Tree, ...]]:
    text, spans = "", {}
    for example in dict.fromkeys(row["example"] for row in ROWS):
        spans[example] = Span(len(text), len(text) + len(example))
        text += example + "\n"
    trees = [Tree(n, sentence) for n, sentence in enumerate(parse(text, list(spans.values())))]
    return {example: tuple(t for t in trees if span.covers(t.sentence.span)) for example, span in spans.items()}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['cue']}-{row['pos']}")
def test_every_cue_is_met_in_its_example(row: dict[str, str]) -> None:
    lemma, *below = row["cue"].split()
    trees = examples()[row["example"]]
    if row["pos"] == "adverb":
        assert any(lemma in tree.lower for tree in trees)
        return
    met = [cue_at(tree, i, attributing_cues) for tree in trees for i in range(len(tree.tokens))]
    assert any(cue and (cue.lemma, list(cue.below), cue.pos) == (lemma, below, row["pos"]) for cue in met)


def test_rows_are_well_formed() -> None:
    keys = [(row["cue"], row["pos"]) for row in ROWS]
    assert len(keys) == len(set(keys))
    assert {row["held"] for row in ROWS} <= {*Held, "none"}
    for row in ROWS:
        lemma, *below = row["cue"].split()
        known = any(list(cue.below) == below for cue in cues_of(row["pos"], lemma))
        assert known == (row["operator"] == "-"), row["cue"]
        assert known or row["operator"] in {o.value for o in Operator}


def test_words_that_attribute_nothing() -> None:
    assert [held_by(attributing_cues(pos, word)[0]) for pos, word in (("verb", "seem"), ("noun", "risk"))] == [None] * 2


# ------------------------------------------------------------------------------------------------------ the benchmark


def test_what_is_found_on_the_texts_of_the_comparison() -> None:
    texts = benchmark.read_gold()
    found = [(text, benchmark.ours(text)) for text in texts]
    pairs = [pair for text, triples in found for pair in benchmark.paired(text.gold, triples)]
    right = [pair for pair in pairs if benchmark.relaxed(pair)]
    gold, ours = sum(len(text.gold) for text in texts), sum(len(triples) for _, triples in found)
    assert (len(texts) >= 40, gold >= 150) == (True, True)
    assert 2 * len(pairs) / (gold + ours) > 0.9
    assert 2 * len(right) / (gold + ours) > 0.88


def test_gold_that_does_not_stand_in_its_text_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("== oven\nThe oven is cold.\n-- before | The baker | said | the oven is hot\n", encoding="utf-8")
    with pytest.raises(ValueError, match="oven: 'the oven is hot' stands 0 times"):
        benchmark.read_gold(wrong)
