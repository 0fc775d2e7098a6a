"""The links of a page that shows what was known at a past moment: they all stay in that moment."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from urllib.parse import quote

from onrecord.faces.desk.catalogue.asked import told_moment

IN_TIME: Final = r"(?:|register(?:\.csv)?|flows|(?:dossiers|stories)/[^\"?#]*|(?:actors|goods)(?:/[^\"?#]*)?)"
"""The addresses that can be asked for as of a moment; texts of others stand in a page with their quotes escaped."""

LINK: Final = re.compile(rf'(<a\b[^<>]*? href="/{IN_TIME})(\?[^"#]*)?((?:#[^"]*)?")')
HERE: Final = re.compile(r'(<a\b[^<>]*? href=")(\?[^"#]*)((?:#[^"]*)?")')
FORM: Final = re.compile(rf'<form\b[^<>]* action="/{IN_TIME}"[^<>]*>')
NOW: Final = "data-now"
"""What a link bears that leads out of the moment."""


def keep_in(page: str, known: datetime) -> str:
    """A page whose links and forms ask for the same moment.

    >>> from datetime import UTC
    >>> keep_in('<a href="/stories/p1#c-1">x</a>', datetime(2025, 1, 2, 3, tzinfo=UTC))
    '<a href="/stories/p1?known=2025-01-02T03%3A00%3A00Z#c-1">x</a>'
    """
    told = quote(told_moment(known), safe="")

    def longer(match: re.Match[str]) -> str:
        asked = match[2] or ""
        if NOW in match[1] or "known=" in asked:
            return match[0]
        return f"{match[1]}{asked + '&amp;' if asked else '?'}known={told}{match[3]}"

    def with_moment(match: re.Match[str]) -> str:
        return f'{match[0]}<input type="hidden" name="known" value="{told_moment(known)}">'

    return FORM.sub(with_moment, HERE.sub(longer, LINK.sub(longer, page)))
