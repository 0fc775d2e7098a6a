"""Where two readers of one page disagree, and what a person is asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.records import EventType, Position, Reading, Role
from onrecord.register import open_at
from onrecord.register.queue import Doubt, review_queue
from onrecord.register.readers import dissents

from .build import actor, goods, story, transfer

P = Position
FIRST = story(
    "p1",
    "2025-03-01",
    [
        transfer("e1", "NOR", "TCD", goods("rockets", "rocket")),
        transfer("e2", "SWE", "TCD", goods("shells", "munition")),
    ],
    [("e1", "NOR/GOV", P.DENIES), ("e2", "SWE/GOV", P.ASSERTS)],
)


def again(change: Callable[[Reading], Reading] = lambda reading: reading) -> Reading:
    """The same page read a second time, its claims named otherwise, with a change."""
    claims = tuple(replace(claim, id=f"p1.m{n}") for n, claim in enumerate(FIRST.claims))
    return change(replace(FIRST, claims=claims))


def with_claim(n: int, **fields: object) -> Callable[[Reading], Reading]:
    def change(reading: Reading) -> Reading:
        claims = list(reading.claims)
        claims[n] = replace(claims[n], **fields)  # type: ignore[arg-type]
        return replace(reading, claims=tuple(claims))

    return change


def without(n: int) -> Callable[[Reading], Reading]:
    return lambda reading: replace(reading, claims=reading.claims[:n] + reading.claims[n + 1 :])


def with_supplier(code: str) -> Callable[[Reading], Reading]:
    def change(reading: Reading) -> Reading:
        parties = ((Role.SUPPLIER, (code,) if code else ()), (Role.RECIPIENT, ("TCD",)))
        return replace(reading, events=(replace(reading.events[0], parties=parties), *reading.events[1:]))

    return change


def as_use(reading: Reading) -> Reading:
    return replace(reading, events=(transfer("e1", kind=EventType.USE), *reading.events[1:]))


CASES = {
    "nothing": (lambda reading: reading, []),
    "a position": (with_claim(0, position=P.DOUBTS), [("c0", "NOR/GOV denies; the second reader: doubts")]),
    "a holder": (
        with_claim(0, holder=actor("SWE/GOV")),
        [("c0", "NOR/GOV (NOR GOV) denies; the second reader: SWE/GOV (SWE GOV)")],
    ),
    "another name of the same holder": (with_claim(0, holder=actor("NOR/MIL")), []),
    "a party": (with_supplier("DNK"), [("p1/e1", "supplier NOR; the second reader: DNK")]),
    "a party that one does not tell": (with_supplier(""), []),
    "a claim that only the rules make": (without(1), [("c1", "SWE/GOV asserts; the second reader: no such claim")]),
    "an event of another type": (
        as_use,
        [
            ("c0", "NOR/GOV denies; the second reader: no such claim"),
            ("p1", "no such claim; the second reader: NOR/GOV (NOR GOV) denies"),
        ],
    ),
}


@pytest.mark.parametrize(("change", "told"), CASES.values(), ids=CASES)
def test_what_is_read_otherwise_is_told_by_what_it_bears_on(
    change: Callable[[Reading], Reading], told: list[tuple[str, str]]
) -> None:
    assert [(dissent.subject, dissent.why) for dissent in dissents(FIRST, again(change))] == told


def test_a_claim_that_only_the_second_makes_bears_on_the_event_or_on_the_story() -> None:
    first = replace(FIRST, claims=FIRST.claims[:1])
    found = dissents(first, again())
    assert [(one.subject, one.words) for one in found] == [("p1/e2", ("SWE/GOV asserts e2 on page p1.",))]
    alone = replace(first, events=first.events[:1])
    assert [one.subject for one in dissents(alone, again())] == ["p1"]


def test_what_one_reader_finds_said_once_more_is_no_disagreement() -> None:
    once_more = replace(FIRST.claims[0], id="c9", evidence=FIRST.claims[1].evidence)
    assert dissents(replace(FIRST, claims=(*FIRST.claims, once_more)), again()) == ()
    assert dissents(FIRST, replace(again(), claims=(*again().claims, replace(once_more, id="p1.m9")))) == ()


def test_disagreements_are_asked_last_and_once_a_thing_and_change_no_dossier() -> None:
    register = open_at([FIRST])
    twice = replace(register, second=(again(with_claim(0, position=P.ASSERTS, holder=actor("SWE/GOV"))),))
    asked = [one for one in review_queue(twice) if one.doubt is Doubt.READERS]
    assert [(one.subject, one.source) for one in asked] == [("c0", "pages/p1.txt")]
    assert asked[0].why == (
        "NOR/GOV denies; the second reader: asserts; NOR/GOV (NOR GOV) denies; the second reader: SWE/GOV (SWE GOV)"
    )
    assert asked[0].dossier in [dossier.id for dossier in register.dossiers]
    assert [one for one in review_queue(twice) if one.doubt is not Doubt.READERS] == list(review_queue(register))


def test_a_second_reading_of_a_story_that_the_register_lacks_asks_nothing() -> None:
    second = (replace(again(), article=replace(FIRST.article, id="p9")),)
    assert review_queue(replace(open_at([FIRST]), second=second)) == review_queue(open_at([FIRST]))
