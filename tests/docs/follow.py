"""The commands in the docs with what they print: found, run, compared, and written anew.

    python -m tests.docs.follow           name the blocks whose output is no longer what the docs show
    python -m tests.docs.follow --write   put today's output in its place

A block marked ``console`` holds commands, each after ``$``, and their output; a last line ``…`` means that it goes on.
The blocks of one page are run in order in one empty folder, in which ``examples`` is the folder of bundled pages and
``samples`` that of `docs/intake/samples`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.examples import example_pages

ROOT: Final = Path(__file__).parents[2]
BLOCK: Final = re.compile(r"(?<=```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
GOES_ON: Final = "…"
WIDTH: Final = "118"


@dataclass(frozen=True)
class Shown:
    """A command as a page of the docs shows it, with the output that stands there."""

    page: str
    command: str
    output: tuple[str, ...]


def pages() -> list[Path]:
    """Every page of the docs."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shown(page: Path) -> list[Shown]:
    """The commands of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [one for block in BLOCK.findall(text) for one in _commands(page.name, block)]


def _commands(page: str, block: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *output = part.rstrip("\n").split("\n")
        yield Shown(page, command, tuple(output))


def outputs(commands: list[Shown]) -> list[tuple[str, ...]]:
    """What the commands of one page print, each line without trailing blanks."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(example_pages()[0].parents[1], target_is_directory=True)
        Path(folder, "samples").symlink_to(ROOT / "docs" / "intake" / "samples", target_is_directory=True)
        return [_output(one.command, folder) for one in commands]


def _output(command: str, folder: str) -> tuple[str, ...]:
    name, *arguments = shlex.split(command)
    if name != "onrecord":
        raise ValueError(f"only onrecord is run for the docs, not {command!r}")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ONRECORD")}
    environment = {**clean, "COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return tuple(line.rstrip() for line in done.stdout.rstrip("\n").split("\n"))


def as_shown(output: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """An output cut as the docs cut it.

    >>> as_shown(("a", "b", "c"), ("x", "…")), as_shown(("a",), ("x", "y", "…")), as_shown(("a", "b"), ("x",))
    (('a', '…'), ('a',), ('a', 'b'))
    """
    if before[-1:] != (GOES_ON,) or len(output) < len(before):
        return output
    return (*output[: len(before) - 1], GOES_ON)


def rewritten(page: Path) -> str:
    """A page with today's output in its blocks."""
    commands = shown(page)
    today = iter(zip(commands, outputs(commands), strict=True))

    def block(match: re.Match[str]) -> str:
        lines = []
        for _ in _commands(page.name, match.group()):
            one, output = next(today)
            lines += [f"$ {one.command}", *as_shown(output, one.output)]
        return "".join(f"{line}\n" for line in lines)

    return BLOCK.sub(block, page.read_text(encoding="utf-8"))


def main() -> None:
    """Compare every page, or write it anew."""
    changed = [page for page in pages() if shown(page) and rewritten(page) != page.read_text(encoding="utf-8")]
    for page in changed:
        if "--write" in sys.argv[1:]:
            page.write_text(rewritten(page), encoding="utf-8")
        sys.stdout.write(f"{page.relative_to(ROOT)}\n")
    sys.exit(bool(changed) and "--write" not in sys.argv[1:])


if __name__ == "__main__":
    main()
