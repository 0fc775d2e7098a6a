"""A register as one text that can be read for ever: dossiers, what their stories say, and what people decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, cast

from onrecord.contract.dossiers import dossier_from_json, register_as_json
from onrecord.contract.judgements import JudgementJson
from onrecord.contract.readings import reading_as_json, reading_from_json
from onrecord.contract.shapes import NotTheContract, ReadingJson
from onrecord.contract.words import BREAK
from onrecord.records import AsOf, Dossier, EventType, Reading

FORM: Final = 1
"""The number of this form; a form is never changed, another one is added."""

TELLING: Final = (EventType.TRANSFER, EventType.SANCTION)
"""The events that a dossier's sheet tells of."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a frozen register holds; of the stories only the words that carry something."""

    code: str
    as_of: AsOf
    dossiers: tuple[Dossier, ...]
    readings: tuple[Reading, ...]
    judgements: tuple[JudgementJson, ...]


def freeze(
    dossiers: Iterable[Dossier],
    readings: Iterable[Reading],
    judgements: Iterable[JudgementJson] = (),
    *,
    code: str,
    as_of: AsOf,
) -> str:
    """The text of a register, the same for the same register.

    >>> text = freeze([Dossier("d1", ("NOR",), (), None, None, ())], [], code="0.1", as_of=AsOf(date(2025, 3, 1)))
    >>> thaw(text).dossiers[0].supplier, thaw(text).as_of.told
    (('NOR',), datetime.date(2025, 3, 1))
    """
    told = {
        "form": FORM,
        "code": code,
        "told": as_of.told.isoformat() if as_of.told else None,
        "known": as_of.known.isoformat() if as_of.known else None,
        "dossiers": list(register_as_json(dossiers, ())),
        "readings": sorted(map(_carrying, _telling(readings)), key=lambda row: row["id"]),
        "judgements": sorted(judgements, key=lambda row: (row["made"], row["id"])),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thaw(text: str) -> Frozen:
    """The register of a text; raises ``NotTheContract`` where it is none."""
    try:
        told = json.loads(text)
        if told["form"] != FORM:
            raise NotTheContract(f"a frozen register of form {told['form']}: this program reads form {FORM}")
        return _thawed(told)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, NotTheContract):
            raise
        raise NotTheContract(f"no frozen register: {error!r}") from error


def _thawed(told: Mapping[str, object]) -> Frozen:
    day, moment = cast(str | None, told["told"]), cast(str | None, told["known"])
    rows = cast(Sequence[Mapping[str, object]], told["readings"])
    return Frozen(
        code=str(told["code"]),
        as_of=AsOf(date.fromisoformat(day) if day else None, datetime.fromisoformat(moment) if moment else None),
        dossiers=tuple(map(dossier_from_json, cast(Sequence[Mapping[str, object]], told["dossiers"]))),
        readings=tuple(map(reading_from_json, rows)),
        judgements=tuple(cast(Sequence[JudgementJson], told["judgements"])),
    )


def _telling(readings: Iterable[Reading]) -> Iterator[Reading]:
    return (reading for reading in readings if any(event.type in TELLING for event in reading.events))


def _carrying(reading: Reading) -> ReadingJson:
    """A reading whose body is the words that carry its claims and acts, and nothing else of the page."""
    row = reading_as_json(reading)
    pieces = [words for told in (*row["claims"], *row["acts"]) for words in told["evidence"]]
    row["body"] = BREAK.join(dict.fromkeys(pieces))
    for told in (*row["claims"], *row["acts"]):
        told.pop("spans", None)
    return row
