"""The catalogue: kept in step with the shelf, and thrown away without loss; the sections of the front page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.faces.desk import BadSections, create_app
from onrecord.faces.desk.archive import Archive
from onrecord.faces.desk.catalogue import Catalogue, Keeper, read_asked
from onrecord.faces.desk.sections import Sections, read_sections
from onrecord.lexicon.tables import read_table
from onrecord.records import EventType, Judgement, Position, Reading
from onrecord.register import open_dossiers, stand_at
from onrecord.shelf import open_shelf
from tests.register.build import goods, story, transfer

from .conftest import shelf_of

DRONES = goods("drones", "uav.strike", quantity=40.0)


def tellings() -> tuple[Reading, ...]:
    first = story("p1", "2025-03-01", [transfer("e1", "IRN", "RUS", DRONES)], [("e1", "USA/GOV", Position.SUSPECTS)])
    second = story("p2", "2025-03-05", [transfer("e1", "IRN", "RUS", DRONES)], [("e1", "IRN/GOV", Position.DENIES)])
    third = story("p3", "2025-04-01", [transfer("e1", "NOR", "DNK", DRONES)], [("e1", "NOR/GOV", Position.ASSERTS)])
    return first, second, third


def catalogue_of(path: Path) -> Catalogue:
    return Archive(str(path), read_sections()).catalogue()


def told(catalogue: Catalogue, **asked: str) -> list[tuple[str, str]]:
    return [(line.title, line.status.value) for line in catalogue.find(read_asked(asked)).lines]


def test_a_line_stands_on_every_day_as_the_register_says(tmp_path: Path) -> None:
    catalogue = catalogue_of(shelf_of(tmp_path / "a.sqlite", *tellings()))
    for day in ("2025-02-28", "2025-03-01", "2025-03-04", "2025-03-05", "2025-04-01", "2026-01-01"):
        asked = read_asked({"as_of": day})
        stands = {dossier.id: stand_at(dossier, asked.as_of) for dossier in open_dossiers(tellings()) if asked.as_of}
        expected = {name: (stand.status, stand.since) for name, stand in stands.items() if stand.positions}
        assert {line.id: (line.status, line.since) for line in catalogue.find(asked).lines} == expected, day


def test_what_is_added_while_it_is_open_is_the_same_as_what_is_made_anew(tmp_path: Path) -> None:
    readings = tellings()
    archive = Archive(str(shelf_of(tmp_path / "a.sqlite", readings[0])), read_sections())
    assert told(archive.catalogue()) == [("Iran → Russia, armed drones", "alleged")]
    shelf_of(tmp_path / "a.sqlite", *readings[1:])
    grown, anew = archive.catalogue(), catalogue_of(shelf_of(tmp_path / "b.sqlite", *readings))
    for asked in ({}, {"as_of": "2025-03-02"}, {"q": "denies"}, {"supplier": "IRN"}):
        one, other = grown.find(read_asked(asked)), anew.find(read_asked(asked))
        assert (one.lines, one.facets) == (other.lines, other.facets)
    assert told(grown) == [("Norway → Denmark, armed drones", "admitted"), ("Iran → Russia, armed drones", "disputed")]


def test_while_a_new_catalogue_is_made_pages_show_the_former_one_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shelf_of(tmp_path / "a.sqlite", tellings()[0])
    monkeypatch.setattr("onrecord.faces.desk.archive.PATIENCE", 0.05)
    go_on = Event()

    def slow(keeper: Keeper, *told: Any) -> None:
        go_on.wait(20)
        kept_up(keeper, *told)

    kept_up = Keeper.bring_up_to_date
    monkeypatch.setattr(Keeper, "bring_up_to_date", slow)
    desk = TestClient(create_app(str(path)))
    assert desk.get("/register").status_code == 503
    assert desk.get("/register").headers["retry-after"] == "10"
    go_on.set()
    wait_for(lambda: desk.get("/register").status_code == 200)
    go_on.clear()
    shelf_of(path, tellings()[2])
    former = desk.get("/register").text
    assert "is being brought up to date" in former and "Norway" not in former
    go_on.set()
    wait_for(lambda: "Norway" in desk.get("/register").text)


def wait_for(holds: Callable[[], bool]) -> None:
    end = monotonic() + 20
    while not holds():
        assert monotonic() < end
        sleep(0.05)


def test_a_shelf_that_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf_of(tmp_path / "a.sqlite", *tellings())
    catalogue_of(path)
    monkeypatch.setattr(Keeper, "bring_up_to_date", lambda *_: pytest.fail("read again"))
    assert len(told(catalogue_of(path))) == 2


def test_a_damaged_or_missing_catalogue_is_made_anew(tmp_path: Path) -> None:
    path = shelf_of(tmp_path / "a.sqlite", *tellings())
    before = told(catalogue_of(path))
    beside = Path(f"{path}-desk")
    beside.write_bytes(b"no catalogue" * 400)
    assert told(catalogue_of(path)) == before
    beside.unlink()
    assert told(catalogue_of(path)) == before


def test_where_nothing_can_be_written_the_catalogue_lies_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shelf_of(tmp_path / "a.sqlite", *tellings())
    sections = read_sections()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    assert len(told(Archive(str(path), sections).catalogue())) == 2
    assert not Path(f"{path}-desk").exists()


def test_another_shelf_at_the_same_address_is_another_register(tmp_path: Path) -> None:
    path = shelf_of(tmp_path / "a.sqlite", tellings()[0])
    archive = Archive(str(path), read_sections())
    assert len(told(archive.catalogue())) == 1
    for file in tmp_path.glob("a.sqlite*"):
        if not file.name.endswith("-desk"):
            file.unlink()
    shelf_of(path, tellings()[2])
    assert told(archive.catalogue()) == [("Norway → Denmark, armed drones", "admitted")]


def test_a_judgement_is_heard(tmp_path: Path) -> None:
    one = tellings()[0]
    path = shelf_of(tmp_path / "a.sqlite", *tellings())
    archive = Archive(str(path), read_sections())
    assert ("Iran → Russia, armed drones", "disputed") in told(archive.catalogue())
    with open_shelf(path) as shelf:
        shelf.append(Judgement("j1", "split", "p1/e1 p2/e1", "R. Nyman", datetime(2026, 1, 3, tzinfo=UTC), "two"))
    assert sorted(told(archive.catalogue()))[:2] == [
        ("Iran → Russia, armed drones", "alleged"),
        ("Iran → Russia, armed drones", "open"),
    ]
    assert archive.stories([one.article.id]).judgements


# ---------------------------------------------------------------------------------------------------------- sections


@pytest.mark.parametrize("row", list(read_table("sections")), ids=lambda row: f"{row['section']}-{row['pattern']}")
def test_every_row_of_the_sections_leads_where_it_says(row: dict[str, str]) -> None:
    sections = Sections(tuple(one for one in read_sections().rows if one.pattern == row["pattern"]))
    assert row["section"] in sections.of(headed(row, row["example"]))
    assert row["section"] not in sections.of(story("p1"))
    if row["kind"] == "word":
        assert row["section"] not in sections.of(headed(row, row["counter"]))


def headed(row: dict[str, str], headline: str) -> Reading:
    kind = EventType(row["pattern"]) if row["kind"] == "event" else EventType.TRANSFER
    item = goods("it", row["pattern"] if row["kind"] == "goods" else "weapons")
    events = [] if row["kind"] == "word" else [transfer("e1", "NOR", "DNK", item, kind=kind)]
    reading = story("p1", "2025-03-01", events)
    return replace(reading, article=replace(reading.article, title=headline if row["kind"] == "word" else "It is so"))


@pytest.mark.parametrize(
    ("table", "told_of"),
    [
        ("", "columns"),
        ("section\ttitle\n", "columns"),
        ("section\ttitle\tkind\tpattern\n", "no section"),
        ("section\ttitle\tkind\tpattern\nsea\tSea\tsmell\tsalt\n", "line 2: the kind"),
        ("section\ttitle\tkind\tpattern\nsea\tSea\tevent\tsailing\n", "no kind of event 'sailing'"),
        ("section\ttitle\tkind\tpattern\n<sea>\tSea\tword\tsalt\n", "line 2: a section needs"),
    ],
)
def test_a_table_of_sections_that_cannot_be_used_is_named(tmp_path: Path, table: str, told_of: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(BadSections, match=told_of):
        read_sections(path)
    with pytest.raises(BadSections, match="cannot be read"):
        read_sections(tmp_path / "none.tsv")
