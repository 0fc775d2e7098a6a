"""Words that the sentences of our own making are made of."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Verb:
    """A verb with its forms."""

    lemma: str
    past: str
    participle: str
    ing: str
    third: str


def _regular(lemma: str) -> Verb:
    """The forms of a regular verb."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem, third = lemma[:-1] + "ied", lemma[:-1] + "ies"
        return Verb(lemma, stem, stem, lemma + "ing", third)
    if lemma.endswith("e"):
        return Verb(lemma, lemma + "d", lemma + "d", lemma[:-1] + "ing", lemma + "s")
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return Verb(lemma, lemma + "ed", lemma + "ed", lemma + "ing", third)


def _verb(entry: str) -> Verb:
    """From "lemma" or "lemma past participle ing third"."""
    forms = entry.split()
    return _regular(forms[0]) if len(forms) == 1 else Verb(*forms)


def _listed() -> list[tuple[str, str]]:
    """The table's rows: a kind, and a word of it; a word that stands twice is drawn twice as often."""
    with (Path(__file__).parent / "wordlists.tsv").open(encoding="utf-8", newline="") as table:
        return [(row["kind"], row["word"]) for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


_ROWS = _listed()


def _of(kind: str) -> list[str]:
    return [word for own, word in _ROWS if own == kind]


STATES = _of("state")
CAPITALS = _of("capital")
ADJECTIVES = _of("adjective")
FIRST_NAMES = _of("first name")
LAST_NAMES = _of("last name")
TITLES = _of("title")
BODIES = _of("body")
ORGANISATIONS = _of("organisation")
AGENCIES = _of("agency")
TYPES = _of("type")
CLASSES = _of("class")
NOMINALS = _of("nominal")
VERBS = {verb.lemma: verb for verb in map(_verb, _of("verb"))}
"""Every verb that the sentences use, by lemma."""

EVENTS = tuple(
    (VERBS[lemma], frame)
    for lemma, frame in (
        ("send", "G to N"), ("send", "N G"), ("sell", "G to N"), ("ship", "G to N"), ("ship", "G from N to N"),
        ("deliver", "G to N"), ("supply", "G to N"), ("supply", "N with G"), ("transfer", "G to N"),
        ("transfer", "G from N to N"), ("export", "G to N"), ("provide", "N with G"), ("provide", "G to N"),
        ("give", "N G"), ("give", "G to N"), ("smuggle", "G into N"), ("receive", "G from N"), ("import", "G from N"),
        ("buy", "G from N"), ("buy", "G"), ("obtain", "G from N"), ("acquire", "G from N"), ("order", "G from N"),
        ("purchase", "G"), ("fire", "G at N"), ("launch", "G against N"), ("test", "G"), ("use", "G against N"),
        ("use", "G in N"), ("deploy", "G in N"), ("build", "G for N"), ("produce", "G"), ("produce", "G with N"),
        ("seize", "G from N"), ("intercept", "G"), ("develop", "G with N"), ("donate", "G to N"), ("arm", "N with G"),
        ("equip", "N with G"),
    )
)  # fmt: skip
"""What happens with arms: a verb and its frame (``G`` goods, ``N`` a party)."""

SAYING = _of("saying")
TELLING = _of("telling")
DENYING = _of("denying")
PEOPLE = [(word, kind == "people") for kind, word in _ROWS if kind in ("people", "person")]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = "January February March April May June July August September October November December".split()
