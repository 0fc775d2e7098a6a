"""One invented story in the clothes of many sites, kept as pages beside this file, and what must be read from each.

The story and its words are invented, as are the outlets, the persons and the headlines of the other stories.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
TITLE: Final = "Malta asks where forty crates of mortar bombs went"
STORY: Final = (
    "Malta asked Greece on Monday what had become of forty crates of mortar bombs that were unloaded in Piraeus last "
    "month and have not been seen since.",
    '"We know that they came ashore, and we do not know where they are now," said Maria Vella, a spokeswoman for the '
    "customs office.",
    "Athens said nothing.",
    "The crates, which bear no marks, had been listed as bathroom tiles. Two dockers who saw them being opened said "
    "that there was not one tile inside.",
    'The shipping line denied any part in the affair. "We carry what is on the paper," its director, Nikos Pallas, '
    "told reporters.",
)
OTHERS: Final = (
    "Iran denies sending drones to its neighbours",
    "Turkey ships sixty tanks to Chad: report",
    "'We sold them nothing': minister speaks",
    "Why do seals sing?",
    "Kyiv says 140 missiles shot down",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page and what must be read from it; the body is always the story. An empty string is an unknown."""

    page: str
    title: str
    publisher: str
    agency: str
    place: str
    day: str
    published: str
    reserved: str

    @property
    def content(self) -> bytes:
        """The page as served."""
        return (HERE / "pages" / self.page).read_bytes()


def layouts() -> list[Layout]:
    """Every page with its row."""
    with (HERE / "pages.tsv").open(encoding="utf-8", newline="") as file:
        return [Layout(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def plain(paragraphs: tuple[str, ...] = STORY) -> str:
    """The story as paragraphs of a text dump."""
    return "\n\n".join(paragraphs)


def tagged(paragraphs: tuple[str, ...] = STORY) -> str:
    """The story as paragraphs of an HTML page."""
    return "".join(f"<p>{text}</p>\n" for text in paragraphs)
