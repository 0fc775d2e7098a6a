"""Annotated stories → arrays for the network that reads in context; pieces, candidates, signs, what is right.

python -m training.clauses STORIES... --out FILE
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Container, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.claims.belonging import ASKED, belonging_of
from onrecord.claims.clauses import signs_of_clause
from onrecord.claims.context import KINDS, STAGES
from onrecord.claims.network import read_in_context
from onrecord.claims.people import (
    FIRST_SIDE,
    NO_STATE,
    SECOND_SIDE,
    Person,
    belonging_signs,
    find_people,
    key_of,
    pair_signs,
    signs_of_people,
)
from onrecord.claims.stretches import lay_out
from onrecord.records import ActKind, Actor, Event
from training.gold import Gold, is_of, load, right_acts, right_clauses
from training.stretches import INVENTED, UNKNOWN


def arrays_of(gold: Gold, *, invented: bool) -> dict[str, Any]:
    """One story as arrays: its stretches, the signs of clauses and people, and what is right of each clause.

    Stories that were ``invented`` to learn from are denser than news, and say so by a sign that no page bears.
    """
    people = find_people(gold.story)
    own = {INVENTED: 1.0} if invented else {}
    told = {
        "name": gold.name,
        "layout": [{f.name: getattr(s, f.name) for f in fields(s)} for s in lay_out(gold.story, gold.clauses, people)],
        "signs": [signs_of_clause(gold.story, gold.mentions, c) | own for c in gold.clauses],
        "people signs": signs_of_people(gold.story, people),
        "pairs": pair_signs(gold.story, gold.mentions, gold.clauses, people).astype(np.float16),
        "belonging": belonging_signs(people).astype(np.int8),
        "may be home": np.array([p.home is not None for p in people]),
        "home": _homes(gold, people),
        "places": [(c.sentence, c.head) for c in gold.clauses],
        "people": [(p.sentence, p.token) for p in people],
        "wares": [(g.sentence, g.head) for g in gold.story.goods],
        **_kinds(gold),
    }
    return told | _links(gold, _at_home(gold, people))


def _kinds(gold: Gold) -> dict[str, Any]:
    """What each clause is: a position or none, the type and stage of its event, an act or none."""
    right, acts = right_clauses(gold), right_acts(gold)
    numbers = range(len(gold.clauses))
    told = _events(gold)
    kinds = [KINDS.kind(right[n].position if n in right else None) for n in numbers]
    events = [KINDS.event(told[n].type) if n in right else UNKNOWN for n in numbers]
    stages = [STAGES.index(stage) if n in told and (stage := told[n].stage) is not None else UNKNOWN for n in numbers]
    done = [1 + list(ActKind).index(acts[n].kind) if n in acts else 0 for n in numbers]
    return {
        "kind": np.array(kinds, np.int64),
        "event": np.array(events, np.int64),
        "stage": np.array(stages, np.int64),
        "act": np.array(done, np.int64),
        "reached": (len(right), len(gold.reading.claims)),
    }


def _events(gold: Gold) -> dict[int, Event]:
    """The annotated event of each clause that tells of one."""
    by_mention = {n: gold.reading.event(e) for n, e in gold.home.items()}
    found = {n: by_mention[c.mention] for n, c in enumerate(gold.clauses) if c.mention in by_mention}
    return found | {n: gold.reading.event(claim.event) for n, claim in right_clauses(gold).items()}


def _links(gold: Gold, people: Sequence[Person]) -> dict[str, Any]:
    """Which people hold, stand on either side, and which goods are meant, for each clause: (C, P) and (C, G + 1)."""
    shape = len(gold.clauses), len(people)
    holder, first, second = (np.zeros(shape, bool) for _ in range(3))
    goods = np.zeros((len(gold.clauses), len(gold.story.goods) + 1), bool)
    happening = np.full(len(gold.clauses), UNKNOWN, np.int64)
    for n, claim in right_clauses(gold).items():
        holder[n] = [person.key == key_of(claim.holder) for person in people]
    for n, act in right_acts(gold).items():
        if not holder[n].any():
            holder[n] = [person.key == key_of(act.actor) for person in people]
    names = [event.id for event in gold.reading.events]
    for n, event in _events(gold).items():
        happening[n] = names.index(event.id)
        sides = ([r for r, _ in event.parties if r in side] for side in (FIRST_SIDE, SECOND_SIDE))
        for table, roles in zip((first, second), sides, strict=True):
            if roles:
                table[n] = _playing(people, event.party(roles[0]))
        told = (not g.carrier and is_of(g.item, event.items, vague=True) for g in gold.story.goods)
        goods[n] = [not event.items, *told]
    return {"holder": holder, "first": first, "second": second, "goods": goods, "happening": happening}


def _homes(gold: Gold, people: Sequence[Person]) -> npt.NDArray[np.bool_]:
    """Which places name the country of each candidate, (P, P), as far as the annotation tells: a row of none if not."""
    found = np.zeros((len(people), len(people)), bool)
    at = {(p.sentence, p.token): n for n, p in enumerate(people)}
    homes = np.array([p.home for p in people], object)
    for actor, near in _actors(gold):
        token = _told_at(gold, actor, near, at)
        if token is not None:
            found[at[token]] = homes == (actor.country or NO_STATE)
    return found


def _at_home(gold: Gold, people: Sequence[Person]) -> tuple[Person, ...]:
    """The same people of the countries that the annotation tells, or else the shipped networks where they are sure.

    Of the rules' errors about them nothing is to be learned. The story's cast is told of it: this comes last.
    """
    known = {(p.sentence, p.token): p for p in people if p.kind in ASKED}
    found = belonging_of(read_in_context(gold.story, gold.mentions, gold.clauses))
    for actor, near in _actors(gold):
        token = _told_at(gold, actor, near, known)
        if token is not None and known[token].key[0] != actor.country:
            found[token] = actor.country
        elif token is not None:
            found.pop(token, None)
    gold.story.cast.belong(found)
    placed = {(p.sentence, p.token): p for p in find_people(gold.story)}
    return tuple(placed.get((p.sentence, p.token), p) for p in people)


def _actors(gold: Gold) -> Iterator[tuple[Actor, int]]:
    """Everybody whom the annotation names, with where what he says or does stands."""
    for claim in gold.reading.claims:
        for actor in (claim.holder, *claim.via):
            yield actor, claim.evidence[0].span.start
    for act in gold.reading.acts:
        for actor in (act.actor, *([act.target] if act.target else [])):
            yield actor, act.evidence[0].span.start


def _told_at(gold: Gold, actor: Actor, near: int, known: Container[tuple[int, int]]) -> tuple[int, int] | None:
    """The candidate that stands for an actor's words, where they are nearest: the highest of them in its tree."""
    text, spots, start = gold.reading.article.text, [], -1
    while (start := text.find(actor.text, start + 1)) >= 0:
        spots.append(start)
    if not spots:
        return None
    first = min(spots, key=lambda spot: abs(spot - near))
    inside = [
        (len(tree.ancestors(i)), tree.index, i)
        for tree in gold.story.trees
        if tree.sentence.span.start < first + len(actor.text) and first < tree.sentence.span.end
        for i, token in enumerate(tree.tokens)
        if first <= token.span.start < first + len(actor.text) and (tree.index, i) in known
    ]
    return min(inside)[1:] if inside else None


def _playing(people: Sequence[Person], codes: Sequence[str]) -> list[bool]:
    """Who plays a role: everybody with its code, or of its state where none has it; the first of all for nobody."""
    if not codes:
        return [person.sentence < 0 for person in people]
    whole = [person.code in codes for person in people]
    states = {code.split("/")[0] for code in codes}
    return whole if any(whole) else [p.code is not None and p.code.split("/")[0] in states for p in people]


def main() -> None:
    """Write the arrays of all stories of the folders given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--invented", nargs="*", default=["stories"], help="folders whose stories are invented")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    parses = pickle.loads(args.parses.read_bytes()) if args.parses and args.parses.exists() else {}
    folders = [(root, f.parent) for root in args.stories for f in sorted(root.glob("*/gold.json"))]
    rows = [arrays_of(load(folder, parses), invented=root.name in args.invented) for root, folder in folders]
    if args.parses:
        args.parses.write_bytes(pickle.dumps(parses))
    args.out.write_bytes(pickle.dumps(rows))
    reached, total = (sum(r["reached"][k] for r in rows) for k in (0, 1))
    print(f"{len(rows)} stories, {sum(len(r['kind']) for r in rows)} candidates, {reached} of {total} claims reached")


if __name__ == "__main__":
    main()
