from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.contract import (
    NotTheContract,
    dossier_as_json,
    dossier_from_json,
    reading_as_json,
    reading_from_json,
)
from onrecord.records import (
    AUTHOR,
    Act,
    ActKind,
    Actor,
    Article,
    Claim,
    DatedPosition,
    Dateline,
    DateSource,
    Disagreement,
    Dossier,
    Event,
    EventType,
    Item,
    Link,
    Member,
    Position,
    Reading,
    Rights,
    Role,
    Sector,
    Span,
    Stage,
    Status,
    StatusChange,
    ToldDate,
    Zone,
    ZoneKind,
)

HEADLINE = "Oslo denies rocket sale"
FURNITURE = "Most read: ten autumn walks"
LEAD = "Norway sold no rockets to Denmark, its foreign ministry said."
LAST = "Copenhagen\u00a0warned of  consequences."
TEXT = f"{HEADLINE}\n\n{FURNITURE}\n{LEAD}\n{LAST}"


def stretch(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def reading() -> Reading:
    article = Article(
        id="p00000000000000a",
        source="pages/oslo.html",
        text=TEXT,
        zones=(
            Zone(ZoneKind.HEADLINE, stretch(HEADLINE)),
            Zone(ZoneKind.FURNITURE, stretch(FURNITURE)),
            Zone(ZoneKind.BODY, stretch(LEAD)),
            Zone(ZoneKind.BODY, stretch(LAST)),
        ),
        title=HEADLINE,
        publisher="Fjord Courier",
        dateline=Dateline("Oslo", date(2025, 3, 1)),
        published=ToldDate(date(2025, 3, 2), DateSource.META),
        rights=Rights("Fjord Courier", True),
    )
    parties = ((Role.SUPPLIER, ("NOR",)), (Role.RECIPIENT, ("DNK",)), (Role.INTERMEDIARY, ()), (Role.USED_AGAINST, ()))
    event = Event("e1", EventType.TRANSFER, parties, Stage.UNSPECIFIED, (Item("rockets", "rocket", None, 40.0, True),))
    ministry = Actor("its foreign ministry", "NOR", Sector.GOV)
    denial = Claim("c1", "e1", ministry, Position.DENIES, (article.quote(stretch(LEAD[:33])),), (AUTHOR,), past=True)
    headline = Claim("c2", "e1", Actor("Oslo", "NOR", Sector.GOV), Position.DENIES, (article.quote(stretch(HEADLINE)),))
    threat = Act(ActKind.THREATEN, Actor("Copenhagen", "DNK", Sector.GOV), (article.quote(stretch(LAST)),), None, "e1")
    return Reading(article, (event,), (denial, headline), (threat,))


def told() -> dict[str, Any]:
    """The reading as another program would print it: no path, no spans, no ids of claims."""
    row: dict[str, Any] = copy.deepcopy(dict(reading_as_json(reading())))
    del row["path"]
    for claim in row["claims"]:
        del claim["id"], claim["past"], claim["spans"]
    for act in row["acts"]:
        del act["spans"]
    return row


def test_keys_stand_in_the_order_of_the_contract() -> None:
    row = reading_as_json(reading())
    assert list(row) == [
        *("id", "path", "title", "publisher", "agency", "dateline", "published", "rights", "body"),
        *("events", "claims", "acts"),
    ]
    assert list(row["events"][0]) == [
        *("id", "type", "supplier", "recipient", "intermediary", "used_against", "stage", "items"),
    ]
    assert row["events"][0]["items"][0] == {
        "text": "rockets",
        "class": "rocket",
        "designation": None,
        "quantity": 40,
        "approximate": True,
    }


def test_every_span_carries_its_words_in_what_is_printed() -> None:
    row = reading_as_json(reading())
    printed = {"body": row["body"], "title": row["title"] or ""}
    pieces = [
        pair for part in (*row["claims"], *row["acts"]) for pair in zip(part["evidence"], part["spans"], strict=True)
    ]
    assert [span["zone"] for _, span in pieces] == ["body", "title", "body"]
    assert all(printed[span["zone"]][span["start"] : span["end"]] == words for words, span in pieces)
    assert FURNITURE not in row["body"]


def test_there_and_back_is_the_same_object() -> None:
    row = reading_as_json(reading())
    assert reading_as_json(reading_from_json(json.loads(json.dumps(row)))) == row


def test_evidence_without_spans_is_found_whatever_the_white_space() -> None:
    row = told()
    row["acts"][0]["evidence"] = ["Copenhagen warned of consequences."]
    back = reading_from_json(row)
    assert back.acts[0].evidence[0].text == LAST
    assert back.claims[1].evidence[0].span == Span(0, len(HEADLINE))
    assert [claim.id for claim in back.claims] == ["p00000000000000a.c1", "p00000000000000a.c2"]
    assert back.article.source == back.article.id == row["id"]


def test_a_body_without_a_title() -> None:
    row = told()
    row.update(title=None, claims=row["claims"][:1])
    back = reading_from_json(row)
    assert back.article.text == row["body"]
    assert back.claims[0].evidence[0].text == LEAD[:33]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda row: row["claims"][0].update(evidence=["no such words"]),
            "evidence stands neither in body nor in title",
        ),
        (lambda row: row["claims"][0].update(position="shrugs"), "'shrugs'"),
        (lambda row: row["events"][0].update(stage="vanished"), "'vanished'"),
        (lambda row: row.update(published="yesterday"), "yesterday"),
        (lambda row: row.pop("body"), "no key 'body'"),
        (lambda row: row.update(events=None), "NoneType"),
        (lambda row: row["claims"][0].update(spans=[{"zone": "body", "start": 1, "end": 34}]), "does not stand at"),
        (lambda row: row["claims"][0].update(spans=[]), "shorter"),
    ],
)
def test_what_is_no_reading_is_refused_by_name(spoil: Any, message: str) -> None:
    row = told()
    spoil(row)
    with pytest.raises(NotTheContract, match="p00000000000000a") as refusal:
        reading_from_json(row)
    assert message in str(refusal.value)


