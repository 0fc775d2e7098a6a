"""Train the scales of the claims room on annotated stories:  python -m training.parts STORIES... [--check BATCH]

STORIES are folders of stories in the contract's form (a folder a story: gold.json). Every scale is a logistic regression over
the signs that the rules compute; with ``--check`` the stories whose names begin so are left out and measured.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from onrecord.claims.events import Happening, gather_happenings
from onrecord.claims.find import claims_of, focus_candidates
from onrecord.claims.identity import signs_of, years_of
from onrecord.claims.mentions import Mention, find_mentions
from onrecord.claims.parties import WEIGHED, candidates
from onrecord.claims.reference import find_stances
from onrecord.claims.scales import Signs
from onrecord.claims.story import Story, gather_story
from onrecord.contract import reading_from_json
from onrecord.language import parse
from onrecord.records import Claim, Reading, Role, Sentence, Span, ZoneKind

OUT = Path(__file__).parent.parent / "src/onrecord/claims/weights/scales.json"
Row = tuple[Signs, bool]


@dataclass
class Gold:
    """A story with its annotation and all that the rules find in it."""

    name: str
    reading: Reading
    story: Story
    mentions: tuple[Mention, ...]
    home: dict[int, str]
    """For each mention (by number) the annotated event that it tells of, where that is known."""


def load(folder: Path, parses: dict[str, tuple[Sentence, ...]]) -> Gold:
    """Read a story's annotation, parse it (once) and find its mentions."""
    reading = reading_from_json(json.loads((folder / "gold.json").read_text(encoding="utf-8")))
    article = reading.article
    if folder.name not in parses:
        parses[folder.name] = parse(article.text, [*article.spans(ZoneKind.HEADLINE), *article.paragraphs])
    story = gather_story(article, parses[folder.name])
    mentions = find_mentions(story)
    homes = {n: e for n, m in enumerate(mentions) if (e := event_at(reading, story, m)) is not None}
    return Gold(folder.name, reading, story, mentions, homes)


def event_at(reading: Reading, story: Story, mention: Mention) -> str | None:
    """The annotated event of a mention: that of the shortest evidence of its type that covers its word."""
    at = story.trees[mention.sentence].tokens[mention.head].span
    types = {e.id: e.type for e in reading.events}
    covering = [
        (len(piece.span), claim.event)
        for claim in reading.claims
        for piece in claim.evidence
        if types[claim.event] is mention.type and piece.span.covers(at)
    ]
    return min(covering)[1] if covering else None


def gold_homes(gold: Gold) -> tuple[list[Happening], list[str | None]]:
    """The happenings as annotated: each with the mentions that tell of it; what is not annotated stands alone."""
    homes: list[Happening] = []
    names: list[str | None] = []
    for n, mention in enumerate(gold.mentions):
        name = gold.home.get(n)
        if name is not None and name in names:
            home = homes[names.index(name)]
        else:
            home = Happening(mention.type)
            homes.append(home)
            names.append(name)
        home.take(mention, years_of(gold.story, mention))
    return homes, names


def identity_rows(gold: Gold) -> Iterator[Row]:
    """For each annotated mention and each happening told of before it: whether they are one."""
    homes: list[Happening] = []
    names: list[str | None] = []
    for n, mention in enumerate(gold.mentions):
        name = gold.home.get(n)
        headline = mention.sentence in gold.story.headline
        if name is not None:
            for home, other in zip(homes, names, strict=True):
                if home.type is mention.type and other is not None:
                    yield signs_of(gold.story, mention, home, homes), other == name
        if name is None and not headline:
            continue
        if name in names and name is not None:
            homes[names.index(name)].take(mention, years_of(gold.story, mention))
        elif name is not None:
            homes.append(Happening(mention.type))
            names.append(name)
            homes[-1].take(mention, years_of(gold.story, mention))


def party_rows(gold: Gold) -> Iterator[tuple[str, Row]]:
    """For each annotated event and each code that the page names: whether it plays the role."""
    homes = gather_happenings(gold.story, gold.mentions)
    names = [_told_by(gold, home) for home in homes]
    claims = claims_of(gold.story, homes)
    for number, name in enumerate(names):
        if name is None:
            continue
        event = gold.reading.event(name)
        for role in WEIGHED[event.type]:
            right = set(event.party(role))
            for code, signs in candidates(gold.story, number, homes, claims, f"e{number + 1}", role):
                yield f"{event.type}.{role}", (signs, code in right)


def _told_by(gold: Gold, home: Happening) -> str | None:
    """The annotated event that most mentions of a happening tell of."""
    numbers = [n for n, m in enumerate(gold.mentions) if any(m is other for other in home.mentions)]
    told = Counter(gold.home[n] for n in numbers if n in gold.home)
    return told.most_common(1)[0][0] if told else None


def focus_rows(gold: Gold) -> Iterator[Row]:
    """For each stance that refers back: which happening it is about."""
    homes, names = gold_homes(gold)
    claims = claims_of(gold.story, homes)
    taken = [r.span for c in claims for r in c.reasons if r.span is not None]
    for stance in find_stances(gold.story, taken):
        about = {
            c.event for c in gold.reading.claims if any(_touch(p.span, stance.evidence[0].span) for p in c.evidence)
        }
        if len(about) != 1 or not about & set(names):
            continue
        for number, signs in focus_candidates(gold.story, homes, stance.sentence, stance.state.holder.country):
            if names[number] is not None:
                yield signs, names[number] in about


def _touch(a: Span, b: Span) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared >= 0.3 * min(len(a), len(b))


def fit(rows: Sequence[Row], strength: float) -> dict[str, object]:
    """A logistic regression over the signs of the rows, its weights by sign."""
    names = sorted({name for signs, _ in rows for name in signs})
    table = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in rows])
    model = LogisticRegression(C=strength, max_iter=2000).fit(table, [right for _, right in rows])
    weights = {n: round(float(w), 4) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) > 1e-4}
    return {"bias": round(float(model.intercept_[0]), 4), "weights": weights}


def train(golds: Sequence[Gold], strength: float = 0.15) -> dict[str, dict[str, object]]:
    """All scales from these stories."""
    rows: dict[str, list[Row]] = {}
    for gold in golds:
        rows.setdefault("identity", []).extend(identity_rows(gold))
        rows.setdefault("focus", []).extend(focus_rows(gold))
        for name, row in party_rows(gold):
            rows.setdefault(name, []).append(row)
    return {name: fit(found, strength) for name, found in sorted(rows.items())}


def main() -> None:
    """Train on the stories of the folders given and write the scales."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--without", default="", help="leave out the stories whose names begin so (several by comma)")
    parser.add_argument("--parses", type=Path, help="a file that keeps parses between runs")
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    import pickle

    parses = pickle.loads(args.parses.read_bytes()) if args.parses and args.parses.exists() else {}
    left_out = tuple(part for part in args.without.split(",") if part)
    folders = [
        f.parent
        for root in args.stories
        for f in sorted(root.glob("*/gold.json"))
        if not (left_out and f.parent.name.startswith(left_out))
    ]
    golds = [load(folder, parses) for folder in folders]
    if args.parses:
        args.parses.write_bytes(pickle.dumps(parses))
    scales = train(golds)
    args.out.write_text(json.dumps(scales, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(golds)} stories, scales: {', '.join(scales)}")


__all__ = ["Claim", "Role", "main"]

if __name__ == "__main__":
    main()
