"""How a story is laid out for the network that reads clauses in context, and what it says of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from onrecord.claims.context import KINDS, Weighed, weighed_of
from onrecord.claims.network import means, read_in_context, sign_table
from onrecord.claims.people import find_people
from onrecord.claims.stretches import MOST, OVERLAP, Stretch, lay_out
from onrecord.records import EventType, Position
from tests.claims.made import clauses_of, context_of, mentions_of, story_of

SHORT = "Brazil denied that it had sold rockets to Chad. The minister, Ana Lopes, said that talks about drones went on."
LONG = " ".join([SHORT] * 30)
ENDLESS = "Brazil sold " + ", ".join(["rockets"] * 600) + " to Chad."
HEADLINE = "Brazil denies rocket sale"


def laid_out(text: str, headline: str = "") -> tuple[Stretch, ...]:
    """The stretches of a text."""
    story = story_of(text, headline)
    return lay_out(story, clauses_of(text, headline), find_people(story))


@pytest.mark.parametrize("text", [SHORT, LONG, ENDLESS])
@pytest.mark.parametrize("headline", ["", HEADLINE])
def test_every_candidate_lies_in_one_stretch_and_within_it(text: str, headline: str) -> None:
    story, clauses = story_of(text, headline), clauses_of(text, headline)
    stretches = lay_out(story, clauses, find_people(story))
    numbers = [n for stretch in stretches for n in stretch.numbers.tolist()]
    assert sorted(numbers) == list(range(len(clauses)))
    for stretch in stretches:
        width = len(stretch.pieces)
        assert width == len(stretch.cases) <= MOST
        for extents in (stretch.clauses, stretch.sentences):
            assert (extents[:, 0] < extents[:, 1]).all()
            assert (extents >= 0).all()
            assert (extents <= width).all()
        assert (stretch.heads < width).all()


def test_heads_lie_inside_their_clauses_and_clauses_inside_their_sentences() -> None:
    for stretch in laid_out(LONG, HEADLINE):
        assert (stretch.clauses[:, 0] <= stretch.heads).all()
        assert (stretch.heads < stretch.clauses[:, 1]).all()
        assert (stretch.sentences[:, 0] <= stretch.clauses[:, 0]).all()
        assert (stretch.clauses[:, 1] <= stretch.sentences[:, 1]).all()


def test_a_short_story_is_one_stretch_and_a_long_one_overlaps() -> None:
    assert len(laid_out(SHORT)) == 1
    story, clauses = story_of(LONG), clauses_of(LONG)
    stretches = lay_out(story, clauses, find_people(story))
    assert len(stretches) > 1
    for before, after in pairwise(stretches):
        own = {clauses[n].sentence for n in after.numbers.tolist()}
        assert min(own) == max(clauses[n].sentence for n in before.numbers.tolist()) + 1
        assert after.sentences[:, 0].min() > sum(len(story.trees[min(own) - n].words) for n in range(1, OVERLAP + 1))


def test_every_stretch_opens_with_the_headline() -> None:
    stretches = laid_out(LONG, HEADLINE)
    openings = {tuple(stretch.pieces[:5].tolist()) for stretch in stretches}
    assert len(stretches) > 1
    assert len(openings) == 1


def test_twice_the_words_are_about_twice_the_pieces() -> None:
    def pieces(times: int) -> int:
        text = " ".join([SHORT] * times)
        return sum(len(stretch.pieces) for stretch in laid_out(text))

    assert 1.8 <= pieces(80) / pieces(40) <= 2.2


def test_an_extent_is_averaged() -> None:
    rows = means(np.array([[0, 2], [2, 3]]), 4)
    assert rows.tolist() == [[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]


def test_signs_stand_in_the_order_of_their_names() -> None:
    assert sign_table([{"b": 2.0}, {"a": 1.0, "z": 9.0}], ("a", "b")).tolist() == [[0.0, 2.0], [1.0, 0.0]]
    assert sign_table([], ("a", "b")).shape == (0, 2)


def test_what_is_weighed_are_probabilities() -> None:
    story, clauses = story_of(SHORT), clauses_of(SHORT)
    context = read_in_context(story, mentions_of(SHORT), clauses)
    assert len(context.weighed) == len(clauses)
    assert context.links.sum(1) == pytest.approx(np.ones((len(clauses), 3)), abs=1e-4)
    assert context.goods.sum(1) == pytest.approx(np.ones(len(clauses)), abs=1e-4)
    for seen in context.weighed:
        assert seen.none + sum(seen.positions) == pytest.approx(1.0, abs=1e-4)
        assert sum(seen.events) == pytest.approx(1.0, abs=1e-4)


def test_nothing_is_weighed_of_nothing() -> None:
    story = story_of(SHORT)
    assert read_in_context(story, (), ()).weighed == ()
    assert lay_out(story_of(""), (), ()) == ()


def test_the_first_candidate_is_the_pages_own_voice_and_everyone_stands_at_his_word() -> None:
    story = story_of(SHORT)
    people = find_people(story)
    assert people[0].sentence == -1
    assert {("BRA", None), ("TCD", None)} <= {person.key for person in people}
    (stretch,) = laid_out(SHORT)
    assert (stretch.people.tolist(), stretch.goods.tolist()[0]) == (list(range(len(people))), -1)
    assert (stretch.names < len(stretch.pieces)).all()


def test_what_is_held_of_one_named_twice_is_summed_and_of_several_clauses_averaged() -> None:
    text = "Brazil sold rockets to Chad. Brazil said that Chad had paid."
    context = read_in_context(story_of(text), mentions_of(text), clauses_of(text))
    links = np.zeros_like(context.links)
    brazil = [n for n, person in enumerate(context.people) if person.key == ("BRA", None)]
    links[0, brazil, 0], links[0, brazil, 1], links[1, 0, 1] = 0.5, 0.5, 1.0
    made = replace(context, links=links, kinds=np.zeros_like(context.kinds))
    assert len(brazil) == 2
    assert made.holders(0)["BRA", None] == 1.0
    side = made.side([0, 1], second=False)
    assert (side["BRA"], side[None]) == (0.5, 0.5)
    assert made.side([], second=True) == {}
    assert made.one([0], [0]) is None


def test_weapons_of_no_kind_take_nothing_from_what_is_held_of_others() -> None:
    text = "Brazil sold weapons to Chad. It sold rockets and drones to Mali."
    own = replace(context_of(text), goods=np.array([[0.0, 0.8, 0.15, 0.05], [0.5, 0.0, 0.5, 0.0]], np.float32))
    assert own.wares([0]) == pytest.approx((0.0, 0.8, 0.15, 0.05))
    assert own.wares([0], vague=[0]) == pytest.approx((0.0, 0.8, 0.75, 0.25))
    assert own.wares([0, 1], vague=[0]) == pytest.approx((0.25, 0.4, 0.625, 0.125))


def test_the_numbers_of_kinds_stand_for_positions_and_none() -> None:
    assert KINDS.kind(None) == 0
    assert [KINDS.kind(position) for position in Position] == list(range(1, 8))
    seen = weighed_of([0.2, 0.5, 0.1, 0.05, 0.05, 0.05, 0.03, 0.02], [0.0, 0.0, 0.9, 0.1, 0.0, 0.0])
    assert isinstance(seen, Weighed)
    assert seen.claim == pytest.approx(0.8)
    position, share = seen.position
    assert position is Position.ASSERTS
    assert share == pytest.approx(0.625)
    assert seen.told == pytest.approx(0.65)
    assert seen.event is EventType.TEST
