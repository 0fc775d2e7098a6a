"""Attribution relations apart: our own hand-written sentences, each with a relation that must be found."""

from __future__ import annotations

import collections
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.language import Pipeline, parse
from onrecord.language.weights import FOLDER
from onrecord.records import Sentence, Span

CASES = Path(__file__).parent.parent / "tests" / "language" / "attribution.tsv"


@dataclass(frozen=True)
class Case:
    """A sentence, and one arc of it by the forms of its words; at the root the head's form is the relation's own."""

    kind: str
    dependent: str
    relation: str
    head: str
    text: str


def read_cases(path: Path = CASES) -> list[Case]:
    """All cases of the table."""
    with path.open(encoding="utf-8", newline="") as table:
        return [Case(**row) for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


def holds(case: Case, sentences: Sequence[Sentence]) -> bool:
    """Whether a parse has the arc; subtypes must agree too."""
    if len(sentences) != 1:
        return False
    tokens = sentences[0].tokens
    return any(
        token.text == case.dependent and token.relation == case.relation and tokens[token.head].text == case.head
        for token in tokens
    )


def score_cases(
    cases: Iterable[Case], pipeline: Pipeline, folder: Path = FOLDER
) -> tuple[dict[str, tuple[int, int]], list[Case]]:
    """Found and asked for by kind, and the cases missed."""
    found: collections.Counter[str] = collections.Counter()
    asked: collections.Counter[str] = collections.Counter()
    missed = []
    for case in cases:
        asked[case.kind] += 1
        if holds(case, parse(case.text, [Span(0, len(case.text))], pipeline=pipeline, folder=folder)):
            found[case.kind] += 1
        else:
            missed.append(case)
    return {kind: (found[kind], asked[kind]) for kind in asked}, missed
