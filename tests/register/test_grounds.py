from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.contract import dossier_as_json, dossier_from_json
from onrecord.records import (
    Actor,
    Article,
    Basis,
    Claim,
    DatedPosition,
    Dossier,
    Member,
    Notice,
    NoticeKind,
    Position,
    Reading,
    Sector,
    Span,
    Stage,
    ToldDate,
    Zone,
    ZoneKind,
)
from onrecord.records import DateSource as Source
from onrecord.register import make_sheet, open_at
from onrecord.register.grounds import grounds_of
from onrecord.register.spoken import spoken_on

from .build import actor, goods, story, transfer

A, S, I, D, U, N, H = (  # noqa: E741 - one letter a position keeps the table readable
    Position.ASSERTS,
    Position.SUSPECTS,
    Position.INTENDS,
    Position.DENIES,
    Position.DOUBTS,
    Position.NONCOMMITTAL,
    Position.HYPOTHETICAL,
)
EVENT = transfer("e1", "NOR", "DNK", goods("rockets", "rocket"))


def page(text: str, *said: tuple[str, str, Position], past: bool = False, day: str | None = "2025-06-19") -> Reading:
    """A page of one paragraph, with claims on one event by their words, holder and position."""
    article = Article("p1", "p1.txt", text, (Zone(ZoneKind.BODY, Span(0, len(text))),))
    if day:
        article = replace(article, published=ToldDate(date.fromisoformat(day), Source.META))
    claims = []
    for n, (words, holder, position) in enumerate(said, 1):
        start = text.index(words)
        evidence = (article.quote(Span(start, start + len(words))),)
        claims.append(Claim(f"p1.c{n}", "e1", actor(holder), position, evidence, past=past))
    return Reading(article, (EVENT,), tuple(claims))


def basis(reading: Reading, number: int = 0) -> list[str]:
    return [found.value for found in grounds_of(reading.claims[number], reading).basis]


@pytest.mark.parametrize(
    ("text", "words", "holder", "position", "found"),
    [
        ("Satellite images show the rockets in Aarhus, Kyiv said.", "Kyiv said", "UKR/GOV", A, ["imagery"]),
        ("Kyiv said so, citing invoices, debris.", "so, citing invoices", "UKR/GOV", A, ["document", "debris"]),
        ("Kyiv said that rockets went.", "Kyiv said", "UKR/GOV", A, ["none shown"]),
        ("Kyiv said that rockets went. Debris lay about.", "Kyiv said", "UKR/GOV", A, ["none shown"]),
        ("Kyiv said so and showed no documents.", "Kyiv said so", "UKR/GOV", A, ["none shown"]),
        ("Oslo said that it had sent rockets.", "Oslo said", "NOR/GOV", A, ["own act"]),
        ("Oslo will send rockets, it said.", "Oslo will send", "NOR/GOV", I, ["own act"]),
        ("Oslo denied what the images show.", "Oslo denied what the images show", "NOR/GOV", D, ["none shown"]),
        ("Oslo denied it, citing port records.", "Oslo denied it, citing port records", "NOR/GOV", D, ["document"]),
        ("Paris doubts what the photos show.", "Paris doubts what the photos show", "FRA/GOV", U, ["none shown"]),
        ("Paris had no word on the leaked memo.", "Paris had no word on the leaked memo", "FRA/GOV", N, ["none shown"]),
        ("If the photos show rockets, Paris said.", "If the photos show rockets", "FRA/GOV", H, ["none shown"]),
    ],
)  # fmt: skip
def test_what_a_claim_rests_on(text: str, words: str, holder: str, position: Position, found: list[str]) -> None:
    assert basis(page(text, (words, holder, position))) == found


def test_a_sentence_of_two_speakers_tells_of_neither() -> None:
    text = "Kyiv said that rockets went, though debris shows nothing, Paris said."
    reading = page(text, ("Kyiv said that rockets went", "UKR/GOV", A), ("nothing, Paris said", "FRA/GOV", D))
    assert (basis(reading), basis(reading, 1)) == (["none shown"], ["none shown"])


def test_a_refusal_is_a_partys_own_act() -> None:
    reading = page("Oslo refused to send rockets.", ("Oslo refused", "NOR/GOV", D))
    blocked = replace(reading, events=(replace(EVENT, stage=Stage.BLOCKED),))
    assert (basis(reading), basis(blocked)) == (["none shown"], ["own act"])


def test_a_source_in_the_chain_may_be_what_it_rests_on() -> None:
    reading = page("Kyiv said so.", ("Kyiv said so", "UKR/GOV", A))
    (claim,) = reading.claims
    memo = replace(claim, via=(Actor("a leaked memo", None, Sector.GOV),))
    assert grounds_of(memo, reading).basis == (Basis.DOCUMENT,)


def test_evidence_language_is_the_speakers_word_and_changes_nothing() -> None:
    text = "We assess with high confidence that rockets went, Kyiv said. Credible, the paper called it."
    reading = page(text, ("We assess with high confidence that rockets went, Kyiv said", "UKR/GOV", S))
    found = grounds_of(reading.claims[0], reading)
    assert (found.basis, found.language) == ((Basis.NONE_SHOWN,), ("high confidence",))


