"""What every verb prints with: JSON for programs, lines and tables for people, complaints on the error stream."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping
from typing import Final

from rich.console import Console, RenderableType
from rich.text import Text

from onrecord.faces.terminal.plain import printable

PAGE_WIDTH: Final = 120


def settle_streams() -> None:
    """Never fail for a sign that the terminal's encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def console() -> Console:
    """Where results for people are printed: as wide as the terminal, or as ``COLUMNS`` says, or a wide page."""
    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if told else PAGE_WIDTH)


def show(view: RenderableType) -> None:
    """Print a view for a person, without the blanks that fill its lines."""
    out = console()
    with out.capture() as captured:
        out.print(view)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())
    sys.stdout.flush()


def side_console() -> Console:
    """Where progress and complaints are printed."""
    return Console(stderr=True, highlight=False)


def emit(obj: Mapping[str, object]) -> None:
    """Print one object on one line as JSON in UTF-8, whatever the terminal's encoding."""
    emit_text(json.dumps(obj, ensure_ascii=False) + "\n")


def emit_text(text: str) -> None:
    """Print text in UTF-8; half a surrogate pair, as in the name of a file that is not UTF-8, as its JSON escape."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def complain(what: str, on: Console | None = None) -> None:
    """Say on the error stream what failed."""
    (on or side_console()).print(Text(f"onrecord: {printable(what)}"), soft_wrap=True)
