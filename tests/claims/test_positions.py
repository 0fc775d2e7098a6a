"""The laws of the algebra of positions, for every operator and every chain of them."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.positions import compose, negate
from onrecord.lexicon.cues import Operator
from onrecord.records import Position

operators = st.sampled_from(list(Operator))
positions = st.sampled_from(list(Position))
SURE = {Position.ASSERTS: 2, Position.DENIES: 2, Position.SUSPECTS: 1, Position.DOUBTS: 1, Position.INTENDS: 2}
"""How firmly each position is held; what is open or supposed is not held at all."""
OPEN = {Position.NONCOMMITTAL, Position.HYPOTHETICAL}


@given(operators, positions)
def test_every_operator_makes_something_of_every_position(operator: Operator, position: Position) -> None:
    assert compose(operator, position) in set(Position)


@given(st.sampled_from([Position.ASSERTS, Position.DENIES]), st.sampled_from([Operator.DENY, Operator.NEGATE]))
def test_to_deny_a_denial_is_to_assert(position: Position, operator: Operator) -> None:
    assert compose(operator, compose(operator, position)) is position


@given(positions)
def test_a_denial_that_is_negated_commits_to_nothing(position: Position) -> None:
    assert compose(negate(Operator.DENY), position) is Position.NONCOMMITTAL


@given(operators, positions)
def test_nothing_on_the_way_makes_a_position_surer(operator: Operator, position: Position) -> None:
    after = compose(operator, position)
    if operator is Operator.DENY and position in {Position.SUSPECTS, Position.HYPOTHETICAL, Position.INTENDS}:
        assert after is Position.DENIES  # who denies what is suspected or supposed takes a position of his own
        return
    if operator in {Operator.NEGATE, Operator.DOUBT} and position is Position.HYPOTHETICAL:
        assert after in {Position.DENIES, Position.DOUBTS}
        return
    assert SURE.get(after, 0) <= SURE.get(position, 0)


@given(positions, st.lists(st.sampled_from([Operator.ASSERT, Operator.HEDGE, Operator.SUPPOSE, Operator.PRESUPPOSE])))
def test_what_was_supposed_never_becomes_stated(position: Position, above: list[Operator]) -> None:
    supposed = compose(Operator.SUPPOSE, position)
    assert reduce(lambda held, operator: compose(operator, held), above, supposed) in OPEN


@given(st.lists(operators), positions)
def test_what_is_left_open_stays_open(above: list[Operator], position: Position) -> None:
    left = compose(Operator.WITHHOLD, position)
    assert reduce(lambda held, operator: compose(operator, held), above, left) is Position.NONCOMMITTAL


@given(positions, st.sampled_from([Operator.ASSERT, Operator.PRESUPPOSE]))
def test_to_hand_on_a_position_leaves_it(position: Position, operator: Operator) -> None:
    assert compose(operator, position) is position


@given(positions)
def test_to_ask_and_to_withhold_leave_open(position: Position) -> None:
    assert compose(Operator.ASK, position) is compose(Operator.WITHHOLD, position) is Position.NONCOMMITTAL


@given(operators, positions)
def test_a_negated_cue_never_asserts_what_it_governs_not(operator: Operator, position: Position) -> None:
    if operator in {Operator.ASSERT, Operator.DENY, Operator.HEDGE, Operator.ASK, Operator.WITHHOLD}:
        assert compose(negate(operator), position) not in {Position.ASSERTS, Position.DENIES, Position.INTENDS}


@pytest.mark.parametrize(
    ("chain", "comes_to"),
    [
        ((Operator.HEDGE, Operator.ASSERT), Position.SUSPECTS),  # says that it believes
        ((Operator.DENY, Operator.HEDGE), Position.DOUBTS),  # thinks that it is not so
        ((Operator.INTEND, Operator.DENY), Position.DENIES),  # denies that it plans
        ((Operator.INTEND, Operator.HEDGE), Position.SUSPECTS),  # believes that it plans
        ((Operator.SUPPOSE, Operator.NEGATE), Position.DENIES),  # no such thing, whatever it were
        ((Operator.DOUBT, Operator.NEGATE), Position.SUSPECTS),
    ],
)
def test_chains(chain: tuple[Operator, ...], comes_to: Position) -> None:
    assert reduce(lambda held, operator: compose(operator, held), chain, Position.ASSERTS) is comes_to
