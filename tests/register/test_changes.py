from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.records import ChangeKind, Position, Reading
from onrecord.register import changes, open_dossiers

from .build import goods, story, transfer

FATH = goods("Fath-360 missiles", "missile.ballistic", "Fath-360")
EVENT = transfer("e1", "IRN", "RUS", FATH)
FIRST = story("p1", "2024-09-06", [EVENT], [("e1", "USA/GOV", Position.SUSPECTS)])
SECOND = story("p2", "2024-09-09", [EVENT], [("e1", "IRN/GOV", Position.DENIES)])
APART = story(
    "p3",
    "2024-09-10",
    [transfer("e1", "IRN", "RUS", replace(FATH, text="a second batch", designation="Fath-360"))],
    [("e1", "USA/GOV", Position.ASSERTS)],
)


def told(before: list[Reading], after: list[Reading]) -> list[tuple[ChangeKind, str, date | None]]:
    made = changes(open_dossiers(before), open_dossiers(after))
    return [(change.kind, change.words, change.day) for change in made]


def test_nothing_changes_between_equal_states() -> None:
    assert told([FIRST, SECOND], [SECOND, FIRST]) == []


def test_a_new_dossier_is_one_change() -> None:
    assert told([], [FIRST]) == [(ChangeKind.OPENED, "alleged, on 1 page", date(2024, 9, 6))]


def test_a_page_that_joins_brings_its_positions_and_the_status() -> None:
    day = date(2024, 9, 9)
    assert told([FIRST], [FIRST, SECOND]) == [
        (ChangeKind.JOINED, "p2/e1", None),
        (ChangeKind.POSITION, "IRN GOV denies", day),
        (ChangeKind.STATUS, "alleged → disputed", day),
    ]


def test_a_page_taken_away_leaves_and_its_words_are_unsaid() -> None:
    kinds = [kind for kind, _, _ in told([FIRST, SECOND], [FIRST])]
    assert kinds == [ChangeKind.LEFT, ChangeKind.UNSAID, ChangeKind.STATUS]


def test_a_dossier_of_which_no_page_tells_is_gone() -> None:
    assert [kind for kind, _, _ in told([FIRST], [])] == [ChangeKind.GONE]


def test_dossiers_merge_and_split() -> None:
    two = open_dossiers([FIRST, APART])
    (one,) = open_dossiers([FIRST, replace(APART, events=(EVENT,))])
    assert len(two) == 2
    merged = changes(two, [one])
    assert merged[0].kind is ChangeKind.MERGED
    assert merged[0].words == f"from {two[0].id}, {two[1].id}"
    assert ChangeKind.SPLIT in {change.kind for change in changes([one], two)}
