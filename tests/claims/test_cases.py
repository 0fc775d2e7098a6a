"""The phenomena of attribution and factuality as the rules read them, and a hundred sentences that assert and
deny nothing.

``cases/phenomena.tsv`` numbers each phenomenon; its claims are ``HOLDER via OUTER INNER position``: a country's
code, ``MED``
(a sector alone), ``?`` (somebody unknown), ``*`` (whoever) or ``AUTHOR``; ``!asserts`` tells that nobody may
assert. The layer
tested is the rules': candidates that name an event or take a stance, without the network. ``cases/misses.tsv``
names known
misses, which fail here as soon as they are read rightly.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from onrecord.claims.clauses import Clause, find_clauses
from onrecord.claims.mentions import find_mentions
from onrecord.claims.reference import stance_at
from onrecord.claims.story import Story, gather_story
from onrecord.language import parse
from onrecord.records import AUTHOR, Actor, Article, Position, Span, Zone, ZoneKind

CASES = Path(__file__).parent / "cases"
FIRM = {Position.ASSERTS, Position.DENIES}


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line]


MISSES = dict(rows("misses.tsv"))
OPEN = (CASES / "open.txt").read_text(encoding="utf-8").splitlines()


@cache
def read(text: str) -> tuple[tuple[Actor, tuple[Actor, ...], Position], ...]:
    """What the rules read in a text: holder, via and position of each candidate that names an event or takes a
    stance.
    """
    article = Article("p0", "case", text, (Zone(ZoneKind.BODY, Span(0, len(text))),))
    story = gather_story(article, parse(text, article.paragraphs))
    clauses = find_clauses(story, find_mentions(story))
    return tuple(found for clause in clauses if (found := _ruled(story, clause)) is not None)


def _ruled(story: Story, clause: Clause) -> tuple[Actor, tuple[Actor, ...], Position] | None:
    if clause.mention is not None and not clause.state.void:
        return clause.state.holder, clause.state.via, clause.state.position
    if clause.stance is None:
        return None
    stance = stance_at(story, clause.sentence, clause.head, clause.stance)
    return (stance.state.holder, stance.state.via, stance.position) if stance else None


def _is(name: str, actor: Actor) -> bool:
    if name == "AUTHOR" or actor == AUTHOR:
        return name in {"*", "AUTHOR"} and (name == "*" or actor == AUTHOR)
    return name in {"*", actor.country or "?", str(actor.sector)}


def holds(claim: str, text: str) -> bool:
    if claim.startswith("!"):
        return all(position != claim[1:] for _, _, position in read(text))
    holder, *outer, position = [word for word in claim.split() if word != "via"]
    return any(
        _is(holder, who) and found == position and len(via) == len(outer) and all(map(_is, outer, via))
        for who, via, found in read(text)
    )


@pytest.mark.parametrize(("number", "text", "claims"), [tuple(row) for row in rows("phenomena.tsv")])
def test_phenomenon(number: str, text: str, claims: str, request: pytest.FixtureRequest) -> None:
    if number in MISSES:
        request.applymarker(pytest.mark.xfail(reason=MISSES[number], strict=True))
    for claim in claims.split("; "):
        assert holds(claim, text), (claim, read(text))


@pytest.mark.parametrize("sentence", OPEN)
def test_what_asserts_and_denies_nothing(sentence: str, request: pytest.FixtureRequest) -> None:
    if sentence in MISSES:
        request.applymarker(pytest.mark.xfail(reason=MISSES[sentence], strict=True))
    tanks = [f for f in read(sentence) if f[2] in FIRM]
    assert not tanks, read(sentence)


def test_a_hundred_of_them() -> None:
    assert len(set(OPEN)) >= 100
