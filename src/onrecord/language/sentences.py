"""Where sentences end: rules for edited news, where they beat what small learned splitters do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.records import Span

_TITLES: Final = (
    "Adm Amb Asst Brig Capt Cmdr Col Comdr Cpl Dr Fr Gen Gens Gov Govs Hon Lieut Lt Maj Messrs Mme Mr Mrs Ms Msgr Mt "
    "Ofc Pfc Pres Prof Pvt Rep Reps Rev Sec Sen Sens Sgt Spc Sr St Ste Supt Vice-Adm Ald Atty Insp Det Dir Eng Ing"
).split()
_MONTHS: Final = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
_BEFORE_FIGURES: Final = (
    "No Nos no nos Art art Fig fig Figs figs p pp para paras ch Ch Sec sec vol Vol approx ca c".split()
)
_NEVER_LAST: Final = "vs v cf viz e.g i.e eg ie esp incl al-".split()
_MAYBE_LAST: Final = (
    "Inc Corp Co Cos Ltd Bros Jr Sr etc al Ave Blvd Rd est dept Dept Univ Assn Bn Regt Div Pty Plc Intl ft lb lbs kg km "
    "Ph.D M.D B.A M.A a.m p.m A.M P.M a.k.a"
).split()
_STARTERS: Final = frozenset(
    "The A An This That These Those It Its He She They We You I His Her Their Our My There Here In On At By For From "
    "With Without After Before During Since Until While When Where If Although Though Because As But And Or Yet So "
    "However Meanwhile Moreover Nevertheless Instead Asked What Who Why How Both Neither Either Some Many Most Few "
    "Several Another Other Such Not No Now Then Earlier Later Last According Despite Under Over Between Among Also "
    "To Of Only Even Still Once Officials Analysts Critics Experts".split()
)
_DOTTED: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
_WORD_BEFORE: Final = re.compile(r"[^\s(\[\"“‘'—–/]*\Z")
_NEXT_WORD: Final = re.compile(r"[\"“‘'(\[]*([^\s.,;:!?)\]\"”’]*)")
_ENDING: Final = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"”’'»)\]]*)(?P<gap>\s+|\Z)")
_GLUED: Final = re.compile(r"[a-z]{2}[.!?][\"”’]?(?=[A-Z][a-z]+[\s,])")
_LINES: Final = re.compile(r"[^\S\n]*\n\s*")
_BULLET: Final = re.compile(r"(?:[•▪◦●■‣*–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_INNER_BULLET: Final = re.compile(r"\s(?=[•▪◦●■‣]\s*\S)")
_SPEAKER: Final = re.compile(
    r"(?:[\"”’]\s*)?(?:(?:the|a|an|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)\s)?(?:[A-Z][\w'’-]+\s){0,4}[A-Z]?[\w'’-]+\s"
    r"(?:said|says|asked|asks|told|tells|wrote|writes|added|replied|answered|shouted|cried|wondered)\b"
)
_LONGEST_LIST: Final = 3
_SHORT_LINE: Final = 0.7


def split_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Cut a stretch of text into sentences, none of them empty, blanks at their ends left out.

    >>> text = 'KYIV, Jan. 5 (WX) - "We know nothing," Lt. Gen. J. R. Roe told the U.S. envoy. He left...'
    >>> [text[part.start : part.end] for part in split_sentences(text, Span(0, len(text)))]
    ['KYIV, Jan. 5 (WX) - "We know nothing," Lt. Gen. J. R. Roe told the U.S. envoy.', 'He left...']
    """
    stretch = text[span.start : span.end]
    cuts = sorted({0, len(stretch), *_line_cuts(stretch), *_stop_cuts(stretch), *_other_cuts(stretch)})
    return tuple(
        Span(span.start + start, span.start + end)
        for start, end in (_trim(stretch, left, right) for left, right in zip(cuts, cuts[1:], strict=False))
        if start < end
    )


def _trim(stretch: str, left: int, right: int) -> tuple[int, int]:
    part = stretch[left:right]
    return left + len(part) - len(part.lstrip()), right - len(part) + len(part.rstrip())


def _other_cuts(stretch: str) -> Iterator[int]:
    """Stops with no blank behind them ("…the depot.Officials said…") and bullets within a line."""
    for match in _GLUED.finditer(stretch):
        yield match.end()
    for match in _INNER_BULLET.finditer(stretch):
        yield match.end()


def _line_cuts(stretch: str) -> Iterator[int]:
    """Ends of lines that end a sentence: an empty line, a bullet, a line cut short before a capital."""
    breaks = list(_LINES.finditer(stretch))
    if not breaks:
        return
    longest = max(len(line) for line in stretch.split("\n"))
    start = 0
    for match in breaks:
        after = stretch[match.end() : match.end() + 80]
        short = match.start() - start < _SHORT_LINE * longest and not after[:1].islower()
        if (
            match.group().count("\n") > 1
            or _BULLET.match(after)
            or short
            or stretch[match.start() - 1 : match.start()] in ".!?:"
        ):
            yield match.end()
        start = match.end()


def _stop_cuts(stretch: str) -> Iterator[int]:
    for match in _ENDING.finditer(stretch):
        if match.end() < len(stretch) and _ends_sentence(stretch, match):
            yield match.end()


def _ends_sentence(stretch: str, match: re.Match[str]) -> bool:
    """Whether a stop with what follows it ends a sentence."""
    stop, close = match["stop"], match["close"]
    after = stretch[match.end() : match.end() + 120]
    found = _NEXT_WORD.match(after)
    word = found[1] if found else ""
    if after[:1].islower() or (word[:1].islower() and after[:1] not in "\"“‘'(["):
        return False
    if close and stop[-1] in "!?…" and _SPEAKER.match(after):
        return False
    if stop == "." and not close:
        return _point_ends(stretch, match.start(), word, after)
    return True


def _point_ends(stretch: str, point: int, word: str, after: str) -> bool:
    """Whether a lone full stop ends a sentence, by the word before it and the word behind."""
    found = _WORD_BEFORE.search(stretch[max(0, point - 40) : point])
    before = found[0] if found else ""
    starts_new = word in _STARTERS or after[:1] in '"“‘'
    if before in _TITLES or before in _NEVER_LAST:
        return False
    if before in _MONTHS or before in _BEFORE_FIGURES:
        return not word[:1].isdigit() and starts_new
    if before in _MAYBE_LAST or _DOTTED.match(before) or (len(before) == 1 and before.isupper()):
        return starts_new and word != "I"
    if before.isdigit() and len(before) < _LONGEST_LIST:
        return not _opens_line(stretch, point - len(before))
    return True


def _opens_line(stretch: str, at: int) -> bool:
    head = stretch[:at].rstrip(" \t(")
    return not head or head[-1] == "\n" or head[-1] in ".!?:;"
