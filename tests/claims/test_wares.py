"""Whose goods are whose: an event that names its own takes no others that are only told of on the same page."""

from __future__ import annotations

import pytest

from onrecord.claims.events import Happening
from onrecord.claims.wares import settle_goods
from onrecord.records import Event, EventType, Role
from tests.claims.made import mentions_of, reading_of, story_of

PAGE = (
    "About six Wing Loong II drones reached Libya from the United Arab Emirates in April, the Libyan defence ministry "
    "said.\n\nTurkey delivered Bayraktar TB2 drones to Libya in 2020."
)
PRONOUN = (
    "The Libyan defence ministry said that six Wing Loong II drones had reached Libya in April.\n\nThe United Arab "
    "Emirates had delivered them, the ministry said."
)


def named(event: Event) -> set[str | None]:
    return {item.designation for item in event.items}


def test_two_transfers_of_one_page_keep_their_goods_apart() -> None:
    events = reading_of(PAGE).events
    by_supplier = {event.party(Role.SUPPLIER): named(event) for event in events}
    assert by_supplier == {("ARE",): {"Wing Loong II"}, ("TUR",): {"Bayraktar TB2"}}


def test_a_transfer_whose_words_name_no_goods_takes_those_told_before() -> None:
    events = reading_of(PRONOUN).events
    assert any(event.party(Role.SUPPLIER) == ("ARE",) and named(event) == {"Wing Loong II"} for event in events)


@pytest.mark.parametrize(
    ("text", "likely", "goods"),
    [
        ("Turkish jets struck a tank in Syria.", 0.0, ["jets"]),
        ("The army destroyed a tank in Syria.", 0.0, []),
        ("The army destroyed a tank in Syria. It had rifles.", 0.95, ["rifles"]),
    ],
)
def test_what_an_attack_hit_is_none_of_its_weapons(text: str, likely: float, goods: list[str]) -> None:
    story, mentions = story_of(text), mentions_of(text)
    home = Happening(EventType.USE)
    for mention in mentions:
        home.take(mention, set())
    shares = [0.0, *(likely if n == len(story.goods) - 1 else 0.0 for n in range(len(story.goods)))]
    items = settle_goods(story, 0, [home], shares)
    assert [item.text.split()[-1] for item in items] == goods


@pytest.mark.parametrize(
    ("text", "goods"),
    [("Sweden banned all trade in arms with Oman.", ["arms"]), ("The UN arms embargo on Libya stands.", [])],
)
def test_what_is_banned_by_name_is_taken_as_told(text: str, goods: list[str]) -> None:
    story, (mention,) = story_of(text), mentions_of(text)
    home = Happening(EventType.SANCTION)
    home.take(mention, set())
    items = settle_goods(story, 0, [home], [0.0] * (1 + len(story.goods)))
    assert [item.text for item in items] == goods
