"""Readings in, dossiers out: copies, which events tell of the same transfer, positions over time, status."""

from onrecord.register.copies import find_copies
from onrecord.register.dossiers import open_dossiers

__all__ = ["find_copies", "open_dossiers"]
