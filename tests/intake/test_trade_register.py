"""A trade register beside ours: both published forms, invented rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord import flow
from onrecord.faces.cli import cli
from onrecord.intake.trade_register import Deal, NoRegister, read_trade_register
from onrecord.lexicon.tables import read_table
from onrecord.records import Dossier, Passed
from onrecord.register.deals import Likeness, likeness, pair_up
from onrecord.shelf import open_shelf

from . import made

OLD_COLUMNS = (
    *("Recipient", "Supplier", "Year of order", "", "Number ordered", "", "Weapon designation", "Weapon description"),
    *("Number delivered", "", "Year(s) of delivery", "status", "Comments"),
)
OLD = f"""Trade register
Information from a register made up for a test

{",".join(OLD_COLUMNS)}
Azerbaijan,Serbia,(2023),,(48),,Nora-B52,self-propelled gun,0,,,New,Seller denies it
Yemen,unknown supplier(s),2022,,. .,,. .,SAM,,,,,
Viet Nam,Serbia,2021,,12,,Nora-B52,self-propelled gun,12,,2022,New,
,Serbia,2021,,12,,Nora-B52,self-propelled gun,12,,2022,New,
"""
NEW_COLUMNS = (
    *("SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category"),
    *("Order date", "Order date is estimate", "Numbers delivered", "Numbers delivered is estimate"),
    *("Delivery year", "Delivery year is estimate", "Status"),
)
NEW = f"""{",".join(NEW_COLUMNS)}
77,Serbia,Azerbaijan,Nora-B52,self-propelled gun,Artillery,2023,Yes,6,No,2024,No,New
77,Serbia,Azerbaijan,Nora-B52,self-propelled gun,Artillery,2023,Yes,8,No,2025,No,New
"""


def read(tmp_path: Path, text: str) -> list[Deal | Passed]:
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    return list(read_trade_register(path))


def deals(tmp_path: Path, text: str) -> list[Deal]:
    return [deal for deal in read(tmp_path, text) if isinstance(deal, Deal)]


def test_a_row_a_deal_with_brackets(tmp_path: Path) -> None:
    first, second, third = deals(tmp_path, OLD)
    assert first.dossier == Dossier("sipri:5", ("SRB",), ("AZE",), "artillery.gun", "Nora B-52", ())
    assert (first.ordered, first.number, first.comments) == ("(2023)", "(48)", "Seller denies it")
    assert (second.dossier.supplier, second.dossier.designation) == ((), None)
    assert second.dossier.goods_class == "missile.air-defence"
    assert third.dossier.recipient == ("VNM",)
    [passed] = [one for one in read(tmp_path, OLD) if isinstance(one, Passed)]
    assert passed.reason.endswith("(line 8): the row tells no recipient")


def test_a_row_a_year_is_one_deal(tmp_path: Path) -> None:
    [deal] = deals(tmp_path, NEW)
    assert (deal.dossier.id, deal.delivered, deal.years) == ("sipri:77", "6 + 8", "2024, 2025")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Supplier,Recipient\nSerbia,Azerbaijan\n"])
def test_what_is_no_register_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoRegister, match=r"register\.csv: no trade register"):
        read(tmp_path, text)


def test_the_register_s_own_names_of_states_are_codes() -> None:
    rows = list(read_table("sipri_names"))
    assert all(len(row["code"]) == 3 and row["name"] in row["example"] for row in rows)


def dossier(
    name: str, supplier: str = "SRB", recipient: str = "AZE", goods: str | None = "artillery", kind: str | None = None
) -> Dossier:
    return Dossier(name, (supplier,) if supplier else (), (recipient,), goods, kind, ())


def test_parties_and_goods_must_be_the_deals() -> None:
    deal = dossier("sipri:1", goods="artillery.gun", kind="Nora B-52")
    assert likeness(dossier("d1", kind="Nora B-52"), deal) is Likeness.TYPE
    assert likeness(dossier("d2"), deal) is Likeness.CLASS
    assert likeness(dossier("d3", goods=None), deal) is Likeness.MAYBE
    for other in (
        dossier("d4", recipient="ARM"),
        dossier("d5", supplier=""),
        dossier("d6", goods="ship"),
        dossier("d7", kind="T-72"),
    ):
        assert likeness(other, deal) is None
    pairings = pair_up([dossier("d2"), dossier("d1", kind="Nora B-52"), dossier("d4", recipient="ARM")], [deal])
    assert [[one.id for one, _ in pairing.dossiers] for pairing in pairings] == [["d1", "d2"], ["d4"]]


def test_the_verb_lays_both_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(made.html())
    table = tmp_path / "register.csv"
    table.write_text(OLD, encoding="utf-8")
    with open_shelf(tmp_path / "shelf.sqlite", create=True) as shelf:
        list(flow.add(shelf, [tmp_path / "story.html"]))
    run = CliRunner().invoke(cli, ["--shelf", str(tmp_path / "shelf.sqlite"), "compare", str(table)])
    assert run.exit_code == 1  # a row could not be used, and is named
    assert "line 8" in run.output
    assert "the same type" in run.output or "the same class" in run.output
    assert "no dossier" in run.output
    assert run.output.splitlines()[-1] == "3 deals, 1 with a dossier"
