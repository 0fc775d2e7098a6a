from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Event, Position, Stage
from onrecord.register.columns import Columns
from onrecord.register.likeness import compare
from onrecord.register.tellings import Telling, tellings_of

from .build import goods, story, transfer

ITEMS = st.builds(
    goods,
    st.sampled_from(["missiles", "a second batch", "40 more", "the remaining ten", "the first shells"]),
    st.sampled_from(["missile.ballistic", "missile", "munition.artillery", "weapons"]),
    st.sampled_from([None, "Fath-360", "Fath", "KN-23"]),
    st.sampled_from([None, 0.0, 1.0, 2.0, 40.0, 41.0, 200.0, 220.0]),
)
EVENTS = st.builds(
    lambda supplier, recipient, items, stage: transfer("e1", supplier, recipient, *items, stage=stage),
    st.sampled_from(["", "IRN", "PRK", "IRN/BUS", "RUS"]),
    st.sampled_from(["", "RUS", "RUS SYR", "SYR"]),
    st.lists(ITEMS, max_size=6),
    st.sampled_from([Stage.SOUGHT, Stage.AGREED, Stage.SHIPPED, Stage.DELIVERED, Stage.BLOCKED, Stage.UNSPECIFIED]),
)
DAYS = st.sampled_from([None, "2018-01-01", "2024-02-01", "2024-02-22", "2024-02-23", "2024-05-01", "2025-03-07"])


@st.composite
def told(draw: st.DrawFn) -> list[Telling]:
    tellings: list[Telling] = []
    for n in range(draw(st.integers(2, 6))):
        events: list[Event] = draw(st.lists(EVENTS, min_size=1, max_size=2))
        named = [transfer_named(event, f"e{k}") for k, event in enumerate(events)]
        place = draw(st.sampled_from(["", " near Bagaro", " near Bagaro and Ludim", " near Ludim"]))
        said = [(event.id, "USA/GOV", Position.SUSPECTS) for event in named]
        body = " ".join(f"It was said{place} on page {n} of {event.id}." for event in named)
        tellings += tellings_of([story(f"p{n}", draw(DAYS), named, said, body=body)])
    return tellings


def transfer_named(event: Event, name: str) -> Event:
    return Event(name, event.type, event.parties, event.stage, event.items)


@settings(max_examples=150, deadline=None)
@given(told())
def test_all_pairs_at_once_weigh_what_each_weighs_with_its_reasons(tellings: list[Telling]) -> None:
    columns = Columns()
    rows = [columns.put(telling) for telling in tellings]
    ones, others = (np.array(side) for side in zip(*((a, b) for a in rows for b in rows if a != b), strict=True))
    plainly = []
    for a, b in zip(ones, others, strict=True):
        first, second = sorted((tellings[a], tellings[b]), key=lambda telling: telling.key)
        plainly.append(compare(first, second).log_odds)
    assert columns.log_odds(ones, others).tolist() == np.round(plainly, 9).tolist()
