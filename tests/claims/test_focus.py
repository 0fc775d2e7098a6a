"""Words that name no event are about one told before: the signs which."""

from __future__ import annotations

from onrecord.claims.events import gather_happenings
from onrecord.claims.focus import focus_candidates
from onrecord.records import Position
from tests.claims.made import claims_of, mentions_of, story_of

PAGE = (
    "Italy sold frigates to Oman, Athens said.\n\nJapan gave howitzers to Chile, Lima said.\n\n"
    "Tokyo refused to comment."
)


def test_what_was_told_up_to_a_sentence_may_be_meant() -> None:
    story = story_of(PAGE)
    homes = gather_happenings(story, mentions_of(PAGE))
    assert len(homes) == 2
    assert [n for n, _ in focus_candidates(story, homes, 0, None)] == [0]
    assert [n for n, _ in focus_candidates(story, homes, 2, None)] == [0, 1]


def test_whose_event_it_is_and_which_was_told_last_are_signs() -> None:
    story = story_of(PAGE)
    homes = gather_happenings(story, mentions_of(PAGE))
    first, second = (signs for _, signs in focus_candidates(story, homes, 2, "JPN"))
    assert (first["the holder's"], second["the holder's"]) == (0.0, 1.0)
    assert (first["told last"], second["told last"]) == (0.0, 1.0)
    assert (first["first told"], first["in the lead"]) == (1.0, 1.0)


def test_nothing_told_nothing_meant() -> None:
    story = story_of(PAGE)
    assert list(focus_candidates(story, [], 2, None)) == []


def test_a_denial_without_an_event_is_of_the_event_before() -> None:
    claims = claims_of("Iran delivered missiles to Yemen, Paris said on Monday. Tehran denied it.")
    assert {(c.holder.country, c.position, c.event) for c in claims} == {
        ("FRA", Position.ASSERTS, "e1"),
        ("IRN", Position.DENIES, "e1"),
    }
