"""Rights notices: who holds the rights in a story, and whether they are reserved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Rights

FREE = (
    re.compile(r"\b(?:may|can) be (?:freely )?(?:reproduced|reprinted|republished|copied|quoted|used|reused|redistributed|distributed)(?! (?:only|in any|without))(?!,? (?:only|nor))", re.IGNORECASE),
    re.compile(r"\b(?:reproduced|used|copied|quoted|reprinted|republished|distributed|shared) (?:freely|free of charge)", re.IGNORECASE),
    re.compile(r"\b(?:quote|copy|share|reproduce|republish|use|reprint) (?:it |this |them |our texts? )?freely\b", re.IGNORECASE),
    re.compile(r"\bfree (?:to|for) (?:use|copy|reproduce|republish|reprint|quote|share|reuse|all)\b", re.IGNORECASE),
    re.compile(r"\b(?:open|parliament(?:ary)?|government)\s+(?:government |parliament |content )?licen[cs]e\b|creative commons|\bcc[ -]by\b|\bcc0\b", re.IGNORECASE),
    re.compile(r"\bin the public domain\b|\bno copyright\b|\bnot (?:subject to|protected by) copyright\b|\bfree of copyright\b|\bcopyleft\b", re.IGNORECASE),
    re.compile(r"\b(?:reproduction|republication|reuse|re-use|use|quotation|copying|reprint(?:ing)?) (?:of [\w ]{1,40} )?(?:is |are )?(?:freely |hereby )?(?:permitted|allowed|authori[sz]ed|welcome|encouraged|free)\b(?! only with (?:written|prior|express|the (?:written|prior)))", re.IGNORECASE),
    re.compile(r"\b(?:you are|anyone is|editors are|media are|everyone is) free to\b|\bfor free (?:use|publication|reproduction)\b|\bfree reproduction\b", re.IGNORECASE),
)  # fmt: skip
BOUND = re.compile(
    r"\ball (?:other )?rights (?:are )?reserved\b|\brights reserved\b|\bwithout (?:the )?(?:prior |express |written |our )*(?:consent|permission|authori[sz]ation)|"
    r"\b(?:may|must|can) not be\b|\bno part of\b|\bdo not (?:re\w+|copy|use)\b|\bonly with (?:the |our )?(?:\w+ ){0,3}permission|\bprohibited\b|\bforbidden\b|\bwritten permission\b|"
    r"\btous droits réservés\b|\btodos los derechos\b|\balle rechte\b|\binterdite\b",
    re.IGNORECASE,
)
CLAIM = re.compile(r"©|\(c\)(?=\s)|\bcopyright\b", re.IGNORECASE)
HOLDER = (
    re.compile(r"(?:copyright|©|\(c\))[\s:,]{0,3}(?:(?:by|of|the copyright of)\s)?\s{0,2}(?:©|\(c\))?\s{0,2}(?:(?:19|20)\d\d\s{0,2}(?:[-–/,]\s{0,2}(?:(?:19|20)?\d\d)?)?\s{0,2}(?:[-–,]|by)?\s{0,2})?(?P<name>[^\W\d_][^.;|©\n]{1,80})", re.IGNORECASE),
    re.compile(r"(?P<name>[^\W\d_][^.;|©\n]{1,60}?)\s{0,2}(?:©|\(c\))\s?(?:19|20)\d\d", re.IGNORECASE),
    re.compile(r"(?P<name>[^\W\d_][^.;|©\n]{1,60}?)\s{0,2}[-–—,:]\s{0,2}all rights (?:are )?reserved", re.IGNORECASE),
)  # fmt: skip
NAME_END = re.compile(
    r"(?:,? (?:19|20)\d\d|,? \d{4}|\s[-–—·/(>]|: |, (?:its|or|all|unless|an?)\b| (?:all rights|and/or|or its|or their|unless|is not|are not|\d{4}|All )).*$"
)


def read_rights(notices: Sequence[str], stated: str | None = None) -> Rights:
    """The rights in a story by its notices, which are given in the page's order.

    >>> read_rights(["© 2025 Harbour Post Ltd. All rights reserved."])
    Rights(holder='Harbour Post Ltd', reserved=True)
    >>> read_rights(["© Port Ministry. The text may be reproduced with a link."]).reserved
    False
    """
    text = " \n ".join(notices)
    holder = stated or next((name for notice in notices if (name := _holder(notice))), None)
    return Rights(holder, _is_reserved(text))


def _is_reserved(text: str) -> bool:
    bound, free = BOUND.search(text), any(pattern.search(text) for pattern in FREE)
    if free:
        return bool(re.search(r"all rights (?:are )?reserved", text, re.IGNORECASE)) and not re.search(
            r"licen[cs]e|freely", text, re.IGNORECASE
        )
    return bool(bound or CLAIM.search(text))


def _holder(notice: str) -> str | None:
    for pattern in HOLDER:
        match = pattern.search(notice)
        if match and (name := NAME_END.sub("", match.group("name")).strip(" ,-–—·")):
            return name
    return None
