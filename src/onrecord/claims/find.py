"""From an article to its claims: events first, over the whole page; then who holds what of each; last what refers back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.acts import find_acts
from onrecord.claims.climb import Climb, climb
from onrecord.claims.events import Happening, gather_happenings, settle
from onrecord.claims.evidence import evidence_of
from onrecord.claims.mentions import Mention, find_mentions
from onrecord.claims.parties import complete
from onrecord.claims.reference import find_stances
from onrecord.claims.story import Story, gather_story
from onrecord.records import Act, Article, Claim, Event, EventType, Position, Reading, Reason, Role, Sentence

MAIN = frozenset({Role.SUPPLIER, Role.RECIPIENT, Role.ATTACKER, Role.TARGET, Role.ACTOR})
"""The roles that are settled over the whole page."""


def find_claims(article: Article, sentences: Sequence[Sentence]) -> Reading:
    """What is said to have happened, who says so, how sure, on whose word.

    1. gather   goods, names and quotes
    2. mention  events with open roles
    3. settle   which mentions are one happening, with its parties and goods
    4. climb    who holds what of it
    5. number   what is kept, in the text's order
    """
    story = gather_story(article, sentences)
    mentions = find_mentions(story)
    happenings = gather_happenings(story, mentions)
    events = [settle(story, n, home) for n, home in enumerate(happenings, 1)]
    claims = _climbed(story, happenings, events)
    claims = _once([*claims, *_referring(story, happenings, events, claims)])
    events = [
        _with_parties(event, complete(story, n, happenings, claims, event.id)) for n, event in enumerate(events)
    ]
    about = [(_sentence_of(story, c), c.evidence[0].span, c.event) for c in claims]
    return _numbered(article, events, claims, find_acts(story, about))


def _with_parties(event: Event, found: dict[Role, tuple[str, ...]]) -> Event:
    parties = tuple((role, found.get(role, codes if role not in MAIN else ())) for role, codes in event.parties)
    return replace(event, parties=parties)


def _sentence_of(story: Story, claim: Claim) -> int:
    start = claim.evidence[0].span.start
    return max((t.index for t in story.trees if t.sentence.span.start <= start), default=0)


def _referring(
    story: Story, happenings: Sequence[Happening], events: Sequence[Event], claims: Sequence[Claim]
) -> list[Claim]:
    """Claims that refer back, each to the event in focus where it stands."""
    taken = [r.span for c in claims for r in c.reasons if r.span is not None]
    found: list[Claim] = []
    for stance in find_stances(story, taken):
        event = _focus(story, happenings, events, stance.sentence, stance.state.holder.country)
        if event is None:
            continue
        reasons = (Reason(stance.rule, stance.evidence[0].text, stance.evidence[0].span), *stance.state.reasons)
        found.append(
            Claim(
                "",
                event.id,
                stance.state.holder,
                stance.position,
                stance.evidence,
                stance.state.via,
                stance.state.past,
                reasons,
            )
        )
    return found


def _focus(
    story: Story, happenings: Sequence[Happening], events: Sequence[Event], sentence: int, country: str | None
) -> Event | None:
    """The event that words without one of their own are about: told often, lately, in the headline, and a transfer rather than not."""
    best: tuple[float, Event] | None = None
    for home, event in zip(happenings, events, strict=True):
        before = [m.sentence for m in home.mentions if m.sentence <= sentence]
        if not before:
            continue
        score = (
            min(len(home.mentions), 6) * 0.5
            + 2.0 / (1 + sentence - before[-1])
            + 1.5 * any(m in story.headline for m in before)
        )
        score += 0.7 * (event.type is EventType.TRANSFER)
        parties = {code.split("/")[0] for role in MAIN for code in home.codes(role, least=0.3)}
        score += 0.8 * (country in parties)
        if best is None or score > best[0]:
            best = (score, event)
    return best[1] if best else None


def _climbed(story: Story, happenings: Sequence[Happening], events: Sequence[Event]) -> list[Claim]:
    claims: list[Claim] = []
    for home, event in zip(happenings, events, strict=True):
        for mention in home.mentions:
            state = climb(story, mention.sentence, mention.head)
            if not _is_claim(story, mention, state):
                continue
            claims.append(_claim(story, event, mention, state))
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


def _claim(story: Story, event: Event, mention: Mention, state: Climb) -> Claim:
    return Claim(
        "",
        event.id,
        state.holder,
        state.position,
        evidence_of(story, mention, state),
        state.via,
        state.past,
        tuple(state.reasons),
    )


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
