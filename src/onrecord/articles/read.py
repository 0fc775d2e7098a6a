"""Page → Article, the one road of this room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.articles.datelines import PrintedDateline, parse_dateline
from onrecord.articles.dates import PrintedDate, find_dates
from onrecord.articles.decode import Decoded, decode
from onrecord.articles.head import Head, bare_title, find_head
from onrecord.articles.lines import Line, lines_of_text
from onrecord.articles.looks import Look, look_at
from onrecord.articles.markup import Markup, read_markup
from onrecord.articles.names import (
    agency_of_credit,
    agency_of_lines,
    banner,
    known_agency,
    publisher_name,
    title_tail,
)
from onrecord.articles.notices import read_rights
from onrecord.articles.structured import Stated, read_statements
from onrecord.articles.zones import tag
from onrecord.lexicon.layout import CueKind
from onrecord.records import (
    Article,
    Dateline,
    DateSource,
    Page,
    Rights,
    Span,
    ToldDate,
    Zone,
    ZoneKind,
)

STAMP = re.compile(r"(?<!\d)(\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])\d{6}(?!\d)")
ADDRESS_DATE = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/([0-2]?\d|3[01])(?:/|$)")


class NoArticle(ValueError):
    """A page that holds no article; the message names the page and the reason."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's lines with all that was found of each."""

    lines: tuple[Line, ...]
    looks: tuple[Look, ...]
    kinds: tuple[ZoneKind, ...]
    head: Head
    stated: Stated
    document_title: str

    def texts(self, *kinds: ZoneKind) -> list[str]:
        return [line.text for line, kind in zip(self.lines, self.kinds, strict=True) if kind in kinds]

    def indices(self, *kinds: ZoneKind) -> list[int]:
        return [i for i, kind in enumerate(self.kinds) if kind in kinds]


def read_article(page: Page) -> Article:
    """What a page published: its text in reading order, in zones, with its title, outlet, agency, dates and rights.

    1. decode    bytes to text
    2. line up   the page's lines in reading order, HTML or plain
    3. tag       which line is what
    4. name      headline, dateline, dates, publisher, agency, rights
    5. write     one text, its zones as spans

    Raises ``NoArticle`` where the page holds none.
    """
    decoded = decode(page.content)
    if not decoded.text.strip():
        raise NoArticle(f"{page.source}: the page holds no text")
    if page.as_body:
        return _verbatim(page, decoded.text)
    sheet = _sheet(decoded)
    if not sheet.indices(ZoneKind.BODY):
        raise NoArticle(f"{page.source}: no paragraph of a story in it")
    return _article(page, sheet)


def _verbatim(page: Page, text: str) -> Article:
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"\S[^\n]*", body)]
    zones = tuple(Zone(ZoneKind.BODY, Span(s.start, s.start + len(body[s.start : s.end].rstrip()))) for s in spans)
    return Article(id=_identity(page), source=page.source, text=body, zones=zones)


def _identity(page: Page) -> str:
    return f"p{page.digest[:15]}"


def _sheet(decoded: Decoded) -> _Sheet:
    markup = read_markup(decoded.text) if decoded.is_html else Markup(lines=lines_of_text(decoded.text))
    lines = markup.lines
    stated = read_statements(markup)
    looks = tuple(look_at(line) for line in lines)
    head = find_head(lines, looks, [t for t in (stated.headline, stated.title, markup.title) if t])
    return _Sheet(lines, looks, tuple(tag(lines, looks, head)), head, stated, markup.title)


def _article(page: Page, sheet: _Sheet) -> Article:
    text, zones = _written(sheet)
    title = _title(sheet)
    received = page.received.date()
    where = _dateline(sheet)
    told = _published(sheet, where, page.source)
    publisher = _publisher(sheet, title)
    agency = _agency(sheet, where, publisher)
    return Article(
        id=_identity(page), source=page.source, text=text, zones=zones, title=title, publisher=publisher, agency=agency,
        byline=_byline(sheet), dateline=_resolved(sheet, where, told, received), published=told or _from_dateline(where, received),
        rights=_rights(sheet),
    )  # fmt: skip


def _title(sheet: _Sheet) -> str | None:
    if sheet.head.title is not None:
        printed = _squeeze(bare_title(sheet.lines[sheet.head.title].text))
        return next((t for t in (sheet.stated.headline,) if t and _same(t, printed)), printed)
    return sheet.stated.headline or sheet.stated.title or sheet.document_title or None


