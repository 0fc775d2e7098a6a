"""The second reader at work: each page asked about once, its answer kept, checked and turned into a reading."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Final

from onrecord.custody import Answer
from onrecord.language.screen import could_tell
from onrecord.records import Article, Page, Passed, Reading, ZoneKind
from onrecord.second.answers import Answers
from onrecord.second.asking import Asker, NoAnswer
from onrecord.second.hearing import HELD, ROOM, NoReading, hear
from onrecord.second.permission import forbidden
from onrecord.second.prompt import prompt_digest, request_body

LONGEST_PAGE: Final = 60_000
"""Signs of a body that is sent whole; none is sent in part."""

FAILURES: Final = 3
"""After so many pages in a row without an answer the endpoint is asked no more."""


class SecondReader:
    """A reader that asks a model; ``allowed`` names what a person says is theirs to send, whatever its rights."""

    def __init__(
        self,
        asker: Asker,
        answers: Answers,
        allowed: Collection[str] = (),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.asker = asker
        self.answers = answers
        self.allowed = tuple(allowed)
        self.clock = clock
        self.prompt = prompt_digest(asker.endpoint.extra)
        self.failures = 0
        self.shut = ""

    def read(self, page: Page, article: Article) -> Reading | Passed:
        """What the model says of a page, checked, or why there is nothing; a page is sent only if it may be.

        1. recall   an answer that is kept already
        2. hold     what nobody needs to ask, or may send
        3. ask      and keep the answer as it came, fit or not
        4. hear     what of it the contract has and the page's words carry
        """
        model = self.asker.endpoint.model
        answer = self.answers.find(page.digest, model, self.prompt)
        if answer is None:
            if held := _held(article) or forbidden(article, self.allowed):
                return Passed(HELD, f"{page.source}: not sent: {held}", held)
            try:
                answer = self._asked(page, article)
            except NoAnswer as error:
                return _without(page, error)
            self.answers.keep(answer)
        try:
            return hear(article, answer.text, model)
        except NoReading as error:
            return _without(page, error)

    def _asked(self, page: Page, article: Article) -> Answer:
        if self.shut:
            raise NoAnswer(f"asked no more in this run, since {self.shut}")
        endpoint = self.asker.endpoint
        try:
            said = self.asker.ask(request_body(article, endpoint.model, endpoint.extra))
        except NoAnswer as error:
            self.failures += 1
            if error.shut or self.failures >= FAILURES:
                self.shut = str(error)
            raise
        self.failures = 0
        return Answer(page.digest, endpoint.model, self.prompt, self.clock(), said.tokens, said.text)


def _without(page: Page, error: Exception) -> Passed:
    return Passed(ROOM, f"{page.source}: no second reading: {error}", str(error))


def _held(article: Article) -> str | None:
    """Why there is nothing to ask about a page, ``None`` where there is."""
    if not could_tell(article.text, (*article.spans(ZoneKind.HEADLINE), *article.paragraphs)):
        return "no word of it tells of arms"
    if len(article.body) > LONGEST_PAGE:
        return f"its body is longer than {LONGEST_PAGE:,} signs"
    return None
