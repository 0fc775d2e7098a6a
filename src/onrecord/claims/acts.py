"""What was done by speaking: threatened, demanded, condemned, accused, pledged, praised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.claims.acts_said import acts_said
from onrecord.claims.acts_told import acts_told
from onrecord.claims.story import Story
from onrecord.records import Act, Actor, Span

About = Sequence[tuple[int, Span, str]]


def find_acts(story: Story, about: About) -> tuple[Act, ...]:
    """The acts of a story; ``about`` tells the sentence, words and id of each event that is claimed.

    A page that tells of no event has no acts.
    """
    if not about:
        return ()
    found: list[tuple[int, Act]] = []
    for tree in story.trees:
        if tree.index not in story.headline:
            found.extend((tree.index, act) for act in (*acts_told(story, tree), *acts_said(story, tree)))
    return tuple(_placed(act, sentence, about) for sentence, act in _once(found))


def _once(found: Sequence[tuple[int, Act]]) -> Iterator[tuple[int, Act]]:
    kept: list[Act] = []
    for sentence, act in found:
        if not any(_same(act, other) for other in kept):
            kept.append(act)
            yield sentence, act


def _same(a: Act, b: Act) -> bool:
    if a.kind is not b.kind or not a.evidence[0].span.overlaps(b.evidence[0].span):
        return False
    one_actor = _who(a.actor) == _who(b.actor)
    return one_actor and (a.target is None or b.target is None or _who(a.target) == _who(b.target))


def _who(actor: Actor) -> tuple[str | None, object, str]:
    return actor.country, actor.sector, "" if actor.country else actor.text


def _placed(act: Act, sentence: int, about: About) -> Act:
    event = _event_near(sentence, act.evidence[0].span, about)
    return Act(act.kind, act.actor, act.evidence, act.target, event, act.reasons)


def _event_near(sentence: int, span: Span, about: About) -> str | None:
    """The event that an act is about: claimed in its words, else in its sentence, else the last one before."""
    inside = [event for s, claimed, event in about if s == sentence and claimed.overlaps(span)]
    near = inside or [event for s, _, event in about if s == sentence]
    if near:
        return near[0]
    before = [event for s, _, event in about if s < sentence]
    return before[-1] if before else None
