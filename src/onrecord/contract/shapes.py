"""The shapes of the contract's objects, key by key, and the values that readings and dossiers share."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NotRequired, TypedDict

from onrecord.records import Notice, NoticeKind, Sector


class NotTheContract(ValueError):  # noqa: N818 - named for what it says of the object
    """An object that is no reading or dossier after the contract; the message names the story and what is wrong."""


class SpanJson(TypedDict):
    """Where words of evidence stand: offsets into the printed ``body`` or ``title``, in a paged document the page."""

    zone: Literal["body", "title"]
    start: int
    end: int
    page: NotRequired[int]


class ActorJson(TypedDict):
    """Who: the page's words, the country or organisation, the sector."""

    text: str
    country: str | None
    sector: str | None


ItemJson = TypedDict(
    "ItemJson",
    {
        "text": str,
        "class": str,
        "designation": str | None,
        "quantity": float | None,
        "approximate": NotRequired[bool],
    },
)
"""Goods: the page's words, the class, the named type, the number told."""


class EventJson(TypedDict):
    """What: one happening; which roles and whether a stage stand in it depends on its type."""

    id: str
    type: str
    supplier: NotRequired[list[str]]
    recipient: NotRequired[list[str]]
    intermediary: NotRequired[list[str]]
    used_against: NotRequired[list[str]]
    attacker: NotRequired[list[str]]
    target: NotRequired[list[str]]
    actor: NotRequired[list[str]]
    partner: NotRequired[list[str]]
    stage: NotRequired[str | None]
    items: list[ItemJson]


class ClaimJson(TypedDict):
    """Who says so: a holder's position on an event, with the chain of sources and the exact words."""

    id: NotRequired[str]
    event: str
    holder: ActorJson
    via: list[ActorJson]
    position: str
    past: NotRequired[bool]
    evidence: list[str]
    spans: NotRequired[list[SpanJson]]


class ActJson(TypedDict):
    """What was done by speaking."""

    act: str
    actor: ActorJson
    target: ActorJson | None
    about: str | None
    evidence: list[str]
    spans: NotRequired[list[SpanJson]]


class DatelineJson(TypedDict):
    """Where and when a dispatch was written."""

    place: str | None
    date: str | None


class RightsJson(TypedDict):
    """Who holds the rights and whether a notice reserves them."""

    holder: str | None
    reserved: bool


class ReadingJson(TypedDict):
    """All that was read from one page."""

    id: str
    path: NotRequired[str]
    title: str | None
    publisher: str | None
    agency: str | None
    dateline: DatelineJson
    published: str | None
    rights: RightsJson
    body: str
    events: list[EventJson]
    claims: list[ClaimJson]
    acts: list[ActJson]
    notices: NotRequired[list[NoticeJson]]


class NoticeJson(TypedDict):
    """What became known of a page later: that it was withdrawn or replaced, when, and by which notice."""

    kind: str
    known: str
    told: str | None
    by: str
    words: str


def notice_as_json(notice: Notice) -> NoticeJson:
    """A notice as the contract has it."""
    return {
        "kind": notice.kind.value,
        "known": notice.known.isoformat(),
        "told": notice.told.isoformat() if notice.told else None,
        "by": notice.by,
        "words": notice.words,
    }


def notice_from_json(row: NoticeJson) -> Notice:
    """The notice of a contract object; raises ``ValueError`` where a value is none."""
    told = datetime.fromisoformat(row["told"]) if row["told"] else None
    return Notice(NoticeKind(row["kind"]), datetime.fromisoformat(row["known"]), told, row["by"], row["words"])


class MemberJson(TypedDict):
    """One event of one story."""

    story: str
    event: str


class PositionJson(TypedDict):
    """A position that a holder took, by the date of the story that carries it."""

    date: str | None
    country: str | None
    sector: str | None
    position: str
    story: str
    past: NotRequired[bool]
    said: NotRequired[str | None]
    basis: NotRequired[list[str]]
    language: NotRequired[list[str]]
    ended: NotRequired[NoticeJson | None]


class StatusJson(TypedDict):
    """From a date on, where the dossier stands."""

    date: str | None
    status: str


class LinkJson(TypedDict):
    """Why an event is in the dossier."""

    story: str
    event: str
    score: float
    reasons: list[str]


DossierJson = TypedDict(
    "DossierJson",
    {
        "id": str,
        "supplier": list[str],
        "recipient": list[str],
        "class": str | None,
        "designation": str | None,
        "members": list[MemberJson],
        "copies": list[list[str]],
        "positions": list[PositionJson],
        "status": list[StatusJson],
        "basis": NotRequired[dict[str, list[str]]],
        "links": NotRequired[list[LinkJson]],
    },
)
"""One alleged transfer across pages; ``basis`` tells for each position what it rests on, as the pages tell it."""


def day_as_json(day: date | None) -> str | None:
    """A calendar day as the contract writes it (``2024-09-09``), ``None`` where unknown."""
    return day.isoformat() if day else None


def day_from_json(day: str | None) -> date | None:
    """The day of ``2024-09-09``, ``None`` where unknown; raises ``ValueError`` on anything else."""
    return date.fromisoformat(day) if day else None


def sector_as_json(sector: Sector | None) -> str | None:
    """A sector's code, ``None`` where unknown."""
    return sector.value if sector else None


def sector_from_json(sector: str | None) -> Sector | None:
    """The sector of a code, ``None`` where unknown; raises ``ValueError`` on a code that is none."""
    return Sector(sector) if sector else None
