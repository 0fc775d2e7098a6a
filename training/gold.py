"""Annotated stories as the trainers see them: the annotation beside all that the rules find in the story."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.claims import belonging
from onrecord.claims.clauses import Clause, find_clauses
from onrecord.claims.context import Context
from onrecord.claims.identity import related
from onrecord.claims.mentions import Mention, find_mentions
from onrecord.claims.quotes import is_saying
from onrecord.claims.story import Story, gather_story
from onrecord.contract import reading_from_json
from onrecord.language import parse
from onrecord.records import Act, Claim, Item, Reading, Sentence, Span, ZoneKind


@dataclass
class Gold:
    """A story with its annotation and all that the rules find in it."""

    name: str
    reading: Reading
    story: Story
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    home: dict[int, str]
    """For each mention (by number) the annotated event that it tells of, where that is known."""


def load(folder: Path, parses: dict[str, tuple[Sentence, ...]]) -> Gold:
    """Read a story's annotation, parse it (once) and find its mentions."""
    reading = reading_from_json(json.loads((folder / "gold.json").read_text(encoding="utf-8")))
    article = reading.article
    if folder.name not in parses:
        parses[folder.name] = parse(article.text, [*article.spans(ZoneKind.HEADLINE), *article.paragraphs])
    story = gather_story(article, parses[folder.name])
    mentions = find_mentions(story)
    return Gold(folder.name, reading, story, mentions, find_clauses(story, mentions), _homes(reading, story, mentions))


def at_home(gold: Gold, context: Context) -> tuple[Gold, Context]:
    """The same with everybody at home where the networks place him, as the program reads on."""
    mentions, clauses, moved = belonging.at_home(gold.story, gold.mentions, gold.clauses, context)
    return Gold(
        gold.name, gold.reading, gold.story, mentions, clauses, _homes(gold.reading, gold.story, mentions)
    ), moved


def _homes(reading: Reading, story: Story, mentions: Sequence[Mention]) -> dict[int, str]:
    return {n: e for n, m in enumerate(mentions) if (e := event_at(reading, story, m)) is not None}


def event_at(reading: Reading, story: Story, mention: Mention) -> str | None:
    """The annotated event of a mention: that of the shortest evidence of its type that covers its word."""
    at = story.trees[mention.sentence].tokens[mention.head].span
    types = {e.id: e.type for e in reading.events}
    covering = [
        (len(piece.span), claim.event)
        for claim in reading.claims
        for piece in claim.evidence
        if types[claim.event] is mention.type and piece.span.covers(at)
    ]
    return min(covering)[1] if covering else None


def right_clauses(gold: Gold) -> dict[int, Claim]:
    """For each annotated claim the candidate that tells it, by the candidate's number; one claim a candidate."""
    clauses = gold.clauses
    types = {e.id: e.type for e in gold.reading.events}
    found: dict[int, Claim] = {}
    for claim in gold.reading.claims:
        inside = [
            n
            for n, clause in enumerate(clauses)
            if n not in found and any(piece.span.covers(_at(gold, clause)) for piece in claim.evidence)
        ]
        if inside:
            best = max(inside, key=lambda n: (_fitness(gold, clauses[n], claim, types[claim.event]), -n))
            found[best] = claim
    return found


def right_acts(gold: Gold) -> dict[int, Act]:
    """For each annotated act the clause that tells it, by the clause's number: the highest within its evidence."""
    found: dict[int, Act] = {}
    for act in gold.reading.acts:
        inside = [
            n
            for n, clause in enumerate(gold.clauses)
            if n not in found and any(piece.span.covers(_at(gold, clause)) for piece in act.evidence)
        ]
        if inside:
            best = min(inside, key=lambda n: (_below_others(gold, n, inside), n))
            found[best] = act
    return found


def is_of(own: Item, items: Sequence[Item], *, vague: bool) -> bool:
    """Whether goods are among an event's: of its class or part of it, of no other type; ``vague``: any weapons too."""
    return any(
        (own.goods_class == item.goods_class or (related(own.goods_class, item.goods_class) and (vague or told)))
        and (own.designation == item.designation or None in {own.designation, item.designation})
        for item in items
        for told in ["weapons" not in {own.goods_class, item.goods_class}]
    )


def _below_others(gold: Gold, number: int, others: Sequence[int]) -> int:
    """How many of the other clauses stand above one in its tree."""
    clause = gold.clauses[number]
    above = set(gold.story.trees[clause.sentence].ancestors(clause.head))
    return sum(gold.clauses[n].sentence == clause.sentence and gold.clauses[n].head in above for n in others)


def _at(gold: Gold, clause: Clause) -> Span:
    return gold.story.trees[clause.sentence].tokens[clause.head].span


def _fitness(gold: Gold, clause: Clause, claim: Claim, kind: object) -> tuple[float, ...]:
    tree = gold.story.trees[clause.sentence]
    mention = gold.mentions[clause.mention] if clause.mention is not None else None
    same_holder = (clause.state.holder.country, clause.state.holder.sector) == (
        claim.holder.country,
        claim.holder.sector,
    )
    same = float(mention is not None and mention.type is kind)
    stance = float(clause.stance is not None)
    plain = float(not is_saying(tree, clause.head))
    return (
        2 * same + same_holder + stance + 0.5 * plain + (clause.state.position is claim.position),
        -len(tree.ancestors(clause.head)),
    )
