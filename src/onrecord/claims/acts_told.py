"""Acts named by a word of their own: accused, urged, condemned, thanked; "X's charge that", "grateful for"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.claims.acts_frames import addressed, fits, slots, supposed, words_of_act
from onrecord.claims.climb import Climb, climb
from onrecord.claims.operators import negation
from onrecord.claims.sources import agent_of, noun_holder, speaker
from onrecord.claims.story import Story
from onrecord.claims.tree import Tree
from onrecord.lexicon.acts import ActCue, act_cues
from onrecord.records import AUTHOR, Act, ActKind, Actor, Reason, Sector

FIRST = frozenset({"i", "we", "us", "me"})
NOT_DONE = frozenset("refuse decline fail stop cease avoid".split())
MODALS = frozenset("would could might may can will should must shall 'll ’ll wo".split())


def acts_told(story: Story, tree: Tree) -> Iterator[Act]:
    """The acts of a sentence that a verb, a noun or an adjective names."""
    for i in range(len(tree.tokens)):
        pos = _pos(tree, i)
        cue = next((c for c in _cues(tree, i, pos) if fits(story, tree, i, c)), None) if pos else None
        if cue is not None and _done(tree, i):
            yield from _acts(story, tree, i, cue)


def _cues(tree: Tree, i: int, pos: str) -> tuple[ActCue, ...]:
    """The cues of a word; a lemma that the parse ends in an e too many counts without it."""
    return act_cues(pos, tree.lemma(i)) or act_cues(pos, tree.lemma(i).removesuffix("e"))


def _pos(tree: Tree, i: int) -> str:
    if tree.upos(i) == "ADJ" and act_cues("adj", tree.lemma(i)):
        return "adj"
    if tree.upos(i) == "VERB" or (tree.upos(i) == "ADJ" and tree.tokens[i].xpos == "VBN"):
        return "verb"
    return "noun" if tree.upos(i) == "NOUN" else ""


def _done(tree: Tree, i: int) -> bool:
    """Whether the act is told as done: not negated, wished for, refused or only supposed."""
    if negation(tree, i) is not None:
        return False
    if supposed(tree, i):
        return False
    if any(tree.lower[c] in MODALS for c in tree.children(i, "aux", "cop")):
        return False
    above = tree.head(i)
    if tree.base(i) in {"xcomp", "advcl", "ccomp", "acl"} and _infinitive(tree, i):
        demanded = any(c.kind in {ActKind.DEMAND, ActKind.PLEDGE} for c in act_cues("verb", tree.lemma(above)))
        return not demanded and tree.lemma(above) not in NOT_DONE
    return True


def _infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lower[c] == "to" for c in tree.children(i, "mark"))


def _acts(story: Story, tree: Tree, i: int, cue: ActCue) -> Iterator[Act]:
    said = tree.subject(i)
    state = climb(story, tree.index, i, own_cue=said is None or tree.lower[said] not in FIRST)
    actors, subject = _actors(story, tree, i, cue, state)
    evidence = words_of_act(story, tree, i, state, subject=subject)
    targets = addressed(story, tree, slots(tree, i, cue)) or (None,)
    why = (Reason(f"{cue.pos} of an act", tree.words[i], tree.tokens[i].span),)
    for actor in actors:
        for target in targets:
            if target is None or target.text != actor.text:
                yield Act(cue.kind, actor, evidence, target, None, why)


def _actors(story: Story, tree: Tree, i: int, cue: ActCue, state: Climb) -> tuple[tuple[Actor, ...], int | None]:
    place = _place(tree, i, cue)
    if place is None and cue.pos == "noun":
        return (), None
    if place is None or tree.lower[place] in FIRST:
        holder = state.holder
        if holder == AUTHOR:
            ours = place is not None and story.cast.institution
            return ((story.cast.institution,) if ours and story.cast.institution else ()), place
        return (holder,), place
    if tree.relation(place) == "expl":
        return (), None
    found: list[Actor] = []
    for c in tree.conjuncts(place):
        actor = speaker(story, tree, c)
        if actor == AUTHOR and state.holder != AUTHOR:
            actor = state.holder
        known = actor.country or (actor.sector and actor.sector is not Sector.CVL)
        if (known or c == place) and all((actor.country, actor.sector) != (o.country, o.sector) for o in found):
            found.append(actor)
    return tuple(found), place


def _place(tree: Tree, i: int, cue: ActCue) -> int | None:
    """The token of whoever does the act."""
    if cue.pos == "noun":
        whose = noun_holder(tree, i)
        return whose if whose is not None else _giver(tree, i)
    if cue.pos == "verb" and tree.is_passive(i):
        return agent_of(tree, i)
    subject = tree.subject(i)
    if subject is not None and tree.lower[subject] in {"that", "which", "who"} and tree.base(i) == "acl":
        objects = tree.children(i, "obj")
        return tree.head(i) if objects or tree.lower[subject] == "who" or cue.kind is not ActKind.ACCUSE else subject
    return subject


def _giver(tree: Tree, i: int) -> int | None:
    """Who gave a promise or raised a charge, told by a relative clause: "the undertaking that Riga gave"."""
    for c in tree.children(i, "acl"):
        if tree.lemma(c) in {"give", "make", "raise", "level"} and not tree.is_passive(c):
            return next(iter(tree.children(c, "nsubj")), None)
    return None
