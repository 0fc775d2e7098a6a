from __future__ import annotations

import csv
import io
from datetime import date

from onrecord.exports.csv import COLUMNS, register_as_csv
from onrecord.records import (
    Article,
    DatedPosition,
    Dossier,
    Event,
    EventType,
    Item,
    Member,
    Position,
    Reading,
    Role,
    Sector,
    Stage,
    Status,
    StatusChange,
)


def page(name: str, source: str, item: Item, stage: Stage) -> Reading:
    parties = ((Role.SUPPLIER, ("NOR",)), (Role.RECIPIENT, ("YEM/REB",)), (Role.INTERMEDIARY, ("OMN",)))
    return Reading(Article(name, source, "", ()), (Event("e1", EventType.TRANSFER, parties, stage, (item,)),))


READINGS = (
    page("p1", "pages/one.txt", Item("some 40 launchers", "artillery.mlrs", "Grad", 40, True), Stage.SHIPPED),
    page("p2", "=pages/two.txt", Item("12 launchers", "artillery.mlrs", None, 12), Stage.DELIVERED),
    page("p3", "pages/copy.txt", Item("99 launchers", "artillery.mlrs", "Smerch", 99), Stage.DELIVERED),
)


def dossier() -> Dossier:
    early, late = date(2025, 3, 1), date(2025, 3, 9)
    return Dossier(
        id="d1",
        supplier=("NOR",),
        recipient=("YEM/REB",),
        goods_class="artillery.mlrs",
        designation="Grad",
        members=(Member("p2", "e1"), Member("p1", "e1"), Member("p3", "e1")),
        copies=(("p2", "p3"),),
        positions=(
            DatedPosition(early, "NOR", Sector.GOV, Position.DENIES, "p1"),
            DatedPosition(early, None, None, Position.SUSPECTS, "p1"),
            DatedPosition(late, "NOR", Sector.GOV, Position.NONCOMMITTAL, "p2"),
            DatedPosition(late, None, Sector.MED, Position.HYPOTHETICAL, "p2"),
        ),
        status=(StatusChange(early, Status.DISPUTED), StatusChange(late, Status.ALLEGED)),
    )


def row() -> dict[str, str]:
    (found,) = csv.DictReader(io.StringIO(register_as_csv([dossier()], READINGS)))
    return found


def test_uncertain_in_brackets_untold_as_dots_and_values_side_by_side() -> None:
    told = row()
    assert told["number"] == "12; (40)"
    assert told["designation"] == "Grad"
    assert told["stage"] == "delivered; shipped"
    assert (told["by way of"], told["used against"]) == ("Oman", ". .")
    assert (told["supplier"], told["recipient"]) == ("Norway", "armed group in Yemen")
    assert (told["category"], told["goods"]) == ("Artillery", "multiple rocket launchers")


def test_who_holds_what_now_and_where_it_stands_since_when() -> None:
    told = row()
    assert (told["status"], told["since"]) == ("alleged", "2025-03-09")
    assert (told["first told"], told["last told"]) == ("2025-03-01", "2025-03-09")
    assert (told["denied by"], told["left open by"], told["suspected by"]) == (". .", "Norway GOV", "unnamed")


def test_stories_stand_by_their_pages_and_none_becomes_a_formula() -> None:
    assert row()["stories"] == "'=pages/two.txt; pages/one.txt; pages/copy.txt"
    assert row()["copies"] == "pages/copy.txt"


def test_a_dossier_whose_readings_are_not_at_hand() -> None:
    text = register_as_csv([dossier()], [])
    (told,) = csv.DictReader(io.StringIO(text))
    assert tuple(told) == COLUMNS
    assert told["number"] == ". ."
    assert told["stories"] == "p2; p1; p3"
