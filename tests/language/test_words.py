"""The tokenizer: forms as the treebanks cut them, offsets that hold whatever the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.words import split_words
from onrecord.records import Span

CASES = {
    "The Su-35s, T-72B3s and KN-23s hit.": "The Su-35s , T-72B3s and KN-23s hit .",
    "It's the ministry’s; they can't.": "It 's the ministry ’s ; they ca n't .",
    "Iran-backed, U.S.-made, 24-hour": "Iran - backed , U.S. - made , 24 - hour",
    "an anti-tank, pro-Western ex-general": "an anti-tank , pro-Western ex-general",
    'the "Shahed-136"-type drones': 'the " Shahed-136 " - type drones',
    "US$10 million, €300m, 300km, 40%": "US$ 10 million , € 300 m , 300 km , 40 %",
    "Lt. Gen. J. R. Roe met Mr. O'Neil at 3 p.m.": "Lt. Gen. J. R. Roe met Mr. O'Neil at 3 p.m.",
    "KYIV (WX) -- More… and more...": "KYIV ( WX ) -- More … and more ...",
    "the depot.Officials came": "the depot . Officials came",
    "and/or see https://a.example/b?c=1.": "and / or see https://a.example/b?c=1 .",
    "He cannot, “ever”, 2024-25": "He can not , “ ever ” , 2024 - 25",
    "What?! ===== :)": "What ?! ===== :)",
    "the 'axis'.": "the ' axis ' .",
}


@pytest.mark.parametrize("text", CASES)
def test_forms(text: str) -> None:
    assert " ".join(word.form for word in split_words(text, Span(0, len(text)))) == CASES[text]


@given(st.text(max_size=80), st.integers(0, 20))
def test_words_stand_where_they_say_and_lose_nothing(text: str, start: int) -> None:
    span = Span(min(start, len(text)), len(text))
    words = split_words(text, span)
    assert all(text[w.span.start : w.span.end] == w.form for w in words)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(words))
    assert "".join(w.form for w in words) == "".join(text[span.start :].split())
    assert [w.spaced for w in words[:1]] in ([], [True])
