"""Annotated stories → arrays for the network that reads clauses in context; pieces, candidates, signs, what is right.

    python -m training.clauses STORIES... --out FILE
"""

from __future__ import annotations

import argparse
import pickle
from dataclasses import fields
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.claims.clauses import Clause, find_clauses, signs_of_clause
from onrecord.claims.context import KINDS, lay_out
from onrecord.claims.quotes import is_saying
from onrecord.records import Claim
from training.parts import Gold, load

UNREACHED = -1


def right_clauses(gold: Gold, clauses: Sequence[Clause]) -> dict[int, Claim]:
    """For each annotated claim the candidate that tells it, by the candidate's number; one claim a candidate."""
    types = {e.id: e.type for e in gold.reading.events}
    found: dict[int, Claim] = {}
    for claim in gold.reading.claims:
        inside = [
            n
            for n, clause in enumerate(clauses)
            if n not in found
            and any(piece.span.covers(_at(gold, clause)) for piece in claim.evidence)
        ]
        if inside:
            best = max(inside, key=lambda n: (_fitness(gold, clauses[n], claim, types[claim.event]), -n))
            found[best] = claim
    return found


def _at(gold: Gold, clause: Clause) -> Any:
    return gold.story.trees[clause.sentence].tokens[clause.head].span


def _fitness(gold: Gold, clause: Clause, claim: Claim, kind: object) -> tuple[float, ...]:
    tree = gold.story.trees[clause.sentence]
    mention = gold.mentions[clause.mention] if clause.mention is not None else None
    same_holder = (clause.state.holder.country, clause.state.holder.sector) == (claim.holder.country, claim.holder.sector)
    same = float(mention is not None and mention.type is kind)
    stance = float(clause.stance is not None)
    plain = float(not is_saying(tree, clause.head))
    return (2 * same + same_holder + stance + 0.5 * plain + (clause.state.position is claim.position), -len(tree.ancestors(clause.head)))


def arrays_of(gold: Gold) -> dict[str, Any]:
    """One story as arrays: chunks of pieces, candidates with their place and signs, the right kind and type of each."""
    clauses = find_clauses(gold.story, gold.mentions)
    right = right_clauses(gold, clauses)
    types = {e.id: e.type for e in gold.reading.events}
    kinds = [KINDS.kind(right[n].position if n in right else None) for n in range(len(clauses))]
    events = [KINDS.event(types[right[n].event]) if n in right else UNREACHED for n in range(len(clauses))]
    return {
        "name": gold.name,
        "layout": [{f.name: getattr(s, f.name) for f in fields(s)} for s in lay_out(gold.story, clauses)],
        "signs": [signs_of_clause(gold.story, gold.mentions, c) for c in clauses],
        "kind": np.array(kinds, np.int64),
        "event": np.array(events, np.int64),
        "places": [(c.sentence, c.head) for c in clauses],
        "reached": (len(right), len(gold.reading.claims)),
    }


def main() -> None:
    """Write the arrays of all stories of the folders given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    parses = pickle.loads(args.parses.read_bytes()) if args.parses and args.parses.exists() else {}
    rows = [arrays_of(load(f.parent, parses)) for root in args.stories for f in sorted(root.glob("*/gold.json"))]
    if args.parses:
        args.parses.write_bytes(pickle.dumps(parses))
    args.out.write_bytes(pickle.dumps(rows))
    reached, total = (sum(r["reached"][k] for r in rows) for k in (0, 1))
    print(f"{len(rows)} stories, {sum(len(r['kind']) for r in rows)} candidates, {reached} of {total} claims reached")


if __name__ == "__main__":
    main()
