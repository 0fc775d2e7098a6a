"""Pages that are neither HTML nor plain text, laid out as one of the two: papers, letters, wire items, rows of sheets.

What a format states of itself (headline, dates, names, rights) is written into the HTML as JSON-LD, so that one road
reads all pages alike.
"""

from onrecord.articles.forms.form import Form, NoForm
from onrecord.articles.forms.opening import open_form

__all__ = ["Form", "NoForm", "open_form"]
