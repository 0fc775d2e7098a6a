from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from onrecord.contract import NotTheContract, freeze, thaw
from onrecord.records import AsOf
from onrecord.register import make_sheet, open_at, open_dossiers
from onrecord.register.follow import Threat

from .test_examples import readings

CLOCKS = AsOf(date(2025, 7, 3), datetime(2025, 8, 1, tzinfo=UTC))


def test_the_examples_come_back_with_all_that_their_sheets_tell() -> None:
    pages = readings()
    dossiers = open_at(pages).grounded()
    text = freeze(dossiers, pages, code="0.1", as_of=CLOCKS)
    assert freeze(dossiers, pages[::-1], code="0.1", as_of=CLOCKS) == text
    frozen = thaw(text)
    assert (frozen.code, frozen.as_of) == ("0.1", CLOCKS)
    assert [dossier.positions for dossier in frozen.dossiers] == [dossier.positions for dossier in dossiers]
    for before, after in zip(dossiers, frozen.dossiers, strict=True):
        one, other = make_sheet(before, pages), make_sheet(after, frozen.readings)
        assert (one.standings, one.told, one.voices) == (other.standings, other.told, other.voices)
        assert list(map(threatened, one.threats)) == list(map(threatened, other.threats))


def threatened(threat: Threat) -> tuple[object, ...]:
    """A threat without the places of its words, which are others where only these words are kept."""
    words = [piece.text for piece in threat.act.evidence]
    return threat.act.actor, words, threat.story, threat.day, threat.followed and threat.followed.words


def test_of_a_page_only_the_words_that_carry_something_are_frozen() -> None:
    pages = readings()
    told = json.loads(freeze(open_dossiers(pages), pages, code="0.1", as_of=CLOCKS))
    whole = {page.article.id: page.article.body for page in pages}
    assert all(len(row["body"]) < len(whole[row["id"]]) for row in told["readings"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no frozen register"),
        ("[]", "no frozen register"),
        ("{}", "no frozen register"),
        ('{"form": 99}', "of form 99: this program reads form 1"),
        (
            '{"form": 1, "code": "0", "told": null, "known": null, "dossiers": [{}], "readings": [], "judgements": []}',
            "no key",
        ),
    ],
)
def test_what_is_no_frozen_register_is_said(text: str, message: str) -> None:
    with pytest.raises(NotTheContract, match=message):
        thaw(text)
