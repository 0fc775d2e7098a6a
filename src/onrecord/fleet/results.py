"""Results of an archive as one Parquet file: a row a page that tells of something, written whole or not at all.

The name is made of the archive's content and of the reader's version, and the file is moved into place when it is whole
and on the disk. So whatever is cut short, and whatever is done twice, comes to the same files byte for byte.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from onrecord import __version__
from onrecord.exports.files import MissingExtra
from onrecord.fleet.outcomes import PART, CannotWrite
from onrecord.fleet.tally import Tally, tally_from_json
from onrecord.lexicon.tables import lexicon_digest
from onrecord.records import Event, EventType, Page, Reading, Role
from onrecord.shelf.packing import pack, unpack

SUFFIX: Final = ".parquet"
TALLY: Final = b"onrecord"
ROWS: Final = 64
"""Rows that are kept in memory before they are written."""
PEEK: Final = 2**20
PEEKS: Final = 16


class BadResults(ValueError):  # noqa: N818 - named for what it says of the file
    """A file that holds no results; the message names it."""


@cache
def reader_version() -> str:
    """The version of the code and of its tables, by which results are named: other words, other results."""
    return f"{__version__}-{lexicon_digest()}"


def results_path(folder: Path, archive: Path) -> Path:
    """Where the results of an archive lie: named by its own name and what it holds, wherever it lies itself."""
    with archive.open("rb") as file:
        return folder / f"{archive.name}.{_fingerprint(file)}.{reader_version()}{SUFFIX}"


def _fingerprint(file: BinaryIO) -> str:
    """Twelve hex digits from a file's size and from pieces all over it: an archive is too long to be read twice."""
    size = file.seek(0, os.SEEK_END)
    digest = hashlib.sha256(f"{size}\n".encode())
    places = range(0, size, PEEK) if size <= PEEK * PEEKS else (n * (size - PEEK) // (PEEKS - 1) for n in range(PEEKS))
    for place in places:
        file.seek(place)
        digest.update(file.read(PEEK))
    return digest.hexdigest()[:12]


class Writer:
    """Writes results beside their place, and moves them there when ``finish`` is called."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
        self.schema = _schema()
        self.rows: list[dict[str, Any]] = []
        with self._keeping():
            self.file = self.part.open("wb")
            self.writer = _arrow().parquet.ParquetWriter(self.file, self.schema, compression="zstd", store_schema=False)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.file.closed:
            with suppress(OSError, ValueError):
                self.writer.close()
            self.writer.is_open = False  # it would try again when it is collected
            with suppress(OSError):
                self.file.close()
        self.part.unlink(missing_ok=True)

    def add(self, page: Page, reading: Reading) -> None:
        """Put a page with its reading at the end."""
        self.rows.append(_row(page, reading))
        if len(self.rows) >= ROWS:
            self._flush()

    def finish(self, tally: Tally) -> None:
        """Write what became of all pages, and put the file in its place; raises ``CannotWrite``."""
        self._flush()
        with self._keeping():
            self.writer.add_key_value_metadata({TALLY: json.dumps(tally.as_json(), ensure_ascii=False).encode()})
            self.writer.close()
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            self.part.replace(self.path)
            _sync(self.path.parent)

    def _flush(self) -> None:
        if self.rows:
            table = _arrow().Table.from_pylist(self.rows, schema=self.schema)
            with self._keeping():
                self.writer.write_table(table, row_group_size=ROWS)
            self.rows.clear()

    @contextmanager
    def _keeping(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise cannot_write(self.path.parent, error) from error


def cannot_write(folder: Path, error: OSError) -> CannotWrite:
    """What is said where results cannot be kept.

    >>> str(cannot_write(Path("out"), OSError(errno.ENOSPC, "No space left on device"))).partition(":")[0]
    'out has no room left on its disk'
    """
    why = (
        "has no room left on its disk"
        if error.errno in (errno.ENOSPC, errno.EDQUOT)
        else f"cannot be written ({error.strerror or error})"
    )
    return CannotWrite(f"{folder} {why}: what was finished stays, and the same command does the rest")


def _sync(folder: Path) -> None:
    """See that what was moved into a folder stays there if the power fails."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_results(path: Path) -> Iterator[tuple[Page, Reading]]:
    """The pages of a file of results with their readings; raises ``BadResults`` where it is none, or is damaged."""
    arrow = _arrow()
    try:
        with arrow.parquet.ParquetFile(path) as file:
            _told_tally(file, path)
            for batch in file.iter_batches(batch_size=ROWS):
                for row in batch.to_pylist():
                    yield _page(row), unpack(Reading, row["reading"])
    except (arrow.ArrowException, KeyError, ValueError, OSError) as error:
        raise BadResults(f"{path}: the file holds no results, or is damaged ({_first_line(error)})") from error


def read_tally(path: Path) -> Tally:
    """What became of the archive's pages; raises ``BadResults`` where the file holds no results."""
    arrow = _arrow()
    try:
        with arrow.parquet.ParquetFile(path) as file:
            return _told_tally(file, path)
    except (arrow.ArrowException, KeyError, ValueError, OSError) as error:
        raise BadResults(f"{path}: the file holds no results, or is damaged ({_first_line(error)})") from error


def _told_tally(file: Any, path: Path) -> Tally:
    told = (file.metadata.metadata or {}).get(TALLY)
    if told is None:
        raise KeyError("no counts")
    return tally_from_json(json.loads(told))


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _page(row: dict[str, Any]) -> Page:
    return Page(
        row["source"],
        row["content"],
        row["digest"],
        row["received"].astimezone(UTC),
        media_type=row["media_type"],
        within=row["within"],
    )


def _row(page: Page, reading: Reading) -> dict[str, Any]:
    article, events = reading.article, {event.id: event for event in reading.events}
    return {
        "story": article.id,
        "source": _text(page.source),
        "received": page.received,
        "published": article.day,
        "title": _text(article.title),
        "publisher": _text(article.publisher),
        "digest": page.digest,
        "media_type": _text(page.media_type),
        "within": _text(page.within),
        "claims": [
            {
                "claim": claim.id,
                "position": claim.position.value,
                "past": claim.past,
                "holder": _text(claim.holder.text),
                "holder_country": claim.holder.country,
                "holder_sector": claim.holder.sector.value if claim.holder.sector else None,
                "evidence": [_text(piece.text) for piece in claim.evidence],
                **_event_row(events[claim.event]),
            }
            for claim in reading.claims
        ],
        "reading": pack(reading),
        "content": page.content,
    }


def _event_row(event: Event) -> dict[str, Any]:
    item = event.items[0] if event.items else None
    first = Role.SUPPLIER if event.type is EventType.TRANSFER else Role.ACTOR
    return {
        "event_type": event.type.value,
        "supplier": list(event.party(first)),
        "recipient": list(event.party(Role.RECIPIENT)),
        "goods_class": item.goods_class if item else None,
        "designation": item.designation if item else None,
        "stage": event.stage.value if event.stage else None,
    }


def _text(told: str | None) -> str | None:
    """Text as Parquet takes it; half a surrogate pair as its escape."""
    return None if told is None else str(told).encode("utf-8", "backslashreplace").decode()


@cache
def _schema() -> Any:
    arrow = _arrow()
    text, codes = arrow.string(), arrow.list_(arrow.string())
    names = "claim position holder holder_country holder_sector event_type goods_class designation stage".split()
    claim = [arrow.field(name, text) for name in names]
    claim += [arrow.field(name, codes) for name in ("evidence", "supplier", "recipient")]
    claim.append(arrow.field("past", arrow.bool_()))
    whole = {
        "received": arrow.timestamp("us", tz="UTC"),
        "published": arrow.date32(),
        "claims": arrow.list_(arrow.struct(claim)),
        "content": arrow.binary(),
    }
    order = "story source received published title publisher digest media_type within claims reading content".split()
    return arrow.schema([arrow.field(name, whole.get(name, text)) for name in order])


@cache
def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError as missing:
        raise MissingExtra("archives need pyarrow: pip install 'onrecord[archive]'") from missing
    return pyarrow
