"""Readings in, dossiers out: copies, which events tell of the same transfer, positions over time, status."""

from onrecord.register.changes import changes
from onrecord.register.copies import find_copies
from onrecord.register.ledger import Ledger, open_dossiers
from onrecord.register.log import Clock, change_log
from onrecord.register.opened import Register, known_by, open_at
from onrecord.register.sheet import Sheet, make_sheet, title_of
from onrecord.register.track import TrackRecord, outlet_records, track_records
from onrecord.register.views import Stand, stand_at

__all__ = [
    "Clock",
    "Ledger",
    "Register",
    "Sheet",
    "Stand",
    "TrackRecord",
    "change_log",
    "changes",
    "find_copies",
    "known_by",
    "make_sheet",
    "open_at",
    "open_dossiers",
    "outlet_records",
    "stand_at",
    "title_of",
    "track_records",
]
