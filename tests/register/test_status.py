from __future__ import annotations

from datetime import date

import pytest

from onrecord.records import Member, Position, Sector, Status
from onrecord.register.positions import dated_positions
from onrecord.register.status import latest_positions, status_changes, status_of

from .build import story

A, S, I, D, U, N, H = (  # noqa: E741 - one letter a position keeps the table readable
    Position.ASSERTS,
    Position.SUSPECTS,
    Position.INTENDS,
    Position.DENIES,
    Position.DOUBTS,
    Position.NONCOMMITTAL,
    Position.HYPOTHETICAL,
)
GOV, MIL, MED, BUS = Sector.GOV, Sector.MIL, Sector.MED, Sector.BUS


@pytest.mark.parametrize(
    ("latest", "parties", "status"),
    [
        ({("IRN", GOV): A}, ["IRN", "RUS"], Status.ADMITTED),
        ({("RUS", MIL): A, ("IRN", GOV): D}, ["IRN", "RUS"], Status.ADMITTED),
        ({("IRN", MED): A}, ["IRN", "RUS"], Status.ALLEGED),
        ({("USA", GOV): S, ("IRN", GOV): D}, ["IRN", "RUS"], Status.DISPUTED),
        ({("USA", GOV): S, ("RUS", GOV): Position.DOUBTS}, ["IRN", "RUS"], Status.DISPUTED),
        ({("USA", GOV): S, ("CHN", GOV): D}, ["IRN", "RUS"], Status.ALLEGED),
        ({("USA", GOV): S, ("IRN", GOV): I}, ["IRN", "RUS"], Status.ALLEGED),
        ({("IRN", GOV): I, ("USA", GOV): H}, ["IRN", "RUS"], Status.PLANNED),
        ({("USA", GOV): I}, ["IRN", "RUS"], Status.OPEN),
        ({("IRN", GOV): D}, ["IRN", "RUS"], Status.OPEN),
        ({("EU", Sector.IGO): A}, ["EU", "UKR"], Status.ADMITTED),
        ({("ARE", GOV): A}, ["ARE/BUS", "IRN"], Status.ALLEGED),
        ({("ARE", BUS): A}, ["ARE/BUS", "IRN"], Status.ADMITTED),
        ({}, ["IRN"], Status.OPEN),
    ],
)
def test_the_first_status_that_fits(
    latest: dict[tuple[str | None, Sector | None], Position], parties: list[str], status: Status
) -> None:
    assert status_of(latest, parties) is status


def test_positions_stand_by_date_then_past_then_weaker_then_firmer() -> None:
    early = story("p2", "2025-01-05", said=[("e1", "USA/GOV", S)])
    late = story(
        "p1",
        "2025-02-01",
        said=[
            ("e1", "IRN/GOV", A),
            ("e1", "IRN/GOV", D),
            ("e1", "USA/GOV", H),
            ("e1", "USA/GOV", A),
            ("e2", "FRA/GOV", A),
        ],
        past=[1],
    )
    rows = dated_positions([Member("p1", "e1"), Member("p2", "e1")], {"p1": late, "p2": early})
    told = [(row.date, row.country, row.position, row.past) for row in rows]
    second = date(2025, 2, 1)
    assert told == [
        (date(2025, 1, 5), "USA", S, False),
        (second, "IRN", D, True),
        (second, "USA", H, False),
        (second, "IRN", A, False),
        (second, "USA", A, False),
    ]
    assert latest_positions(rows) == {("USA", GOV): A, ("IRN", GOV): A}


def test_a_position_told_twice_is_one_and_present_where_it_is_ever_so() -> None:
    page = story("p1", "2025-01-05", said=[("e1", "IRN/GOV", D), ("e1", "IRN/GOV", D)], past=[0])
    (row,) = dated_positions([Member("p1", "e1")], {"p1": page})
    assert not row.past


def test_a_story_without_a_date_never_overrides_a_dated_one() -> None:
    pages = {
        "p1": story("p1", None, said=[("e1", "IRN/GOV", A)]),
        "p2": story("p2", "2025-01-05", said=[("e1", "IRN/GOV", D), ("e1", "USA/GOV", A)]),
    }
    rows = dated_positions([Member("p1", "e1"), Member("p2", "e1")], pages)
    changes = status_changes(rows, ["IRN", "RUS"])
    assert [(change.date, change.status) for change in changes] == [
        (None, Status.ADMITTED),
        (date(2025, 1, 5), Status.DISPUTED),
    ]


def test_a_row_only_where_the_status_changes() -> None:
    pages = {
        f"p{n}": story(f"p{n}", f"2025-0{n}-01", said=[("e1", holder, position)])
        for n, (holder, position) in enumerate([("USA/GOV", S), ("FRA/GOV", A), ("IRN/GOV", D), ("IRN/GOV", N)], 1)
    }
    rows = dated_positions([Member(name, "e1") for name in pages], pages)
    assert [(row.date.month if row.date else 0, row.status) for row in status_changes(rows, ["IRN"])] == [
        (1, Status.ALLEGED),
        (3, Status.DISPUTED),
        (4, Status.ALLEGED),
    ]
