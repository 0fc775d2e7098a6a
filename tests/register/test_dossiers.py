from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Dossier, Event, EventType, Item, Judgement, Member, Position, Reading, Stage, Status
from onrecord.register import Ledger, make_sheet, open_at, open_dossiers
from onrecord.register.judgements import subject_of

from .build import goods, story, transfer
from .test_copies import WIRE, wire

SHELLS = goods("artillery shells", "munition.artillery")
FATH = goods("Fath-360 missiles", "missile.ballistic", "Fath-360")
BALLISTIC = goods("ballistic missiles", "missile.ballistic")


def told(*pages: tuple[str, str, Event]) -> list[Reading]:
    """A story a page, each with one transfer that the United States suspect."""
    return [story(name, day, [event], [(event.id, "USA/GOV", Position.SUSPECTS)]) for name, day, event in pages]


def homes(dossiers: tuple[Dossier, ...]) -> list[list[str]]:
    return [[f"{member.story}/{member.event}" for member in dossier.members] for dossier in dossiers]


def pair(one: Event, other: Event, day: str = "2024-09-09") -> list[Reading]:
    return told(("p1", "2024-09-06", one), ("p2", day, other))


ONE, TWO = [["p1/e1", "p2/e1"]], [["p1/e1"], ["p2/e1"]]


def iran(*items: Item, stage: Stage = Stage.DELIVERED, supplier: str = "IRN", recipient: str = "RUS") -> Event:
    return transfer("e1", supplier, recipient, *items, stage=stage)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (pair(iran(BALLISTIC), iran(FATH)), ONE),
        (pair(iran(BALLISTIC), iran(goods("missiles", "missile"))), ONE),
        (pair(iran(FATH), iran(replace(FATH, designation="Fath"))), ONE),
        (pair(iran(FATH), iran(replace(FATH, designation="Zolfaghar"))), TWO),
        (pair(iran(FATH), iran(goods("drones", "uav"))), TWO),
        (pair(iran(FATH), iran(FATH, recipient="SYR")), TWO),
        (pair(iran(FATH), iran(FATH, supplier="RUS", recipient="IRN")), TWO),
        (pair(iran(SHELLS), iran(SHELLS, supplier="")), TWO),
        (pair(iran(FATH), iran(FATH, supplier="RUS")), ONE),
        (pair(iran(FATH), iran(FATH, supplier="SYR", recipient="SYR")), TWO),
        (pair(iran(FATH), iran(FATH, supplier="IRN/BUS")), ONE),
        (pair(iran(replace(SHELLS, quantity=90)), iran(replace(SHELLS, text="one shell", quantity=1))), ONE),
        (pair(iran(FATH), iran(FATH, supplier="")), ONE),
        (pair(iran(replace(FATH, quantity=200)), iran(replace(FATH, quantity=220))), ONE),
        (pair(iran(replace(FATH, quantity=200)), iran(replace(FATH, quantity=60))), TWO),
        (pair(iran(replace(FATH, quantity=200)), iran(replace(FATH, text="60 more Fath-360", quantity=60))), TWO),
        (pair(iran(FATH), iran(replace(FATH, text="a second batch of Fath-360 missiles"))), TWO),
        (pair(iran(FATH, stage=Stage.AGREED), iran(FATH), "2024-11-30"), ONE),
        (pair(iran(FATH, stage=Stage.BLOCKED), iran(FATH)), TWO),
        (pair(iran(BALLISTIC), iran(BALLISTIC), "2027-01-10"), TWO),
        (pair(iran(replace(BALLISTIC, quantity=200)), iran(replace(BALLISTIC, quantity=200)), "2027-01-10"), ONE),
        (pair(iran(SHELLS, BALLISTIC), iran(BALLISTIC)), ONE),
        (pair(iran(), iran()), ONE),
        (pair(iran(), iran(), "2025-03-01"), TWO),
    ],
    ids=[
        *("a named type of the class", "a wider class", "a shorter name", "another type", "other goods"),
        *("another recipient", "the other way round", "a party untold"),
        *("one party on both sides", "a stranger on both sides", "a company of the state", "one piece of it"),
        "a party untold, the type told",
        *("numbers near", "numbers far", "some more", "a second batch", "ordered, then delivered", "refused"),
        *("years apart", "years apart, the same number", "mixed goods", "no goods"),
        "no goods, months apart",
    ],
)
def test_which_events_are_one_transfer(pages: list[Reading], expected: list[list[str]]) -> None:
    assert homes(open_dossiers(pages)) == expected


