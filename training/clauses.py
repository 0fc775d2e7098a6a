"""Annotated stories → arrays for the network that reads in context; pieces, candidates, signs, what is right.

python -m training.clauses STORIES... --out FILE
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.claims.clauses import signs_of_clause
from onrecord.claims.context import KINDS, STAGES
from onrecord.claims.people import FIRST_SIDE, SECOND_SIDE, Person, find_people, key_of, pair_signs, signs_of_people
from onrecord.claims.stretches import lay_out
from onrecord.records import ActKind, Event
from training.gold import Gold, is_of, load, right_acts, right_clauses
from training.stretches import INVENTED, UNKNOWN


def arrays_of(gold: Gold, *, invented: bool) -> dict[str, Any]:
    """One story as arrays: its stretches, the signs of clauses and people, and what is right of each clause.

    Stories that were ``invented`` to learn from are denser than news, and say so by a sign that no page bears.
    """
    people = find_people(gold.story)
    own = {INVENTED: 1.0} if invented else {}
    return {
        "name": gold.name,
        "layout": [{f.name: getattr(s, f.name) for f in fields(s)} for s in lay_out(gold.story, gold.clauses, people)],
        "signs": [signs_of_clause(gold.story, gold.mentions, c) | own for c in gold.clauses],
        "people signs": signs_of_people(gold.story, people),
        "pairs": pair_signs(gold.story, gold.mentions, gold.clauses, people).astype(np.float16),
        "places": [(c.sentence, c.head) for c in gold.clauses],
        "people": [(p.sentence, p.token) for p in people],
        **_kinds(gold),
        **_links(gold, people),
    }


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


def _playing(people: Sequence[Person], codes: Sequence[str]) -> list[bool]:
    """Who plays a role: everybody with its code, the first of all where nobody is told."""
    states = {code.split("/")[0] for code in codes}
    return [
        not codes if person.sentence < 0 else person.code is not None and person.code.split("/")[0] in states
        for person in people
    ]


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
