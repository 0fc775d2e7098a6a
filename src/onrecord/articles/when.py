"""Where and when a story was written and published: the dateline of the main dispatch, and the date with its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from onrecord.articles.datelines import NAME, PrintedDateline, is_known_place, parse_dateline, place_name
from onrecord.articles.dates import PrintedDate, find_dates, told_weekdays
from onrecord.articles.lines import Hint
from onrecord.articles.sheet import Sheet
from onrecord.lexicon.layout import CueKind
from onrecord.records import Dateline, DateSource, ToldDate, ZoneKind

STAMP = re.compile(r"(?<!\d)(\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])\d{6}(?!\d)")
ADDRESS_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])[/_-]([0-2]?\d|3[01])(?!\d)")
PIECES = re.compile(r"\. (?=\d)|(?<=[a-zà-ÿ]{2})\. (?=[^\W\d_a-z])|\s(?:[|·•—–*]|//?|-{1,2})\s|\s{2,}|; |\s?[|·•]\s?")
NAMED_IN = re.compile(
    r"^(?P<who>.{2,80}?) in (?P<place>[^\W\d_][^,|·]{1,40}(?:, [^\W\d_][\w .]{2,30})?)\.?$", re.IGNORECASE
)
SIGNED_FROM = re.compile(
    r"^(?:by |from )?(?:our |own |special |staff )*(?:correspondents?|reporters?|reporting)(?:,| at| from| in)? "
    r"(?P<place>[^\W\d_][\w .'-]{1,40})$",
    re.IGNORECASE,
)
ROLES = re.compile(
    r"editor|correspond|report|writer|fellow|staff|columnist|analyst|agency|press|news|desk|translat|photo|chief|senior|"
    r"author",
    re.IGNORECASE,
)
LONGEST_PLACE = 40
STORY_LINES = 40
PLACE = re.compile(rf"{NAME.pattern}(?:(?:, | ?/ ?){NAME.pattern})?")
LATER = re.compile(r"updat|modif|revis|last edit|amend|access|retriev|print|tabled|asked|filed|expires", re.IGNORECASE)
ISSUED = re.compile(r"\W{0,3}(?:answered|published|posted|issued|released|date)\b", re.IGNORECASE)
LABELS = frozenset(
    [
        "published",
        "updated",
        "posted",
        "issued",
        "date",
        "dated",
        "released",
        "created",
        "press",
        "release",
        "by",
        "from",
        "on",
        "last",
        "first",
        "monday",
    ]
)


def find_dateline(sheet: Sheet) -> PrintedDateline | None:
    """The dateline of the main dispatch: one with a credit, then one at a known place, then a by-line's place."""
    found = [dateline for i in range(min(sheet.first + 1, len(sheet.lines))) if (dateline := _printed(sheet, i))]
    for wanted in (_is_credited, _is_known, _is_of_story):
        if chosen := next(filter(wanted, found), None):
            return chosen
    return _place_alone(sheet) or _byline_place(sheet) or next(iter(found), None) or _other_place(sheet)


def _is_credited(dateline: PrintedDateline) -> bool:
    return bool(dateline.credits)


def _is_known(dateline: PrintedDateline) -> bool:
    return dateline.is_known


def _is_of_story(dateline: PrintedDateline) -> bool:
    return dateline.dashed


def _printed(sheet: Sheet, i: int) -> PrintedDateline | None:
    """The dateline that a line of the head, or the story's first line, opens with."""
    dateline = sheet.looks[i].dateline
    if dateline is None or sheet.kinds[i] not in {ZoneKind.BODY, ZoneKind.DATELINE, ZoneKind.BYLINE}:
        return None
    if _is_label(dateline):
        return None
    sure = dateline.credits or dateline.dashed or dateline.is_known
    return dateline if sure or _is_told_of(sheet, i, dateline) else None


def _is_told_of(sheet: Sheet, i: int, dateline: PrintedDateline) -> bool:
    """Whether an unknown place below the banner, and not in a by-line, is named in the story too."""
    if i == 0 or sheet.looks[i].has(CueKind.BYLINE) or dateline.place is None:
        return False
    name = re.compile(rf"(?<!\w){re.escape(dateline.place.split(',')[0])}(?!\w)")
    story = sheet.indices(ZoneKind.BODY)[:STORY_LINES]
    return any(name.search(sheet.lines[j].text) for j in story)


