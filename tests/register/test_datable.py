"""Days that cannot be, and what a person says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.records import AsOf, Dateline, Judgement, Position, Reading
from onrecord.register import Clock, change_log, open_at, review
from onrecord.register.anchors import Fate, place
from onrecord.register.queue import Doubt, review_queue
from onrecord.register.review import BadJudgement

from .build import goods, story, transfer

EVENT = transfer("e1", "IRN", "RUS", goods("Fath-360 missiles", "missile.ballistic", "Fath-360"))
CAME = datetime(2025, 3, 2, 12, tzinfo=UTC)
RECEIVED = {"p1": CAME, "p2": CAME}
SOUND = story("p2", "2025-03-01", [EVENT], [("e1", "IRN/GOV", Position.DENIES)])


def told(day: str | None) -> Reading:
    return story("p1", day, [EVENT], [("e1", "USA/GOV", Position.ASSERTS)])


@pytest.mark.parametrize("day", ["1025-03-01", "1899-12-31", "2025-03-04", "2105-03-01"])
def test_a_day_that_cannot_be_counts_as_none_and_is_shown(day: str) -> None:
    register = open_at([told(day), SOUND], received=RECEIVED)
    assert [(row.date, row.story) for row in register.dossiers[0].positions] == [(None, "p1"), (date(2025, 3, 1), "p2")]
    assert register.misdated == (("p1", date.fromisoformat(day)),)
    (question,) = review_queue(register)
    assert (question.doubt, question.subject) == (Doubt.DATE, "p1")
    assert day in question.why


@pytest.mark.parametrize("day", ["1900-01-01", "2025-03-01", "2025-03-03", None])
def test_a_day_that_can_be_is_let_be(day: str | None) -> None:
    register = open_at([told(day), SOUND], received=RECEIVED)
    assert (register.misdated, register.readings) == ((), (told(day), SOUND))


def test_where_nobody_knows_when_it_came_a_later_day_can_be() -> None:
    assert open_at([told("2105-03-01")]).misdated == ()


def test_the_dateline_serves_where_it_can_be() -> None:
    page = told("2105-03-01")
    page = replace(page, article=replace(page.article, dateline=Dateline("Oslo", date(2025, 2, 28))))
    (dossier,) = open_at([page], received=RECEIVED).dossiers
    assert dossier.positions[0].date == date(2025, 2, 28)


def test_it_is_told_on_any_day_and_stands_first_in_the_history() -> None:
    assert len(open_at([told("2105-03-01")], (), AsOf(date(2000, 1, 1)), RECEIVED).readings) == 1
    log = change_log([told("2105-03-01"), SOUND], (), RECEIVED, clock=Clock.TOLD)
    assert log[0].at is None


def corrected(page: Reading, **fields: str) -> Judgement:
    said = Judgement("", "correct", "p1", "Ida", CAME, "printed on the page", tuple(fields.items()))
    return review.judge(said, [page])


def test_a_person_gives_a_story_its_day() -> None:
    page = told("2105-03-01")
    judgement = corrected(page, published="2025-02-28")
    register = open_at([page, SOUND], [judgement], AsOf(date(2025, 2, 28)), RECEIVED)
    assert [(row.date, row.story) for row in register.dossiers[0].positions] == [(date(2025, 2, 28), "p1")]
    assert review_queue(open_at([page, SOUND], [judgement], received=RECEIVED)) == ()
    log = change_log([page, SOUND], [judgement], RECEIVED, clock=Clock.TOLD)
    assert log[0].at == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"published": "yesterday"}, "no date like 2025-03-01"),
        ({"title": "x"}, "only published"),
        ({"published": "2025-02-01"}, "is read so already"),
    ],
)
def test_what_cannot_be_corrected_of_a_story_is_said(fields: dict[str, str], message: str) -> None:
    with pytest.raises(BadJudgement, match=message):
        corrected(told("2025-02-01"), **fields)


def test_a_corrected_day_follows_what_is_read() -> None:
    judgement = corrected(told("2025-02-01"), published="2025-02-02")
    fates = [place([judgement], [told(day)])[0].fate for day in ("2025-02-01", "2025-02-02", "2025-02-03")]
    assert fates == [Fate.STANDS, Fate.READ_SO, Fate.LOST]


def test_a_rejected_story_tells_nothing() -> None:
    said = Judgement("", "reject", "p1", "Ida", CAME, "a parody")
    register = open_at([told("2025-02-01"), SOUND], [review.judge(said, [told("2025-02-01")])], received=RECEIVED)
    assert [member.story for dossier in register.dossiers for member in dossier.members] == ["p2"]
