"""The rows of a PDF's pages, read by PDFium in a program of its own: a file made to crash or to swell takes only that.

Run by its path, it reads the PDF from its input and writes JSON: ``pages``, each a list of rows with their text, how
far below the row before they stand and where they end, in points; or ``refused``, why there are none.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any, Final

MOST_PAGES: Final = 2_000
MOST_LETTERS: Final = 4_000_000
MOST_MEMORY: Final = 2 * 2**30
"""In bytes of address space."""
MOST_SECONDS: Final = 60
"""Of processor time."""

Row = tuple[str, float, float]


class Refused(ValueError):  # noqa: N818 - named for what becomes of the PDF
    """A PDF that is not read; the message tells why."""


def read_rows(content: bytes) -> list[list[Row]]:
    """The rows of each page; raises ``Refused``."""
    import pypdfium2 as pdfium  # a library of 8 MB, wanted in this program alone

    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Refused(_told(str(error))) from error
    if len(document) > MOST_PAGES:
        raise Refused(f"the PDF has {len(document):,} pages, at most {MOST_PAGES:,} are read")
    pages, letters = [], 0
    for number in range(len(document)):
        try:
            rows = _rows_of_page(document[number])
        except pdfium.PdfiumError as error:
            raise Refused(f"page {number + 1} of the PDF is damaged ({error})") from error
        letters += sum(len(row[0]) for row in rows)
        if letters > MOST_LETTERS:
            raise Refused(f"the PDF has more than {MOST_LETTERS:,} letters")
        pages.append(rows)
    return pages


def _told(error: str) -> str:
    if "assword" in error or "ecurity" in error:
        return "the PDF is encrypted, and no password is known"
    return f"the PDF is damaged ({error.partition('PDFium: ')[2].rstrip(').') or error})"


def _rows_of_page(page: Any) -> list[Row]:
    """The rows of a page as they are written, each with its distance from the one before."""
    text_page = page.get_textpage()
    rows: list[Row] = []
    place, height = 0, None
    for line in text_page.get_text_range().split("\r\n"):
        words = line.strip()
        if words:
            first = place + line.index(words)
            foot, right = _box(text_page, first)[1], _box(text_page, first + len(words) - 1)[2]
            rows.append((words, height - foot if height is not None else 0.0, right))
            height = foot
        place += len(line) + 2
    text_page.close()
    page.close()
    return rows


def _box(text_page: Any, place: int) -> tuple[float, float, float, float]:
    """The box of a letter: left, foot, right and top, in points from the page's lower left corner."""
    if place >= text_page.count_chars():
        return (0.0, 0.0, 0.0, 0.0)
    left, foot, right, top = text_page.get_charbox(place, loose=True)
    return (left, foot, right, top)


def main() -> None:
    """Read a PDF from the input within bounds of memory and time, and write its rows."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told: dict[str, object] = {"pages": read_rows(sys.stdin.buffer.read())}
    except Refused as refusal:
        told = {"refused": str(refusal)}
    except MemoryError:
        told = {"refused": "the PDF asks for more memory than any document: it is not read"}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
