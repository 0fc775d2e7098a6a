"""What can be wrong with a shelf, said in one line that names it."""

from __future__ import annotations


class ShelfError(OSError):
    """A shelf that cannot be opened, read or written; the message names the shelf and what is wrong."""


class Interrupted(ShelfError):  # noqa: N818 - named for what happened
    """A shelf whose server went away or gave way to another program: nothing is half done, so it can be tried again."""
