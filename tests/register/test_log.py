from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import ChangeKind, Event, Judgement, Member, Position, Reading
from onrecord.register import Clock, Ledger, change_log, open_dossiers
from onrecord.register.judgements import subject_of

from .build import goods, story, transfer
from .test_dossiers import PAGES, stories

FATH = goods("Fath-360 missiles", "missile.ballistic", "Fath-360")
EVENT = transfer("e1", "IRN", "RUS", FATH)
A, S, D, N = Position.ASSERTS, Position.SUSPECTS, Position.DENIES, Position.NONCOMMITTAL


def moment(day: int) -> datetime:
    return datetime(2025, 1, day, 12, tzinfo=UTC)


FIRST = story("p1", "2024-09-06", [EVENT], [("e1", "USA/GOV", A)])
SECOND = story("p2", "2024-09-09", [EVENT], [("e1", "IRN/GOV", D), ("e1", "USA/GOV", A)])
THIRD = story("p3", "2024-11-02", [EVENT], [("e1", "USA/GOV", N)])
READINGS = (FIRST, SECOND, THIRD)
RECEIVED = {"p1": moment(5), "p2": moment(1), "p3": moment(9)}
SPLIT = Judgement("j1", "split", subject_of(Member("p1", "e1"), Member("p2", "e1")), "Ida", moment(7), "two ships")


def told(*args: object, **options: object) -> list[tuple[date | None, ChangeKind, str]]:
    log = change_log(*args, **options)  # type: ignore[arg-type]
    return [(change.at, change.kind, change.words) for change in log]


def test_by_the_clock_of_publication() -> None:
    log = change_log(READINGS, received=RECEIVED, clock=Clock.TOLD)
    assert [(change.at, change.kind.value, change.story) for change in log] == [
        (date(2024, 9, 6), "opened", "p1"),
        (date(2024, 9, 9), "joined", "p2"),
        (date(2024, 9, 9), "position", "p2"),
        (date(2024, 9, 9), "repeated", "p2"),
        (date(2024, 9, 9), "status", None),
        (date(2024, 11, 2), "joined", "p3"),
        (date(2024, 11, 2), "withdrawn", "p3"),
        (date(2024, 11, 2), "status", None),
    ]
    assert {change.title for change in log} == {"Iran → Russia, ballistic missiles (Fath-360)"}


def test_by_our_own_clock_and_since_a_day() -> None:
    every = change_log(READINGS, received=RECEIVED)
    assert list(dict.fromkeys(change.at for change in every)) == [moment(1), moment(5), moment(9)]
    assert every[0].kind is ChangeKind.OPENED
    late = change_log(READINGS, received=RECEIVED, since=date(2025, 1, 5))
    assert late == tuple(change for change in every if change.at != moment(1))
    assert [change.id for change in late] == [change.id for change in every[-len(late) :]]
    assert change_log(READINGS, received=RECEIVED, since=date(2025, 1, 10)) == ()


def test_a_judgement_splits_and_says_who_decided() -> None:
    log = change_log((FIRST, SECOND), [SPLIT], RECEIVED, since=date(2025, 1, 6))
    assert {change.at for change in log} == {moment(7)}
    assert {change.judgement for change in log} == {"j1"}
    (split,) = (change for change in log if change.kind is ChangeKind.SPLIT)
    assert split.words.endswith(", says Ida: two ships")
    merge = replace(SPLIT, id="j2", verdict="merge", made=moment(8), reason="")
    (merged,) = (c for c in change_log((FIRST, SECOND), [SPLIT, merge], RECEIVED) if c.kind is ChangeKind.MERGED)
    assert (merged.at, merged.judgement, merged.words[-10:]) == (moment(8), "j2", ", says Ida")


def test_a_rejected_claim_is_unsaid_from_the_moment_of_the_judgement() -> None:
    page = story("p4", "2024-09-12", [EVENT], [("e1", "FRA/GOV", S)])
    claim = replace(page.claims[0], id="c-fra")
    reject = Judgement("j1", "reject", "c-fra", "Ida", moment(8), "another ship")
    log = change_log((FIRST, replace(page, claims=(claim,))), [reject], {"p4": moment(6)}, since=date(2025, 1, 8))
    assert [(change.kind, change.words, change.judgement) for change in log] == [
        (ChangeKind.UNSAID, "FRA GOV suspects", "j1")
    ]


def test_what_came_nobody_knows_when_stands_first() -> None:
    assert told(READINGS)[0][0] is None
    assert told(READINGS, since=date(2000, 1, 1)) == []


def test_every_change_has_an_id_of_its_own_whatever_the_order() -> None:
    log = change_log(READINGS, [SPLIT], RECEIVED)
    assert len({change.id for change in log}) == len(log)
    assert change_log(reversed(READINGS), [SPLIT], RECEIVED) == log


JUDGED = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "reject", "accept"]), st.integers(0, 3), st.integers(0, 3), st.booleans()
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(PAGES, JUDGED)
def test_a_judgement_that_comes_later_makes_the_same_register(
    pages: list[tuple[str | None, list[Event], bool]], judged: list[tuple[str, int, int, bool]]
) -> None:
    readings = [_with_own_claims(reading) for reading in stories(pages)]
    judgements = [
        Judgement(f"j{n}", verdict, _subject(verdict, one, other), "Ida", moment(n + 1))
        for n, (verdict, one, other, _) in enumerate(judged)
    ]
    ledger = Ledger()
    for reading in readings[::2]:
        ledger.add(reading)
    for judgement, (*_, asked) in zip(judgements, judged, strict=True):
        ledger.judge([judgement])
        if asked:
            ledger.settle()
    for reading in readings[1::2]:
        ledger.add(reading)
    assert ledger.dossiers() == open_dossiers(readings, judgements)


def _with_own_claims(reading: Reading) -> Reading:
    claims = tuple(replace(claim, id=f"{reading.article.id}.{claim.id}") for claim in reading.claims)
    return replace(reading, claims=claims)


def _subject(verdict: str, one: int, other: int) -> str:
    if verdict in ("merge", "split"):
        return subject_of(Member(f"p{one}", "e0"), Member(f"p{other + 1}", "e0"))
    return f"p{one}.c{other}"
