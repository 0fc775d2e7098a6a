"""Evidence: exact words, within the sentence, with holder and event and no more."""

from __future__ import annotations

import pytest

from onrecord.claims.climb import climb
from onrecord.claims.evidence import core, evidence_of
from onrecord.claims.mentions import find_mentions
from onrecord.claims.reference import stance_at
from onrecord.claims.story import gather_story
from onrecord.language import parse
from onrecord.records import Article, Span, Zone, ZoneKind

from .made import clauses_of, story_of


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The sale of tanks was concluded in May.", ["The", "sale", "of", "tanks", "concluded"]),
        ("In May Oslo condemned the sale of tanks.", ["the", "sale", "of", "tanks"]),
    ],
)
def test_a_noun_that_is_a_subject_is_told_with_its_verb(text: str, words: list[str]) -> None:
    story = story_of(text)
    mention = next(m for m in find_mentions(story) if m.sense.lemma == "sale")
    tree = story.trees[mention.sentence]
    assert [tree.words[i] for i in core(tree, mention)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two weeks ago the army called the report a lie.", "the army called the report a lie"),
        ("The army no longer denies the report.", "The army no longer denies the report"),
    ],
)
def test_a_stance_begins_with_a_word_of_its_own(text: str, words: str) -> None:
    story = story_of(text)
    stances = (stance_at(story, c.sentence, c.head, c.stance) for c in clauses_of(text) if c.stance is not None)
    assert [stance.evidence[0].text for stance in stances if stance is not None][:1] == [words]
