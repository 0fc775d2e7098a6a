"""Towns as datelines name them: many more than are looked for in running text, where most would be read into names."""

from __future__ import annotations

from functools import cache

from onrecord.lexicon.actors import plain
from onrecord.lexicon.tables import read_table


@cache
def _towns() -> dict[str, tuple[str, ...]]:
    return {_key(row["town"]): tuple(row["countries"].split()) for row in read_table("datelines_towns")}


def countries_of_town(place: str) -> tuple[str, ...]:
    """The countries that have a town of a dateline's name, the one of the largest first; what a comma parts is no name.

    >>> countries_of_town("ÉVORA, Friday"), countries_of_town("Cartagena"), countries_of_town("Nowhere")
    (('PRT',), ('COL', 'ESP'), ())
    """
    return _towns().get(_key(place.partition(",")[0]), ())


def _key(place: str) -> str:
    return plain(place).casefold().strip()
