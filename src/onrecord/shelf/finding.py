"""Single stories on a shelf, and the shelf's state by one name, for whoever must not read all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from onrecord.records import Reading
from onrecord.shelf.errors import ShelfError
from onrecord.shelf.keeping import Shelf
from onrecord.shelf.packing import unpack
from onrecord.shelf.schema import JUDGEMENTS, READINGS

AT_ONCE = 200
"""Readings fetched by one query."""


def digests_of(shelf: Shelf) -> dict[str, str]:
    """The digest of the page of each story that has a reading."""
    with shelf.engine.begin() as connection:
        rows = connection.execute(select(READINGS.c.story, READINGS.c.digest).order_by(READINGS.c.digest))
        return {row.story: row.digest for row in rows}


def readings_of(shelf: Shelf, digests: Iterable[str]) -> Mapping[str, Reading]:
    """The readings of some pages by their stories' ids; a page that has none is left out.

    Raises ``ShelfError`` where a reading cannot be made sense of.
    """
    wanted = sorted(set(digests))
    found: dict[str, Reading] = {}
    for start in range(0, len(wanted), AT_ONCE):
        query = select(READINGS.c.digest, READINGS.c.reading).where(
            READINGS.c.digest.in_(wanted[start : start + AT_ONCE])
        )
        with shelf.engine.begin() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            try:
                reading = unpack(Reading, row.reading)
            except ValueError as error:
                raise ShelfError(
                    f"shelf {shelf.name}: the page {row.digest[:12]}…: {error}; `onrecord verify` tells more"
                ) from error
            found[reading.article.id] = reading
    return found


def state_of(shelf: Shelf) -> str:
    """A name for all that the register is made of: two shelves with the same readings and judgements have the same."""
    told = hashlib.sha256()
    with shelf.engine.begin() as connection:
        for row in connection.execute(select(READINGS.c.digest, READINGS.c.seal).order_by(READINGS.c.digest)):
            told.update(f"{row.digest} {row.seal}\n".encode())
        for identity in connection.scalars(select(JUDGEMENTS.c.id).order_by(JUDGEMENTS.c.id)):
            told.update(f"{identity}\n".encode())
    return told.hexdigest()
