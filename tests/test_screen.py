"""The screen: every word of its table is seen, no claim of an annotated story is lost, unrelated text does not pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from benchmarks.screen import Page, let_through, stories

from onrecord.examples import example_pages
from onrecord.language import split_sentences
from onrecord.language.screen import REACH, could_tell, has_firm_sign, screen
from onrecord.lexicon.tables import read_table
from onrecord.records import Span
from tests.claims.made import article_of

ROWS = tuple(read_table("screen"))
ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold" / "dev"


def whole(text: str) -> Span:
    return Span(0, len(text))


def passes(text: str, reach: int = REACH) -> tuple[bool, ...]:
    return screen(text, split_sentences(text, whole(text)), reach)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["word"])
def test_a_row_is_seen_in_its_example_and_not_in_its_counterexample(row: dict[str, str]) -> None:
    assert has_firm_sign(row["example"], whole(row["example"]))
    assert not row["counter"] or not has_firm_sign(row["counter"], whole(row["counter"]))


def test_no_word_stands_twice() -> None:
    assert len({row["word"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "The choir sang until midnight and nobody left.",
        "The bank raised its rate by a quarter, the third time this year.",
        "She denied that she had read the letter.",
        "Rain fell on the valley for nine days.",
        "The company shipped its systems to Ghana in March.",
    ],
)
def test_what_is_not_about_arms_does_not_pass(text: str) -> None:
    assert passes(text) == (False,)


def test_a_sentence_without_any_sign_passes_by_its_neighbours() -> None:
    assert passes("Oslo sold howitzers to Chad. A fairy tale, says Chad. We shall see.") == (True, True, True)


def test_far_from_every_sign_nothing_passes() -> None:
    text = "Oslo sold howitzers to Chad. " + "The choir sang. " * 5
    assert passes(text, 2) == (True, True, True, False, False, False)


def test_an_empty_page_has_no_sentences_to_pass() -> None:
    assert (screen("", ()), could_tell("", ())) == ((), False)


def test_odd_text_is_screened_too() -> None:
    text = "\u202eשלום \x00 🚀 " + "x" * 5000
    assert screen(text, [whole(text)]) == (False,)


def test_of_our_own_stories_hardly_a_claim_is_lost() -> None:
    pages = list(stories(ROOT / "stories"))
    told = re.search(r"(\d+) claims, (\d+) lost", let_through("stories", pages, REACH))
    assert told is not None
    assert int(told[1]) > 3000
    assert int(told[2]) <= int(told[1]) / 1000


def test_no_claim_of_the_gold_stories_is_lost() -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold stories for learning are not beside this checkout")
    pages = list(stories(GOLD))
    assert ", 0 lost" in let_through("gold", pages, REACH)


def test_a_loss_is_told() -> None:
    text = "The choir sang."
    page = Page("choir", next(iter(stories(ROOT / "stories"))).article, ())
    lost = Page("lost", article_of(text), ((whole(text),),))
    assert "1 claims, 1 lost (lost)" in let_through("both", [page, lost], REACH)


def test_pages_of_the_examples_that_carry_claims_could_tell() -> None:
    for path in example_pages():
        text = path.read_text(encoding="utf-8")
        if "fiction" not in path.parent.name and "ballet" not in path.parent.name:
            assert could_tell(text, [whole(text)]), path.parent.name
