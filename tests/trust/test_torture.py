"""A few of the blows of ``make torture``: one kill for every verb that writes."""

from __future__ import annotations

from tests import torture


def test_a_kill_at_a_random_moment_of_every_verb_loses_and_doubles_nothing() -> None:
    with torture.grounds(server=False) as (ground, stores):
        tallies = torture.torture(ground, stores, len(torture.VERBS), seconds=60)
    assert {key: tally.wrong for key, tally in tallies.items() if tally.wrong} == {}
    assert sum(tally.kills for tally in tallies.values()) > 0