def test_the_basis_stands_on_the_sheet_and_in_the_object_of_the_dossier() -> None:
    text = "Kyiv said with high confidence, citing invoices, that rockets went."
    reading = page(text, (text[:-1], "UKR/GOV", A))
    register = open_at([reading])
    (dossier,) = register.grounded()
    (words,) = make_sheet(register.dossiers[0], register.readings).standings[0].words
    assert (words.basis, words.language) == ((Basis.DOCUMENT,), ("high confidence",))
    row = dossier_as_json(dossier)["positions"][0]
    assert (row["basis"], row["language"], row["said"]) == (["document"], ["high confidence"], None)
    assert dossier_from_json(dossier_as_json(dossier)) == dossier


def test_a_dossier_tells_for_each_position_what_it_rests_on() -> None:
    def row(position: Position, *basis: Basis, ended: bool = False) -> DatedPosition:
        notice = Notice(NoticeKind.WITHDRAWN, datetime(2025, 7, 1, tzinfo=UTC)) if ended else None
        return DatedPosition(None, "NOR", Sector.GOV, position, "p1", basis=basis, ended=notice)

    rows = (
        row(A, Basis.NONE_SHOWN),
        row(A, Basis.IMAGERY, Basis.WITNESS),
        row(A, Basis.WITNESS),
        row(A, Basis.DEBRIS, ended=True),
        row(D, Basis.NONE_SHOWN),
    )
    told = dossier_as_json(Dossier("d1", (), (), None, None, (Member("p1", "e1"),), positions=rows))
    assert told["basis"] == {"asserts": ["imagery", "witness"], "denies": ["none shown"]}
    assert dossier_as_json(Dossier("d1", (), (), None, None, (Member("p1", "e1"),)))["basis"] == {}


# ------------------------------------------------------------------------------------------------ when a thing was said


@pytest.mark.parametrize(
    ("text", "words", "position", "said"),
    [
        ("Oslo denied on Monday that rockets went.", "Oslo denied on Monday", D, "2025-06-16"),
        ("Oslo denied that rockets went on Monday.", "Oslo denied that rockets went", D, None),
        ("Oslo, which on 2 June denied it, fell silent.", "which on 2 June denied it", D, "2025-06-02"),
        ("Oslo had said in March that none went.", "Oslo had said in March that none went", D, "2025-03-01"),
        ("Oslo told reporters on May 3, 2024 that none went.", "Oslo told reporters", D, "2024-05-03"),
        ("Oslo six weeks ago swore that none went.", "swore that none went", D, "2025-05-08"),
        ("Oslo denied it on Thursday.", "Oslo denied it", D, None),
        ("It admitted in May what it denied in April.", "It admitted in May what it denied in April", D, "2025-04-01"),
        ("It admitted in May what it denied in April.", "It admitted in May what it denied in April", A, "2025-05-01"),
        ("Rockets sent on May 3 were lost, Oslo said.", "Rockets sent on May 3 were lost, Oslo said", A, None),
        ("Oslo denied on 31 February that rockets went.", "Oslo denied", D, None),
        ("Oslo denied in December 2025 that rockets went.", "Oslo denied", D, None),
    ],
)  # fmt: skip
def test_when_a_statement_was_made(text: str, words: str, position: Position, said: str | None) -> None:
    reading = page(text, (words, "NOR/GOV", position))
    found = spoken_on(reading.claims[0], reading.article, date(2025, 6, 19))
    assert found == (date.fromisoformat(said) if said else None)


def test_without_the_storys_day_only_a_full_date_is_told() -> None:
    words = "Oslo denied on Monday, Bergen denied"
    reading = page(f"{words} on May 3, 2024 that it went.", (words, "NOR/GOV", D), day=None)
    assert spoken_on(reading.claims[0], reading.article, None) == date(2024, 5, 3)


def test_an_old_denial_told_again_does_not_override_an_admission() -> None:
    admits = story("p0", "2025-06-10", [EVENT], [("e1", "NOR/GOV", A)])
    retold = page("Oslo, which in May denied it, has not spoken since.", ("which in May denied it", "NOR/GOV", D))
    again = page("Oslo denied on Wednesday that it went.", ("Oslo denied on Wednesday", "NOR/GOV", D))
    statuses = [[row.status.value for row in open_at([admits, later]).dossiers[0].status] for later in (retold, again)]
    assert statuses == [["admitted"], ["admitted", "open"]]
    sheet = make_sheet(open_at([admits, retold]).dossiers[0], [admits, retold])
    (oslo,) = sheet.standings
    assert (oslo.position, oslo.since) == (A, date(2025, 6, 10))
    (denial,) = oslo.earlier
    assert (denial.position, denial.said) == (D, date(2025, 5, 1))
    assert [voices.position for voices in sheet.voices] == [A]
