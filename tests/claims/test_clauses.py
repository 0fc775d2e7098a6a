"""The places where somebody might take a position, and the signs that the rules see there."""

from __future__ import annotations

from onrecord.claims.clauses import signs_of_clause
from onrecord.claims.constructions import has_done_so
from onrecord.claims.scales import Signs
from tests.claims.made import clauses_of, mentions_of, story_of

PAGE = "Rome denied that Italy had sold frigates to Oman, but Athens said it had proof. Was it true?"


def signs_at(text: str, word: str) -> Signs:
    """The signs of the clause that a word heads."""
    story = story_of(text)
    clause = next(c for c in clauses_of(text) if story.trees[c.sentence].words[c.head] == word)
    return signs_of_clause(story, mentions_of(text), clause)


def test_every_clause_of_the_body_is_a_candidate_and_none_of_the_headline() -> None:
    story = story_of(PAGE, "Italy sold frigates, paper says")
    clauses = clauses_of(PAGE, "Italy sold frigates, paper says")
    heads = [story.trees[c.sentence].words[c.head] for c in clauses]
    assert {"denied", "sold", "said", "had"} <= set(heads)
    assert all(c.sentence not in story.headline for c in clauses)
    places = [(c.sentence, c.head) for c in clauses]
    assert places == sorted(set(places))


def test_what_a_clause_shows() -> None:
    signs = signs_at(PAGE, "sold")
    assert signs["climb denies"] == signs["mention transfer"] == signs["mention goods"] == 1.0
    assert (signs["author holds"], signs["holder has country"], signs["lead"]) == (0.0, 1.0, 1.0)
    assert signs["question"] == 0.0
    assert signs_at(PAGE, "true")["question"] == 1.0


def test_signs_are_finite_numbers_with_names() -> None:
    for word in ("denied", "sold", "said"):
        signs = signs_at(PAGE, word)
        assert all(isinstance(value, float) and abs(value) < 100 for value in signs.values())
        assert all(name == name.strip() and name for name in signs)


def test_what_intelligence_says_somebody_had_done_so_keeps_the_whole_chain() -> None:
    text = (
        "Lima reported that Japan had given howitzers to Chile, and the European Union has said allies shared "
        '"credible" intelligence that Tokyo had done so.'
    )
    story = story_of(text)
    done = next(c for c in clauses_of(text) if story.trees[c.sentence].words[c.head] == "done")
    assert [actor.country for actor in done.state.via] == ["EU"]
    lacking = story_of("Lima said that it had intelligence that Tokyo had shared.").trees[0]
    assert not any(has_done_so(lacking, i) for i in range(len(lacking.words)))
