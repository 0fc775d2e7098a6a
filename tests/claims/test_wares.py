"""Whose goods are whose: an event that names its own takes no others that are only told of on the same page."""

from __future__ import annotations

from onrecord.records import Event, Role
from tests.claims.made import reading_of

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
