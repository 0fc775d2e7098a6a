"""How readings, dossiers and reasons look to a person at a terminal.

Each position has a sign and a word of its own, so that nothing hangs on colour. What comes from a page is printed
without its control characters and never taken as markup: a page cannot steer the terminal.
"""

from onrecord.faces.terminal.readings import reading_view, reasons_tree
from onrecord.faces.terminal.registers import register_table
from onrecord.faces.terminal.sheets import sheet_view
from onrecord.faces.terminal.words import lines_of_reading, printable

__all__ = [
    "claim_view",
    "lines_of_reading",
    "printable",
    "reading_view",
    "reasons_tree",
    "register_table",
    "sheet_view",
]
