"""The allocator below Python: few heaps for many threads, and what was needed for a moment is given back.

The GNU C library gives threads heaps of their own, up to eight a core, and keeps in each what was free there once. A
desk answers from some forty threads, and each taking in of what came leaves gaps: without this its memory grows for
hours by what it does not use. Other C libraries have nothing of the kind, and nothing is done there.
"""

from __future__ import annotations

import ctypes
import os
from functools import cache
from typing import Final

HEAPS: Final = 2
M_ARENA_MAX: Final = -8
"""The parameter's number in ``malloc.h``."""


def use_few_heaps() -> bool:
    """Let all threads share a few heaps, unless the environment says how many; whether there is such a thing here."""
    set_parameter = getattr(_library(), "mallopt", None)
    if set_parameter is None or "MALLOC_ARENA_MAX" in os.environ:
        return False
    return bool(set_parameter(M_ARENA_MAX, HEAPS))


def give_back() -> None:
    """Give back to the system what is free in the heaps; some milliseconds for a hundred megabytes."""
    trim = getattr(_library(), "malloc_trim", None)
    if trim is not None:
        trim(ctypes.c_size_t(0))


@cache
def _library() -> ctypes.CDLL | None:
    """The C library that this program runs on, ``None`` where it cannot be asked."""
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
