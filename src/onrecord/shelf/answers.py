"""What language models answered when they were asked to read a page, so that no page is sent twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, Row, String, Table, Text, select

from onrecord.custody import Answer
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.rows import storable
from onrecord.shelf.schema import ORDERED, PAGES, READINGS, TABLES
from onrecord.shelf.writes import ANSWER, PAGE, Writing

ANSWERS: Final = Table(
    "answers",
    TABLES,
    Column("page", String(64), primary_key=True),
    Column("model", ORDERED, primary_key=True),
    Column("prompt", String(64), primary_key=True),
    Column("made", String(40), nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
)
"""Answers as they came, by the digests of the page, which need not lie on the shelf, and of the prompt."""


class KeptAnswers:
    """The answers on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def find(self, page: str, model: str, prompt: str) -> Answer | None:
        """The answer on a page by its digest, a model and a prompt's digest, ``None`` where there is none."""
        key = (ANSWERS.c.page == page) & (ANSWERS.c.model == storable(model)) & (ANSWERS.c.prompt == prompt)
        row = self.shelf.look(lambda connection: connection.execute(select(ANSWERS).where(key)).one_or_none())
        return None if row is None else _answer(row)

    def keep(self, answer: Answer) -> None:
        """Keep an answer; one that is there already stays."""
        self.shelf.write(lambda writing: _keep(writing, self.shelf, answer))


def latest_answers(shelf: Shelf) -> dict[str, Answer]:
    """The latest answer on each story that has a reading, by the story's id."""
    query = select(READINGS.c.story, ANSWERS).join(ANSWERS, ANSWERS.c.page == READINGS.c.digest)
    query = query.order_by(ANSWERS.c.made, ANSWERS.c.model, ANSWERS.c.prompt)
    rows = shelf.look(lambda connection: connection.execute(query).all())
    return {row.story: _answer(row) for row in rows}


def _keep(writing: Writing, shelf: Shelf, answer: Answer) -> None:
    row = {
        "page": answer.page,
        "model": storable(answer.model),
        "prompt": answer.prompt,
        "made": answer.made.isoformat(),
        "tokens": answer.tokens,
        "text": storable(answer.text),
    }
    made = shelf.store.insert_once(ANSWERS).values(row).returning(ANSWERS.c.page)
    if writing.connection.scalar(made) is None:
        return
    writing.seal(ANSWER, f"{row['page']} {row['model']} {row['prompt']}", ANSWERS, row)
    if _lies_there(writing.connection, answer.page):
        writing.note(PAGE, answer.page)


def _lies_there(connection: Connection, page: str) -> bool:
    return connection.scalar(select(PAGES.c.digest).where(PAGES.c.digest == page)) is not None


def _answer(row: Row[Any]) -> Answer:
    return Answer(row.page, row.model, row.prompt, datetime.fromisoformat(row.made), row.tokens, row.text)
