from __future__ import annotations

import pytest

from onrecord.records import Position, Reading
from onrecord.register import TrackRecord, open_dossiers, outlet_records, track_records
from onrecord.register.track import Outcome

from .build import goods, story, transfer
from .test_copies import WIRE

EVENT = transfer("e1", "IRN", "RUS", goods("Fath-360 missiles", "missile.ballistic", "Fath-360"))
A, S, D, U, N = (
    Position.ASSERTS,
    Position.SUSPECTS,
    Position.DENIES,
    Position.DOUBTS,
    Position.NONCOMMITTAL,
)


def records(*days: list[tuple[str, Position]]) -> dict[tuple[str | None, str], TrackRecord]:
    """The track records after one story a month, each with these holders' positions."""
    pages = [
        story(f"p{n}", f"2025-0{n}-01", [EVENT], [("e1", holder, position) for holder, position in said])
        for n, said in enumerate(days, 1)
    ]
    made = track_records(open_dossiers(pages))
    return {(record.country, str(record.sector)): record for record in made}


@pytest.mark.parametrize(
    ("days", "holder", "outcomes"),
    [
        ([[("IRN/GOV", D)], [("IRN/GOV", A)]], ("IRN", "GOV"), [Outcome.CAME_ROUND]),
        ([[("USA/GOV", A)], [("USA/GOV", N)]], ("USA", "GOV"), [Outcome.WITHDREW]),
        ([[("USA/GOV", A)], [("USA/GOV", N)], [("USA/GOV", A)]], ("USA", "GOV"), []),
        ([[("USA/GOV", S)], [("IRN/GOV", A)]], ("USA", "GOV"), [Outcome.BORNE_OUT]),
        ([[("CHN/GOV", U)], [("IRN/GOV", A)]], ("CHN", "GOV"), [Outcome.CONTRADICTED]),
        ([[("RUS/GOV", D)], [("IRN/GOV", A)]], ("RUS", "GOV"), []),
        ([[("IRN/GOV", A)], [("USA/GOV", A)]], ("USA", "GOV"), []),
        ([[("USA/GOV", S)], [("IRN/GOV", A)], [("IRN/GOV", D)]], ("USA", "GOV"), []),
    ],
    ids=[
        *("came round", "withdrew", "withdrew and came back", "borne out", "contradicted"),
        *("a party is judged by its own words", "only after the admission", "an admission taken back"),
    ],
)
def test_what_positions_came_to(
    days: list[list[tuple[str, Position]]], holder: tuple[str, str], outcomes: list[Outcome]
) -> None:
    assert [outcome for outcome, _ in records(*days)[holder].outcomes] == outcomes


def test_a_position_counts_once_a_dossier_and_names_the_dossiers() -> None:
    record = records([("USA/GOV", S)], [("USA/GOV", S)], [("IRN/GOV", A)])["USA", "GOV"]
    assert record.positions == ((S, 1),)
    assert [len(dossiers) for _, dossiers in record.outcomes] == [1]


def test_nobody_without_a_country_has_a_record() -> None:
    assert records([("AUTHOR", A), ("/GOV", S)]) == {}


def outlets(*pages: Reading) -> dict[str | None, tuple[list[tuple[Position, int]], list[Outcome]]]:
    made = outlet_records(open_dossiers(pages), pages)
    return {one.outlet: (list(one.positions), [outcome for outcome, _ in one.outcomes]) for one in made}


def printed(name: str, day: str, publisher: str, *said: tuple[str, Position], agency: str | None = None) -> Reading:
    claims = [("e1", holder, position) for holder, position in said]
    return story(name, day, [EVENT], claims, publisher=publisher, agency=agency)


def test_an_outlet_has_a_record_of_what_it_said_itself() -> None:
    assert outlets(
        printed("p1", "2025-01-01", "The Fjord Courier", ("AUTHOR", A), ("USA/GOV", S)),
        printed("p2", "2025-01-02", "Isle Post", ("AUTHOR", S), agency="Agence France-Presse"),
        printed("p3", "2025-01-03", "Fjord Courier", ("AUTHOR", N)),
        printed("p4", "2025-02-01", "Sound Gazette", ("IRN/GOV", A), ("AUTHOR", A)),
    ) == {
        "AFP": ([(S, 1)], [Outcome.BORNE_OUT]),
        "Fjord Courier": ([(A, 1), (N, 1)], [Outcome.WITHDREW]),
        "Sound Gazette": ([(A, 1)], []),
    }


def test_a_copy_of_a_wire_is_counted_once() -> None:
    body = " ".join(WIRE)
    pages = [
        story(f"p{n}", f"2025-01-0{n}", [EVENT], [("e1", "AUTHOR", A)], body=body, publisher=f"Paper {n}")
        for n in (1, 2)
    ]
    assert list(outlets(*pages)) == ["Paper 1"]
