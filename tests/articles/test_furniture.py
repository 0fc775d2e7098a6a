"""Every row of the layout tables, by the example that stands beside it."""

from __future__ import annotations

import pytest

from onrecord.articles.agency import agency_of_credit
from onrecord.articles.datelines import parse_dateline
from onrecord.articles.dates import find_dates
from onrecord.articles.hints import hint_of_names
from onrecord.articles.looks import cues_of
from onrecord.articles.names import publisher_name
from onrecord.lexicon.layout import Cue, CueKind, Match, agencies, calendar_words, cues, outlets

ROWS = [cue for cue in cues() if cue.match is not Match.CLASS]


@pytest.mark.parametrize("cue", ROWS, ids=[f"{cue.kind}-{cue.pattern}" for cue in ROWS])
def test_a_cue_is_seen_in_its_example_and_not_in_its_counter_example(cue: Cue) -> None:
    assert cue in cues_of(cue.example)
    assert not cue.counter or cue not in cues_of(cue.counter)


def test_no_cue_is_written_twice() -> None:
    keys = [(cue.kind, cue.match, cue.pattern) for cue in cues()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", [cue.example for cue in cues() if cue.match is Match.CLASS])
def test_a_class_name_hints_at_what_it_holds(name: str) -> None:
    assert hint_of_names(f"story-{name}") == hint_of_names(name) != hint_of_names("story")


def test_every_spelling_of_an_agency_is_credited_in_its_example() -> None:
    for agency in agencies():
        found = parse_dateline(agency.example)
        assert found is not None
        assert found.credits == (agency.spelling,)
        assert agency_of_credit(agency.spelling) is not None


def test_every_outlet_is_named_by_its_example() -> None:
    for outlet in outlets():
        assert outlet.spelling.lower() in outlet.example.lower()
        assert publisher_name(outlet.spelling) == outlet.name


def test_every_calendar_word_is_read_in_its_example() -> None:
    for word in calendar_words():
        [found] = find_dates(word.example)
        assert word.kind != "month" or found.month == word.number


SENTENCES = [
    '"We need your help," the president told lawmakers.',
    "The rebels receive support from Iran, three diplomats said.",
    "Iran is solely responsible for the attack, he said.",
    "The report was first published in March.",
    "More from the same depot were found in May.",
    "Reporting by state media was cautious on Tuesday.",
    "By Monday the ferry had sunk, the ministry said.",
    "Volunteers may sign up from Monday, the army said.",
    "The newsletter of the rebels called the report a lie.",
    "Related claims were made in Kyiv.",
    "The copyright office burned down.",
    "The picture showed a photo by a soldier.",
    "Latest figures put the number at forty.",
    "Sources close to the talks agreed.",
    "Contacts with Tehran went on.",
    "The comments were met with silence.",
    "Follow-up deliveries are expected in June.",
    "The statement has been corrected twice.",
    "“Subscribe to our version of events, or leave,” the envoy was told.",
    "He said that they would share this burden.",
    "Next came the missiles.",
    "The deal is published by both sides every year.",
    "See what they did to us, she said.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_a_story_bears_no_cue(sentence: str) -> None:
    assert [f"{cue.kind} {cue.pattern}" for cue in cues_of(sentence) if cue.kind is not CueKind.BYLINE] == []
