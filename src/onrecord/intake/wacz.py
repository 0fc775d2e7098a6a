"""Pages out of WACZ files: a zip of WARCs with the list of the pages that somebody captured, each file with its digest.

Nothing is unpacked to the disk: what a hostile name in the zip points to is never written, and never read elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, Final, cast

from onrecord.intake.stretches import CHUNK, is_bomb
from onrecord.intake.warc import pages_of_warc
from onrecord.records import Page, Passed

MOST_FILES: Final = 10_000
MOST_LIST: Final = 32 * 2**20
"""The longest list of pages or of files that is read, in bytes."""
FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError),
    *(RuntimeError, EOFError, OSError, ValueError),
)
"""What ``zipfile`` raises on a damaged, encrypted or strangely packed member."""


def pages_of_wacz(file: BinaryIO, name: str, *, as_body: bool = False) -> Iterator[Page | Passed]:
    """The pages that a WACZ lists, or all pages of its WARCs where it lists none; damage comes as ``Passed``."""
    try:
        pack = zipfile.ZipFile(file)
    except FAULTS as error:
        yield _passed(name, f"the WACZ cannot be opened ({error})")
        return
    with pack:
        if len(pack.infolist()) > MOST_FILES:
            yield _passed(name, f"the WACZ holds {len(pack.infolist()):,} files, at most {MOST_FILES:,} are read")
            return
        yield from _Wacz(pack, name).pages(as_body)


class _Wacz:
    """An opened WACZ with what it says of itself."""

    def __init__(self, pack: zipfile.ZipFile, name: str) -> None:
        self.pack = pack
        self.name = name
        self.digests: dict[str, str] = {}
        self.troubles: list[Passed] = []

    def pages(self, as_body: bool) -> Iterator[Page | Passed]:
        self.digests = self._digests()
        listed, missed = self._listed(), set[str]()
        missed.update(listed)
        yield from self.troubles
        for info in sorted(self.pack.infolist(), key=lambda info: info.filename):
            if not is_safe(info.filename):
                yield _passed(self.name, f"{info.filename!r}: the name leads out of the archive; it is not read")
            elif info.filename.startswith("archive/") and not info.is_dir():
                for found in self._warc(info, as_body, (lambda uri: uri in listed) if listed else _any):
                    missed.discard(found.source if isinstance(found, Page) else "")
                    yield found
        yield from (_passed(self.name, f"{uri}: the page is listed, and no record holds it") for uri in sorted(missed))

    def _warc(self, info: zipfile.ZipInfo, as_body: bool, listed: Callable[[str], bool]) -> Iterator[Page | Passed]:
        inside = f"{self.name}#{info.filename}"
        if is_bomb(info.file_size, info.compress_size):
            yield _passed(inside, "it grows out of all proportion: a compression bomb, not inflated")
            return
        try:
            if (told := self.digests.get(info.filename)) and told != self._digest(info):
                yield _passed(inside, "its bytes are not those of its digest in datapackage.json")
                return
            with self.pack.open(info) as warc:
                yield from pages_of_warc(cast(BinaryIO, warc), inside, as_body=as_body, listed=listed)
        except FAULTS as error:
            yield _passed(inside, f"it cannot be read ({error})")

    def _digest(self, info: zipfile.ZipInfo) -> str:
        made = hashlib.sha256()
        with self.pack.open(info) as member:
            while part := member.read(CHUNK):
                made.update(part)
        return f"sha256:{made.hexdigest()}"

    def _digests(self) -> dict[str, str]:
        """The digest of each file, as ``datapackage.json`` tells it."""
        told = self._json("datapackage.json")
        resources = told.get("resources") if isinstance(told, dict) else None
        rows = [row for row in resources if isinstance(row, dict)] if isinstance(resources, list) else []
        return {str(row.get("path")): str(row["hash"]) for row in rows if str(row.get("hash")).startswith("sha256:")}

    def _json(self, inside: str) -> Any:
        try:
            return json.loads(self._text(inside) or "null")
        except (ValueError, RecursionError) as error:
            self.troubles.append(_passed(f"{self.name}#{inside}", f"it is no JSON ({error})"))
            return None

    def _listed(self) -> set[str]:
        """The addresses of the pages that were captured on purpose; empty where there is no list of them."""
        rows = []
        for number, line in enumerate(self._text("pages/pages.jsonl").splitlines(), 1):
            try:
                rows.append(json.loads(line) if line.strip() else None)
            except (ValueError, RecursionError):
                self.troubles.append(_passed(f"{self.name}#pages/pages.jsonl", f"line {number} is no JSON"))
        return {str(row["url"]) for row in rows if isinstance(row, dict) and row.get("url")}

    def _text(self, inside: str) -> str:
        try:
            with self.pack.open(inside) as member:
                return _bounded(member).decode("utf-8", "replace")
        except KeyError:
            return ""
        except FAULTS as error:
            self.troubles.append(_passed(f"{self.name}#{inside}", f"it cannot be read ({error})"))
            return ""


def _bounded(member: IO[bytes]) -> bytes:
    content = member.read(MOST_LIST + 1)
    if len(content) > MOST_LIST:
        raise ValueError(f"it is longer than {MOST_LIST // 2**20} MB")
    return content


def is_safe(inside: str) -> bool:
    """Whether the name of a file in a zip stays within the zip.

    >>> is_safe("archive/data.warc.gz"), is_safe("archive/../../etc/passwd"), is_safe("C:\\\\evil.warc")
    (True, False, False)
    """
    path = PurePosixPath(inside)
    return not (path.is_absolute() or ".." in path.parts or "\\" in inside or ":" in inside or "\0" in inside)


def _any(_: str) -> bool:
    return True


def _passed(name: str, reason: str) -> Passed:
    return Passed("intake", f"{name}: {reason}")
