"""Which form a page has, and its opening."""

from __future__ import annotations

from onrecord.articles.decode import decode
from onrecord.articles.forms.form import Form
from onrecord.articles.forms.letters import open_letter
from onrecord.articles.forms.newsml import open_newsml
from onrecord.articles.forms.ninjs import open_ninjs
from onrecord.articles.forms.paper import open_paper
from onrecord.articles.forms.rows import open_row
from onrecord.kinds import Kind, kind_of
from onrecord.records import Page


def open_form(page: Page) -> Form:
    """A page's matter as text or HTML; raises ``NoForm`` where its format cannot be opened."""
    match kind_of(page.content):
        case Kind.PDF:
            return open_paper(page.content)
        case kind if page.as_body or kind is Kind.TEXT:
            return Form(decode(page.content, page.media_type))
        case Kind.MAIL:
            return open_letter(page.content)
        case Kind.NINJS:
            return open_ninjs(page.content)
        case Kind.NEWSML:
            return open_newsml(page.content)
        case Kind.SHEET:
            return open_row(page.content)
        case _:
            return Form(decode(page.content, page.media_type))
