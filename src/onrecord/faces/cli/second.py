"""The options of the second reader, and what it came to in a few words."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from onrecord.faces.terminal.plain import counted
from onrecord.records import Passed, Reading
from onrecord.second import HELD, Answers, Remembered
from onrecord.shelf import KeptAnswers, ShelfError, open_shelf

if TYPE_CHECKING:  # what asks the network is slow to import
    from onrecord.second.reader import SecondReader

KEY: Final = "ONRECORD_MODEL_KEY"
"""The variable that holds the key; it is no option, for a command line can be seen by others."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of the second reader."""

    endpoint: str | None
    model: str | None
    key_file: Path | None
    settings: str | None
    allow: tuple[str, ...]
    most_requests: int
    most_tokens: int

    @contextmanager
    def reading(self, answers: Answers) -> Iterator[SecondReader]:
        """The second reader as it is wanted; raises ``click.UsageError`` where something is missing or unsafe."""
        from onrecord.second.asking import Asker
        from onrecord.second.budget import Budget
        from onrecord.second.endpoint import BadEndpoint, Endpoint, extra_settings
        from onrecord.second.reader import SecondReader

        try:
            endpoint = Endpoint(self.endpoint or "", self.model or "", self._key(), extra=extra_settings(self.settings))
        except BadEndpoint as error:
            raise click.UsageError(str(error)) from error
        asker = Asker(endpoint, Budget(self.most_requests, self.most_tokens))
        try:
            yield SecondReader(asker, answers, self.allow)
        finally:
            asker.close()

    def _key(self) -> str:
        if self.key_file is None:
            return os.environ.get(KEY, "").strip()
        return self.key_file.read_text(encoding="utf-8", errors="replace").strip()


OPTIONS: Final = (
    click.option(
        "--reader",
        type=click.Choice(["rules", "model"]),
        default="rules",
        show_default=True,
        help="Who reads; `model` asks a language model too, at an endpoint of your own choice.",
    ),
    click.option(
        "--endpoint",
        envvar="ONRECORD_MODEL_URL",
        show_envvar=True,
        metavar="URL",
        help="Where the model is asked: an OpenAI-compatible address as far as /v1.",
    ),
    click.option("--model", envvar="ONRECORD_MODEL", show_envvar=True, metavar="NAME", help="Which model is asked."),
    click.option(
        "--key-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help=f"What holds the key, if not the variable {KEY}.",
    ),
    click.option(
        "--settings",
        envvar="ONRECORD_MODEL_SETTINGS",
        show_envvar=True,
        metavar="JSON",
        help="More of each request, as '{\"temperature\": 0}'.",
    ),
    click.option(
        "--allow",
        multiple=True,
        metavar="NAME",
        help="A file, folder, host or publisher whose pages are yours to send, whatever their rights.",
    ),
    click.option(
        "--most-requests", type=click.IntRange(0), default=100, show_default=True, help="Requests of a run at most."
    ),
    click.option(
        "--most-tokens", type=click.IntRange(0), default=1_000_000, show_default=True, help="Tokens of a run at most."
    ),
)


@contextmanager
def answers_of(shelf: str) -> Iterator[Answers]:
    """Where answers are kept: on the shelf where there is one, else for this run alone."""
    try:
        opened = open_shelf(shelf)
    except ShelfError as error:
        if "://" in shelf or Path(shelf).exists():
            raise click.ClickException(str(error)) from error
        yield Remembered()
        return
    with opened:
        yield KeptAnswers(opened)


def second_reader(command: Callable[..., object]) -> Callable[..., object]:
    """Give a command the second reader's options, as one argument ``wanted``, ``None`` where it is not wanted."""

    @wraps(command)
    def with_reader(*arguments: Any, reader: str, **rest: Any) -> object:
        told = {name: rest.pop(name) for name in Wanted.__dataclass_fields__}
        return command(*arguments, wanted=Wanted(**told) if reader == "model" else None, **rest)

    decorated: Callable[..., object] = with_reader
    for option in reversed(OPTIONS):
        decorated = option(decorated)
    return decorated


@dataclass(slots=True)
class Heard:
    """What the second reader came to over many pages: how many it read, and why the rest, and parts of answers, not.

    >>> heard = Heard()
    >>> heard.take(Passed("not sent", "a.txt: not sent: its rights", "its rights"))
    >>> heard.told()
    'second reader: 0 pages read; 1 page not sent (1 × its rights)'
    """

    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def take(self, second: Reading | Passed) -> None:
        """Count a page."""
        if isinstance(second, Reading):
            self.read += 1
            self.refused.update(part.reason for part in second.passed)
        else:
            (self.held if second.room == HELD else self.failed)[second.words] += 1

    def told(self) -> str:
        """All of it in one line."""
        parts = [f"{counted(self.read, 'page')} read"]
        if self.refused:
            parts.append(f"{counted(self.refused.total(), 'part')} of answers refused {_reasons(self.refused)}")
        for why, what in ((self.held, "not sent"), (self.failed, "without a second reading")):
            if why:
                parts.append(f"{counted(why.total(), 'page')} {what} {_reasons(why)}")
        return f"second reader: {'; '.join(parts)}"


def _reasons(why: Counter[str]) -> str:
    return f"({', '.join(f'{count} × {reason}' for reason, count in sorted(why.items()))})"
