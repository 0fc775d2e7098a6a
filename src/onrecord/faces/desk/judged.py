"""What people decided, at hand by the stories that it is on."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.records import Judgement, Verdict
from onrecord.register.anchors import story_of


class Judged:
    """Every judgement, in the order in which they were made."""

    def __init__(self, made: tuple[Judgement, ...] = ()) -> None:
        self.made = made
        self._revoking: list[int] = []
        """Those that take another back."""
        self._on: dict[str, list[int]] = {}
        for number, one in enumerate(made):
            if one.verdict == Verdict.REVOKE:
                self._revoking.append(number)
            for story in {story_of(part) for part in one.subject.split()}:
                self._on.setdefault(story, []).append(number)

    def on(self, stories: Iterable[str]) -> tuple[Judgement, ...]:
        """Those on some stories, and all that take another back."""
        numbers = {number for story in stories for number in self._on.get(story, ())}
        return tuple(self.made[number] for number in sorted(numbers.union(self._revoking)))
