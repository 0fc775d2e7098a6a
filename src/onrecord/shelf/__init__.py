"""The store: pages as served, judgements as made, and what was computed from them.

One SQLite file by default. A page and its outcome are kept in one transaction, so that a page is either wholly on the
shelf or not at all; judgements can only be appended; a shelf carries the number of its schema and is brought up to date
when it is opened. All that is particular to SQLite stands in ``sqlite``.
"""

from onrecord.shelf.errors import ShelfError
from onrecord.shelf.keeping import Kept, Shelf, open_shelf
from onrecord.shelf.verify import Fault, find_faults

__all__ = ["Fault", "Kept", "Shelf", "ShelfError", "find_faults", "open_shelf"]