def _place_alone(sheet: Sheet) -> PrintedDateline | None:
    """A place that stands alone above the story: ``ANKARA``, ``Rize, Türkiye``."""
    top = -1 if sheet.head.title is None else sheet.head.title
    for i in range(sheet.first - 1, top, -1):
        words, look = sheet.lines[i].text.strip(" .:-–—"), sheet.looks[i]
        if not 2 < len(words) <= 40 or look.words > 5 or look.cues or look.dates or sheet.lines[i].hint is Hint.HEADING:
            continue
        lone = words.split(",")[0].isupper() and i == sheet.first - 1 and i > top + 1
        if PLACE.fullmatch(words) and (is_known_place(words) or lone):
            return PrintedDateline(len(words), place_name(words))
    return None


def _pieces(sheet: Sheet, *kinds: ZoneKind) -> Iterator[str]:
    for i in sheet.indices(*kinds):
        if i >= sheet.first:
            return
        yield from (piece.strip(" ()[]") for piece in PIECES.split(sheet.lines[i].text))


def _byline_place(sheet: Sheet) -> PrintedDateline | None:
    """The place that the by-lines and date lines name; none where two names stand in two places."""
    if sheet.stated.dateline and is_known_place(sheet.stated.dateline):
        return PrintedDateline(0, place_name(sheet.stated.dateline))
    places: list[PrintedDateline] = []
    for piece in _pieces(sheet, ZoneKind.BYLINE, ZoneKind.DATELINE):
        dated = parse_dateline(piece)
        if (
            dated
            and dated.dates
            and dated.end >= len(piece)
            and (dated.is_known or not places)
            and not _is_label(dated)
        ):
            return dated
        if place := _place_of_piece(piece):
            places.append(PrintedDateline(0, place_name(place)))
    return places[0] if len({found.place for found in places}) == 1 else None


def _is_label(dateline: PrintedDateline) -> bool:
    return (dateline.place or "").lower() in LABELS


def _place_of_piece(piece: str) -> str | None:
    """``Oslo`` · ``by Ola Marsh, Oslo`` · ``Ola Marsh in Oslo`` · ``from our correspondent in Oslo``."""
    for day in reversed(find_dates(piece)):
        piece = piece[: day.span.start].rstrip(" ,(") + piece[day.span.end :]
    if match := SIGNED_FROM.match(piece):
        return match.group("place")
    if (match := NAMED_IN.match(piece)) and _is_place(match.group("place")):
        return match.group("place")
    names = [name.strip(" .:()") for name in piece.split(",") if name.strip() and not any(c.isdigit() for c in name)]
    whole = [piece] if PLACE.fullmatch(piece) and len(piece) <= LONGEST_PLACE else []
    ends = [*whole, *names[-1:], *names[:1]]
    return next((name for name in ends if is_known_place(name) and name[:1].isupper()), None)


def _is_place(words: str) -> bool:
    return (
        bool(NAME.fullmatch(words.split(",")[0])) and not ROLES.search(words) and not re.search(r" (?:and|in) ", words)
    )


def _other_place(sheet: Sheet) -> PrintedDateline | None:
    """A known place beside a date: at the end of an institution's headline, or in the banner's date line."""
    if sheet.head.title is not None:
        title = sheet.lines[sheet.head.title].text
        for match in list(re.finditer(r", ", title))[-4:]:
            found = parse_dateline(title[match.end() :])
            if found and found.dates and match.end() + found.end >= len(title) and found.is_known:
                return found
    for i in sheet.indices(ZoneKind.FURNITURE):
        if i < sheet.head.body and sheet.looks[i].dates and not sheet.looks[i].cues:
            places = [piece for piece in PIECES.split(sheet.lines[i].text) if is_known_place(piece)]
            if len(places) == 1:
                return PrintedDateline(0, place_name(places[0]))
    return _closing_dateline(sheet)


