"""Whose everybody is, as the networks that read in context hold it, where they are sure and the rules say otherwise.

Rules tell "the ministry" of one country from that of another by who was spoken of last, and a name's country by what
stands beside it; on pages that they were not written from they err with one in eight.
"""

from __future__ import annotations

from typing import Final

from onrecord.claims.clauses import Clause, find_clauses
from onrecord.claims.context import Context
from onrecord.claims.mentions import Mention, find_mentions
from onrecord.claims.people import GROUND, find_people
from onrecord.claims.story import Story

SURE: Final = 0.6
"""From this probability on the networks go before the rules."""
ASKED: Final = frozenset({"office", "person", "unnamed"})
"""The kinds of candidates whose country is in question: others are named with it, or point back to somebody."""


def belonging_of(context: Context) -> dict[tuple[int, int], str | None]:
    """The country, or ``None``, of each candidate whom the networks place elsewhere than the rules do, by its token."""
    found: dict[tuple[int, int], str | None] = {}
    unnamed = _unnamed_ground(context)
    for number, person in enumerate(context.people):
        if person.kind not in ASKED or (unnamed is not None and person.key[0] == unnamed):
            continue
        state, share = context.home(number)
        if share >= SURE and state != person.key[0]:
            found[person.sentence, person.token] = state
    return found


def _unnamed_ground(context: Context) -> str | None:
    """The country whose offices the page's bare ones are, where the page names it nowhere and only its dateline tells.

    The networks point to what is named, and can point to no other; what the rules place there stays.
    """
    grounds = {person.home for person in context.people if person.token == GROUND and person.home}
    return next(iter(grounds - {person.home for person in context.people if person.sentence >= 0}), None)


def at_home(
    story: Story, mentions: tuple[Mention, ...], clauses: tuple[Clause, ...], context: Context
) -> tuple[tuple[Mention, ...], tuple[Clause, ...], Context]:
    """The story's mentions, clauses and context read anew with everybody at home where the networks place him.

    The story's cast is told of it too.
    """
    belonging = belonging_of(context)
    if not belonging:
        return mentions, clauses, context
    story.cast.belong(belonging)
    found = find_mentions(story)
    again = find_clauses(story, found)
    return found, again, context.moved(again, find_people(story))
