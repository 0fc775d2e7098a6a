"""The state of a shelf by one name, for whoever keeps what was made from it."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, select

from onrecord.shelf.keeping import Shelf
from onrecord.shelf.schema import JUDGEMENTS, READINGS


def state_of(shelf: Shelf) -> str:
    """A name for all that the register is made of: another one whenever a reading, a notice or a judgement is another.

    It is made of what the shelf holds and not only of how often it was written to, for another shelf may lie at the
    same address tomorrow.
    """
    return f"{shelf.look(_seals)} {shelf.stamp()}"


def _seals(connection: Connection) -> str:
    told = hashlib.sha256()
    for row in connection.execute(select(READINGS.c.digest, READINGS.c.seal).order_by(READINGS.c.digest)):
        told.update(f"{row.digest} {row.seal}\n".encode())
    for identity in connection.scalars(select(JUDGEMENTS.c.id).order_by(JUDGEMENTS.c.id)):
        told.update(f"{identity}\n".encode())
    return told.hexdigest()
