"""Groups of many tellings: the same whatever the order of arrival, cut into spells where too many hang together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Dossier, Event, Judgement, Position, Reading, Stage
from onrecord.register import Ledger, grouping, open_dossiers, spells
from onrecord.register.spells import cut

from .build import goods, story, transfer
from .test_copies import WIRE, wire
from .test_dossiers import ITEMS

FATH = goods("Fath-360 missiles", "missile.ballistic", "Fath-360")

EVENTS = st.builds(
    lambda supplier, recipient, items, stage: transfer("", supplier, recipient, *items, stage=stage),
    st.sampled_from(["", "IRN", "IRN", "IRN", "PRK"]),
    st.sampled_from(["", "RUS", "RUS", "RUS SYR"]),
    st.lists(ITEMS, max_size=2),
    st.sampled_from([Stage.AGREED, Stage.DELIVERED, Stage.UNSPECIFIED]),
)
PAGES = st.lists(
    st.tuples(st.sampled_from([None, *range(0, 3000, 97), 0, 1, 2]), st.lists(EVENTS, max_size=2), st.booleans()),
    max_size=14,
)


@contextmanager
def crowded() -> Iterator[None]:
    """As few as three tellings are too many to be grouped by all their pairs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spells, "MOST", 3)
        patch.setattr(spells, "LONGEST", 64)
        patch.setattr(spells, "REMEMBERED", 2)
        patch.setattr(grouping, "NEAREST", 2)
        patch.setattr(grouping, "BESIDE", 2)
        yield


def stories(pages: Sequence[tuple[int | None, list[Event], bool]]) -> list[Reading]:
    """A story a page, so many days after the first; of the wire pages all are copies of one text."""
    readings = []
    for n, (day, events, is_wire) in enumerate(pages):
        named = [replace(event, id=f"e{k}") for k, event in enumerate(events)]
        said = [(event.id, "IRN/GOV", Position.DENIES) for event in named]
        told = None if day is None else (date(2016, 1, 1) + timedelta(days=day)).isoformat()
        readings.append(story(f"p{n}", told, named, said, body=" ".join(WIRE if is_wire else wire(50 + n))))
    return readings


@settings(max_examples=60, deadline=None)
@given(PAGES, st.integers(0, 999))
def test_the_order_of_arrival_does_not_matter_among_many(
    pages: list[tuple[int | None, list[Event], bool]], seed: int
) -> None:
    readings = stories(pages)
    shuffled = random.Random(seed).sample(readings, len(readings))  # noqa: S311
    with crowded():
        at_once, ledger = open_dossiers(readings), Ledger()
        assert open_dossiers(shuffled) == at_once
        for n, reading in enumerate(shuffled, 1):
            ledger.add(reading)
            ledger.homes(reading.article.id)
            if n % 3 == 0:
                assert ledger.dossiers() == open_dossiers(readings_of(shuffled[:n], readings))
        assert ledger.dossiers() == at_once
    members = [member for dossier in at_once for member in dossier.members]
    assert len(members) == len(set(members)) == sum(len(reading.events) for reading in readings)


def readings_of(some: Sequence[Reading], every: Sequence[Reading]) -> list[Reading]:
    """Some readings in the order of all."""
    return [reading for reading in every if reading in some]


def test_what_was_unmade_and_made_adds_up_to_the_register() -> None:
    draw, ledger, standing = random.Random(4), Ledger(), dict[str, Dossier]()  # noqa: S311
    with crowded():
        for n in range(60):
            items = [replace(FATH, quantity=draw.choice([None, 40, 200]), designation=draw.choice([None, "Fath-360"]))]
            event = transfer("e1", draw.choice(["IRN", "IRN", ""]), "RUS", *items)
            day = date(2020, 1, 1) + timedelta(days=draw.randrange(900))
            ledger.add(story(f"p{n:02}", day.isoformat(), [event], [("e1", "USA/GOV", Position.SUSPECTS)]))
            gone, made = ledger.settle()
            for dossier in gone:
                assert standing.pop(dossier.id) == dossier
            standing.update((dossier.id, dossier) for dossier in made)
            assert sorted(standing) == sorted(dossier.id for dossier in ledger.dossiers())
            assert set(ledger.homes(f"p{n:02}")) == {
                dossier.id for dossier in standing.values() if any(m.story == f"p{n:02}" for m in dossier.members)
            }
    assert 1 < len(standing) < 60


@pytest.mark.parametrize(("verdict", "apart"), [("merge", 1), ("split", 2)])
def test_a_persons_word_holds_across_spells(verdict: str, apart: int) -> None:
    first, last = "p00/e1", "p29/e1"
    word = Judgement("j1", verdict, f"{first} {last}", "Ida", datetime(2025, 1, 1, tzinfo=UTC))
    kinds = [FATH, replace(FATH, designation="KN-23")] if verdict == "merge" else [FATH, FATH]
    pages = []
    for n in range(30):
        day = (date(2024, 1, 1) + timedelta(days=3 * n)).isoformat()
        event = transfer("e1", "IRN", "RUS", kinds[n >= 15])
        pages.append(story(f"p{n:02}", day, [event], [("e1", "USA/GOV", Position.SUSPECTS)]))
    with crowded():
        dossiers = open_dossiers(pages, [word])
        assert len(open_dossiers(pages)) == 3 - apart
    homes = {f"{member.story}/{member.event}": dossier.id for dossier in dossiers for member in dossier.members}
    assert len({homes[first], homes[last]}) == apart


def test_a_vague_telling_goes_to_one_of_two_transfers_and_ties_them_not() -> None:
    pages = [
        story("p1", "2024-01-01", [transfer("e1", "IRN", "RUS", replace(FATH, quantity=200))], []),
        story("p2", "2024-01-02", [transfer("e1", "IRN", "SYR", replace(FATH, quantity=200))], []),
        story("p3", "2024-01-03", [transfer("e1", "IRN", "", replace(FATH, quantity=200))], []),
    ]
    assert [len(dossier.members) for dossier in open_dossiers(pages)] == [2, 1]


def test_spells_are_cells_of_the_calendar() -> None:
    days = sorted([*range(700_000, 700_400, 5), *[700_100] * 90])
    whole = list(cut(days))
    assert [n for start, end in whole for n in range(start, end)] == [*range(len(days))]
    assert all(0 < end - start <= spells.MOST for start, end in whole)
    for start, end in whole:
        length = next(2**k for k in range(9) if days[start] >> k == days[end - 1] >> k)
        others = [day for n, day in enumerate(days) if not start <= n < end and day // length == days[start] // length]
        assert not others or length == 1
