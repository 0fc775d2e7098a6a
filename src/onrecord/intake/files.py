"""Files and folders as pages; what cannot be one is passed with a reason that names it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from onrecord.records import Page, Passed

MOST_BYTES: Final = 32 * 2**20
"""The largest page that is read, in bytes; a longer file is no news page, and is passed unread."""

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".shtml", ".php", ".asp", ".aspx", ".dump"})
"""The names under which a folder's files are taken for pages; a file named outright may bear any name."""

SAMPLE: Final = 4096
BINARY_MARKS: Final = (
    *(b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3"),
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf"),
    *(b"\x7fELF", b"SQLite format 3", b"\xd0\xcf\x11\xe0"),
)
"""How papers, pictures, sounds, archives, programs and databases begin."""
WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def find_pages(paths: Iterable[str | Path], *, as_body: bool = False) -> Iterator[Page | Passed]:
    """The pages at some paths, files as they come and folders searched to the bottom in the order of their names.

    With ``as_body`` the whole text of each page is its body, verbatim.

    >>> [passed.reason for passed in find_pages(["no such page.html"])]
    ['no such page.html: there is no such file or folder']

    Nothing is raised for a path that cannot be read: it comes as ``Passed``, and the others follow.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _folder(path, as_body)
        else:
            yield _page(path, as_body)


def count_pages(paths: Iterable[str | Path]) -> int:
    """How many pages and passes ``find_pages`` will come to, without opening a file.

    >>> count_pages(["no such page.html"])
    1
    """
    return sum(_count(path) for path in map(Path, paths))


def _count(path: Path) -> int:
    if not path.is_dir():
        return 1
    return sum(passed is not None or place.suffix.lower() in SUFFIXES for place, passed in _walk(path)) or 1


def page_of_bytes(source: str, content: bytes, received: datetime, *, as_body: bool = False) -> Page:
    """A page from its bytes, named by their SHA-256 digest; ``received`` is kept in UTC.

    >>> page_of_bytes("port.txt", b"A port.", datetime(2024, 9, 9, tzinfo=UTC)).digest[:8]
    'be9623cd'
    """
    return Page(source, content, hashlib.sha256(content).hexdigest(), received.astimezone(UTC), as_body)


def _folder(folder: Path, as_body: bool) -> Iterator[Page | Passed]:
    found = False
    for place, passed in _walk(folder):
        if passed is not None:
            found = True
            yield passed
        elif place.suffix.lower() in SUFFIXES:
            found = True
            yield _page(place, as_body)
    if not found:
        yield _passed(folder, f"the folder holds no page (a file named {', '.join(sorted(SUFFIXES))})")


def _walk(folder: Path) -> Iterator[tuple[Path, Passed | None]]:
    """A folder's files in the order of their paths, hidden ones left out; a folder that cannot be opened is passed."""
    unopened: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=unopened.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from ((Path(root, name), None) for name in sorted(names) if not name.startswith("."))
    for error in unopened:
        yield folder, _passed(Path(str(error.filename)), f"the folder cannot be opened ({error.strerror})")


def _page(path: Path, as_body: bool) -> Page | Passed:
    try:
        status = path.stat()
        reason = _refusal(status)
        if reason is not None:
            return _passed(path, reason)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _passed(path, "there is no such file or folder")
    except (OSError, ValueError) as error:
        return _passed(path, f"the file cannot be read ({getattr(error, 'strerror', None) or error})")
    return _judged(path, content, status, as_body)


def _refusal(status: os.stat_result) -> str | None:
    """Why a file is not even opened."""
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
        return "this is neither a file nor a folder"
    return _too_long(status.st_size) if status.st_size > MOST_BYTES else None


def _too_long(size: int) -> str:
    return f"the file is too long for a page ({size / 2**20:,.0f} MB, at most {MOST_BYTES // 2**20} MB are read)"


def _judged(path: Path, content: bytes, status: os.stat_result, as_body: bool) -> Page | Passed:
    if len(content) > MOST_BYTES:
        return _passed(path, _too_long(len(content)))
    if not content.strip():
        return _passed(path, "the file is empty")
    if is_binary(content):
        return _passed(path, "the file is binary, not text or HTML")
    return page_of_bytes(_source(path), content, datetime.fromtimestamp(status.st_mtime, UTC), as_body=as_body)


def _source(path: Path) -> str:
    """The path as text; the bytes of a name that is not UTF-8 become escapes, so that it can be stored and printed."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_binary(content: bytes) -> bool:
    """Whether bytes are no text: a known mark of another format, or many control bytes near the start.

    >>> is_binary(b"%PDF-1.7"), is_binary(b"A port\\x00 with a stray byte, but otherwise in plain words.")
    (True, False)
    """
    head = content[:SAMPLE]
    if head.startswith(BINARY_MARKS):
        return True
    if head.startswith(WIDE_MARKS):
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return controls * 10 > len(head)


def _passed(path: Path, reason: str) -> Passed:
    return Passed("intake", f"{_source(path)}: {reason}")
