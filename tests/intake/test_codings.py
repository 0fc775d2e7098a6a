"""Content codings: each undone to the byte, none grown beyond what it may, and what is damaged says how."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest

from onrecord.intake.bodies import MOST_BYTES, NoBody, decoded
from onrecord.intake.codings import MOST_PARTS, NotUndone, undone
from onrecord.kinds import zstd

PAGE = b"<p>The port of Oslo reopened on Friday, its director said.</p>" * 200
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def packed_fast(name: str, content: bytes) -> bytes:
    return brotli.compress(content, quality=1) if name == "br" else PACK[name](content)


@pytest.mark.parametrize("name", PACK)
def test_what_was_packed_is_there_again(name: str) -> None:
    assert undone(PACK[name](PAGE), name, len(PAGE)) == PAGE
    assert undone(PACK[name](b""), name, 10) == b""


@pytest.mark.parametrize("name", PACK)
def test_one_byte_more_than_it_may_be_is_a_bomb(name: str) -> None:
    with pytest.raises(NotUndone, match="a compression bomb"):
        undone(PACK[name](PAGE), name, len(PAGE) - 1)


@pytest.mark.parametrize("name", PACK)
def test_a_bomb_takes_no_more_memory_than_it_may(name: str) -> None:
    packed = packed_fast(name, bytes(64 * 2**20))
    most = 2**20
    tracemalloc.start()
    try:
        with pytest.raises(NotUndone, match="more than 1 MB"):
            undone(packed, name, most)
        assert tracemalloc.get_traced_memory()[1] < 4 * most
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", PACK)
def test_what_is_cut_off_or_damaged_says_so(name: str) -> None:
    packed = PACK[name](PAGE)
    with pytest.raises(NotUndone, match=f"cut off in the middle of its {name} encoding"):
        undone(packed[:-9], name, len(PAGE))
    broken = packed[: len(packed) // 2] + b"\xff\x00" * (len(packed) // 2)
    with pytest.raises(NotUndone):
        undone(broken, name, len(PAGE))


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_parts_one_after_the_other_are_one_body(name: str) -> None:
    pack = PACK[name]
    assert undone(pack(b"A port. ") + pack(PAGE) + pack(b"An end."), name, 10**6) == b"A port. " + PAGE + b"An end."
    assert undone(pack(b"A port.") + b"\0\0", name, 10**6) == b"A port."
    with pytest.raises(NotUndone, match="in more than 100 parts"):
        undone(pack(b"") * (MOST_PARTS + 1), name, 10**6)


def test_a_frame_that_asks_for_a_huge_window_is_not_begun() -> None:
    greedy = zstd.compress(bytes(2**20), options={zstd.CompressionParameter.window_log: 30})
    head = greedy[:4] + bytes([greedy[4] & ~0x20]) + bytes([20 << 3]) + greedy[6:]  # a window of 2**30 bytes, no size
    with pytest.raises(NotUndone, match="is damaged"):
        undone(head, "zstd", MOST_BYTES)


def test_a_body_may_be_packed_a_few_times_over() -> None:
    assert decoded(gzip.compress(brotli.compress(PAGE)), "br, gzip") == PAGE
    with pytest.raises(NoBody, match="encoded 5 times over"):
        decoded(PAGE, "gzip," * 5)
