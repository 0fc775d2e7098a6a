"""When a statement was made, where a story that tells of it later gives its day."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from onrecord.lexicon.days import DAY, day_told
from onrecord.records import Article, Claim, Position, Span
from onrecord.register.status import AGAINST, FOR

SAYING: Final = "said|told|insisted|swore|vowed|stated|declared|wrote|testified|maintained|warned|called|described"
AFFIRMING: Final = (
    "claimed|announced|confirmed|promised|pledged|acknowledged|admitted|conceded|asserted|alleged|accused"
)
DENYING: Final = "denied|rejected|dismissed|disputed|refused|declined|branded"
VERB: Final = rf"\b (?: {SAYING} | {AFFIRMING} | {DENYING} ) \b"
UNFIT: Final = {
    **dict.fromkeys((*FOR, Position.INTENDS), frozenset(DENYING.split("|"))),
    **dict.fromkeys((*AGAINST, Position.NONCOMMITTAL), frozenset(AFFIRMING.split("|"))),
}
"""The verbs whose day is not that of a position, for nobody takes it with them."""

OBJECT: Final = r"""(?: \s+ (?: reporters | journalists | parliament | lawmakers | it | this | so | them | (?:the|any)
  \s+ (?: reports? | claims? | allegations? | accusations? | charges? | story | press ) ) )?"""
LEAD: Final = r"(?: (?:on|in|late|early|back|earlier) \s+ ){0,2}"

DAY_AFTER: Final = re.compile(rf"(?P<verb>{VERB}) {OBJECT} ,? \s+ {LEAD} {DAY}", re.VERBOSE)
"""``denied the reports on March 3``, ``said in January that``."""

DAY_BEFORE: Final = re.compile(
    rf"(?<!of\ ) \b {LEAD} {DAY} \s+ (?:(?:had|has|again|still|also|first)\s+){{0,2}} (?P<verb>{VERB})", re.VERBOSE
)
"""``on Monday denied``, ``six weeks ago swore``."""

A_DAY: Final = re.compile(
    r"(?:19|20)\d\d|day\b|ago\b|earlier\b|\blast\b|before\b|previously\b|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
"""What is in every name of a day: most claims have none near them, and one look tells."""

NEAR: Final = 60
"""How many characters beside a piece of evidence are looked at for the day of its verb."""


def spoken_on(claim: Claim, article: Article, told: date | None) -> date | None:
    """The day on which a claim's statement was made, if its words tell one before ``told``, the day of the story.

    The day stands beside the verb of saying, which is part of the evidence: "had said in March that it sailed in May"
    was said in March. ``None`` where the text gives no day, or that of the story.
    """
    for piece in claim.evidence:
        start = max(0, piece.span.start - NEAR)
        window = article.text[start : piece.span.end + NEAR]
        if A_DAY.search(window):
            within = Span(piece.span.start - start, piece.span.end - start)
            unfit = UNFIT.get(claim.position, frozenset())
            days = (day for verb, day in _days(window, within, told) if verb not in unfit)
            if (found := next(days, None)) is not None:
                return found if found != told else None
    return None


@lru_cache(maxsize=4096)
def _days(window: str, within: Span, told: date | None) -> tuple[tuple[str, date], ...]:
    """Each verb of the evidence that a day stands beside, with the day, in the order of the text."""
    matches = [match for pattern in (DAY_AFTER, DAY_BEFORE) for match in pattern.finditer(window)]
    inside = [match for match in matches if within.covers(Span(*match.span("verb")))]
    found = ((match["verb"], day_told(match, told)) for match in sorted(inside, key=lambda match: match.start("verb")))
    return tuple((verb, day) for verb, day in found if day is not None)
