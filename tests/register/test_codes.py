from __future__ import annotations

from onrecord.lexicon.codes import goods_classes, goods_name, party_name
from onrecord.register.goods import KIN


def test_every_class_is_named_in_its_example() -> None:
    assert [told.code for told in goods_classes().values() if told.name not in told.example] == []


def test_every_wider_class_and_every_kindred_one_is_a_class() -> None:
    classes = goods_classes()
    wider = {code.partition(".")[0] for code in classes if "." in code} - {"air-defence"}
    assert wider | {code for kin in KIN for code in kin} <= set(classes)


def test_a_code_of_no_table_stands_as_it_is() -> None:
    assert (goods_name("kites"), party_name("ZZZ"), party_name("NOR/XXX")) == ("kites", "ZZZ", "Norway")
