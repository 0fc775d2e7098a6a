"""Whose everybody is: the networks go before the rules where they are sure, and the rules read on with that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.claims.belonging import at_home, belonging_of
from onrecord.claims.clauses import find_clauses
from onrecord.claims.context import Context, blank
from onrecord.claims.mentions import find_mentions
from onrecord.claims.people import NO_STATE, OWN, find_people
from onrecord.claims.story import Story, gather_story
from onrecord.language import parse
from onrecord.records import Dateline
from tests.claims.made import article_of

TEXT = "Baku said that Iran had sent rockets to Armenia. The ministry denied it."


def fresh(text: str) -> Story:
    article = article_of(text)
    return gather_story(article, parse(article.text, article.paragraphs))


def held(story: Story, word: str, state: str, share: float) -> Context:
    """A context that holds nothing but that whoever stands at a word belongs to a country, so likely."""
    clauses, people = find_clauses(story, find_mentions(story)), find_people(story)
    arrays = blank(len(clauses), len(people), len(story.goods) + 1)
    asked = next(n for n, p in enumerate(people) if p.sentence >= 0 and story.trees[p.sentence].words[p.token] == word)
    there = next(n for n, person in enumerate(people) if person.home == state)
    arrays["homes"][asked, OWN], arrays["homes"][asked, there] = 1 - share, share
    return Context.of(clauses, people, arrays)


def country(story: Story, word: str) -> str | None:
    at = next((t.index, i) for t in story.trees for i, own in enumerate(t.words) if own == word)
    return story.cast.resolve(*at).country


@pytest.mark.parametrize(("state", "share", "found"), [("ARM", 0.9, "ARM"), ("IRN", 0.9, "IRN"), (NO_STATE, 1.0, None)])
def test_whose_the_ministry_is_the_networks_say_where_they_are_sure(state: str, share: float, found: str) -> None:
    story = fresh(TEXT)
    before = country(story, "ministry")
    context = held(story, "ministry", state, share)
    assert belonging_of(context) == ({} if found == before else {(1, 1): found})
    mentions = find_mentions(story)
    _, clauses, moved = at_home(story, mentions, find_clauses(story, mentions), context)
    assert country(story, "ministry") == found
    assert found in {clause.state.holder.country for clause in clauses if clause.sentence == 1} or found is None
    assert moved.places == tuple((c.sentence, c.head) for c in clauses)


def test_where_they_are_not_the_rules_stand() -> None:
    story = fresh(TEXT)
    before = country(story, "ministry")
    other = "ARM" if before != "ARM" else "IRN"
    context = held(story, "ministry", other, 0.5)
    assert belonging_of(context) == {}
    mentions = find_mentions(story)
    clauses = find_clauses(story, mentions)
    assert at_home(story, mentions, clauses, context) == (mentions, clauses, context)
    assert country(story, "ministry") == before


def test_a_country_is_never_asked_for_its_own() -> None:
    assert belonging_of(held(fresh(TEXT), "Iran", "ARM", 1.0)) == {}


def test_what_is_held_moves_with_the_clauses_and_the_people() -> None:
    story = fresh(TEXT)
    context = held(story, "ministry", "ARM", 0.9)
    kinds = np.zeros_like(context.kinds)
    kinds[0, 2] = 1.0
    context = replace(context, kinds=kinds)
    clauses = find_clauses(story, find_mentions(story))
    fewer = context.moved(clauses[:1], find_people(story)[:3])
    assert fewer.kinds.tolist() == [kinds[0].tolist()]
    assert fewer.homes.tolist() == context.homes[:3, :3].tolist()


def test_an_office_named_with_its_country_stays_there() -> None:
    story = fresh("Oman told Iran that the ministry of Chad had sent rockets to Armenia.")
    mentions = find_mentions(story)
    at_home(story, mentions, find_clauses(story, mentions), held(story, "ministry", "OMN", 1.0))
    assert country(story, "ministry") == "TCD"


def test_what_the_rules_place_in_a_country_that_only_the_dateline_tells_stays() -> None:
    text = "The ministry said that Pretoria had sent rockets."
    article = replace(article_of(text), dateline=Dateline("Maseru", None), publisher="The Maseru Lantern")
    story = gather_story(article, parse(article.text, article.paragraphs))
    assert country(story, "ministry") == "LSO"
    assert belonging_of(held(story, "ministry", "ZAF", 0.9)) == {}
