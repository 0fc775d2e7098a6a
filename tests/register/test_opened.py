from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord import flow
from onrecord.records import AsOf, Judgement, Position, Status
from onrecord.register import open_at, open_dossiers

from .build import goods, story, transfer

EVENT = transfer("e1", "IRN", "RUS", goods("Fath-360 missiles", "missile.ballistic", "Fath-360"))
PAGES = (
    story("p1", "2024-09-06", [EVENT], [("e1", "USA/GOV", Position.SUSPECTS)]),
    story("p2", "2024-09-09", [EVENT], [("e1", "IRN/GOV", Position.DENIES)]),
    story("p3", "2024-11-02", [EVENT], [("e1", "IRN/GOV", Position.ASSERTS)]),
    story("p4", None, [EVENT], [("e1", "FRA/GOV", Position.SUSPECTS)]),
)


def moment(day: int) -> datetime:
    return datetime(2025, 1, day, 12, tzinfo=UTC)


RECEIVED = {"p1": moment(3), "p2": moment(1), "p3": moment(2)}
REJECTED = Judgement("j1", "reject", "c0", "Ida", moment(9), "no claim at all")


@pytest.mark.parametrize(
    ("as_of", "stories", "status"),
    [
        (AsOf(), ["p1", "p2", "p3", "p4"], Status.ADMITTED),
        (AsOf(date(2024, 9, 5)), ["p4"], Status.ALLEGED),
        (AsOf(date(2024, 9, 6)), ["p1", "p4"], Status.ALLEGED),
        (AsOf(date(2024, 9, 30)), ["p1", "p2", "p4"], Status.DISPUTED),
        (AsOf(None, moment(1)), ["p2", "p4"], Status.DISPUTED),
        (AsOf(None, moment(2)), ["p2", "p3", "p4"], Status.ADMITTED),
        (AsOf(date(2024, 9, 30), moment(2)), ["p2", "p4"], Status.DISPUTED),
    ],
)
def test_only_what_was_told_and_known_by_then(as_of: AsOf, stories: list[str], status: Status) -> None:
    (dossier,) = flow.open_register(PAGES, (), as_of, RECEIVED)
    assert sorted(member.story for member in dossier.members) == stories
    assert dossier.status[-1].status is status


def test_without_clocks_it_is_the_register_of_all() -> None:
    assert flow.open_register(PAGES) == open_dossiers(PAGES) == flow.open_register(PAGES, (), AsOf(), RECEIVED)


def test_a_judgement_counts_from_the_moment_it_was_made() -> None:
    before, after = (open_at(PAGES[:1], [REJECTED], AsOf(None, moment(day)), RECEIVED) for day in (8, 9))
    assert len(before.readings[0].claims) == 1
    assert (after.readings[0].claims, after.judgements) == ((), (REJECTED,))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="2025-01-01T00:00:00 has no time zone"):
        AsOf(None, datetime(2025, 1, 1))
