"""Where every answer is kept: WARC files, written record by record and safe on the disk before anything is made of it.

Each answer is a response record with the request beside it: the bytes as they came with their content coding on, the
headers as they came but for ``Transfer-Encoding``, which is undone; the address, the moment, the server's IP address,
the SHA-256 of the block and of the payload. Two headers of our own tell what the request was made for.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from onrecord import __version__
from onrecord.custody import Purpose
from onrecord.intake.bodies import NoBody
from onrecord.intake.framing import Damage, Record, read_records
from onrecord.intake.replies import Reply
from onrecord.intake.stretches import Torn
from onrecord.intake.warc import PURPOSE, reply_of

FULL: Final = 2**30
"""A file that has grown so large, in bytes, is followed by another."""
LEFT_OUT: Final = frozenset({"transfer-encoding"})
WANTED: Final = "X-Onrecord-Wanted"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer lies: the file, the offset of its record there, and the record's id."""

    warc: str
    place: int
    record: str


@dataclass(frozen=True, slots=True)
class Found:
    """An answer out of a file, with what it was asked for."""

    kept: Kept
    purpose: Purpose
    wanted: str
    address: str
    started: datetime
    reply: Reply


class Warehouse:
    """A folder of WARC files; one file is written at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file: BinaryIO | None = None
        self.name = ""

    def keep(self, reply: Reply, address: str, started: datetime, purpose: Purpose, wanted: str) -> Kept:
        """Put an answer and its request into the file, and wait until the disk has them."""
        identity = f"urn:uuid:{uuid.uuid4()}"
        told = {PURPOSE: purpose.value, WANTED: wanted}
        response = _response(reply, identity, address, started, told)
        request = _request(reply, identity, address, started)
        file = self._opened()
        place = file.seek(0, os.SEEK_END)
        file.write(response + request)
        file.flush()
        os.fsync(file.fileno())
        return Kept(self.name, place, identity)

    def _opened(self) -> BinaryIO:
        if self.file is not None and self.file.tell() < FULL:
            return self.file
        self.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now(UTC)
        self.name = f"onrecord-{moment:%Y%m%d%H%M%S%f}-{uuid.uuid4().hex[:8]}.warc.gz"
        self.file = (self.folder / self.name).open("xb+")
        self.file.write(_warcinfo(self.name, moment))
        _sync_folder(self.folder)
        return self.file

    def close(self) -> None:
        """Close the file that is written; the next answer begins another."""
        if self.file is not None:
            self.file.close()
            self.file = None

    def find(self, warc: str, place: int) -> Found | None:
        """The answer at a place; ``None`` where it is not there, or not whole."""
        try:
            with (self.folder / warc).open("rb") as file:
                file.seek(place)
                first = next(read_records(file, _is_answer), None)
        except (OSError, Torn):
            return None
        return _found(first, warc, place) if isinstance(first, Record) else None

    def after(self, warc: str, place: int, knows: Callable[[str], bool]) -> Iterator[Found]:
        """The answers behind the last one that the log knows of: kept when the work was cut short, and not made use of.

        They lie in the same file, or in later ones of which the log ``knows`` nothing. The half of a record at the end
        of a file, which was never whole, is taken off.
        """
        for path in sorted(self.folder.glob("onrecord-*.warc.gz")):
            if path.name == warc:
                yield from self._behind(path, place)
            elif path.name > warc and not knows(path.name):
                yield from self._behind(path, -1)

    def _behind(self, path: Path, place: int) -> Iterator[Found]:
        torn: int | None = None
        found: list[Found] = []
        with path.open("rb") as file:
            for one in read_records(file, _is_answer):
                if isinstance(one, Damage):
                    torn = one.place if "cut off" in one.reason else None
                elif one.place > place and (answer := _found(one, path.name, one.place)):
                    found.append(answer)
        if torn is not None:
            os.truncate(path, torn)
        yield from found


def _is_answer(headers: dict[str, str], _length: int) -> bool:
    return headers.get("warc-type") == "response"


def _found(record: Record, warc: str, place: int) -> Found | None:
    purpose, wanted = (record.headers.get(name.lower(), "") for name in (PURPOSE, WANTED))
    if purpose not in {one.value for one in Purpose}:
        return None
    try:
        reply = reply_of(record)
    except NoBody:
        return None
    started = datetime.fromisoformat(record.headers["warc-date"])
    address = record.headers.get("warc-target-uri", "")
    return Found(Kept(warc, place, record.identity), Purpose(purpose), wanted, address, started, reply)


def _response(reply: Reply, identity: str, address: str, started: datetime, told: Mapping[str, str]) -> bytes:
    kept = [(name, value) for name, value in reply.headers if name.lower() not in LEFT_OUT]
    head = [f"HTTP/1.1 {reply.status} {reply.phrase}".rstrip(), *(f"{name}: {value}" for name, value in kept)]
    block = "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n" + reply.body
    headers = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<{identity}>",
        "WARC-Target-URI": address,
        "WARC-Date": _date(started),
        "WARC-IP-Address": reply.ip,
        "Content-Type": "application/http;msgtype=response",
        "WARC-Payload-Digest": _digest(reply.body),
        **told,
    }
    return _packed(headers, block)


def _request(reply: Reply, identity: str, address: str, started: datetime) -> bytes:
    parts = urlsplit(address)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in reply.asked)]
    headers = {
        "WARC-Type": "request",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Concurrent-To": f"<{identity}>",
        "WARC-Target-URI": address,
        "WARC-Date": _date(started),
        "Content-Type": "application/http;msgtype=request",
    }
    return _packed(headers, "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n")


def _warcinfo(name: str, moment: datetime) -> bytes:
    block = f"software: onrecord/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    headers = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Filename": name,
        "WARC-Date": _date(moment),
        "Content-Type": "application/warc-fields",
    }
    return _packed(headers, block)


def _packed(headers: Mapping[str, str], block: bytes) -> bytes:
    """A record as a gzip member of its own."""
    told = {**headers, "WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in told.items() if value)]
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", 6, mtime=0)


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _sync_folder(folder: Path) -> None:
    """Wait until the disk knows of a new file's name."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
