"""Rights notices: who holds the rights in a story, and whether they are reserved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.articles.place_names import is_known_place
from onrecord.lexicon.layout import agencies
from onrecord.records import Rights

USES = r"(?:passed\ on|reproduced|reprinted|republished|copied|quoted|used|reused|redistributed|distributed|shared)"
VERBS = r"(?:quote|copy|share|reproduce|republish|use|reprint|reuse)"
NOUNS = (
    r"(?:citation|reproduction|republication|reuse|re-use|use|quotation|copying|reprint(?:ing)?|(?:re)?distribution)"
)
ALLOWED = r"(?:permitted|allowed|authori[sz]ed|welcomed?|encouraged|free|unrestricted)"
FREE = re.compile(
    rf"""
    \b(?:may|can)\ be\ (?:freely\ )?{USES}(?!\ (?:only|in\ any|without|,?\ nor)) |  # may be reproduced with a link
    \b{USES}\ (?:freely|free\ of\ charge)\b |
    \bmay\ (?:freely\ )?{VERBS}\b(?!\ (?:one|a\ single|up\ to|only|for)) |
    \bmay\ be\ (?:published|read\ out)\b | \bcopy\ what\ you\ like\b |
    \b(?:reprinting|copying|quoting)\ (?:is\ )?{ALLOWED}\b |
    \bwhen\ (?:using|quoting|citing|reprinting)\b[^.]{{0,60}}\b(?:reference|(?:hyper)?link|mention)\b |  # … is a duty
    \b{VERBS}\ (?:it\ |this\ |them\ |our\ texts?\ )?freely\b |                      # quote freely
    \bfree\ (?:to|for)\ (?:use|copy|reproduce|republish|reprint|quote|share|reuse|all)\b |
    \bfree\ (?:use|reproduction|publication)\b | \bfree\ for\ (?:[\w-]+\ )?(?:use|media|press|editors|schools)\b |
    \b(?:reproduction|reuse|reprint)\ with\ (?:a\ |the\ )?(?:source|credit|link|attribution)\b | \bshare\ it\b |
    \b(?:open|parliament(?:ary)?|government)\s+(?:government\ |parliament\ |content\ )?licen[cs]e\b |
    \bcreative\ ?commons\b | \bcc[ -](?:by|zero)\b | \bcc0\b | \bcopyleft\b |
    \bin\ the\ public\ domain\b | \bno\ copyright\b | \bnot\ (?:subject\ to|protected\ by)\ copyright\b |
    \bfree\ of\ copyright\b |
    \b{NOUNS}\ (?:(?:of|with)\ [\w\ ]{{1,40}}\ )?(?:is\ |are\ )?(?:freely\ |hereby\ )?{ALLOWED}\b
      (?!\ only\ with\ (?:the\ )?(?:written|prior|express)) |
    \b(?:you\ are|anyone\ is|editors\ are|media\ are|everyone\ is)\ free\ to\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
