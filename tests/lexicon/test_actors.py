"""Every row of the tables of names and offices is found in its own example, and nowhere where it must not be."""

from __future__ import annotations

import pycountry
import pytest

from onrecord.lexicon.actors import Name, NameKind, OfficeForm, find_names, look_up, plain, read_names, read_offices
from onrecord.records import Sector

ORGANISATIONS = {"EU", "NATO", "UN", "IAEA", "G7", "AU", "ECOWAS", "ARAB-LEAGUE"}
GONE_OR_UNLISTED = {"XKX", "YUG", "SUN", "CSK", "DDR"}
CODES = {country.alpha_3 for country in pycountry.countries} | ORGANISATIONS | GONE_OR_UNLISTED


def names_in(text: str) -> list[Name]:
    return [found.name for found in find_names(text)]


def test_every_name_is_found_in_its_example() -> None:
    lost = [name.text for name in read_names() if name not in names_in(name.example)]
    assert lost == []


def test_no_name_is_found_in_its_counterexample() -> None:
    wrong = [n.text for n in read_names() if n.counter and n in names_in(n.counter)]
    assert wrong == []


def test_every_code_is_iso_or_an_organisation_of_the_contract() -> None:
    assert {c for n in read_names() for c in (n.code, *n.theatres) if c is not None} <= CODES


def test_no_name_stands_twice() -> None:
    texts = [name.text for name in read_names()]
    assert len(texts) == len(set(texts))


def test_every_state_has_name_demonym_and_capital() -> None:
    for kind, fewest in ((NameKind.COUNTRY, 195), (NameKind.DEMONYM, 190), (NameKind.CAPITAL, 180)):
        assert len({name.code for name in read_names() if name.kind is kind}) >= fewest


def test_every_office_is_found_by_its_words_and_stands_in_its_example() -> None:
    offices = read_offices()
    assert all(offices[plain(office.text).casefold()] is office for office in offices.values())
    assert all(office.text in office.example for office in offices.values())


def test_adjectives_have_no_sector() -> None:
    adjectives = {OfficeForm.LEAKER, OfficeForm.SCOPE, OfficeForm.PARTY}
    assert all(office.sector is None for office in read_offices().values() if office.form in adjectives)


FOUND = [
    ("North Korean gunners and South Korean radars", [("PRK", "demonym"), ("KOR", "demonym")]),
    ("the Democratic People’s Republic of Korea", [("PRK", "country")]),
    ("the Democratic Republic of the Congo and the Republic of the Congo", [("COD", "country"), ("COG", "country")]),
    ("Niger, Nigeria and the Niger Delta", [("NER", "country"), ("NGA", "country"), ("NGA", "place")]),
    (
        "Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea",
        [(c, "country") for c in ("GIN", "GNB", "GNQ", "PNG")],
    ),
    ("the Gulf of Guinea", [(None, "place")]),
    ("a leak to the Washington Post in Washington", [("USA", "outlet"), ("USA", "capital")]),
    ("the Kyiv Independent", [("UKR", "outlet")]),
    ("U.S., US and UAE officials", [("USA", "country"), ("USA", "country"), ("ARE", "country")]),
    ("Türkiye’s army", [("TUR", "country")]),
    ("the IRGC’s Quds Force", [("IRN", "institution"), ("IRN", "institution")]),
    ("Hezbollah and Kataib Hezbollah", [("LBN", "group"), ("IRQ", "group")]),
    ("the Islamic State and an Islamic state", [("IRQ", "group")]),
    ("South Sudan and Sudan", [("SSD", "country"), ("SDN", "country")]),
    ("Dominican Republic", [("DOM", "country")]),
    ("an official of the Élysée", [("FRA", "capital")]),
    ("the Elysee", [("FRA", "capital")]),
    ("Rosoboronexport and Baykar", [("RUS", "company"), ("TUR", "company")]),
    ("the African Union and NATO", [("AU", "igo"), ("NATO", "igo")]),
    ("he told us to wait", []),
    ("Fatah-110 missiles shown by Fatah", [("PSE", "institution")]),
    ("a turkey, a china cup and a jersey", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_names_are_found_leftmost_and_longest(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(name.code, name.kind.value) for name in names_in(text)] == expected


def test_spans_are_offsets_into_the_text() -> None:
    text = "In Nouméa, Ségou’s mayor met officers from Bishoftu."
    assert [text[f.span.start : f.span.end] for f in find_names(text, 10)] == ["Ségou", "Bishoftu"]


def test_a_whole_text_is_looked_up() -> None:
    hizb = look_up("Houthis")
    assert hizb is not None
    assert (hizb.code, hizb.sector) == ("YEM", Sector.REB)
    assert look_up("Houthis and others") is None


def test_a_group_of_several_countries_keeps_them_all() -> None:
    group = look_up("JNIM")
    assert group is not None
    assert group.theatres[:2] == ("MLI", "BFA")
