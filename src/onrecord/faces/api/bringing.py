"""The shapes of what is brought through the API, and of what became of it."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from onrecord.faces.api.shapes import Shape
from onrecord.records import Verdict

LONGEST_PAGE: Final = 2_000_000
"""Characters of a page that is brought through the API."""

LONGEST_WORDS: Final = 4_000
"""Characters of a reason, or of a field that is corrected."""


class NewPage(Shape):
    """A page that is brought: the address that it came from, and its text as it was served."""

    address: Annotated[str, StringConstraints(pattern=r"^https?://[!-~]{1,1900}$")]
    content: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PAGE)]
    media_type: Literal["text/html", "text/plain"] = "text/html"


class PageBrought(Shape):
    """What became of a page that was brought: whether it is new, and what was read from it, or why nothing was."""

    digest: str
    new: bool
    page: str | None
    claims: int
    reason: str | None


Words = Annotated[str, StringConstraints(max_length=LONGEST_WORDS)]


class NewJudgement(Shape):
    """What a person decides on a claim, on an event as ``page/event``, on several events, or on a judgement."""

    verdict: Verdict
    subject: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORDS)]
    reason: Words = ""
    fields: dict[str, Words] = Field(default_factory=dict, max_length=20)
    seen: int | None = Field(default=None, ge=0, le=1_000_000)
    """How many judgements on the subject were known; another number means that somebody was faster (409)."""
