"""Classes of words by which claims refer back and sources are told apart: dismissals, ways of not answering,
outlets.
"""

from __future__ import annotations

from functools import cache

from onrecord.lexicon.tables import read_table


@cache
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("stances"):
        found.setdefault(row["class"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def words_of(name: str) -> frozenset[str]:
    """The words (lemmas, or forms in lower case) of a class.

    >>> "baseless" in words_of("false")
    True

    Raises ``KeyError`` where there is no such class.
    """
    return _classes()[name]