PERMISSION = re.compile(
    rf"""
    \bmay\ (?:not\ )?(?:freely\ )?(?:be\ )?(?:freely\ )?(?:{USES}|{VERBS}|published|publish|read\ out|distribute)\b |
    \b(?:reproducing|reprinting|copying|quoting|sharing|{NOUNS})\ (?:of\ [\w\ ]{{1,40}}?\ )?(?:is\ |are\ )?
      (?:{ALLOWED}|forbidden|prohibited)\b |
    \brequires?\ (?:\w+\ ){{0,3}}(?:permission|consent)\b | \bleave\ to\ (?:publish|print)\b |
    \bno\ (?:restrictions?|charge|fee)\ (?:on|for)\ (?:\w+\ )?(?:re)?(?:publi|print|us|quot)\w+ |
    ^(?:please\ )?(?:re-?use|reprint|reproduce|republish|quote|copy|cite)\b[^.]{{0,30}}\.?$ |
    \b(?:texts?|transcripts?|copy)\ (?:is\ |are\ )?free\b |
    \bnot\ to\ be\ {USES}\b | \b{NOUNS}:\ | ^free\ (?:to|for)\ \w+ |
    \bwhen\ (?:using|quoting|citing|reprinting)\b[^.]{{0,60}}\b(?:reference|link|hyperlink|mention)\b |
    ^(?:copy|share|reprint|quote)\ (?:it|this|them|freely|with|what)\b | \breprints?\ welcome\b | \bfree\ use\b |
    \bmay\ (?:be\ forwarded|pass\ this)\b | \bcopy\ what\ you\ like\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Leave given or refused to use a text: below a story a notice, within one perhaps its matter."""
BOUND = re.compile(
    r"""
    \ball\ (?:\w+\ ){0,5}rights\ (?:[^\W_]+\ ){0,5}reserved\b | \brights\ reserved\b |
    \breserves?\ all\ rights\b | \brequires?\ (?:\w+\ ){0,3}(?:permission|consent)\b |
    \bwithout\ (?:the\ )?(?:prior\ |express\ |written\ |our\ ){0,3}(?:consent|permission|authori[sz]ation|agreement) |
    \b(?:may|must|can)\ not\ be\b | \bno\ part\ of\b | \bdo\ not\ (?:re\w+|copy|use)\b |
    \bonly\ with\ (?:the\ |our\ )?(?:\w+\ ){0,3}permission | \bprohibited\b | \bforbidden\b | \bwritten\ permission\b |
    \btous\ droits\ réservés\b | \btodos\ los\ derechos\b | \btodos\ os\ direitos\b | \balle\ rechte\b | \binterdite\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
NOTHING = re.compile(r"\b(?:no part|nothing|none|no texts?)\b[^.\n]*", re.IGNORECASE)
"""Leave that nobody has: ``No part of the Post may be reproduced.``"""
CLAIM = re.compile(r"©|\(c\)(?=\s)|\bcopyright\b", re.IGNORECASE)
RESERVED = re.compile(r"all rights (?:are )?reserved", re.IGNORECASE)
LICENCE = re.compile(r"licen[cs]e|freely", re.IGNORECASE)
LETTER = r"(?:[^.;|©\n]|\.(?=[A-Za-z]\.)|(?<=\.[A-Za-z])\.|(?<=\bCo)\.|(?<=\bPte)\.(?= L))"
YEARS = r"(?:(?:19|20)\d\d\s{0,2}(?:[-–/,]\s{0,2}(?:(?:19|20)?\d\d)?)?\s{0,2}(?:[-–,]|by)?\s{0,2})?"
HOLDER = (
    re.compile(
        rf"(?:copyright|©|\(c\))[\s:,]{{0,3}}(?:(?:by|of|the copyright of)\s)?\s{{0,2}}(?:©|\(c\))?\s{{0,2}}{YEARS}"
        rf"(?P<name>[^\W\d_]{LETTER}{{1,80}})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<name>[^\W\d_]{LETTER}{{1,60}}?)\s{{0,2}}(?:©|\(c\))\s?(?:19|20)\d\d", re.IGNORECASE),
    re.compile(
        rf"(?P<name>[^\W\d_]{LETTER}{{1,60}}?)\s{{0,2}}[-–—,:]\s{{0,2}}all rights (?:are )?reserved", re.IGNORECASE
    ),
)
NAME_END = re.compile(
    r"(?:,? (?:19|20)\d\d|\s[-–—·/>]|\s\((?!Pvt|Pty)|: |, (?:its|or|all|unless|an?)\b|"
    r" (?:all rights|and/or|or its|or their|unless|is not|are not|All )).*$"
)


def read_rights(notices: Sequence[str], stated: str | None = None, agency: str | None = None) -> Rights:
    """The rights in a story by its notices, which are given in the page's order.

    A holder stated for machines comes first, then a notice that names the agency whose copy the story is.

    >>> read_rights(["© 2025 Harbour Post Ltd. All rights reserved."])
    Rights(holder='Harbour Post Ltd', reserved=True)
    >>> read_rights(["© Port Ministry. The text may be reproduced with a link."]).reserved
    False
    """
    named = (name for notice in notices if (name := _holder(notice)))
    return Rights(stated or _agency_holder(notices, agency) or next(named, None), _is_reserved(" \n ".join(notices)))


def _is_reserved(text: str) -> bool:
    if FREE.search(NOTHING.sub("", text)):
        return bool(RESERVED.search(text)) and not LICENCE.search(text)
    return bool(BOUND.search(text) or CLAIM.search(text))


def _agency_holder(notices: Sequence[str], agency: str | None) -> str | None:
    """The fullest spelling of the agency's name beside which a notice claims rights."""
    if agency is None:
        return None
    claims = " ".join(notice for notice in notices if CLAIM.search(notice))
    found = [row.spelling for row in agencies() if row.name == agency and row.spelling in claims]
    return max(found, key=len, default=None)


def _holder(notice: str) -> str | None:
    for pattern in HOLDER:
        match = pattern.search(notice)
        if match and (name := NAME_END.sub("", match.group("name")).strip(" ,-–—·")):
            before, comma, place = name.rpartition(", ")
            return before if comma and is_known_place(place) else name
    return None
