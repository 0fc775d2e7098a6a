"""Who holds a position: the climb proposes, and so do the clause's subject, the quote's speaker, whoever spoke last, the author.

Which words hold and whose they are come apart in a parse that errs; the candidates are weighed by a trained scale, with what the
network holds of the position among the signs ("left open" is seldom the author's, "asserts" often).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.claims.clauses import Clause
from onrecord.claims.climb import speaker
from onrecord.claims.quotes import is_saying
from onrecord.claims.scales import Signs, scale
from onrecord.claims.story import Story
from onrecord.claims.tree import SUBJECTS, Tree
from onrecord.records import AUTHOR, Actor, Position

SPOKEN = frozenset("he she they it who".split())
SILENT = (None, None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might hold a position, with the chain over him and what speaks for him."""

    actor: Actor
    via: tuple[Actor, ...]
    signs: Signs


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke last, and in which sentence."""

    actor: Actor
    sentence: int


def holder_of(
    story: Story, clause: Clause, position: Position, last: Spoken | None
) -> tuple[Actor, tuple[Actor, ...], tuple[str, ...]]:
    """The holder of a clause's position, the chain over him, and the signs that spoke for him most."""
    weigh = scale("holder")
    ranked = [(weigh.weigh(c.signs), -n, c) for n, c in enumerate(candidates(story, clause, position, last))]
    best = max(ranked, key=lambda row: row[:2])[2]
    return best.actor, best.via, weigh.reasons(best.signs)


def candidates(story: Story, clause: Clause, position: Position, last: Spoken | None) -> tuple[Candidate, ...]:
    """Everybody who might hold it, in a fixed order; who is proposed in several ways bears the signs of all."""
    found: list[Candidate] = []
    for actor, via, signs in _proposed(story, clause, last):
        same = next((n for n, c in enumerate(found) if _key(c.actor) == _key(actor)), None)
        if same is None:
            found.append(Candidate(actor, via, dict(signs)))
        else:
            found[same].signs.update({k: max(v, found[same].signs.get(k, 0.0)) for k, v in signs.items()})
    return tuple(Candidate(c.actor, c.via, _crossed(c, position)) for c in found)


def _key(actor: Actor) -> tuple[object, ...]:
    return ("author",) if actor == AUTHOR else (actor.country,) if actor.country else (actor.text.lower(), actor.sector)


def _crossed(candidate: Candidate, position: Position) -> Signs:
    signs = dict(candidate.signs)
    actor = candidate.actor
    signs["author"] = float(actor == AUTHOR)
    signs[f"sector {actor.sector}"] = 1.0
    signs["nobody known"] = float((actor.country, actor.sector) == SILENT)
    for name in ("climb", "author", "subject", "speaker", "last speaker", "subject above", "named"):
        if signs.get(name):
            signs[f"{name}, {position}"] = signs[name]
    return signs


def _proposed(story: Story, clause: Clause, last: Spoken | None) -> Iterator[tuple[Actor, tuple[Actor, ...], Signs]]:
    tree, state = story.trees[clause.sentence], clause.state
    rules = {r.rule for r in state.reasons}
    climbed: Signs = {"climb": 1.0, "chain": float(len(state.sources) > 1)}
    climbed.update({f"climb by {rule}": 1.0 for rule in sorted(rules)})
    climbed["climb, in quote"] = float(state.quote is not None)
    climbed["climb, untagged quote"] = float(state.quote is not None and state.quote.tag is None)
    yield state.holder, state.via, climbed
    yield (
        story.cast.institution or AUTHOR,
        (),
        {
            "own voice": 1.0,
            "own voice, institution": float(story.cast.institution is not None),
            "own voice, in quote": float(state.quote is not None),
        },
    )
    subject = tree.subject(clause.head)
    if subject is not None and tree.relation(subject) != "expl":
        yield from _person(
            story,
            tree,
            subject,
            {
                "subject": 1.0,
                "subject of saying": float(is_saying(tree, clause.head)),
                "subject, in quote": float(state.quote is not None),
            },
        )
    for n, above in enumerate(tree.ancestors(clause.head)[:4]):
        own = next((c for c in tree.children(above) if tree.relation(c) in SUBJECTS), None)
        if own is not None:
            yield from _person(
                story,
                tree,
                own,
                {"subject above": 1.0 / (1 + n), "subject above of saying": float(is_saying(tree, above))},
            )
    if last is not None:
        far = clause.sentence - last.sentence
        near = story.paragraph[last.sentence] == story.paragraph[clause.sentence]
        pronoun = any(tree.lower[c] in SPOKEN for c in range(len(tree.tokens)) if tree.base(c) == "nsubj")
        yield (
            last.actor,
            (),
            {
                "last speaker": 1.0,
                "last speaker, same paragraph": float(near),
                "last speaker, next sentence": float(far == 1),
                "last speaker, same sentence": float(far == 0),
                "last speaker, far": float(far > 3),
                "last speaker, pronoun": float(pronoun),
                "last speaker, quote": float(state.quote is not None),
            },
        )
    yield from _others(story, tree, clause.head)


def _others(story: Story, tree: Tree, head: int) -> Iterator[tuple[Actor, tuple[Actor, ...], Signs]]:
    """Whoever else the sentence names as a subject or behind "by", "according to", "from"."""
    for i in range(len(tree.tokens)):
        case = tree.case(i)
        subject, agent = tree.relation(i) in SUBJECTS, case in {"by", "according to", "from", "for"}
        if not (subject or agent) or tree.upos(i) not in {"NOUN", "PROPN"}:
            continue
        signs: Signs = {
            "named": 1.0,
            "named subject": float(subject),
            f"named {case}": float(agent),
            "named of saying": float(subject and is_saying(tree, tree.head(i))),
            "named before": float(i < head),
            "named near": 1.0 / (1 + abs(i - head)),
        }
        yield from _person(story, tree, i, signs)


def _person(story: Story, tree: Tree, token: int, signs: Signs) -> Iterator[tuple[Actor, tuple[Actor, ...], Signs]]:
    """The actor of a noun phrase, where it is somebody who can hold a position."""
    actor = speaker(story, tree, token)
    if actor.country or actor.sector:
        yield actor, (), {**signs, "pronoun": float(tree.upos(token) == "PRON")}