def test_evidence_from_the_furniture_is_refused() -> None:
    honest = reading()
    claim = Claim("c9", "e1", AUTHOR, Position.ASSERTS, (honest.article.quote(stretch(FURNITURE)),))
    with pytest.raises(Disagreement, match=r"oslo\.html"):
        reading_as_json(Reading(honest.article, honest.events, (claim,)))


def dossier() -> Dossier:
    story, day = "p00000000000000a", date(2025, 3, 2)
    return Dossier(
        id="d1",
        supplier=("NOR",),
        recipient=("DNK",),
        goods_class="rocket",
        designation=None,
        members=(Member(story, "e1"),),
        copies=((story, "p00000000000000b"),),
        positions=(DatedPosition(day, "NOR", Sector.GOV, Position.DENIES, story, True),),
        status=(StatusChange(day, Status.OPEN),),
        links=(Link(Member(story, "e1"), 0.75, ("same supplier and recipient",)),),
    )


def test_a_dossier_names_stories_by_their_pages_and_comes_back() -> None:
    row = dossier_as_json(dossier(), [reading()])
    assert row["members"] == [{"story": "pages/oslo.html", "event": "e1"}]
    assert row["copies"] == [["pages/oslo.html", "p00000000000000b"]]
    assert dossier_from_json(json.loads(json.dumps(row)), [reading()]) == dossier()


def test_what_is_no_dossier_is_refused_by_name() -> None:
    row = {**dossier_as_json(dossier()), "status": [{"date": None, "status": "settled"}]}
    with pytest.raises(NotTheContract, match="dossier d1: 'settled'"):
        dossier_from_json(row)


def test_gold_stories_come_back_as_they_were_told() -> None:
    folder = Path(__file__).parents[2] / "shared" / "gold" / "dev"
    files = sorted(folder.glob("*/gold.json"))
    if not files:
        pytest.skip(f"no gold stories at {folder}")
    for file in files:
        row = json.loads(file.read_text())
        again = json.loads(json.dumps(reading_as_json(reading_from_json(row))))
        for part in (*again["claims"], *again["acts"]):
            for key in ("id", "past", "spans"):
                part.pop(key, None)
        again.pop("path")
        assert again == row, file.parent.name
