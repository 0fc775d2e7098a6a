"""Every town of the datelines is found by its example, and its countries are known."""

from __future__ import annotations

import pycountry

from onrecord.lexicon.tables import read_table
from onrecord.lexicon.towns import countries_of_town

CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}


def test_every_town_is_found_in_its_example() -> None:
    rows = list(read_table("datelines_towns"))
    assert [row["town"] for row in rows if countries_of_town(row["example"]) != tuple(row["countries"].split())] == []


def test_every_country_is_one() -> None:
    assert {code for row in read_table("datelines_towns") for code in row["countries"].split()} <= CODES


def test_no_town_is_found_in_other_words() -> None:
    assert countries_of_town("Department Press Briefing") == () == countries_of_town("")
