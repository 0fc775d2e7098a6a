"""What was done by speaking: threatened, demanded, condemned, accused, pledged, praised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.claims.climb import Climb, climb
from onrecord.claims.evidence import noun_phrase
from onrecord.claims.operators import cue_at, negation
from onrecord.claims.story import Story
from onrecord.claims.tree import Tree
from onrecord.records import AUTHOR, Act, ActKind, Actor, Evidence, Reason, Span

THREATENING = frozenset(["threaten", "retaliate"])
WARNING = frozenset(["warn", "vow", "caution"])
CONSEQUENCE = frozenset(
    "consequence retaliation retaliate respond response answer unanswered price punish regret pay act measure target strike hit draw".split()
)
PLEDGING = frozenset(["pledge", "promise", "vow", "undertake", "commit"])
AGAINST = frozenset(["condemn", "praise"])


def find_acts(story: Story, about: Sequence[tuple[int, Span, str]]) -> tuple[Act, ...]:
    """The acts of a story; ``about`` tells the sentence, words and id of each event that is claimed, to say what an act is about."""
    found: list[Act] = []
    for tree in story.trees:
        if tree.index in story.headline:
            continue
        for i in range(len(tree.tokens)):
            found.extend(_read(story, tree, i, about))
    return tuple(_once(found))


def _once(acts: Sequence[Act]) -> Iterator[Act]:
    kept: list[Act] = []
    for act in acts:
        if not any(
            o.kind is act.kind
            and o.actor == act.actor
            and o.target == act.target
            and o.evidence[0].span.overlaps(act.evidence[0].span)
            for o in kept
        ):
            kept.append(act)
            yield act


def _read(story: Story, tree: Tree, i: int, about: Sequence[tuple[int, Span, str]]) -> Iterator[Act]:
    if tree.upos(i) != "VERB":
        return
    kind = _kind(story, tree, i)
    if kind is None or negation(tree, i) is not None:
        return
    actor, state = _actor(story, tree, i)
    if actor is None:
        return
    evidence = _evidence(story, tree, i, state)
    event = _event_near(tree.index, evidence[0].span, about)
    for target in _targets(story, tree, i, kind) or (None,):
        yield Act(kind, actor, evidence, target, event, (Reason("act cue", tree.words[i], tree.tokens[i].span),))


def _kind(story: Story, tree: Tree, i: int) -> ActKind | None:
    lemma = tree.lemma(i)
    words = {tree.lemma(t) for t in tree.subtree(i)} | {tree.lower[t] for t in tree.subtree(i)}
    if lemma in THREATENING or (lemma in WARNING and words & CONSEQUENCE):
        return ActKind.THREATEN
    if lemma in PLEDGING and (
        words & {"support", "aid", "help", "respond", "send", "deliver", "supply", "million", "billion"}
        or story.goods_in(tree.index)
    ):
        return ActKind.PLEDGE
    cue = cue_at(tree, i)
    if cue is None or cue.act is None:
        return None
    kind = ActKind(cue.act)
    if kind is ActKind.DEMAND and lemma in {
        "order",
        "command",
        "press",
        "request",
        "push",
        "instruct",
        "recommend",
        "encourage",
    }:
        return None
    return kind


def _actor(story: Story, tree: Tree, i: int) -> tuple[Actor | None, Climb]:
    state = climb(story, tree.index, i)
    if tree.is_passive(i):
        agent = next((c for c in tree.children(i) if tree.base(c) == "obl" and tree.case(c) == "by"), None)
        return (story.cast.resolve(tree.index, agent) if agent is not None else None), state
    subject = tree.subject(i)
    if subject is None or tree.lower[subject] in {"i", "we"} or tree.relation(subject) == "expl":
        return (None if state.holder == AUTHOR else state.holder), state
    if tree.lower[subject] in {"that", "which", "who"} and tree.relation(i) == "acl:relcl":
        subject = tree.head(i)
    return story.cast.resolve(tree.index, subject), state


def _targets(story: Story, tree: Tree, i: int, kind: ActKind) -> tuple[Actor, ...]:
    slots = [
        c
        for c in tree.children(i)
        if tree.base(c) in {"obj", "iobj"}
        or (tree.base(c) == "obl" and tree.case(c) in {"on", "upon", "to", "against"})
    ]
    found: list[Actor] = []
    for slot in slots:
        for c in tree.conjuncts(slot):
            actor = story.cast.resolve(tree.index, c)
            if actor.country or actor.sector:
                found.append(actor)
    return tuple(found)


def _evidence(story: Story, tree: Tree, i: int, state: Climb) -> tuple[Evidence, ...]:
    tokens = {t for t in tree.clause(i) if t >= i}
    subject = tree.subject(i)
    if subject is not None:
        tokens.update(noun_phrase(tree, subject))
    tokens.add(i)
    span = tree.span(tuple(sorted(tokens)))
    if state.quote is not None:
        start = max(span.start, state.quote.span.start)
        span = Span(start, max(start, min(span.end, state.quote.span.end)))
    return (story.article.quote(span),)


def _event_near(sentence: int, span: Span, about: Sequence[tuple[int, Span, str]]) -> str | None:
    """The event that an act is about: one claimed in its words, else the one claimed last before."""
    for s, claimed, event in about:
        if s == sentence and claimed.overlaps(span):
            return event
    before = [event for s, _, event in about if s <= sentence]
    return before[-1] if before else None
