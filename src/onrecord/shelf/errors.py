"""What can be wrong with a shelf, said in one line that names it."""

from __future__ import annotations


class ShelfError(OSError):
    """A shelf that cannot be opened, read or written; the message names the shelf and what is wrong."""
