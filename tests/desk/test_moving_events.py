"""An event goes from one dossier to another, in whatever order: the catalogue goes along, as one made anew."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.records import Judgement, Position, Reading
from onrecord.shelf import open_shelf
from tests.register.build import goods, story, transfer

from .conftest import shelf_of
from .test_catalogue import catalogue_of, told

DRONES = goods("drones", "uav.strike", quantity=40.0)
PARTIES = (("IRN", "RUS"), ("IRN", "RUS"), ("NOR", "DNK"), ("NOR", "DNK"), ("TUR", "UKR"))

MOVES = (
    ("split", "p1/e1 p2/e1"),
    ("merge", "p1/e1 p3/e1"),
    ("merge", "p5/e1 p2/e1"),
    ("split", "p3/e1 p4/e1"),
    ("merge", "p4/e1 p5/e1"),
    ("revoke", "j1"),
    ("revoke", "j2"),
    ("merge", "p4/e1 p1/e1"),
)
"""What people decide one after the other; each moves an event to a dossier that lay there before or after its own."""


def tellings() -> list[Reading]:
    return [
        story(f"p{n}", f"2025-03-0{n}", [transfer("e1", *parties, DRONES)], [("e1", "USA/GOV", Position.SUSPECTS)])
        for n, parties in enumerate(PARTIES, 1)
    ]


def test_events_go_from_dossier_to_dossier_and_the_desk_goes_along(tmp_path: Path) -> None:
    path, seen = shelf_of(tmp_path / "a.sqlite", *tellings()), []
    grown = catalogue_of(path)
    moment = datetime(2026, 1, 3, tzinfo=UTC)
    for number, (verdict, subject) in enumerate(MOVES, 1):
        with open_shelf(path) as shelf:
            shelf.append(
                Judgement(f"j{number}", verdict, subject, "R. Nyman", moment + timedelta(minutes=number), "looked at")
            )
        copy = tmp_path / f"{number}.sqlite"
        shutil.copy(path, copy)
        grown, anew = catalogue_of(path), catalogue_of(copy)
        assert told(grown) == told(anew), (number, verdict, subject)
        seen.append(len(told(grown)))
    assert len(set(seen)) > 1, "nothing moved"
