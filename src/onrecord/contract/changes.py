"""Changes of the register as objects for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from onrecord.contract.shapes import day_as_json, sector_as_json
from onrecord.records import Change


class ChangeJson(TypedDict):
    """One change of one dossier; what it is not about is ``null``."""

    id: str
    at: str | None
    kind: str
    dossier: str
    title: str
    day: str | None
    story: str | None
    country: str | None
    sector: str | None
    position: str | None
    status: str | None
    judgement: str | None
    words: str


def change_as_json(change: Change, sources: Mapping[str, str]) -> ChangeJson:
    """The object of a change; its story is named by the page's source, by its id where that is unknown.

    >>> from onrecord.records import ChangeKind
    >>> change_as_json(Change(ChangeKind.JOINED, "d1", "p1/e1", story="p1"), {"p1": "wire/1.txt"})["story"]
    'wire/1.txt'
    """
    row = change.position
    return {
        "id": change.id,
        "at": change.at.isoformat() if change.at else None,
        "kind": change.kind.value,
        "dossier": change.dossier,
        "title": change.title,
        "day": day_as_json(change.day),
        "story": sources.get(change.story, change.story) if change.story else None,
        "country": row.country if row else None,
        "sector": sector_as_json(row.sector) if row else None,
        "position": row.position.value if row else None,
        "status": change.status.value if change.status else None,
        "judgement": change.judgement,
        "words": change.words,
    }