def test_two_transfers_on_one_page_stay_two_and_draw_their_own() -> None:
    batch = replace(SHELLS, quantity=200_000)
    first = transfer("e1", "PRK", "RUS", replace(SHELLS, quantity=400_000))
    second = transfer("e2", "PRK", "RUS", batch, stage=Stage.SHIPPED)
    pages = [
        story("p1", "2025-03-01", [first], [("e1", "KOR/GOV", Position.ASSERTS)]),
        story("p2", "2025-03-04", [replace(first, items=(SHELLS,)), second], [("e2", "UKR/SPY", Position.ASSERTS)]),
        story("p3", "2025-03-06", [replace(second, id="e5")], [("e5", "RUS/GOV", Position.DENIES)]),
    ]
    assert homes(open_dossiers(pages)) == [["p1/e1", "p2/e1"], ["p2/e2", "p3/e5"]]


def test_an_event_that_a_page_splits_in_the_same_terms_is_one() -> None:
    one = transfer("e1", "PRK", "RUS", SHELLS)
    pages = [story("p1", "2025-03-01", [one, replace(one, id="e2", parties=transfer("", "PRK").parties)])]
    assert homes(open_dossiers(pages)) == [["p1/e1", "p1/e2"]]


def test_an_order_and_what_was_delivered_of_it_are_one() -> None:
    guns = goods("K9 howitzers", "artillery.gun", "K9")
    here = transfer("e1", "KOR", "NOR", replace(guns, quantity=6))
    rest = transfer("e2", "KOR", "NOR", replace(guns, text="the remaining 14", quantity=14), stage=Stage.AGREED)
    more = transfer("e3", "KOR", "NOR", replace(guns, text="20 more", quantity=20), stage=Stage.AGREED)
    assert homes(open_dossiers([story("p1", "2025-03-01", [here, rest, more])])) == [["p1/e1", "p1/e2"], ["p1/e3"]]


def test_copies_tell_as_one_and_add_no_position() -> None:
    body = " ".join(WIRE)
    events = [iran(FATH), transfer("e2", "IRN", "RUS", goods("drones", "uav"))]
    said = [("e1", "USA/GOV", Position.ASSERTS), ("e2", "IRN/GOV", Position.DENIES)]
    first = story("p9", "2024-09-06", events, said, body=body)
    copy = story("p1", "2024-09-07", [replace(events[0], id="e7")], [("e7", "USA/GOV", Position.ASSERTS)], body=body)
    other = story("p3", "2024-09-08", [iran(BALLISTIC)], [("e1", "IRN/GOV", Position.DENIES)], body=" ".join(wire(9)))
    missiles, drones = open_dossiers([copy, first, other])
    assert missiles.members == (Member("p9", "e1"), Member("p1", "e7"), Member("p3", "e1"))
    assert missiles.copies == (("p9", "p1"),)
    assert [(row.story, row.position) for row in missiles.positions] == [
        ("p9", Position.ASSERTS),
        ("p3", Position.DENIES),
    ]
    assert [row.status for row in missiles.status] == [Status.ALLEGED, Status.DISPUTED]
    assert drones.copies == ()


def test_only_transfers_open_dossiers() -> None:
    raid = transfer("e1", "IRN", "RUS", FATH, kind=EventType.SEIZURE)
    assert open_dossiers([story("p1", "2024-09-06", [raid], [("e1", "USA/GOV", Position.ASSERTS)])]) == ()


def test_what_the_dossier_is_called_follows_most_tellings() -> None:
    pages = told(
        ("p1", "2024-09-06", iran(goods("missiles", "missile"))),
        ("p2", "2024-09-07", iran(FATH)),
        ("p3", "2024-09-08", iran(BALLISTIC)),
    )
    (dossier,) = open_dossiers(pages)
    assert (dossier.supplier, dossier.recipient) == (("IRN",), ("RUS",))
    assert (dossier.goods_class, dossier.designation) == ("missile.ballistic", "Fath-360")


def test_every_link_has_a_score_and_reasons() -> None:
    (dossier,) = open_dossiers(pair(iran(BALLISTIC), iran(FATH)))
    opening, link = dossier.links
    assert (opening.score, opening.reasons) == (1.0, ("opens the dossier",))
    assert 0.5 < link.score < 1
    assert {"the same supplier", "the same recipient", "the same class of goods"} <= set(link.reasons)


def test_the_id_stays_as_other_pages_join() -> None:
    pages = pair(iran(BALLISTIC), iran(FATH))
    assert open_dossiers(pages)[0].id == open_dossiers(pages[:1])[0].id


@pytest.mark.parametrize(
    ("pages", "verdict", "expected"),
    [
        (pair(iran(FATH), iran(goods("drones", "uav"), supplier="CHN")), "merge", ONE),
        (pair(iran(BALLISTIC), iran(FATH)), "split", TWO),
    ],
)
def test_a_persons_word_outweighs_the_reading(pages: list[Reading], verdict: str, expected: list[list[str]]) -> None:
    subject = subject_of(Member("p2", "e1"), Member("p1", "e1"))
    earlier = Judgement(
        "j9", "split" if verdict == "merge" else "merge", subject, "Ida", datetime(2025, 1, 1, tzinfo=UTC)
    )
    word = Judgement("j1", verdict, subject, "Ida", datetime(2025, 1, 2, tzinfo=UTC), "same ship")
    assert homes(open_dossiers(pages, [word, earlier])) == expected


