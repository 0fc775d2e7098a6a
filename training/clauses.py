"""Annotated stories → arrays for the network that reads clauses in context; pieces, candidates, signs, what is right.

python -m training.clauses STORIES... --out FILE
"""

from __future__ import annotations

import argparse
import pickle
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.claims.clauses import signs_of_clause
from onrecord.claims.context import KINDS
from onrecord.claims.stretches import lay_out
from training.gold import Gold, load, right_clauses

UNREACHED = -1


def arrays_of(gold: Gold) -> dict[str, Any]:
    """One story as arrays: chunks of pieces, candidates with their place and signs, the right kind and type of each."""
    clauses, right = gold.clauses, right_clauses(gold)
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
