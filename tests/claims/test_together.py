"""Those who hold one position in one breath: a claim of each, and none of who only did a deed together."""

from __future__ import annotations

import pytest

from onrecord.claims.sources import speaker
from onrecord.claims.together import fellow_holders
from onrecord.records import Claim, Position
from tests.claims.made import claims_of, story_of


def fellows(text: str, word: str, position: Position) -> list[str | None]:
    """The countries of those who hold with whoever a word names what he holds."""
    story = story_of(text)
    tree = next(t for t in story.trees if word in t.words)
    holder = speaker(story, tree, tree.words.index(word))
    claim = Claim("", "e1", holder, position, (story.article.quote(tree.sentence.span),))
    return [other.holder.country for other in fellow_holders(story, claim)]


@pytest.mark.parametrize(
    ("text", "word", "position", "others"),
    [
        ("Neither Oslo nor Cairo has confirmed the sale.", "Oslo", Position.NONCOMMITTAL, ["EGY"]),
        ("Both Lima and Athens deny that tanks were sold.", "Athens", Position.DENIES, ["PER"]),
        ("Tanks were sold, Oslo and the Greek army say.", "Oslo", Position.ASSERTS, ["GRC"]),
        ("Tanks were sold, according to Oslo and Lima.", "Oslo", Position.ASSERTS, ["PER"]),
        ("Oslo or Lima will deny that tanks were sold.", "Oslo", Position.DENIES, []),
        ("Norway and Peru are accused of selling tanks.", "Norway", Position.ASSERTS, []),
        ("Norway and Peru tested a missile in May.", "Norway", Position.ASSERTS, []),
        ("Oslo and its defence ministry said that tanks were sold.", "Oslo", Position.ASSERTS, []),
    ],
)
def test_fellow_holders(text: str, word: str, position: Position, others: list[str]) -> None:
    assert fellows(text, word, position) == others


def test_whoever_is_named_in_one_breath_has_a_claim_of_his_own() -> None:
    claims = claims_of(
        "Greece said on Monday that Italy had sold four frigates to Oman.\n\n"
        "Neither Italy nor Oman has confirmed the sale of the frigates."
    )
    open_left = [c.holder.country for c in claims if c.position is Position.NONCOMMITTAL]
    assert open_left == ["ITA", "OMN"]