def test_a_rejected_claim_takes_no_position_until_it_is_accepted_again() -> None:
    page = story(
        "p1", "2024-09-06", [iran(FATH)], [("e1", "USA/GOV", Position.ASSERTS), ("e1", "IRN/GOV", Position.DENIES)]
    )
    reject = Judgement("j1", "reject", "c0", "Ida", datetime(2025, 1, 1, tzinfo=UTC), "a headline of another story")
    accept = replace(reject, id="j2", verdict="accept", made=datetime(2025, 1, 2, tzinfo=UTC))
    (dossier,) = open_dossiers([page], [reject])
    assert [row.position for row in dossier.positions] == [Position.DENIES]
    sheet = make_sheet(dossier, open_at([page], [reject]).readings)
    assert [voices.position for voices in sheet.voices] == [Position.DENIES]
    assert open_dossiers([page], [accept, reject]) == open_dossiers([page])


def test_judgements_on_other_things_change_nothing() -> None:
    pages = pair(iran(BALLISTIC), iran(FATH))
    other = Judgement("j1", "merge", "p1.c1", "Ida", datetime(2025, 1, 1, tzinfo=UTC))
    unknown = Judgement("j2", "merge", "p8/e1 p9/e1", "Ida", datetime(2025, 1, 1, tzinfo=UTC))
    assert open_dossiers(pages, [other, unknown]) == open_dossiers(pages)


ITEMS = st.builds(
    goods,
    st.sampled_from(["missiles", "a second batch", "40 more"]),
    st.sampled_from(["missile.ballistic", "missile", "munition.artillery", "weapons"]),
    st.sampled_from([None, "Fath-360", "KN-23"]),
    st.sampled_from([None, 40, 200, 220]),
)
EVENTS = st.builds(
    lambda supplier, recipient, items, stage: transfer("", supplier, recipient, *items, stage=stage),
    st.sampled_from(["", "IRN", "PRK"]),
    st.sampled_from(["", "RUS", "RUS SYR"]),
    st.lists(ITEMS, max_size=2),
    st.sampled_from([Stage.AGREED, Stage.DELIVERED, Stage.BLOCKED, Stage.UNSPECIFIED]),
)
PAGES = st.lists(
    st.tuples(
        st.sampled_from([None, "2024-02-01", "2024-02-09", "2025-07-01"]), st.lists(EVENTS, max_size=3), st.booleans()
    ),
    max_size=7,
)


def stories(pages: list[tuple[str | None, list[Event], bool]]) -> list[Reading]:
    """A story a page; of the wire pages all are copies of one text."""
    readings = []
    for n, (day, events, is_wire) in enumerate(pages):
        named = [replace(event, id=f"e{k}") for k, event in enumerate(events)]
        said = [(event.id, "IRN/GOV", Position.DENIES) for event in named] + [
            (event.id, "USA/GOV", Position.SUSPECTS) for event in named
        ]
        readings.append(story(f"p{n}", day, named, said, body=" ".join(WIRE if is_wire else wire(50 + n))))
    return readings


@settings(max_examples=60, deadline=None)
@given(PAGES, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(pages: list[tuple[str | None, list[Event], bool]], draw: object) -> None:
    readings = stories(pages)
    shuffled = list(readings)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert open_dossiers(shuffled) == open_dossiers(readings)
    assert open_dossiers([*readings, *shuffled]) == open_dossiers(readings)
    members = [member for dossier in open_dossiers(readings) for member in dossier.members]
    assert sorted(members) == sorted(Member(r.article.id, event.id) for r in readings for event in r.events)


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_a_register_asked_after_every_story_is_the_one_made_at_once(
    pages: list[tuple[str | None, list[Event], bool]],
) -> None:
    ledger, readings = Ledger(), stories(pages)
    for n, reading in enumerate(readings, 1):
        ledger.add(reading)
        assert ledger.dossiers() == open_dossiers(readings[:n])


def test_a_story_more_makes_no_other_dossier_anew() -> None:
    ledger = Ledger()
    for reading in told(("p1", "2024-09-06", iran(FATH)), ("p2", "2024-09-07", transfer("e1", "KOR", "NOR", SHELLS))):
        ledger.add(reading)
    before = {dossier.supplier: dossier for dossier in ledger.dossiers()}
    ledger.add(*told(("p3", "2024-09-09", iran(BALLISTIC))))
    after = {dossier.supplier: dossier for dossier in ledger.dossiers()}
    assert after["KOR",] is before["KOR",]
    assert len(after["IRN",].members) == 2
