"""The table of acts: each row's example does what the row says, its counter example does not."""

from __future__ import annotations

import pytest

from onrecord.claims.acts import ruled_acts
from onrecord.claims.story import gather_story
from onrecord.language import parse
from onrecord.lexicon.acts import act_cues
from onrecord.lexicon.tables import read_table
from onrecord.records import ActKind, Article, Span, Zone, ZoneKind

ROWS = list(read_table("acts"))


def kinds_in(text: str) -> set[str]:
    article = Article("p0", "invented page", text, (Zone(ZoneKind.BODY, Span(0, len(text))),))
    story = gather_story(article, parse(text, article.paragraphs))
    return {act.kind.value for _, act in ruled_acts(story)}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['pos']} {row['cue']}" for row in ROWS])
def test_every_row_does_what_it_says(row: dict[str, str]) -> None:
    assert row["kind"] in kinds_in(row["example"]), row["example"]
    if row["counter"]:
        assert row["kind"] not in kinds_in(row["counter"]), row["counter"]


def test_no_row_stands_twice() -> None:
    keys = [(row["cue"], row["pos"], row["kind"], row["frame"]) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_the_longest_cue_of_a_word_is_tried_first() -> None:
    lengths = [len(cue.words) for cue in act_cues("verb", "call")]
    assert lengths == sorted(lengths, reverse=True)
    assert {cue.kind for cue in act_cues("verb", "call")} == {ActKind.DEMAND, ActKind.CONDEMN}
