"""A dossier's sheet for a person: who stands where and since when, what changed, in which words, what is not told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.faces.signs import POSITION_SIGNS, STATUS_SIGNS
from onrecord.faces.terminal.plain import counted, printable
from onrecord.faces.terminal.readings import labelled
from onrecord.faces.terminal.review import ruling_view
from onrecord.faces.terminal.words import holder_text
from onrecord.records import Position
from onrecord.register import Sheet
from onrecord.register.cells import Cell, Cited, Value
from onrecord.register.sheet import Standing, TakenAway, Words
from onrecord.register.voices import Voices

NAMED: Final = 3
"""How many voices are named beside their number."""


def sheet_view(sheet: Sheet) -> RenderableType:
    """All that the sheet of a dossier tells."""
    return Group(*_head(sheet), *_sections(sheet))


def _head(sheet: Sheet) -> Iterator[RenderableType]:
    yield Text.assemble((printable(sheet.title), "bold"), (f"  {printable(sheet.dossier.id)}", "dim"))
    if sheet.status:
        yield Text.assemble((sheet.status, f"bold {STATUS_SIGNS[sheet.status].colour}"), f" since {day(sheet.since)}")
    yield Text(f"{counted(sheet.pages, 'page')}; {_voices(sheet)}", "dim")


def _voices(sheet: Sheet) -> str:
    told = (f"{POSITION_SIGNS[row.position].mark} {row.position} {row.voices} ({_named(row)})" for row in sheet.voices)
    return f"independent voices: {', '.join(told) or 'none'}"


def _named(row: Voices) -> str:
    more = f", {len(row.names) - NAMED} more" if len(row.names) > NAMED else ""
    return printable(", ".join(row.names[:NAMED])) + more


def _sections(sheet: Sheet) -> Iterator[RenderableType]:
    yield _heading("Who stands where")
    yield from (Padding(_standing(row), (0, 0, 0, 2), expand=False) for row in sheet.standings)
    yield _heading("What changed")
    yield from (
        _row(day(change.date), Text(change.status, STATUS_SIGNS[change.status].colour)) for change in sheet.changes
    )
    yield _heading("What is told")
    outlets = {words.story: words.outlet or words.source for row in sheet.standings for words in row.words}
    yield from (_row(cell.name, _values(cell, outlets)) for cell in sheet.told)
    if sheet.untold:
        yield _row("not told", Text(", ".join(sheet.untold), "dim"))
    if sheet.taken_away:
        yield _heading("Pages that no longer stand")
        yield from (_row(str(page.notice.kind), _taken_away(page)) for page in sheet.taken_away)
    if sheet.copies:
        yield _heading("One text on several pages")
        yield from (_row("", Text(" = ".join(map(printable, group)))) for group in sheet.copies)
    if sheet.doubtful:
        yield _heading("Links for a person to look at")
        yield from (_row(f"{link.score:.2f}", Text(printable("; ".join(link.reasons)))) for link in sheet.doubtful)
    if sheet.rulings:
        yield _heading("What people decided")
        yield from (Padding(ruling_view(ruling), (0, 0, 0, 2), expand=False) for ruling in sheet.rulings)


def _heading(title: str) -> Text:
    return Text(f"\n{title}", "bold underline")


def _row(label: str, text: Text) -> RenderableType:
    return Padding(labelled(label, "", text), (0, 0, 0, 2), expand=False)


def _standing(row: Standing) -> RenderableType:
    sign = POSITION_SIGNS[row.position]
    who = Text.assemble(holder_text(row.holder, row.country, row.sector), f", since {day(row.since)}")
    lines = [labelled(f"{sign.mark} {row.position}", sign.colour, who)]
    lines += [labelled("", "", _words(words)) for words in row.words]
    if row.earlier:
        lines.append(labelled("", "", Text.assemble(("before: ", "dim"), _earlier(row))))
    return Group(*lines)


def _earlier(row: Standing) -> Text:
    return Text(", ").join(_position(told.position, told.date) for told in row.earlier)


def _position(position: Position, when: date | None) -> Text:
    sign = POSITION_SIGNS[position]
    return Text.assemble((f"{sign.mark} {position}", sign.colour), f" {day(when)}")


def _words(words: Words) -> Text:
    where = f"  {words.outlet or words.source}, {day(words.day)}"
    chain = "".join(f", by way of {holder_text(source, None, None).plain}" for source in words.via)
    told = (f"“{printable(words.text)}”", "italic"), (printable(where + chain), "dim")
    return Text.assemble(*told, (printable("".join(f"; {part}" for part in _grounds(words))), "dim"))


def _grounds(words: Words) -> Iterator[str]:
    """When it was said, what it rests on as the text tells it, and how strong its speaker calls that."""
    if words.said:
        yield f"said {day(words.said)}"
    if words.basis:
        yield f"basis: {', '.join(words.basis)}"
    if words.language:
        yield "in the speaker's words " + ", ".join(f"“{said}”" for said in words.language)


def _taken_away(page: TakenAway) -> Text:
    """A page that was withdrawn or replaced, with what it said until then."""
    held = (" ".join(part for part in (row.country, row.sector, row.position) if part) for row in page.said)
    told = (
        f"{page.outlet or page.source}, {day(page.day)}; until {day(page.notice.day)}: {', '.join(dict.fromkeys(held))}"
    )
    words = f"; “{page.notice.words}”" if page.notice.words else ""
    return Text(printable(told + words))


def _values(cell: Cell, outlets: Mapping[str, str]) -> Text:
    return Text("; ").join(_value(value, outlets) for value in cell.values)


def _value(value: Value, outlets: Mapping[str, str]) -> Text:
    """A value with the outlets that tell it, and on whose word."""
    told = dict.fromkeys(_giving(cited, outlets) for cited in value.cited)
    about = "about " if value.uncertain else ""
    return Text.assemble(printable(f"{about}{value.text}"), (printable(f" ({', '.join(told)})"), "dim"))


def _giving(cited: Cited, outlets: Mapping[str, str]) -> str:
    who = " and ".join(holder_text(holder, None, None).plain for holder in cited.holders[:2])
    outlet = outlets.get(cited.story, cited.source)
    ended = f", {cited.ended.kind}" if cited.ended else ""
    return f"{who} in {outlet}{ended}" if who else f"{outlet}{ended}"


def day(when: date | None) -> str:
    """A date as it is printed, in words where none is known."""
    return str(when) if when else "an unknown day"
