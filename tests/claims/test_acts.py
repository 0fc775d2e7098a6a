"""Acts on invented pages: who does what by speaking, to whom; what is negated, wished for or only supposed is none."""

from __future__ import annotations

import pytest

from onrecord.claims.acts import find_acts
from onrecord.claims.story import gather_story
from onrecord.language import parse
from onrecord.records import Act, Article, Span, Zone, ZoneKind

DONE = [
    ("Latvia accused Belarus of hiding the barge.", [("accuse", "LVA", "BLR")]),
    ("Latvia and Estonia condemned the launch.", [("condemn", "LVA", None), ("condemn", "EST", None)]),
    ("Latvia thanked Norway and Iceland for the ships.", [("praise", "LVA", "NOR"), ("praise", "LVA", "ISL")]),
    (
        '"Such a step will not go unanswered", the spokesman of the Russian foreign ministry said.',
        [("threaten", "RUS", None)],
    ),
    ("Belarus called the plan a provocation.", [("condemn", "BLR", None)]),
    ("Latvia asked Belarus to return the barge.", [("demand", "LVA", "BLR")]),
    ("Latvia's charge that Belarus armed the rebels was noted.", [("accuse", "LVA", None)]),
    ("Latvia said the price had risen and demanded that Belarus publish it.", [("demand", "LVA", None)]),
    ("Belarus denied the sale. Latvia asked for an inquiry.", [("demand", "LVA", None)]),
    ("Belarus armed the rebels. Latvia protested.", [("condemn", "LVA", None)]),
    ("Latvia paid tribute to Norway.", [("praise", "LVA", "NOR")]),
    ("Belarus vowed to block the port.", [("threaten", "BLR", None)]),
    (
        '"Should the barge sail, the permit will be revoked", the Latvian foreign minister said.',
        [("threaten", "LVA", None)],
    ),
    ("We condemn the sale.", [("condemn", None, None)]),
]
NOT_DONE = [
    "Latvia did not condemn the launch.",
    "Latvia would condemn any launch.",
    "Latvia refused to condemn the launch.",
    "Latvia urged Estonia to condemn the launch, but nobody else.",
    "Latvia asked Belarus whether the barge had sailed.",
    "Nobody condemned the launch.",
    "Has Latvia condemned the launch?",
    "Latvia praised itself.",
    "I condemn the launch.",
    "Latvia promised Ukraine none.",
    "The howitzers, promised for June, are late.",
    '"If we are asked, we will answer", the Latvian foreign minister said.',
    '"Should the barge sail, the permit would have been revoked", the Latvian foreign minister said.',
]


def acts_of(text: str, *, told: bool = True) -> tuple[Act, ...]:
    article = Article("p0", "invented page", text, (Zone(ZoneKind.BODY, Span(0, len(text))),))
    story = gather_story(article, parse(text, article.paragraphs))
    return find_acts(story, [(0, Span(0, 1), "e1")] if told else [])


@pytest.mark.parametrize(("text", "wanted"), DONE)
def test_acts_done(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    found = [(a.kind.value, a.actor.country, a.target.country if a.target else None) for a in acts_of(text)]
    assert found == wanted


@pytest.mark.parametrize("text", NOT_DONE)
def test_acts_not_done(text: str) -> None:
    assert [a.kind.value for a in acts_of(text) if a.kind.value != "demand" or "whether" in text] == []


def test_a_page_that_tells_of_no_event_has_no_acts() -> None:
    assert acts_of("Latvia condemned the launch.", told=False) == ()


def test_evidence_stands_in_the_text_and_the_event_is_told() -> None:
    text = "Latvia condemned the launch. Rain fell on Riga."
    (act,) = acts_of(text)
    assert act.evidence[0].text == "Latvia condemned the launch"
    assert act.about == "e1"
