"""From an article to its claims: events first, over the whole page; then who holds what of each; last what refers back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.acts import find_acts
from onrecord.claims.climb import Climb, climb
from onrecord.claims.events import Happening, gather_happenings, settle
from onrecord.claims.evidence import evidence_of
from onrecord.claims.mentions import Mention, find_mentions
from onrecord.claims.parties import settle_parties
from onrecord.claims.focus import focus_candidates
from onrecord.claims.reference import Stance, find_stances
from onrecord.claims.scales import scale
from onrecord.claims.story import Story, gather_story
from onrecord.records import Act, Article, Claim, Event, EventType, Position, Reading, Reason, Role, Sentence


def find_claims(article: Article, sentences: Sequence[Sentence]) -> Reading:
    """What is said to have happened, who says so, how sure, on whose word.

    1. gather   goods, names and quotes
    2. mention  events with open roles
    3. settle   which mentions are one happening
    4. climb    who holds what of it, and what refers back to it
    5. weigh    the parties of each, over the whole page
    6. number   what is kept, in the text's order
    """
    story = gather_story(article, sentences)
    homes = gather_happenings(story, find_mentions(story))
    claims = claims_of(story, homes)
    events = [
        _with_parties(settle(story, n + 1, home), settle_parties(story, n, homes, claims, f"e{n + 1}"))
        for n, home in enumerate(homes)
    ]
    about = [(_sentence_of(story, c), c.evidence[0].span, c.event) for c in claims]
    return _numbered(article, events, claims, find_acts(story, about))


def claims_of(story: Story, homes: Sequence[Happening]) -> list[Claim]:
    """The claims on these happenings, climbed from their mentions or referring back; happening n is event ``e`` n + 1."""
    claims = _climbed(story, homes)
    return _once([*claims, *_referring(story, homes, claims)])


def _with_parties(event: Event, found: dict[Role, tuple[str, ...]]) -> Event:
    parties = tuple((role, found.get(role, codes)) for role, codes in event.parties)
    return replace(event, parties=parties)


def _sentence_of(story: Story, claim: Claim) -> int:
    start = claim.evidence[0].span.start
    return max((t.index for t in story.trees if t.sentence.span.start <= start), default=0)


def _referring(story: Story, homes: Sequence[Happening], claims: Sequence[Claim]) -> list[Claim]:
    """Claims that refer back, each to the event in focus where it stands."""
    taken = [r.span for c in claims for r in c.reasons if r.span is not None]
    found: list[Claim] = []
    for stance in find_stances(story, taken):
        number = _focus(story, homes, stance)
        if number is None:
            continue
        state = stance.state
        reasons = (Reason(stance.rule, stance.evidence[0].text, stance.evidence[0].span), *state.reasons)
        found.append(
            Claim("", f"e{number + 1}", state.holder, stance.position, stance.evidence, state.via, state.past, reasons)
        )
    return found


def _focus(story: Story, homes: Sequence[Happening], stance: Stance) -> int | None:
    """The happening that words without one of their own are about: the one that weighs most."""
    weigh = scale("focus").weigh
    ranked = [(weigh(signs), number) for number, signs in focus_candidates(story, homes, stance)]
    return max(ranked)[1] if ranked else None


def _climbed(story: Story, homes: Sequence[Happening]) -> list[Claim]:
    claims: list[Claim] = []
    for number, home in enumerate(homes, 1):
        for mention in home.mentions:
            state = climb(story, mention.sentence, mention.head)
            if not _is_claim(story, mention, state):
                continue
            claims.append(_claim(story, f"e{number}", mention, state))
    return _once(claims)


def _is_claim(story: Story, mention: Mention, state: Climb) -> bool:
    if state.void or mention.sentence in story.headline:
        return False
    if not mention.nominal:
        return True
    if state.sources and any(
        r.rule.startswith(("noun cue", "verb cue", "according", "attribution")) for r in state.reasons
    ):
        return True
    return state.position in {Position.HYPOTHETICAL, Position.SUSPECTS}


def _claim(story: Story, event: str, mention: Mention, state: Climb) -> Claim:
    evidence = evidence_of(story, mention, state)
    return Claim("", event, state.holder, state.position, evidence, state.via, state.past, tuple(state.reasons))


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Of claims of one holder on one event with one position whose words overlap, the first."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.evidence[0].span):
        if not any(_same(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _same(a: Claim, b: Claim) -> bool:
    return (
        a.event == b.event
        and a.position is b.position
        and (a.holder.country, a.holder.sector) == (b.holder.country, b.holder.sector)
        and a.evidence[0].span.overlaps(b.evidence[0].span)
    )


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
