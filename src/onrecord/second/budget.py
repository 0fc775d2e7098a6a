"""What a run may cost: requests and tokens, and nothing is asked that could go beyond."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

CHARACTERS_A_TOKEN: Final = 3
"""Fewer than English has on average (about four), so that an estimate is rather too high."""


def tokens_of(text: str) -> int:
    """How many tokens a text may have, rather too many.

    >>> tokens_of("Oslo denies it.")
    5
    """
    return math.ceil(len(text) / CHARACTERS_A_TOKEN)


@dataclass(slots=True)
class Budget:
    """The most requests and tokens of a run, and what has been spent; tokens count those sent and those answered."""

    requests: int
    tokens: int
    asked: int = 0
    spent: int = 0

    def lacks(self, tokens: int) -> str | None:
        """What is not left for one more request that may cost so many tokens, ``None`` where it can be made.

        >>> Budget(1, 100).lacks(80), Budget(1, 100, spent=30).lacks(80)
        (None, 'the budget of 100 tokens does not reach: 30 are spent, this may take 80')
        """
        if self.asked >= self.requests:
            return f"the budget of {self.requests} requests is spent"
        if self.spent + tokens > self.tokens:
            return f"the budget of {self.tokens} tokens does not reach: {self.spent} are spent, this may take {tokens}"
        return None
