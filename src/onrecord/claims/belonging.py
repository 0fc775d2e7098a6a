"""Whose everybody is, as the networks that read in context hold it, where they are sure and the rules say otherwise.

Rules tell "the ministry" of one country from that of another by who was spoken of last, and a name's country by what
stands beside it; on pages that they were not written from they err with one in eight.
"""

from __future__ import annotations

from typing import Final

from onrecord.claims.context import Context
from onrecord.claims.people import NO_STATE

SURE: Final = 0.6
"""From this probability on the networks go before the rules."""
ASKED: Final = frozenset({"office", "person", "unnamed"})
"""The kinds of candidates whose country is in question: others are named with it, or point back to somebody."""


def belonging_of(context: Context) -> dict[tuple[int, int], str | None]:
    """The country, or ``None``, of each candidate whom the networks place elsewhere than the rules do, by its token."""
    found: dict[tuple[int, int], str | None] = {}
    for number, person in enumerate(context.people):
        if person.kind not in ASKED:
            continue
        state, share = context.home(number)
        if share >= SURE and (state or None) != person.key[0]:
            found[person.sentence, person.token] = None if state == NO_STATE else state
    return found
