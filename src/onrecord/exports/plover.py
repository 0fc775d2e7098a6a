"""Events after PLOVER, as few as are sure: nothing rather than a wrong code, and beside them what was left out and why.

PLOVER codes who did what to whom, as done. It has no code for a denial, for a matter left open or for a suspicion, and
none that says "alleged". So a transfer is coded only where a party to it says so itself. Codes are those of the table
from CAMEO to PLOVER of 2021, whose CAMEO number stands beside.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.exports.csv import guarded
from onrecord.exports.edition import Edition, Told
from onrecord.exports.files import File, encoded, json_file
from onrecord.exports.names import fate_of, place_of
from onrecord.records import Act, ActKind, Article, EventType, Position, Role, Sector, Stage, Status


@dataclass(frozen=True, slots=True)
class Code:
    """A code: the CAMEO number that it comes from, the type, the mode and the context of PLOVER."""

    cameo: str
    event: str
    mode: str = ""
    context: str = ""


PASSED: Final = Code("072", "AID", "", "military")
PROMISED: Final = Code("0332", "AGREE", "", "military")
SANCTIONED: Final = Code("163", "COERCE", "restrict", "diplomatic")
EASED: Final = Code("085", "RETREAT", "ease", "economic")
BY_STAGE: Final = {Stage.DELIVERED: PASSED, Stage.SHIPPED: PASSED, Stage.AGREED: PROMISED}
ACTS: Final = {
    ActKind.THREATEN: Code("130", "THREATEN"),
    ActKind.DEMAND: Code("100", "DEMAND"),
    ActKind.CONDEMN: Code("111", "ACCUSE", "disapprove"),
    ActKind.ACCUSE: Code("112", "ACCUSE", "disapprove"),
    ActKind.PRAISE: Code("051", "SUPPORT", "", "diplomatic"),
}
"""A pledge has no code: it may be one of help or of an answer in kind."""

CODED: Final = (
    "story address date cameo event_type event_mode context "
    "actor_country actor_sector recipient_country recipient_sector of"
)
LEFT_OUT: Final = "story of position_or_act reason"
OWN: Final = (Sector.GOV, Sector.MIL, None)
"""Who speaks for a state."""

Row = tuple[str, ...]


def write(edition: Edition) -> Iterator[File]:
    """The events, what was left out, and the imprint."""
    coded, left_out = dict[Row, str](), list[Row]()
    for told in edition.claims():
        _sort(told.article, told.claim.id, told.claim.position, _of_claim(told), coded, left_out)
    for article, number, act in edition.acts():
        fate = fate_of(article)
        found = f"the page was {fate}" if fate else _of_act(act)
        _sort(article, f"act{number}", act.kind, found, coded, left_out)
    yield File("events.csv", "text/csv", _table(CODED.split(), ((*row, of) for row, of in coded.items())))
    yield File("left_out.csv", "text/csv", _table(LEFT_OUT.split(), left_out))
    imprint = edition.imprint
    as_of = imprint.as_of.isoformat() if imprint.as_of else None
    yield json_file("imprint.json", {"version": imprint.version, "lexicon": imprint.lexicon, "asOf": as_of})


def _sort(
    article: Article, of: str, said: str, found: list[Row] | str, coded: dict[Row, str], left_out: list[Row]
) -> None:
    """Put what was found among the events, each once a story; or the reason among what was left out."""
    day = article.day.isoformat() if article.day else ""
    rows = [] if isinstance(found, str) else [(article.id, place_of(article), day, *row) for row in found]
    new = {row: of for row in rows if row not in coded}
    coded.update(new)
    if not new:
        reason = found if isinstance(found, str) else "the story's same event is there already"
        left_out.append((article.id, of, str(said), reason))


def _of_claim(told: Told) -> list[Row] | str:
    """The events that a claim is sure to tell of, or why there is none."""
    claim, event = told.claim, told.event
    if claim.position not in (Position.ASSERTS, Position.INTENDS):
        return f"PLOVER has no code for what somebody {claim.position}"
    if told.copy:
        return "a copy's claim counts with the first"
    if fate := fate_of(told.article):
        return f"the page was {fate}"
    if claim.past:
        return "told as held earlier"
    match event.type:
        case EventType.TRANSFER:
            return _of_transfer(told)
        case EventType.SANCTION:
            return _of_sanction(told)
    return f"PLOVER has no sure code for {event.type}"


def _of_transfer(told: Told) -> list[Row] | str:
    claim, event = told.claim, told.event
    givers, takers = event.party(Role.SUPPLIER), event.party(Role.RECIPIENT)
    if not givers or not takers:
        return "a party is not told"
    if claim.position is Position.INTENDS:
        if not _speaks_for(told, givers):
            return "announced by another than the supplier"
        return _pairs(PROMISED, givers, takers)
    if not _speaks_for(told, (*givers, *takers)):
        return "asserted by others than the parties: an allegation"
    if told.dossier is None or not told.dossier.status or told.dossier.status[-1].status is not Status.ADMITTED:
        return "no party admits it now"
    code = BY_STAGE.get(event.stage or Stage.UNSPECIFIED)
    return _pairs(code, givers, takers) if code else f"no sure code for the stage {event.stage or 'untold'}"


def _of_sanction(told: Told) -> list[Row] | str:
    event = told.event
    actors, targets = event.party(Role.ACTOR), event.party(Role.TARGET)
    if told.claim.position is not Position.ASSERTS or not _speaks_for(told, actors):
        return "not told by who sanctions"
    code = {Stage.IMPOSED: SANCTIONED, Stage.LIFTED: EASED}.get(event.stage or Stage.UNSPECIFIED)
    if code is None or not targets:
        return "no sure code: neither imposed nor lifted, or no target told"
    return _pairs(code, actors, targets)


def _speaks_for(told: Told, parties: Iterable[str]) -> bool:
    """Whether the holder is one of the parties itself: its government, its army, or the body, group or company."""
    holder = told.claim.holder
    own = {holder.country} if holder.sector in OWN or holder.sector is Sector.IGO else set()
    return holder.country is not None and bool({*own, f"{holder.country}/{holder.sector}"} & set(parties))


def _of_act(act: Act) -> list[Row] | str:
    code = ACTS.get(act.kind)
    if code is None:
        return f"PLOVER has no sure code for {act.kind}"
    if act.target is None or act.target.country is None or act.actor.country is None:
        return "who did it, or to whom, is not told by country"
    ends = ((one.country or "", one.sector.value if one.sector else "") for one in (act.actor, act.target))
    return [(*_told(code), *(part for end in ends for part in end))]


def _pairs(code: Code, actors: Iterable[str], recipients: Iterable[str]) -> list[Row]:
    return [
        (*_told(code), *_end(actor), *_end(recipient))
        for actor in actors
        for recipient in recipients
        if actor != recipient
    ]


def _told(code: Code) -> Row:
    return code.cameo, code.event, code.mode, code.context


def _end(code: str) -> Row:
    """A party's country and sector, the sector empty where the party is the state or the organisation itself."""
    country, _, sector = code.partition("/")
    return country, sector


def _table(header: Iterable[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return encoded(out.getvalue())
