"""How far reviewers agree: Krippendorff's alpha over what two or more of them decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.records import Verdict
from onrecord.register.anchors import Fate, Ruling, decided_by
from onrecord.register.judgements import ON_LINKS


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on one kind of thing: ``alpha`` is 1 where all do, 0 where they might as well guess.

    It is ``None`` where it is not defined: nobody decided on what another did, or all always say the same.
    """

    on: str
    alpha: float | None
    things: int
    people: int


def agreements(rulings: Iterable[Ruling]) -> tuple[Agreement, ...]:
    """The agreement on links and on findings (claims and events), from each person's last word on each thing.

    K. Krippendorff, Content Analysis (2018), chapter 12: nominal, any number of reviewers, gaps allowed.
    """
    told = [
        ruling for ruling in rulings if ruling.fate is not Fate.REVOKED and ruling.judgement.verdict in set(Verdict)
    ]
    links = [ruling for ruling in told if ruling.judgement.verdict in ON_LINKS]
    findings = [ruling for ruling in told if ruling.judgement.verdict not in (*ON_LINKS, Verdict.REVOKE)]
    return _agreement("links", links), _agreement("claims and events", findings)


def _agreement(on: str, rulings: Iterable[Ruling]) -> Agreement:
    said: dict[str, dict[str, str]] = {}
    for ruling in rulings:
        for thing, value in decided_by(ruling.judgement).items():
            if " " not in thing or ruling.judgement.verdict in ON_LINKS:
                said.setdefault(thing, {})[ruling.judgement.person] = value
    both = {thing: values for thing, values in said.items() if len(values) > 1}
    people = {person for values in both.values() for person in values}
    return Agreement(on, alpha([list(values.values()) for values in both.values()]), len(both), len(people))


def alpha(units: list[list[str]]) -> float | None:
    """Krippendorff's alpha of nominal values, a list of values a unit; ``None`` where it is not defined.

    >>> alpha([["a", "a"], ["b", "b"], ["a", "b"]]), alpha([["a", "a"]])
    (0.4444444444444444, None)
    """
    import krippendorff

    values = sorted({value for unit in units for value in unit})
    if len(values) < 2:
        return None
    counts = [[Counter(unit)[value] for value in values] for unit in units]
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
