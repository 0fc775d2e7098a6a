"""Words that name no event are about one told before: the signs which."""

from __future__ import annotations

from dataclasses import replace

from onrecord.claims.clauses import Clause
from onrecord.claims.climb import Climb, Source
from onrecord.claims.events import gather_happenings
from onrecord.claims.focus import focus_candidates
from onrecord.records import Actor, Position, Sector
from tests.claims.made import claims_of, clauses_of, context_of, mentions_of, story_of

PAGE = (
    "Italy sold frigates to Oman, Athens said.\n\nJapan gave howitzers to Chile, Lima said.\n\n"
    "Tokyo refused to comment."
)

TOKYO = Actor("Tokyo", "JPN", Sector.GOV)


def clause_in(sentence: int) -> Clause:
    """The first clause of a sentence."""
    return next(clause for clause in clauses_of(PAGE) if clause.sentence == sentence)


def test_what_was_told_up_to_a_sentence_may_be_meant() -> None:
    story = story_of(PAGE)
    homes = gather_happenings(story, mentions_of(PAGE), context_of(PAGE))
    assert len(homes) == 2
    assert [n for n, _ in focus_candidates(story, homes, clause_in(0), context_of(PAGE))] == [0]
    assert [n for n, _ in focus_candidates(story, homes, clause_in(2), context_of(PAGE))] == [0, 1]


def test_whose_event_it_is_and_which_was_told_last_are_signs() -> None:
    story = story_of(PAGE)
    homes = gather_happenings(story, mentions_of(PAGE), context_of(PAGE))
    refusal = replace(clause_in(2), state=Climb(Position.NONCOMMITTAL, sources=[Source(TOKYO, 2, 0, 1)]))
    first, second = (signs for _, signs in focus_candidates(story, homes, refusal, context_of(PAGE)))
    assert (first["the holder's"], second["the holder's"]) == (0.0, 1.0)
    assert (first["told last"], second["told last"]) == (0.0, 1.0)
    assert (first["first told"], first["in the lead"]) == (1.0, 1.0)


def test_nothing_told_nothing_meant() -> None:
    story = story_of(PAGE)
    assert list(focus_candidates(story, [], clause_in(2), context_of(PAGE))) == []


def test_a_denial_without_an_event_is_of_the_event_before() -> None:
    claims = claims_of("Iran delivered missiles to Yemen, Paris said on Monday. Tehran denied it.")
    assert {(c.holder.country, c.position, c.event) for c in claims} == {
        ("FRA", Position.ASSERTS, "e1"),
        ("IRN", Position.DENIES, "e1"),
    }
