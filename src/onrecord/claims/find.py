"""From an article to its claims: events first, over the whole page; then who holds what; last what refers back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.acts import find_acts
from onrecord.claims.choose import choose_claims, rightly_named
from onrecord.claims.clauses import find_clauses, signs_of_clause
from onrecord.claims.context import weigh
from onrecord.claims.events import gather_happenings, settle
from onrecord.claims.mentions import find_mentions
from onrecord.claims.page import speaks
from onrecord.claims.parties import page_facts, settle_parties
from onrecord.claims.story import Story, gather_story
from onrecord.records import Act, Article, Claim, Event, Passed, Position, Reading, Role, Sentence, Stage


def find_claims(article: Article, sentences: Sequence[Sentence]) -> Reading:
    """What is said to have happened, who says so, how sure, on whose word.

    1. gather   goods, names and quotes
    2. mention  events with open roles
    3. climb    from every clause to whoever holds it, and weigh it in its context
    4. settle   which mentions are one happening
    5. choose   which candidates are claims, and on which happening
    6. weigh    the parties of each, over the whole page
    7. number   what is kept, in the text's order
    """
    story = gather_story(article, sentences)
    mentions = find_mentions(story)
    clauses = find_clauses(story, mentions)
    weighed = weigh(story, clauses, [signs_of_clause(story, mentions, clause) for clause in clauses])
    if not speaks(story, mentions, clauses, weighed):
        return Reading(article, passed=(Passed("claims", "no event is told of"),))
    homes = list(gather_happenings(story, rightly_named(mentions, clauses, weighed)))
    claims = choose_claims(story, homes, clauses, weighed)
    facts = page_facts(story)
    events = [
        _with_parties(settle(story, n, homes), settle_parties(story, n, homes, claims, f"e{n + 1}", facts))
        for n in range(len(homes))
    ]
    events = [_with_stage(event, claims) for event in events]
    about = [(_sentence_of(story, c), c.evidence[0].span, c.event) for c in claims]
    return _numbered(article, events, claims, find_acts(story, about))


def _with_stage(event: Event, claims: Sequence[Claim]) -> Event:
    """The event with its stage: what is only intended has been agreed (or proposed) and no more."""
    held = {claim.position for claim in claims if claim.event == event.id}
    if Position.INTENDS not in held or held & {Position.ASSERTS, Position.SUSPECTS}:
        return event
    if event.stage in {Stage.DELIVERED, Stage.UNSPECIFIED}:
        return replace(event, stage=Stage.AGREED)
    return replace(event, stage=Stage.PROPOSED) if event.stage is Stage.IMPOSED else event


def _with_parties(event: Event, found: dict[Role, tuple[str, ...]]) -> Event:
    parties = tuple((role, found.get(role, codes)) for role, codes in event.parties)
    return replace(event, parties=parties)


def _sentence_of(story: Story, claim: Claim) -> int:
    start = claim.evidence[0].span.start
    return max((t.index for t in story.trees if t.sentence.span.start <= start), default=0)


def _numbered(article: Article, events: Sequence[Event], claims: Sequence[Claim], acts: Sequence[Act]) -> Reading:
    """Keep the events of which something is claimed, numbered as the text tells them."""
    used = list(dict.fromkeys(claim.event for claim in claims))
    names = {old: f"e{n}" for n, old in enumerate(used, 1)}
    by_id = {event.id: event for event in events}
    kept = tuple(Event(names[e], by_id[e].type, by_id[e].parties, by_id[e].stage, by_id[e].items) for e in used)
    numbered = tuple(
        Claim(f"{article.id}.c{n}", names[c.event], c.holder, c.position, c.evidence, c.via, c.past, c.reasons)
        for n, c in enumerate(claims, 1)
    )
    done = tuple(replace(act, about=names.get(act.about or "")) for act in acts)
    return Reading(article, kept, numbered, done)
