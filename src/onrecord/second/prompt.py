"""What is sent: the instructions, the schema, and the page as data, its words once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from onrecord.records import Article
from onrecord.second.schema import answer_schema

LONGEST_ANSWER: Final = 16_000
"""Tokens that an answer may have, where nothing else is asked for."""

SETTINGS: Final[Mapping[str, object]] = {"max_completion_tokens": LONGEST_ANSWER}
"""What is asked for beside the messages, unless the endpoint needs it otherwise."""


@cache
def instructions() -> str:
    """The instructions, the same for every page."""
    return files("onrecord.second").joinpath("instructions.md").read_text(encoding="utf-8")


def settings(extra: Mapping[str, object]) -> dict[str, object]:
    """The settings of a request; a setting of ``None`` is left out.

    >>> settings({"max_completion_tokens": None, "max_tokens": 4000, "temperature": 0})
    {'max_tokens': 4000, 'temperature': 0}
    """
    return {name: value for name, value in {**SETTINGS, **extra}.items() if value is not None}


def prompt_digest(extra: Mapping[str, object]) -> str:
    """The SHA-256 of all that is asked besides the page: instructions, schema and settings."""
    asked = json.dumps([instructions(), answer_schema(), settings(extra)], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()


def request_body(article: Article, model: str, extra: Mapping[str, object]) -> dict[str, object]:
    """The body of the request for a page: its title and body as one JSON object, which no words of it can leave."""
    page = json.dumps({"title": article.title, "body": article.body}, ensure_ascii=False)
    return {
        "model": model,
        "messages": [{"role": "system", "content": instructions()}, {"role": "user", "content": page}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reading", "strict": True, "schema": answer_schema()},
        },
        **settings(extra),
    }
