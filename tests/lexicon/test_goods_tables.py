"""The tables of goods: each row's example is found as what the row says, and codes agree between the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pycountry
import pytest

from onrecord.lexicon.goods import (
    Named,
    TermKind,
    compatible,
    find_terms,
    fold,
    goods_classes,
    named_at,
    singulars,
    split_atoms,
    terms_at,
)
from onrecord.lexicon.tables import read_table
from onrecord.records import Span

SIPRI = {
    "Aircraft", "Air-defence systems", "Armoured vehicles", "Artillery", "Engines", "Missiles", "Naval weapons",
    "Other", "Satellites", "Sensors", "Ships",
}  # fmt: skip
UNROCA = {"", "I", "II", "III", "IV", "V", "VI", "VII", "small arms"}
NOUNS = list(read_table("goods_nouns"))
DESIGNATIONS = list(read_table("designations"))


def named_in(text: str) -> Iterator[Named]:
    """Every named type that can be read anywhere in a text."""
    atoms = split_atoms(text, Span(0, len(text)))
    for at in range(len(atoms)):
        hit = named_at(text, atoms, at)
        if hit is not None:
            yield from hit[1]


def test_classes_are_those_of_the_field() -> None:
    classes = goods_classes()
    assert len(classes) == 42
    for code, row in classes.items():
        assert row.sipri_category in SIPRI, code
        assert row.unroca in UNROCA, code
        assert "." not in code or code.split(".")[0] in classes or code.startswith(("air-defence", "ship", "armour"))


def test_class_examples_read_as_their_class() -> None:
    for row in read_table("goods_classes"):
        terms = find_terms(row["example"])
        assert any(compatible(term.goods_class, row["class"]) for term in terms), row["class"]


def test_every_noun_stands_in_its_example() -> None:
    for row in NOUNS:
        if row["kind"] == TermKind.NEVER:
            assert not row["example"], row["term"]
            continue
        assert row["class"] in goods_classes(), row["term"]
        assert row["term"] in {term.text for term in find_terms(row["example"])}, row


def test_never_rows_shield_their_counter() -> None:
    for row in NOUNS:
        if row["kind"] == TermKind.NEVER:
            assert any(term.kind is TermKind.NEVER for term in find_terms(row["counter"])), row


def test_vague_nouns_have_a_counter() -> None:
    assert [r["term"] for r in NOUNS if r["kind"] in {"vague", "container", "unit", "part"} and not r["counter"]] == []


def test_nouns_are_told_once() -> None:
    assert [term for term, n in Counter(row["term"] for row in NOUNS).items() if n > 1] == []


def test_what_nouns_take_are_classes() -> None:
    tops = {code.partition(".")[0] for code in goods_classes()} | set(goods_classes())
    for row in NOUNS:
        for part in row["takes"].split():
            prefix, _, becomes = part.partition(">")
            assert prefix == "*" or prefix in tops, row["term"]
            assert not becomes or becomes in goods_classes(), row["term"]


def test_every_designation_stands_in_its_example() -> None:
    for row in DESIGNATIONS:
        found = {(named.designation, named.goods_class) for named in named_in(row["example"])}
        assert (row["designation"], row["class"]) in found, row


def test_designations_are_wide_and_told_once() -> None:
    assert len({row["designation"] for row in DESIGNATIONS}) > 2000
    rows = Counter((row["designation"], row["class"]) for row in DESIGNATIONS)
    assert [key for key, n in rows.items() if n > 1] == []


def test_designations_have_known_classes_and_countries() -> None:
    for row in DESIGNATIONS:
        assert row["class"] in goods_classes(), row
        assert not row["design"] or pycountry.countries.get(alpha_3=row["design"]) is not None, row
        assert row["family"], row
        assert row["spellings"] or row["shy"], row


@pytest.mark.parametrize(
    ("text", "designation"),
    [
        ("Fateh 110", "Fateh-110"), ("Fatah-110", "Fateh-110"), ("Geran-2", "Shahed-136"), ("shahed-136", "Shahed-136"),
        ("Hwasong-11A", "KN-23"), ("SA-10", "S-300"), ("S-300 PMU-2", "S-300PMU2"), ("SU 35", "Su-35"),
        ("Akıncı", "Akinci"), ("Gokdogan", "Gökdoğan"), ("TB-2", "Bayraktar TB2"), ("Wing Loong IIs", "Wing Loong II"),
        ("Sagger", "Malyutka"), ("Panzerhaubitze 2000", "PzH 2000"), ("Scorpène-class", "Scorpene"),
    ],
)  # fmt: skip
def test_spellings_lead_to_one_designation(text: str, designation: str) -> None:
    assert designation in {named.designation for named in named_in(text)}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("armored personnel carriers", ["armoured personnel carrier"]),
        ("air-defense system", ["air-defence system"]),
        ("155mm artillery shells", ["mm artillery shell"]),
        ("rounds of ammunition and mortars", ["round of ammunition", "mortar"]),
        ("Weapons were found", ["weapon"]),
        ("uncrewed aerial vehicles", ["unmanned aerial vehicle"]),
    ],
)
def test_longest_noun_wins_in_either_spelling(text: str, terms: list[str]) -> None:
    assert [term.text for term in find_terms(text)] == terms


def test_a_stop_between_words_breaks_a_term() -> None:
    text = "It was a cruise; missiles came later."
    assert [term.text for term in find_terms(text)] == ["missile"]


def test_plurals_and_folding() -> None:
    assert singulars("pass") == ("pass",)
    assert singulars("torpedoes")[-1] == "torpedo"
    assert fold("Škorpion") == "skorpion"


def test_terms_at_needs_a_term() -> None:
    text = "onions"
    assert terms_at(text, split_atoms(text, Span(0, 6)), 0) is None
