"""Text → words as Universal Dependencies cuts them: punctuation off, clitics apart, names of types whole."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.records import Span

_CHUNK: Final = re.compile(r"\S{1,200}")
"""What stands between blanks; more than 200 characters are cut, so that time stays linear."""
_LETTER: Final = r"[^\W\d_]"
_ABBREVIATION: Final = re.compile(
    r"(?:(?:[A-Za-z]\.)+[A-Za-z]\.?|[A-Z]\.|(?:Adm|Amb|Ave|Blvd|Brig|Bros|Capt|Cmdr|Co|Col|Corp|Cpl|Dept|Dr|Fr|Gen|Gov|"
    r"Hon|Inc|Jr|Lt|Ltd|Maj|Messrs|Mr|Mrs|Ms|Mt|No|Ph\.D|Pres|Prof|Pte|Pvt|Rep|Rev|Sen|Sgt|Sr|St|Supt|Univ|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|"
    r"al|approx|ca|cf|etc|est|fig|no|pp|vol|vs|v)\.)\Z"
)
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S*[\w/=&#-]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|int|info|ru|"
    r"ua|uk|de|fr|eu|ir|il|cn|tv|me)(?:/\S*[\w/=&#-])?"
)
_FACE: Final = re.compile(r"[:;=8][-o^']?[)(DPp|/\\\]\[]+\Z|[)(]-?[:;=]\Z|<3+\Z|\^_+\^\Z")
_OPENING: Final = re.compile(
    r"\.{2,}|…|``|''|--+|([*=_~#+])\1+|[!?]{2,}|[-–—](?=[^\d\s])|[\"“”„«»‘’'(\[{<¿¡*_=~#§|/\\`,:;!?)\]}>•·●]|"
    r"\$|£|€|¥|[A-Z]{1,3}\$|%"
)
_CLOSING: Final = re.compile(
    r"(?:\.{2,}|…|``|''|--+|([*=_~#+])\1+|[!?]{2,}|[\"“”„«»’‘')\]}>,:;!?(\[{*_=~|/\\`%]|[-–—]|(?<=[0-9])[$£€¥]|[™®©])\Z"
)
_POINT: Final = re.compile(r"(?<=[\w\"”'’)\]%$+°])\.\Z")
_UNIT: Final = re.compile(r"(?<=[0-9])(?:km²?|cm|mm|kg|lbs?|mph|kph|GB|MB|am|pm|[ap]\.m\.|bn|m|ft)\Z")
_CLITIC: Final = re.compile(r"(?<=\w)(?:n['’]t|['’](?:s|S|re|ve|ll|d|m|RE|VE|LL|D|M))\Z|(?<=\w)N['’]T\Z")
_PREFIX: Final = (
    r"\b(?:non|re|anti|e|co|pre|pro|mid|cross|post|over|multi|ex|sub|counter|semi|neo|inter|intra|micro|mini|un)"
)
_INNER: Final = re.compile(
    rf"\.{{2,}}|…|--+|—|(?<={_LETTER})[-–](?={_LETTER})|(?<=\d)[-–](?=\d)|(?<=\d)-(?=[a-z]{{2}})|"
    rf"(?<=[\"”)])-(?=[a-z])|(?<=[A-Z]\.)-(?=[a-z])|(?<=[a-z]{{2}})[.!?](?=[A-Z])|(?<={_LETTER})[,:;=<>/](?={_LETTER})|(?<=[^\W_])[:=<>](?={_LETTER})|"
    rf"[\"“”()\[\]](?=.)"
)
_KEPT: Final = re.compile(rf"{_PREFIX}-(?={_LETTER}{{2}})|\b[a-z]/(?=[a-z]\b)|\bw/(?=out\b)", re.IGNORECASE)
"""Hyphens behind prefixes belong to the word ("anti-tank", against "Russian-made"), so do a few strokes ("w/o")."""
_TWO_WORDS: Final[dict[str, int]] = {
    "cannot": 3,
    "gonna": 3,
    "gotta": 3,
    "wanna": 3,
    "lemme": 3,
    "gimme": 3,
    "dunno": 2,
}
_WHOLE: Final = frozenset(
    {"'s", "’s", "n't", "n’t", "'em", "’em", "'til", "’til", "o'clock", "o’clock", "ma'am", "d'etat"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word before it is parsed: its place, its form, and whether a blank stands before it."""

    span: Span
    form: str
    spaced: bool


def split_words(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a stretch of text, by offsets into the whole text.

    >>> [word.form for word in split_words("They don't fly Su-35s.", Span(5, 22))]
    ['do', "n't", 'fly', 'Su-35s', '.']
    """
    words: list[Word] = []
    before = span.start - 1
    for match in _CHUNK.finditer(text, span.start, span.end):
        at, spaced = match.start(), match.start() > before
        for form in _cut(match.group()):
            words.append(Word(Span(at, at + len(form)), form, spaced))
            at, spaced = at + len(form), False
        before = match.end()
    return tuple(words)


@functools.lru_cache(maxsize=50_000)
def _cut(chunk: str) -> tuple[str, ...]:
    """The words of what stands between two blanks."""
    front: list[str] = []
    back: list[str] = []
    rest = chunk
    while rest and not _is_whole(rest):
        opening = _OPENING.match(rest)
        if opening and len(opening.group()) < len(rest):
            front.append(opening.group())
            rest = rest[opening.end() :]
            continue
        closing = _last(rest)
        if not closing or len(closing) == len(rest):
            break
        back.append(closing)
        rest = rest[: -len(closing)]
    return (*front, *_inner(rest), *reversed(back))


def _is_whole(rest: str) -> bool:
    return bool(
        (rest.isalnum() and rest.lower() not in _TWO_WORDS and not rest[0].isdigit())
        or rest in _WHOLE or _ABBREVIATION.match(rest) or _ADDRESS.fullmatch(rest) or _FACE.match(rest)
    )  # fmt: skip


def _last(rest: str) -> str:
    """What is to be cut off the end, nothing where all of it belongs together."""
    for shape in (_CLOSING, _CLITIC, _POINT, _UNIT):
        found = shape.search(rest)
        if found:
            return found.group()
    return ""


def _inner(rest: str) -> Iterator[str]:
    """A word without its outer punctuation, cut at hyphens and the like."""
    if not rest or _is_whole(rest):
        if rest:
            yield rest
        return
    two = _TWO_WORDS.get(rest.lower())
    if two:
        yield from (rest[:two], rest[two:])
        return
    at = 0
    kept = {match.end() - 1 for match in _KEPT.finditer(rest)}
    for match in _INNER.finditer(rest):
        if match.start() in kept:
            continue
        if match.start() > at:
            yield rest[at : match.start()]
        yield match.group()
        at = match.end()
    if at < len(rest):
        yield rest[at:]
