"""Evidence: exact words, within the sentence, with holder and event and no more."""

from __future__ import annotations

import pytest

from onrecord.claims.climb import climb
from onrecord.claims.evidence import evidence_of
from onrecord.claims.mentions import find_mentions
from onrecord.claims.story import gather_story
from onrecord.language import parse
from onrecord.records import Article, Span, Zone, ZoneKind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On a cold day Kyiv said that Iran sold drones to Russia.", "Kyiv said that Iran sold drones to Russia"),
        ('"Iran sold drones to Russia," the minister said.', "Iran sold drones to Russia"),
        (
            "Kyiv told Radio Prague that Iran sold drones to Russia.",
            "Kyiv told Radio Prague that Iran sold drones to Russia",
        ),
    ],
)
def test_evidence(text: str, words: str) -> None:
    article = Article("p0", "case", text, (Zone(ZoneKind.BODY, Span(0, len(text))),))
    story = gather_story(article, parse(text, article.paragraphs))
    mention = next(m for m in find_mentions(story) if m.sense.lemma == "sell")
    (evidence,) = evidence_of(story, mention, climb(story, mention.sentence, mention.head))
    article.check(evidence)
    assert evidence.text.rstrip(",") == words