def _same(a: str, b: str) -> bool:
    return "".join(filter(str.isalnum, a.lower())) == "".join(filter(str.isalnum, b.lower()))


def _squeeze(words: str) -> str:
    return " ".join(words.split())


# ----------------------------------------------------------------------------------------------------- the text


def _written(sheet: _Sheet) -> tuple[str, tuple[Zone, ...]]:
    pieces: list[str] = []
    zones: list[Zone] = []
    at = 0
    for line, kind, look in zip(sheet.lines, sheet.kinds, sheet.looks, strict=True):
        if pieces:
            joint = "\n\n" if kind is ZoneKind.BODY or line.gap else "\n"
            pieces.append(joint)
            at += len(joint)
        words = _squeeze(line.text)
        pieces.append(words)
        zones.extend(_zones_of(words, kind, look, at))
        at += len(words)
    return "".join(pieces), tuple(zones)


def _zones_of(words: str, kind: ZoneKind, look: Look, at: int) -> list[Zone]:
    inline = parse_dateline(words) if kind is ZoneKind.BODY and look.dateline else None
    if inline is not None and inline.end < len(words):
        cut = at + len(words[: inline.end].rstrip())
        return [Zone(ZoneKind.DATELINE, Span(at, cut)), Zone(kind, Span(at + inline.end, at + len(words)))]
    bare = bare_title(words) if kind is ZoneKind.HEADLINE else words
    start = at + words.find(bare)
    return [Zone(kind, Span(start, start + len(bare)))]


# ------------------------------------------------------------------------------------------- datelines and dates

BYLINE_PLACE = re.compile(
    r"^(?:by|posts by|from)\b.{2,60}? in (?P<place>[^\W\d_][^,|·]{1,40}(?:, [^\W\d_][\w ]{2,30})?)$", re.IGNORECASE
)


def _dateline(sheet: _Sheet) -> PrintedDateline | None:
    """The dateline of the main dispatch: one with a credit first, then one by the headline."""
    first = next(iter(sheet.indices(ZoneKind.BODY)), len(sheet.lines))
    near = [look.dateline for i, look in enumerate(sheet.looks[: first + 1]) if look.dateline and _counts(sheet, i)]
    credited = [found for found in near if found.credits]
    if credited or near:
        return (credited or near)[0]
    return _place_alone(sheet, first) or _byline_place(sheet, first)


def _counts(sheet: _Sheet, i: int) -> bool:
    if sheet.kinds[i] is ZoneKind.BODY:
        return True
    return sheet.kinds[i] in {ZoneKind.DATELINE, ZoneKind.BYLINE}


def _place_alone(sheet: _Sheet, first: int) -> PrintedDateline | None:
    """A place that stands alone above the story, in capitals: ``ANKARA``."""
    for i in range(first - 1, (sheet.head.title if sheet.head.title is not None else first), -1):
        words = sheet.lines[i].text
        name = words.split(",")[0]
        if name.isupper() and 2 < len(words) <= 40 and sheet.looks[i].words <= 4 and not sheet.looks[i].cues:
            found = parse_dateline(f"{words} -- The")
            if found:
                return found
    return None


def _byline_place(sheet: _Sheet, first: int) -> PrintedDateline | None:
    """The place that a by-line or a date line names."""
    for i in sheet.indices(ZoneKind.BYLINE, ZoneKind.DATELINE):
        if i >= first:
            break
        for piece in re.split(r"\s[|·•—–/]{1,2}\s|\s{2,}|; ", sheet.lines[i].text):
            match = BYLINE_PLACE.match(piece.strip())
            if match and " in " not in match.group("place"):
                return PrintedDateline(0, match.group("place"))
            found = parse_dateline(piece.strip())
            if found and found.end >= len(piece.strip()) and found.dates:
                return found
    return None


def _printed_days(sheet: _Sheet) -> list[tuple[PrintedDate, str]]:
    """The full dates in the page's head, with the words before each."""
    first = next(iter(sheet.indices(ZoneKind.BODY)), len(sheet.lines))
    found = []
    for i in range(first):
        if sheet.kinds[i] in {ZoneKind.CAPTION, ZoneKind.RIGHTS, ZoneKind.HEADLINE, ZoneKind.DECK}:
            continue
        line = sheet.lines[i].text
        found += [(day, line[: day.span.start].lower()) for day in find_dates(line) if day.year and day.day]
    return found


