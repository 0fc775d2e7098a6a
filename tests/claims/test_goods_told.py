"""What goods phrases mean that lean on others: "ones", "vehicles of both types", a permit, a name of several types."""

from __future__ import annotations

import pytest

from onrecord.records import EventType
from tests.claims.made import reading_of
from tests.claims.test_goods import read


@pytest.mark.parametrize(
    "sentence", ["Bern will get another.", "Bern bought a second one.", "Bern bought German ones."]
)
def test_one_and_another_stand_for_goods_told_before(sentence: str) -> None:
    assert [m.item.designation for m in read(f"Oslo ordered F-16 jets.\n{sentence}") if m.elliptic] == ["F-16"]


@pytest.mark.parametrize("sentence", ["Bern bought one year of peace.", "Bern sold another cheese."])
def test_one_and_another_stand_for_nothing_beside_a_noun(sentence: str) -> None:
    assert not [m for m in read(f"Oslo ordered F-16 jets.\n{sentence}") if m.elliptic]


@pytest.mark.parametrize(
    ("text", "goods_class"),
    [
        ("Accra sold armoured vehicles and radars.\nThe vehicles of both types were late.", "armour.vehicle"),
        ("Sofia sold 18 grenade launchers.\nThe launchers of Soviet design were old.", "small-arms"),
        ("Accra sold a batch of spares for the tanks.", "dual-use"),
    ],
)
def test_what_says_of_what_sort_goods_are_is_not_counted_by_them(text: str, goods_class: str) -> None:
    assert goods_class in {m.item.goods_class for m in read(text)[-2:]}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Bern granted export licences for tanks.", ["armour.tank"]),
        ("Bern refused a licence worth millions; tanks were sold.", ["armour.tank"]),
        ("Bern sold Ankara the tanks and a licence to produce the rifle.", ["armour.tank", "technology", "small-arms"]),
    ],
)
def test_a_permit_is_no_licence_to_make(text: str, classes: list[str]) -> None:
    assert [m.item.goods_class for m in read(text)] == classes


@pytest.mark.parametrize(
    ("text", "goods_class"),
    [
        ("Kuala Lumpur flies MiG-29 fighter jets.\nIt wants the Kuwaiti Hornets.", "aircraft.combat"),
        ("Kharkiv builds attack drones.\nIt sold 40 Hornets.", "uav.strike"),
        ("Oslo sold AH-64 Apaches and F-16s.\nThe jets were late.", "aircraft.combat"),
    ],
)
def test_a_name_of_several_types_is_that_which_the_nouns_tell(text: str, goods_class: str) -> None:
    assert read(text)[-1].item.goods_class == goods_class


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Berlin banned arms exports to Saudi Arabia, the ministry said.", True),
        ("The United Nations imposed an arms embargo on Haiti, the ministry said.", False),
    ],
)
def test_a_ban_is_on_goods_where_trade_in_them_is_forbidden(text: str, told: bool) -> None:
    sanctions = [event for event in reading_of(text).events if event.type is EventType.SANCTION]
    assert any(event.items for event in sanctions) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bern sold 18 High Mobility Artillery Rocket Systems (HIMARS).", [("artillery.mlrs", "HIMARS", 18)]),
        ("Bern made 12 Guided Multiple Launch Rocket System (GMLRS) rounds.", [("rocket", "GMLRS", 12)]),
        ("Bern sold 40 Army Tactical Missile System (ATACMS) missiles.", [("missile.ballistic", "ATACMS", 40)]),
        ("Bern sold 40 launchers (12 HIMARS).", [("artillery.mlrs", "HIMARS", n) for n in (40, 12)]),
    ],
)
def test_initials_in_brackets_are_the_name_before_them(text: str, told: list[tuple[str, str | None, int]]) -> None:
    assert [(m.item.goods_class, m.item.designation, m.item.quantity) for m in read(text)] == told


def test_a_third_stands_for_goods_of_which_two_were_told() -> None:
    *_, third = read("Ankara sent two warships with anti-aircraft guns and has promised a third.")
    assert (third.elliptic, third.item.goods_class, third.item.quantity) == (True, "ship.surface", 1)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Bern sold missiles and named three firms.\nOne of them was sanctioned.", False),
        ("Bern sold the firm missiles.\nOne of them was sold on.", True),
    ],
)
def test_one_of_them_is_no_goods_where_firms_were_told_of(text: str, stands: bool) -> None:
    assert any(m.elliptic for m in read(text)) is stands


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Part of the missiles had been bought.", ["missile"]),
        ("As part of the deal Bern sold missiles.", ["missile"]),
        ("Bern sold a part for the missiles.", ["dual-use", "missile"]),
    ],
)
def test_how_much_of_something_is_no_part_of_it(text: str, classes: list[str]) -> None:
    assert [m.item.goods_class for m in read(text)] == classes


def test_any_weapons_are_not_those_that_the_weapons_were() -> None:
    missiles, again, others = read(
        "Rome fired Storm Shadow missiles.\nThe weapons hit a barn.\nBern sells lethal weapons."
    )
    assert missiles.chain is None and again.chain == 0 and others.chain is None


def test_the_arms_of_an_embargo_are_no_goods_told_before() -> None:
    vehicles, arms = read("Bern sold armoured vehicles.\nThis breached the UN arms embargo.")
    assert vehicles.chain is None and arms.carrier and arms.chain is None
