"""Where answers are kept: what a store of them can do, and one that lasts as long as a program runs."""

from __future__ import annotations

from typing import Protocol

from onrecord.custody import Answer


class Answers(Protocol):
    """Where answers are kept, so that no page is asked about twice."""

    def find(self, page: str, model: str, prompt: str) -> Answer | None:
        """The answer on a page by its digest, a model and a prompt's digest, ``None`` where there is none."""

    def keep(self, answer: Answer) -> None:
        """Keep an answer; one that is there already stays."""


class Remembered:
    """Answers kept as long as a program runs."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str, str], Answer] = {}

    def find(self, page: str, model: str, prompt: str) -> Answer | None:
        """The answer on a page, ``None`` where there is none."""
        return self.answers.get((page, model, prompt))

    def keep(self, answer: Answer) -> None:
        """Keep an answer; one that is there already stays."""
        self.answers.setdefault((answer.page, answer.model, answer.prompt), answer)
