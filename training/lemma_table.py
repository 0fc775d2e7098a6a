"""Training words → the shipped table of lemma scripts: what the rules would get wrong, and suffixes to fall back on."""

from __future__ import annotations

import collections
import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path

from onrecord.language.lemmas import LONGEST_SUFFIX, Lemmatizer, apply_script, known_words, lemma_script
from training.treebanks import Paragraph

_LEAST = 3
"""Types that must share a suffix and a script before the suffix counts."""

Table = dict[str, str]

_OWN_LEMMA = frozenset({"NNP", "ADD", "FW"})
"""Tags whose words are their own lemmas: names, addresses, foreign words."""
_PLAIN = re.compile(r"[^\W\d_][\w.'’-]*|['’]\w+|[^\w@]{1,2}|\d{1,3}")

_NOUNS = {"sorties": "sortie", "calories": "calorie", "prairies": "prairie", "axes": "axis", "series": "series"}
"""Plurals that neither the treebanks nor the rules know."""


def build_table(paragraphs: Sequence[Paragraph], vocabulary: Path) -> dict[str, object]:
    """Whole words by "form TAB tag" and suffixes of each length by "suffix TAB tag", rare or needless rows left out."""
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for paragraph in paragraphs:
        for word in paragraph.words:
            if word.xpos in _OWN_LEMMA or not _PLAIN.fullmatch(word.form):
                continue
            seen[f"{word.form.lower()}\t{word.xpos}"][lemma_script(word.form, word.lemma)] += 1
    whole = {key: _commonest(scripts) for key, scripts in sorted(seen.items())}
    suffixes = _suffixes(whole)
    whole |= _own() | {f"{form}\tNNS": lemma_script(form, lemma) for form, lemma in _NOUNS.items()}
    rules = Lemmatizer({}, suffixes, known_words(vocabulary))
    kept = {key: script for key, script in whole.items() if not _follows(key, script, rules)}
    return {"w": kept, "s": suffixes}


def _own() -> Table:
    """Irregular verbs, which the treebanks lack in some forms and have wrong in others."""
    table: Table = {}
    with (Path(__file__).parent / "irregular.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            for tag, form in (("VBD", row["past"]), ("VBN", row["participle"])):
                table[f"{form}\t{tag}"] = lemma_script(form, row["lemma"])
    return table


def write_table(paragraphs: Sequence[Paragraph], vocabulary: Path, path: Path) -> None:
    """Build the table and write it."""
    table = build_table(paragraphs, vocabulary)
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _commonest(scripts: collections.Counter[str]) -> str:
    return min(scripts, key=lambda script: (-scripts[script], script))


def _follows(key: str, script: str, rules: Lemmatizer) -> bool:
    """Whether the rules give what the script would, in either case of the first letter."""
    form, tag = key.split("\t")
    forms = (form, form.capitalize())
    return all(rules.lemma(own, tag) == apply_script(own, script) for own in forms)


def _suffixes(whole: Table) -> list[Table]:
    """For each length of suffix the commonest script by types; a row that its shorter suffix implies is left out."""
    counts: list[dict[str, collections.Counter[str]]] = [
        collections.defaultdict(collections.Counter) for _ in range(LONGEST_SUFFIX + 1)
    ]
    for key, script in whole.items():
        form, tag = key.split("\t")
        for length in range(LONGEST_SUFFIX + 1):
            if len(form) > length:
                counts[length][f"{form[len(form) - length :]}\t{tag}"][script] += 1
    tables: list[Table] = []
    for rows in counts:
        table = {
            k: _commonest(c)
            for k, c in sorted(rows.items())
            if sum(c.values()) >= _LEAST or len(k) == len(k.lstrip("\t")) + 1
        }
        tables.append({k: s for k, s in table.items() if _implied(k, tables) != s})
    return tables


def _implied(key: str, shorter: Sequence[Table]) -> str | None:
    """The script that the longest shorter suffix in the tables gives."""
    suffix, tag = key.split("\t")
    for length in range(len(suffix) - 1, -1, -1):
        script = shorter[length].get(f"{suffix[len(suffix) - length :]}\t{tag}")
        if script is not None:
            return script
    return None
