"""Rows of the sheet that Bellingcat's auto-archiver keeps: what was posted where, when it was archived, in which words.

The columns are those of the auto-archiver's own default names; a sheet is saved as CSV. Each row with words becomes a
page: the column names and the row. A WACZ that a row names and that lies beside the sheet is read as well.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from onrecord.intake.served import page_of_bytes
from onrecord.intake.wacz import is_safe
from onrecord.moments import moment_of
from onrecord.records import Page, Passed

LINK, STATUS, ARCHIVED, TEXT, WACZ = "link", "archive status", "archive date", "text content", "wacz"
SHEET_TYPE: Final = "text/csv; header=present"
LONGEST_CELL: Final = 2**20


def pages_of_sheet(content: bytes, name: str, received: datetime) -> Iterator[Page | Passed | Path]:
    """The rows of a sheet as pages, and the paths of the WACZ files that lie beside it."""
    csv.field_size_limit(LONGEST_CELL)
    text = content.decode("utf-8-sig", "replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader)
    columns = [column.strip().lower() for column in header]
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
                yield from _row(cells, header, row, f"{name} (line {reader.line_num})", received, Path(name).parent)
    except csv.Error as error:
        yield Passed("intake", f"{name} (line {reader.line_num}): the sheet cannot be read on ({error})")


def _row(
    cells: dict[str, str], header: list[str], row: list[str], place: str, received: datetime, folder: Path
) -> Iterator[Page | Passed | Path]:
    link, status = cells.get(LINK, ""), cells.get(STATUS, "")
    beside = _beside(cells.get(WACZ, ""), folder)
    if beside is not None:
        yield beside
    if not link:
        yield Passed("intake", f"{place}: the row names no link")
    elif cells.get(TEXT):
        alone = io.StringIO(newline="")
        csv.writer(alone).writerows([header, row])
        moment = moment_of(cells.get(ARCHIVED, "")) or received
        yield page_of_bytes(link, alone.getvalue().encode(), moment, media_type=SHEET_TYPE, within=place)
    elif beside is None:
        yield Passed("intake", f"{place}: {link}: nothing to read, no text and no WACZ beside the sheet ({status})")


def _beside(told: str, folder: Path) -> Path | None:
    """The WACZ that a row names, where it lies in the sheet's own folder or below."""
    if not told or "://" in told or not is_safe(told):
        return None
    path = folder / told
    return path if path.is_file() else None
