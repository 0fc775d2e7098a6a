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
