"""Quotes: where they stand, who speaks them, and how speech goes on over paragraphs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.claims.quotes import find_marked, find_quotes
from onrecord.claims.story import gather_story
from onrecord.claims.turns import turn_at
from onrecord.language import parse
from onrecord.records import Article, Sector, Span, Zone, ZoneKind
from tests.claims.made import story_of


def article_of(text: str) -> Article:
    zones, at = [], 0
    for paragraph in text.split("\n\n"):
        zones.append(Zone(ZoneKind.BODY, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Article("p0", "case", text, tuple(zones))


def speakers(text: str) -> list[str | None]:
    article = article_of(text)
    story = gather_story(article, parse(article.text, article.paragraphs))
    quotes = find_quotes(article, story.trees)
    return [story.trees[q.speaker[0]].words[q.speaker[1]] if q.speaker else None for q in quotes]


@pytest.mark.parametrize(
    ("text", "spoken_by"),
    [
        ('"We sold the tanks," the minister said.', ["minister"]),
        ('"We sold the tanks," said the minister.', ["minister"]),
        ('The minister said: "We sold the tanks."', ["minister"]),
        ('"We sold the tanks," the minister said. "They left in May."', ["minister", "minister"]),
        ('The minister said: "We sold the tanks.\n\n"They left in May."', ["minister", "minister"]),
        ('The minister said the sale was "a clear success" for both.', ["minister"]),
        ("“A fairy tale,” said the general.", ["general"]),
        ('The general was blunt. "We saw them."', ["general"]),
    ],
)
def test_speaker(text: str, spoken_by: list[str]) -> None:
    assert speakers(text) == spoken_by


def test_an_open_mark_runs_to_the_end_of_its_paragraph() -> None:
    text = "He said: “We left."
    assert find_marked(text, [Span(0, len(text))]) == ((Span(10, 18), True),)


def test_turns_of_a_transcript() -> None:
    text = "QUESTION: Did they leave?\n\nMR. ODUYA: They left.\n\nIn May they left.\n\nQUESTION: Who says so?"
    article = article_of(text)
    story = gather_story(article, parse(text, article.paragraphs))
    turns = [turn_at(story, tree) for tree in story.trees]
    assert [turn.text if turn else None for turn in turns] == ["QUESTION", "MR. ODUYA", "MR. ODUYA", "QUESTION"]


def test_a_story_with_one_label_is_no_transcript() -> None:
    text = "UPDATE: The tanks left.\n\nThey left in May."
    article = article_of(text)
    story = gather_story(article, parse(text, article.paragraphs))
    assert not any(turn_at(story, tree) for tree in story.trees)


@pytest.mark.parametrize(
    ("text", "spoken_by"),
    [
        (
            "Ana Reis, Delta Wire: Did they leave?\n\nColonel Jo Oduya: They left.\n\nOduya: In May.",
            [("MED", "Ana Reis, Delta Wire"), (None, "Colonel Jo Oduya"), (None, "Oduya")],
        ),
        (
            "JOSUÉ: They left.\n\nQUESTION (Delta Wire): Who says so?\n\nJOSUÉ: I do.",
            [(None, "JOSUÉ"), ("MED", "QUESTION (Delta Wire)"), (None, "JOSUÉ")],
        ),
        ("TANKS: Ten left.\n\nGUNS: None left.\n\nSHIPS: One was sold.", [None, None, None]),
    ],
)
def test_turns_of_those_named_in_full_and_none_under_headings(
    text: str, spoken_by: list[tuple[str | None, str] | None]
) -> None:
    article = article_of(text)
    story = gather_story(article, parse(text, article.paragraphs))
    first = [next(t for t in story.trees if p.covers(t.sentence.span)) for p in article.paragraphs]
    turns = [turn_at(story, tree) for tree in first]
    asked = [turn and ("MED" if turn.sector is Sector.MED else None, turn.text) for turn in turns]
    assert asked == spoken_by


def test_what_the_titles_in_a_transcript_make_of_a_speaker() -> None:
    text = (
        "MINISTER OF WORKS (HON. ODUYA): They left.\n\nHON. REIS: When?\n\nHON. ODUYA: In May.\n\nHON. REIS: Thank you."
    )
    article = article_of(text)
    story = gather_story(article, parse(text, article.paragraphs))
    turns = [turn_at(story, tree) for tree in story.trees]
    sectors = {turn.text: turn.sector for turn in turns if turn}
    assert (sectors["HON. REIS"], sectors["HON. ODUYA"]) == (Sector.LEG, Sector.GOV)


@pytest.mark.parametrize(
    ("headline", "sector"), [("Ministry Press Briefing, May 3", Sector.GOV), ("An evening in Lima", None)]
)
def test_who_answers_at_a_ministrys_briefing_is_of_the_government(headline: str, sector: Sector | None) -> None:
    story = story_of("QUESTION: Did they leave?\n\nMR. ODUYA: They left.\n\nQUESTION: Who says so?", headline)
    turns = [turn_at(story, tree) for tree in story.trees if tree.index not in story.headline]
    assert {turn.sector for turn in turns if turn and turn.text == "MR. ODUYA"} == {sector}


def test_who_answers_the_media_on_an_institutions_page_is_not_of_them() -> None:
    asked = "Question (Delta Wire): "
    text = f"{asked}Did they leave?\n\nIvan Oduya: They left.\n\n{asked}When?\n\nIvan Oduya: In May."
    article = replace(article_of(text), publisher="Ministry of Defence of Norway")
    story = gather_story(article, parse(text, article.paragraphs))
    turns = [turn_at(story, tree) for tree in story.trees]
    assert {(turn.text, turn.country, turn.sector) for turn in turns if turn and not turn.text.startswith("Q")} == {
        ("Ivan Oduya", "NOR", Sector.GOV)
    }