def _closing_dateline(sheet: Sheet) -> PrintedDateline | None:
    """A place and a date that stand alone below the text, as under a communiqué."""
    below = (sheet.looks[i].dateline for i in sheet.indices(ZoneKind.DATELINE) if i > sheet.first)
    return next((found for found in below if found and found.is_known and found.dates), None)


def find_published(sheet: Sheet, where: PrintedDateline | None, source: str, received: date) -> ToldDate | None:
    """The day of publication, from the surest place that tells it: statements, printed date, dateline, address."""
    for words, kind in (
        (sheet.stated.published, DateSource.STRUCTURED),
        (sheet.stated.meta_published, DateSource.META),
    ):
        if words and (told := _told(words, kind)):
            return told
    weekdays = told_weekdays(sheet.lines[sheet.first].text)
    return (
        _printed_by_headline(sheet, where)
        or _of_dateline(where, received, weekdays, full=True)
        or _from_address(source)
        or _printed_anywhere(sheet)
        or _of_dateline(where, received, weekdays, full=False)
    )


def _told(words: str, kind: DateSource) -> ToldDate | None:
    found = find_dates(words)
    if found and (day := found[0].resolve()):
        return ToldDate(day, kind, found[0].precision)
    return None


def _printed_by_headline(sheet: Sheet, where: PrintedDateline | None) -> ToldDate | None:
    """The date printed by the headline; an update's only where there is no other."""
    days = list(_head_days(sheet))
    first = [day for day, before in days if not LATER.search(before[-30:])]
    own = [day for day in first if where is None or day not in where.dates[:1]]
    for day in own or first or [day for day, _ in days]:
        if resolved := day.resolve():
            return ToldDate(resolved, DateSource.BYLINE, day.precision)
    return None


def _head_days(sheet: Sheet) -> Iterator[tuple[PrintedDate, str]]:
    """The dates with a year in the page's head, the surest lines first, each with the words before it."""
    kinds = (ZoneKind.BYLINE, ZoneKind.DATELINE), (ZoneKind.FURNITURE, ZoneKind.DECK, ZoneKind.HEADING)
    for wanted in kinds:
        for i in sheet.indices(*wanted):
            line = sheet.lines[i].text
            if (
                sheet.looks[i].strong
                or sheet.looks[i].has(CueKind.CAPTION)
                or (i >= sheet.first and not ISSUED.match(line))
            ):
                continue
            yield from ((day, line[: day.span.start]) for day in find_dates(line) if day.year and day.day)


def _printed_anywhere(sheet: Sheet) -> ToldDate | None:
    """The date that a headline ends with, or that the page's last lines print alone."""
    title = [] if sheet.head.title is None else [sheet.lines[sheet.head.title].text]
    for line in title:
        for day in find_dates(line):
            if day.year and day.day and (resolved := day.resolve()):
                return ToldDate(resolved, DateSource.BYLINE)
    return None


def _of_dateline(
    where: PrintedDateline | None, received: date, weekdays: frozenset[int], *, full: bool
) -> ToldDate | None:
    """The dateline's own date, the last where it bears two; one without a year is taken from when the page came."""
    days = [day for day in (where.dates if where else ()) if day.year or not full]
    resolved = days[-1].before(received, weekdays) if days else None
    return ToldDate(resolved, DateSource.DATELINE) if resolved else None


def _from_address(source: str) -> ToldDate | None:
    for pattern, base in ((ADDRESS_DATE, 0), (STAMP, 2000)):
        if match := pattern.search(source):
            year, month, day = map(int, match.groups())
            try:
                return ToldDate(date(year + base, month, day), DateSource.ADDRESS)
            except ValueError:
                continue
    return None


def resolve_dateline(where: PrintedDateline | None, published: ToldDate | None) -> Dateline:
    """The dateline with its day; a year that it does not print is the publication's."""
    if where is None:
        return Dateline()
    if where.dates:
        full = [day for printed in where.dates if printed.year and (day := printed.resolve())]
        near = full[0] if full else published.day if published else None
        return Dateline(where.place, where.dates[0].resolve(near))
    of_byline = where.end == 0  # a by-line's place is where the story was written on the day that it was published
    return Dateline(where.place, published.day if of_byline and published else None)
