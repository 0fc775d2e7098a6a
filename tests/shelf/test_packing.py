from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Reading, Span
from onrecord.shelf.packing import pack, unpack

from .made import reading

st.register_type_strategy(Span, st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(*sorted(ends))))
st.register_type_strategy(datetime, st.datetimes().map(lambda moment: moment.replace(fold=0)))


def test_the_example_uses_every_field() -> None:
    seen = reading()
    records: tuple[Any, ...] = (seen, seen.article, *seen.events, *seen.claims, *seen.acts, *seen.events[0].items)
    for record in records:
        assert all(getattr(record, part.name) != part.default for part in dataclasses.fields(record)), record


def test_there_and_back_is_the_same_record() -> None:
    assert unpack(Reading, pack(reading())) == reading()


@settings(max_examples=50, deadline=None)
@given(st.from_type(Reading))
def test_any_reading_comes_back_and_can_be_stored(record: Reading) -> None:
    packed = pack(record)
    back = unpack(Reading, packed)
    assert repr(back) == repr(record)  # by their words, since nan is not nan
    assert pack(back) == packed
    packed.encode("utf-8")


def test_what_is_no_reading_is_refused() -> None:
    for text in ("", "[]", "{}", '{"article": 3}', '{"article": {"id": "p1"}, "colour": "red"}', "nonsense"):
        with pytest.raises(ValueError, match=r"Reading|JSON|Expecting"):
            unpack(Reading, text)
