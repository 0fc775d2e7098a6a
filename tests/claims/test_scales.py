"""Scales add named signs up, and say which of them spoke for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.scales import Scale, scale


@given(st.dictionaries(st.text(min_size=1), st.floats(-1e6, 1e6)), st.floats(-1e6, 1e6))
def test_whatever_the_signs_the_weight_is_a_probability(signs: dict[str, float], bias: float) -> None:
    assert 0.0 <= Scale(bias, dict.fromkeys(signs, 1.0)).weigh(signs) <= 1.0


def test_a_sign_for_it_raises_and_one_against_it_lowers() -> None:
    made = Scale(0.0, {"for": 2.0, "against": -2.0})
    assert made.weigh({"against": 1.0}) < made.weigh({}) == 0.5 < made.weigh({"for": 1.0})


def test_the_order_of_signs_does_not_matter() -> None:
    made = Scale(0.1, {"a": 0.1, "b": 0.2, "c": 0.3})
    assert made.weigh({"a": 1.0, "b": 1e-9, "c": 1e9}) == made.weigh({"c": 1e9, "b": 1e-9, "a": 1.0})


def test_reasons_are_what_spoke_for_it_strongest_first() -> None:
    made = Scale(0.0, {"a": 1.0, "b": 3.0, "c": -5.0, "d": 1.0})
    assert made.reasons({"d": 1.0, "a": 1.0, "b": 1.0, "c": 1.0}, most=3) == ("b", "a", "d")


@pytest.mark.parametrize("name", ["identity", "focus", "holder", "page"])
def test_the_scales_are_shipped(name: str) -> None:
    assert scale(name).weights
    assert scale(name) is scale(name)


def test_an_untrained_scale_is_named() -> None:
    with pytest.raises(KeyError, match="weather"):
        scale("weather")
