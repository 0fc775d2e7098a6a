"""Bytes of archives in order, inflated where they are packed, with a bound on everything and a way on after damage.

A WARC is packed record by record, each a gzip member of its own (ISO 28500, annex D) or a Zstandard frame (as the IIPC
proposes, ``.warc.zst``): damage to one ends that one, and the next is found by its mark. What is not packed is one
stretch from end to end. ISA-L inflates gzip, twice as fast as zlib.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final

from isal import isal_zlib

from onrecord.intake.codings import unpacker
from onrecord.kinds import DICTIONARY, ZSTD, zstd

CHUNK: Final = 64 * 2**10
MOST_INFLATED: Final = 2**30
"""No gzip member is inflated further, in bytes."""
BOMB_FROM: Final = 64 * 2**20
BOMB_RATIO: Final = 200
"""A member that has grown beyond ``BOMB_FROM`` bytes may not be so many times its packed size: no text packs so."""
MOST_SEARCHED: Final = 256 * 2**20
"""How far the next record is looked for behind damage, in bytes."""
MEMBER: Final = b"\x1f\x8b\x08"
MOST_DICTIONARY: Final = 16 * 2**20
NUMBERED: Final = re.compile(r"^Error -?\d+:? ")


class Torn(ValueError):  # noqa: N818 - named for what has happened to the archive
    """An archive that cannot be read on at this place; the message tells why, in words that go behind its name."""


def is_bomb(grown: int, packed: int) -> bool:
    """Whether bytes that were packed have grown further than any page does.

    >>> is_bomb(2**20, 1000), is_bomb(2**28, 1000)
    (False, True)
    """
    return grown > MOST_INFLATED or (grown > BOMB_FROM and grown > BOMB_RATIO * packed)


class Stretch:
    """Bytes that come in pieces, read in order; reading raises ``Torn`` where the pieces do."""

    def __init__(self, pieces: Iterator[bytes], start: int, *, packed: bool) -> None:
        self.pieces = pieces
        self.start = start
        self.packed = packed
        self.buffer = bytearray()
        self.consumed = 0

    @property
    def place(self) -> int:
        """The offset in the file: of the member, or of the next byte where nothing is packed."""
        return self.start if self.packed else self.start + self.consumed

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        while len(self.buffer) < size and self._more():
            pass
        return self._take(size)

    def readline(self, most: int) -> bytes:
        """The bytes up to the end of the line; raises ``Torn`` where the line is longer than ``most`` bytes."""
        searched = 0
        while (end := self.buffer.find(b"\n", searched)) < 0:
            searched = len(self.buffer)
            if searched > most:
                raise Torn("a header is too long")
            if not self._more():
                return self._take(searched)
        return self._take(end + 1)

    def skip(self, size: int) -> int:
        """Pass over so many bytes without keeping them; how many there were."""
        left = size
        while left and (self.buffer or self._more()):
            left -= len(self._take(min(left, len(self.buffer))))
        return size - left

    def unread(self, taken: bytes) -> None:
        """Put bytes back, to be read again."""
        self.buffer[:0] = taken
        self.consumed -= len(taken)

    def find(self, wanted: re.Pattern[bytes], overlap: int = 64) -> bool:
        """Pass over everything before the next match, at most ``MOST_SEARCHED`` bytes; whether there is one."""
        searched = 0
        while searched <= MOST_SEARCHED:
            if found := wanted.search(self.buffer):
                self._take(found.start())
                return True
            if len(self.buffer) > overlap:
                searched += len(self._take(len(self.buffer) - overlap))
            if not self._more():
                return False
        return False

    def _take(self, size: int) -> bytes:
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        self.consumed += len(taken)
        return taken

    def _more(self) -> bool:
        piece = next(self.pieces, b"")
        self.buffer += piece
        return bool(piece)


def stretches(file: BinaryIO) -> Iterator[Stretch]:
    """The stretches of a file: each gzip member or Zstandard frame, or the whole of a file that is not packed."""
    head = file.read(CHUNK)
    if head.startswith(MEMBER):
        yield from _Members(file, head).stretches()
    elif head.startswith((ZSTD, DICTIONARY)):
        yield from _Frames(file, head).stretches()
    else:
        yield Stretch(_plain(file, head), 0, packed=False)


def _plain(file: BinaryIO, head: bytes) -> Iterator[bytes]:
    while head:
        yield head
        head = file.read(CHUNK)


class _Members:
    """The gzip members of a file, one after the other."""

    mark: bytes = MEMBER

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        self.file = file
        self.raw = bytearray(head)
        self.place = 0

    def stretches(self) -> Iterator[Stretch]:
        while self._next_member():
            stretch = Stretch(self._inflated(), self.place, packed=True)
            yield stretch
            with suppress(Torn):  # whoever read the stretch has met it, or did not want to read on
                while stretch.skip(CHUNK):
                    pass

    def _next_member(self) -> bool:
        """Pass over what is no member; whether another begins."""
        while (found := self.raw.find(self.mark)) < 0:
            self._drop(max(0, len(self.raw) - len(self.mark) + 1))
            if not self._fill():
                return False
        self._drop(found)
        return True

    def _inflated(self) -> Iterator[bytes]:
        """The inflated bytes of the member that begins here; where it is torn, its last raw piece is searched next."""
        inflater, start, grown = isal_zlib.decompressobj(isal_zlib.MAX_WBITS | 16), self.place, 0
        while not inflater.eof:
            if not self.raw and not self._fill():
                raise Torn("the file is cut off in the middle of a gzip member")
            fed = bytes(self.raw[:CHUNK])
            try:
                piece = inflater.decompress(fed, CHUNK)
            except isal_zlib.error as error:  # type: ignore[misc]  # its stubs call the class an instance
                self._drop(int(self.place == start))  # its own mark is not the next member's
                raise Torn(f"a gzip member is damaged ({_told(error)})") from error
            # At its end zlib may tell the same left bytes twice, as unused and as unconsumed.
            left = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            self._drop(len(fed) - len(left))
            grown += len(piece)
            if is_bomb(grown, self.place - start):
                raise Torn("a gzip member grows out of all proportion: a compression bomb, not inflated further")
            if piece:
                yield piece

    def _fill(self) -> bool:
        piece = self.file.read(CHUNK)
        self.raw += piece
        return bool(piece)

    def _drop(self, size: int) -> None:
        del self.raw[:size]
        self.place += size


class _Frames(_Members):
    """The Zstandard frames of a file, one after the other, and the dictionary that they may share."""

    mark = ZSTD

    def __init__(self, file: BinaryIO, head: bytes) -> None:
        super().__init__(file, head)
        self.dictionary: zstd.ZstdDict | None = None

    def stretches(self) -> Iterator[Stretch]:
        if self.raw.startswith(DICTIONARY):
            try:
                self.dictionary = self._dictionary()
            except Torn as torn:
                yield Stretch(_torn(torn), 0, packed=True)
                return
        yield from super().stretches()

    def _dictionary(self) -> zstd.ZstdDict:
        """The dictionary at the file's beginning, which may be packed itself."""
        size = int.from_bytes(self.raw[4:8], "little")
        if size > MOST_DICTIONARY:
            raise Torn(f"its dictionary is too long ({size:,} bytes)")
        while len(self.raw) < 8 + size:
            if not self._fill():
                raise Torn("the file is cut off in its dictionary")
        told = bytes(self.raw[8 : 8 + size])
        self._drop(8 + size)
        try:
            if told.startswith(ZSTD):
                told = unpacker().decompress(told, MOST_DICTIONARY)
            return zstd.ZstdDict(told)
        except (zstd.ZstdError, ValueError) as error:
            raise Torn(f"its dictionary is damaged ({error})") from error

    def _inflated(self) -> Iterator[bytes]:
        inflater, start, grown, held = unpacker(self.dictionary), self.place, 0, 0
        while not inflater.eof:
            fed = b""
            if inflater.needs_input:
                self._drop(held)
                if not self.raw and not self._fill():
                    raise Torn("the file is cut off in the middle of a Zstandard frame")
                fed = bytes(self.raw[:CHUNK])
                held = len(fed)
            try:
                piece = inflater.decompress(fed, CHUNK)
            except zstd.ZstdError as error:
                raise self._given_up(start, f"a Zstandard frame is damaged ({error})") from error
            grown += len(piece)
            if is_bomb(grown, self.place + held - start):
                reason = "a Zstandard frame grows out of all proportion: a compression bomb, not inflated further"
                raise self._given_up(start, reason)
            if piece:
                yield piece
        self._drop(held - len(inflater.unused_data))

    def _given_up(self, start: int, reason: str) -> Torn:
        """What was fed last may hold the next frame, and is searched; its own mark is not the next one's."""
        self._drop(int(self.place == start))
        return Torn(reason)


def _torn(torn: Torn) -> Iterator[bytes]:
    raise torn
    yield b""


def _told(error: Exception) -> str:
    """What the library says without its numbers.

    >>> _told(ValueError("Error -6 Incorrect checksum found"))
    'incorrect checksum found'
    """
    return NUMBERED.sub("", str(error)).lower()
