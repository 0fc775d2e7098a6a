"""What is taken of an answer and what is refused, part by part."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord.contract import reading_as_json, reading_from_json
from onrecord.records import AUTHOR, Act, Claim, EventType, Position, Role, Sector, Stage
from onrecord.second import NoReading, Refusal, hear
from onrecord.second.schema import answer_schema

from .told import LUND, TEXT, Json, act, actor, answer, article, claim, event, item

PIECES = [
    "e1",
    "transfer",
    "AUTHOR",
    "NOR",
    "GOV",
    "asserts",
    "rocket",
    "Norway never sold rockets",
    "minister Kari Lund",
    "Harbour Post",
    "delivered",
]
KEYS = ("id", "type", "text", "country", "sector", "event", "holder", "evidence", "position", "via", "items")


def refusals(told: str) -> list[str]:
    return [passed.reason for passed in hear(article(), told, "reader-1").passed]


def test_a_whole_answer_becomes_a_reading_of_the_contract() -> None:
    courier = actor("Fjord Courier", None, "MED")
    second = claim(holder=courier, position="asserts", evidence=['N\'Djamena received "forty  R-9\nrockets"'])
    reading = hear(article(), answer(claims=[claim(), second], acts=[act()]), "reader-1")
    assert reading.passed == ()
    (transfer,) = reading.events
    assert (transfer.type, transfer.stage) == (EventType.TRANSFER, Stage.DELIVERED)
    assert (transfer.party(Role.SUPPLIER), transfer.party(Role.RECIPIENT)) == (("NOR",), ("TCD",))
    denial, report = reading.claims
    assert (denial.holder.text, denial.holder.sector, denial.position) == (LUND["text"], Sector.GOV, Position.DENIES)
    assert report.evidence[0].text == "N’Djamena received “forty R-9 rockets”"
    assert report.past is False
    assert [reason.text for reason in denial.reasons] == ["reader-1"]
    for piece in (*denial.evidence, *report.evidence, *reading.acts[0].evidence):
        reading.article.check(piece)
    told = reading_as_json(reading)
    assert reading_as_json(reading_from_json(json.loads(json.dumps(told)))) == told


OUTSIDE: dict[str, tuple[Json, Refusal]] = {
    "a quote that nobody printed": ({"evidence": ["Norway sold rockets to Chad"]}, Refusal.WORDS),
    "a quote with a word left out": ({"evidence": ["Norway sold rockets to Chad, minister"]}, Refusal.WORDS),
    "a quote with dots for what is skipped": ({"evidence": ["Norway never … to Chad"]}, Refusal.WORDS),
    "one true quote beside an invented one": ({"evidence": ["Norway never sold", "it was all true"]}, Refusal.WORDS),
    "half a word": ({"evidence": ["orway never sold rockets"]}, Refusal.WORDS),
    "furniture": ({"evidence": ["Read more: ferries"]}, Refusal.WORDS),
    "words over two paragraphs": ({"evidence": ["on Monday. The Fjord Courier"]}, Refusal.WORDS),
    "no evidence": ({"evidence": []}, Refusal.NO_WORDS),
    "one word": ({"evidence": ["Norway"]}, Refusal.NO_WORDS),
    "blanks": ({"evidence": ["  ", " "]}, Refusal.NO_WORDS),
    "a holder whom the page does not name": ({"holder": actor("minister Ola Berg", "NOR")}, Refusal.HOLDER),
    "a source whom the page does not name": ({"via": [actor("Reuters", None, "MED")]}, Refusal.HOLDER),
    "the author with a country": ({"holder": actor("AUTHOR", "NOR", "MED")}, Refusal.HOLDER),
    "a country by its name": ({"holder": actor("Norway", "Norway", "GOV")}, Refusal.COUNTRY),
    "a sector of its own": ({"holder": actor("Norway", "NOR", "PRESS")}, Refusal.SECTOR),
    "a position of its own": ({"position": "confirms"}, Refusal.POSITION),
    "an event that is not there": ({"event": "e7"}, Refusal.EVENT),
    "a holder that is no object": ({"holder": "Norway"}, Refusal.SHAPE),
    "evidence that is no list": ({"evidence": "Norway never sold rockets"}, Refusal.SHAPE),
    "evidence that is no text": ({"evidence": [7]}, Refusal.SHAPE),
    "a key more": ({"sure": 0.9}, Refusal.SHAPE),
}


@pytest.mark.parametrize(("change", "why"), OUTSIDE.values(), ids=OUTSIDE)
def test_a_claim_outside_the_contract_or_the_page_is_refused_and_the_others_stay(change: Json, why: Refusal) -> None:
    reading = hear(article(), answer(claims=[claim(**change), claim()]), "reader-1")
    assert [passed.reason for passed in reading.passed] == [f"claim: {why}"]
    assert [one.position for one in reading.claims] == [Position.DENIES]


EVENTS: dict[str, tuple[Json, Refusal]] = {
    "a type of its own": ({"type": "rumour"}, Refusal.TYPE),
    "a role of another type": ({"attacker": ["NOR"]}, Refusal.ROLE),
    "a stage of another type": ({"stage": "imposed"}, Refusal.STAGE),
    "a party by its name": ({"supplier": ["Norway"]}, Refusal.PARTY),
    "a party with a sector of its own": ({"supplier": ["NOR/FIRM"]}, Refusal.PARTY),
    "a class of its own": ({"items": [item(**{"class": "rocket.space"})]}, Refusal.CLASS),
    "goods that are not there": ({"items": [item(text="howitzers")]}, Refusal.GOODS),
    "a named type that is not there": ({"items": [item(designation="Shahed-136")]}, Refusal.DESIGNATION),
    "a quantity below nothing": ({"items": [item(quantity=-3)]}, Refusal.QUANTITY),
    "a quantity in words": ({"items": [item(quantity="forty")]}, Refusal.SHAPE),
    "a quantity beyond all numbers": ({"items": [item(quantity=10**400)]}, Refusal.QUANTITY),
    "a quantity that is yes": ({"items": [item(quantity=True)]}, Refusal.SHAPE),
    "a role that is no list": ({"supplier": "NOR"}, Refusal.SHAPE),
}


@pytest.mark.parametrize(("change", "why"), EVENTS.values(), ids=EVENTS)
def test_an_event_outside_the_contract_is_refused_with_its_claims(change: Json, why: Refusal) -> None:
    reading = hear(article(), answer(events=[event(**change)]), "reader-1")
    assert [passed.reason for passed in reading.passed] == [f"event: {why}", f"claim: {Refusal.EVENT}"]
    assert (reading.events, reading.claims) == ((), ())


def test_an_event_given_twice_and_a_claim_said_twice_count_once() -> None:
    assert refusals(answer(events=[event(), event(recipient=["SWE"])], claims=[claim(), claim()])) == [
        f"event: {Refusal.NAME}",
        f"claim: {Refusal.TWICE}",
    ]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(PIECES)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_only_what_stands_in_the_page_is_taken(data: st.DataObject) -> None:
    parts = json.loads(answer(acts=[act()]))
    for key, whole in parts.items():
        spoilt = {name: data.draw(JUNK) for name in data.draw(st.sets(st.sampled_from(sorted(whole[0])), max_size=2))}
        parts[key] = [{**whole[0], **spoilt}, *data.draw(st.lists(JUNK, max_size=2))]
    reading = hear(article(), json.dumps(parts), "reader-1")
    assert reading.article == article()
    found: list[Claim | Act] = [*reading.claims, *reading.acts]
    for one in found:
        assert one.evidence
        for piece in one.evidence:
            reading.article.check(piece)
    for held in reading.claims:
        reading.event(held.event)
        assert held.holder.text in (AUTHOR.text, "Harbour Post") or held.holder.text in TEXT
    reading_as_json(reading)


def test_what_is_nested_beyond_sense_is_refused_like_anything_else() -> None:
    deep = "[" * 900 + "]" * 900
    reading = hear(article(), f'{{"events": [], "claims": [{deep}], "acts": []}}', "reader-1")
    assert [passed.reason for passed in reading.passed] == [f"claim: {Refusal.SHAPE}"]


def test_an_act_is_held_to_the_same() -> None:
    wrong = [act(act="scold"), act(target=actor("Sweden", "SWE")), act(about="e9"), act(evidence=["it was said"])]
    assert refusals(answer(acts=wrong)) == [
        f"act: {why}" for why in (Refusal.ACT, Refusal.HOLDER, Refusal.EVENT, Refusal.WORDS)
    ]


def test_the_page_speaks_for_itself_as_author_and_as_its_publisher() -> None:
    author, publisher = actor("AUTHOR", None, "MED"), actor("Harbour Post", None, "MED")
    reading = hear(article(), answer(claims=[claim(holder=author), claim(holder=publisher)]), "reader-1")
    assert [one.holder.text for one in reading.claims] == [AUTHOR.text, "Harbour Post"]


def test_a_headline_carries_what_the_body_does_not() -> None:
    reading = hear(article(), answer(claims=[claim(evidence=["Oslo denies rocket sale"])]), "reader-1")
    assert [piece.span.start for piece in reading.claims[0].evidence] == [0]


UNFIT = {
    "empty": "",
    "blank": " \n",
    "no JSON": "Certainly! Here is the reading:",
    "cut off": answer()[:-40],
    "NaN": answer(events=[event(items=[item(quantity=float("nan"))])]),
    "a list": "[]",
    "a number": "7",
    "a key less": '{"events": [], "claims": []}',
    "a key more": '{"events": [], "claims": [], "acts": [], "title": "Oslo admits it"}',
    "claims that are no list": '{"events": [], "claims": {}, "acts": []}',
    "deep": "[" * 100_000,
    "a thousand times the same": answer(claims=[claim()] * 1001),
}


@pytest.mark.parametrize("told", UNFIT.values(), ids=UNFIT)
def test_of_an_answer_without_the_contracts_shape_nothing_is_taken(told: str) -> None:
    with pytest.raises(NoReading):
        hear(article(), told, "reader-1")


def test_the_schema_that_is_sent_holds_what_is_taken() -> None:
    schema = answer_schema()
    Draft202012Validator.check_schema(schema)
    checked = Draft202012Validator(schema)
    assert checked.is_valid(json.loads(answer(acts=[act(), act(target=LUND, about=None)])))
    assert not checked.is_valid(json.loads(answer(claims=[claim(position="confirms")])))
    assert not checked.is_valid(json.loads(answer(events=[event(extra=1)])))


def test_the_schema_keeps_to_what_endpoints_hold_a_model_to() -> None:
    def objects(part: object) -> list[Json]:
        below = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        found = [one for value in below for one in objects(value)]
        return [*found, part] if isinstance(part, dict) and part.get("type") == "object" else found

    every = objects(answer_schema())
    assert len(every) >= 6
    for one in every:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
