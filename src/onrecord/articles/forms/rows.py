"""A row of the auto-archiver's sheet: the post's title, its time and its words."""

from __future__ import annotations

import csv
import io

from onrecord.articles.forms.form import Form, NoForm, Statements, as_html, paragraphs
from onrecord.moments import moment_of

LONGEST_CELL = 2**20


def open_row(content: bytes) -> Form:
    """A row under its column names as a page of HTML; raises ``NoForm`` where it has no words.

    >>> row = b"Link,Archive status,Upload title,Text content\\r\\nhttps://a.example/1,success,Port reopens,It did."
    >>> open_row(row).decoded.text[-54:]
    '<h1>Port reopens</h1>\\n<pre>It did.</pre></body></html>'
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")))
    except csv.Error as error:
        raise NoForm(f"the row cannot be read ({error})") from error
    cells = dict(zip((name.strip().lower() for name in rows[0]), rows[1] if len(rows) > 1 else (), strict=False))
    text = cells.get("text content", "").strip()
    if not text:
        raise NoForm("the row has no text")
    uploaded = moment_of(cells.get("upload timestamp", "").strip())
    return Form(
        as_html(
            Statements(
                headline=" ".join(cells.get("upload title", "").split()) or None,
                published=uploaded.isoformat() if uploaded else None,
            ),
            paragraphs(text),
        )
    )