def _published(sheet: _Sheet, where: PrintedDateline | None, source: str) -> ToldDate | None:
    for words, kind in (
        (sheet.stated.published, DateSource.STRUCTURED),
        (sheet.stated.meta_published, DateSource.META),
    ):
        if words and (told := _told(words, kind)):
            return told
    days = _printed_days(sheet)
    plain = [day for day, before in days if "updat" not in before[-30:] and "modif" not in before[-30:]]
    own = [day for day in plain if where is None or day not in where.dates[:1]]
    chosen = next(iter(own or plain or [day for day, _ in days]), None)
    if chosen and (day := chosen.resolve()):
        return ToldDate(day, DateSource.BYLINE)
    if where and len(where.dates) > 1 and (day := where.dates[-1].resolve()):
        return ToldDate(day, DateSource.DATELINE)
    return None if where and any(day.year for day in where.dates) else _from_address(source)


def _told(words: str, kind: DateSource) -> ToldDate | None:
    found = find_dates(words)
    if found and (day := found[0].resolve()):
        return ToldDate(day, kind, found[0].precision)
    return None


def _from_address(source: str) -> ToldDate | None:
    for pattern, base in ((ADDRESS_DATE, 0), (STAMP, 2000)):
        match = pattern.search(source)
        if match:
            year, month, day = map(int, match.groups())
            try:
                return ToldDate(date(year + base, month, day), DateSource.ADDRESS)
            except ValueError:
                continue
    return None


def _from_dateline(where: PrintedDateline | None, received: date) -> ToldDate | None:
    if where is None or not where.dates:
        return None
    day = where.dates[-1].resolve(received)
    return ToldDate(day, DateSource.DATELINE) if day else None


def _resolved(sheet: _Sheet, where: PrintedDateline | None, told: ToldDate | None, received: date) -> Dateline:
    if where is None:
        return Dateline()
    if where.dates:
        years = [day.resolve() for day in where.dates if day.year]
        near = next((day for day in years if day), told.day if told else received)
        return Dateline(where.place, where.dates[0].resolve(near))
    from_byline = where.end == 0 and told is not None
    return Dateline(where.place, told.day if from_byline and told else None)


# ----------------------------------------------------------------------------------------------- whose page, copy


def _publisher(sheet: _Sheet, title: str | None) -> str | None:
    page = "\n".join(line.text for line in sheet.lines)
    if sheet.stated.site:
        return publisher_name(sheet.stated.site, page) or sheet.stated.site
    if sheet.document_title and (tail := title_tail(sheet.document_title, title)):
        return publisher_name(tail, page)
    last = sheet.head.title if sheet.head.title is not None else sheet.head.body
    above = [
        line.text for line, look in zip(sheet.lines[:last], sheet.looks, strict=False) if not look.has(CueKind.NOTICE)
    ]
    printed = banner(above[:4])
    if printed and (name := publisher_name(printed, page)):
        return name
    return _rights(sheet).holder


def _agency(sheet: _Sheet, where: PrintedDateline | None, publisher: str | None) -> str | None:
    if where:
        for credit in where.credits:
            return agency_of_credit(credit)
    named = agency_of_lines(sheet.texts(ZoneKind.BYLINE, ZoneKind.DATELINE))
    return named or (known_agency(publisher) if publisher else None)


def _byline(sheet: _Sheet) -> str | None:
    if sheet.stated.author:
        return sheet.stated.author
    first = sheet.head.body
    for i in sheet.indices(ZoneKind.BYLINE):
        if i < first and sheet.looks[i].has(CueKind.BYLINE):
            return re.sub(r"^by:?\s+", "", sheet.lines[i].text, flags=re.IGNORECASE)
    return None


def _rights(sheet: _Sheet) -> Rights:
    notices: Sequence[str] = sheet.texts(ZoneKind.RIGHTS)
    footers = [
        line.text
        for line, look in zip(sheet.lines, sheet.looks, strict=True)
        if look.has(CueKind.RIGHTS) and not look.has(CueKind.CAPTION)
    ]
    return read_rights(list(dict.fromkeys([*notices, *footers])), sheet.stated.holder)
