"""A page that its publisher withdrew, or put another text in the place of: kept, shown, and counted until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from onrecord.contract import dossier_as_json, dossier_from_json, reading_as_json, reading_from_json
from onrecord.records import AsOf, ChangeKind, Notice, NoticeKind, Position, Reading, Status
from onrecord.register import Clock, Ledger, change_log, make_sheet, open_at, open_dossiers, outlet_records, stand_at
from onrecord.register.track import Outcome

from .build import goods, story, transfer
from .test_copies import WIRE

EVENT = transfer("e1", "IRN", "RUS", goods("Fath-360 missiles", "missile.ballistic", "Fath-360"))
A, S, D = Position.ASSERTS, Position.SUSPECTS, Position.DENIES


def moment(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=UTC)


def noticed(page: Reading, kind: NoticeKind, told: datetime | None, known: datetime) -> Reading:
    return replace(page, article=replace(page.article, notices=(Notice(kind, known, told, "p9", "taken down"),)))


SAYS = story("p1", "2025-03-01", [EVENT], [("e1", "AUTHOR", A), ("e1", "USA/GOV", A)], publisher="Fjord Courier")
DENIES = story("p2", "2025-03-03", [EVENT], [("e1", "IRN/GOV", D)])
WITHDRAWN = noticed(SAYS, NoticeKind.WITHDRAWN, moment(3, 10), moment(3, 20))
RECEIVED = {"p1": moment(3, 2), "p2": moment(3, 4), "p5": moment(3, 20)}


def statuses(*pages: Reading, as_of: AsOf | None = None) -> list[tuple[date | None, Status]]:
    return [(row.date, row.status) for row in open_at(pages, (), as_of, RECEIVED).dossiers[0].status]


def test_what_a_withdrawn_page_said_counts_until_it_was_withdrawn() -> None:
    first, second, third = date(2025, 3, 1), date(2025, 3, 3), date(2025, 3, 10)
    assert statuses(SAYS, DENIES) == [(first, Status.ALLEGED), (second, Status.DISPUTED)]
    assert statuses(WITHDRAWN, DENIES) == [
        (first, Status.ALLEGED),
        (second, Status.DISPUTED),
        (third, Status.OPEN),
    ]
    (dossier,) = open_dossiers([WITHDRAWN, DENIES])
    assert len(stand_at(dossier, date(2025, 3, 9)).positions) == 3
    assert [row.country for row in stand_at(dossier, third).positions] == ["IRN"]


def test_by_either_clock_it_stands_until_the_notice() -> None:
    before = statuses(SAYS, DENIES)
    assert statuses(WITHDRAWN, DENIES, as_of=AsOf(date(2025, 3, 9))) == before
    assert statuses(WITHDRAWN, DENIES, as_of=AsOf(None, moment(3, 19))) == before
    assert statuses(WITHDRAWN, DENIES, as_of=AsOf(None, moment(3, 20))) != before


def test_the_sheet_shows_it_as_taken_away() -> None:
    pages = (WITHDRAWN, DENIES)
    sheet = make_sheet(open_dossiers(pages)[0], pages)
    assert [standing.country for standing in sheet.standings] == ["IRN"]
    assert (sheet.pages, [voices.position for voices in sheet.voices]) == (1, [D])
    (page,) = sheet.taken_away
    assert (page.outlet, page.notice.day, len(page.said)) == ("Fjord Courier", date(2025, 3, 10), 2)
    supplier = next(cell for cell in sheet.told if cell.name == "supplier")
    assert [bool(cited.ended) for cited in supplier.values[0].cited] == [True, False]


def test_another_text_under_one_address_takes_the_place_of_the_first() -> None:
    first, second = (
        story(f"p{n}", f"2025-03-0{n}", [EVENT], [("e1", "USA/GOV", position)], body=" ".join(WIRE))
        for n, position in ((1, A), (5, S))
    )
    old = noticed(first, NoticeKind.REPLACED, None, moment(3, 20))
    (dossier,) = open_dossiers([old, second])
    assert dossier.copies == ()
    assert [(row.position, bool(row.ended)) for row in dossier.positions] == [(A, True), (S, False)]
    sheet = make_sheet(dossier, [old, second])
    assert [(standing.position, standing.since) for standing in sheet.standings] == [(S, date(2025, 3, 5))]
    assert sheet.pages == 1


def test_a_copy_of_a_withdrawn_page_speaks_for_itself() -> None:
    body = " ".join(WIRE)
    wire, copy = (story(f"p{n}", f"2025-03-0{n}", [EVENT], [("e1", "USA/GOV", A)], body=body) for n in (1, 2))
    (dossier,) = open_dossiers([noticed(wire, NoticeKind.WITHDRAWN, moment(3, 10), moment(3, 10)), copy])
    assert [(row.story, bool(row.ended)) for row in dossier.positions] == [("p1", True), ("p2", False)]


def test_what_becomes_known_later_makes_the_register_that_knew_it_at_once() -> None:
    ledger = Ledger()
    for page in (SAYS, DENIES):
        ledger.add(page)
    ledger.settle()
    ledger.renew(WITHDRAWN)
    assert ledger.dossiers() == open_dossiers([DENIES, WITHDRAWN])
    ledger.renew(SAYS)
    assert ledger.dossiers() == open_dossiers([SAYS, DENIES])


def test_the_history_tells_when_we_heard_of_it() -> None:
    log = change_log([WITHDRAWN, DENIES], (), RECEIVED, since=date(2025, 3, 5))
    assert [(change.at, change.kind, change.words) for change in log] == [
        (moment(3, 20), ChangeKind.WITHDRAWN, "MED asserts: the page was withdrawn"),
        (moment(3, 20), ChangeKind.WITHDRAWN, "USA GOV asserts: the page was withdrawn"),
        (moment(3, 20), ChangeKind.STATUS, "disputed → open"),
    ]
    told = change_log([WITHDRAWN, DENIES], (), RECEIVED, clock=Clock.TOLD, since=date(2025, 3, 5))
    assert {change.at for change in told} == {date(2025, 3, 10)}
    assert [change.kind for change in told] == [change.kind for change in log]


def test_an_outlet_that_withdrew_a_page_has_it_on_its_record() -> None:
    pages = [WITHDRAWN, DENIES]
    (record,) = outlet_records(open_dossiers(pages), pages)
    assert [outcome for outcome, _ in record.outcomes] == [Outcome.TAKEN_BACK]


def test_a_notice_goes_with_the_objects_and_comes_back() -> None:
    assert reading_from_json(reading_as_json(WITHDRAWN)).article.notices == WITHDRAWN.article.notices
    assert "notices" not in reading_as_json(SAYS)
    (dossier,) = open_dossiers([WITHDRAWN, DENIES])
    assert dossier_from_json(dossier_as_json(dossier)).positions == dossier.positions
