"""Memory: few heaps for many threads, what was needed for a moment is given back, and loops are looked for seldom.

The GNU C library gives threads heaps of their own, up to eight a core, and keeps in each what was free there once. A
desk answers from some forty threads, and each taking in of what came leaves gaps: without this its memory grows for
hours by what it does not use. Other C libraries have nothing of the kind, and nothing is done there. Python looks for
objects that hold each other after every few hundred that are made; a register has millions that do not.
"""

from __future__ import annotations

import ctypes
import gc
import os
from functools import cache
from typing import Final

HEAPS: Final = 2
BETWEEN_LOOKS: Final = (50_000, 20, 50)
"""Objects made between two looks at the youngest, and looks at these between two at the older and the oldest."""

M_ARENA_MAX: Final = -8
"""The parameter's number in ``malloc.h``."""


def use_few_heaps() -> bool:
    """Let all threads share a few heaps, unless the environment says how many; whether there is such a thing here."""
    set_parameter = getattr(_library(), "mallopt", None)
    if set_parameter is None or "MALLOC_ARENA_MAX" in os.environ:
        return False
    return bool(set_parameter(M_ARENA_MAX, HEAPS))


def look_for_loops_seldom() -> None:
    """Have Python look for objects that hold each other after so many more: a fifth of the time of a large register."""
    gc.set_threshold(*BETWEEN_LOOKS)


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
