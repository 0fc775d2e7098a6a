"""The shapes of what the API answers, for the server, the client and the assistant's door alike.

A day is ``2024-09-09``, a moment is in ISO 8601 with its time zone, an unknown value is ``null``. Codes are those of
the contract: ``IRN``, ``YEM/REB``, ``missile.ballistic``.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from onrecord.records import ActKind, ChangeKind, EventType, NoticeKind, Position, Sector, Stage, Status


class Shape(BaseModel):
    """An object of the API: frozen, and nothing in it but what is told here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Item = TypeVar("Item")


class Paged(Shape, Generic[Item]):
    """A page of a list; ``next`` is the cursor of the following page, ``null`` at the end.

    A page may hold fewer than were asked for, or none, and still have a next one.
    """

    items: tuple[Item, ...]
    next: str | None = None
    count: int | None = None
    """How many there are in all, where that is counted."""


class PageLine(Shape):
    """A page as a list names it; ``address`` is its publisher's, ``null`` for a page that did not come from the web."""

    id: str
    title: str | None
    outlet: str
    day: date | None
    address: str | None


class NoticeOut(Shape):
    """What became known of a page later."""

    kind: NoticeKind
    known: datetime


class PageMeta(PageLine):
    """What a page is, without its text: who published it and when, what may be shown of it, and what it tells of."""

    publisher: str | None
    agency: str | None
    language: str | None
    received: datetime | None
    digest: str | None
    """The SHA-256 of the page as it was served, in hex."""
    policy: str
    """The id of the rights' policy, as ``docs/rights.md`` lists them."""
    claims: int
    dossiers: tuple[str, ...]
    notices: tuple[NoticeOut, ...]


class Stand(Shape):
    """How many holders stand at a position."""

    position: Position
    holders: int


class Hit(Shape):
    """Where the words asked for stand; ``claim`` is ``null`` for a headline."""

    page: str
    claim: str | None
    text: str


class DossierLine(Shape):
    """An alleged transfer as a line of the register."""

    id: str
    title: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    goods_class: str | None
    designation: str | None
    status: Status
    since: date | None
    first_told: date | None
    numbers: tuple[str, ...]
    """The numbers told, in brackets where the page itself says about or more than."""
    stands: tuple[Stand, ...]
    pages: int
    copies: int
    latest: PageLine
    hits: tuple[Hit, ...] = ()


class ActorOut(Shape):
    """Somebody as the page names them."""

    text: str
    country: str | None
    sector: Sector | None


class GoodsOut(Shape):
    """Goods as the page names them."""

    text: str
    goods_class: str
    designation: str | None
    quantity: float | None
    approximate: bool


class PartyOut(Shape):
    """Who plays a role in an event."""

    role: str
    codes: tuple[str, ...]


class EventOut(Shape):
    """What is said to have happened."""

    id: str
    type: EventType
    stage: Stage | None
    parties: tuple[PartyOut, ...]
    goods: tuple[GoodsOut, ...]


class ClaimLine(Shape):
    """One holder's position on one event at one place of a page, with the words that its rights let be shown."""

    id: str
    position: Position
    past: bool
    holder: ActorOut
    via: tuple[ActorOut, ...]
    event: EventOut
    page: PageLine
    evidence: tuple[str, ...]
    """The exact words, a cut marked with ``…``."""
    withheld: bool
    """Whether rights keep back some of the words; the page at its publisher's address has them."""


class StepOut(Shape):
    """A rule that made a claim; the words that it saw are ``null`` where rights keep them back."""

    rule: str
    words: str | None


class ClaimExplained(ClaimLine):
    """A claim with the dossier that it stands in and the rules that made it, in their order."""

    dossier: str | None
    steps: tuple[StepOut, ...]


class StatusOut(Shape):
    """From a day on, where a dossier stands."""

    day: date | None
    status: Status


class StandingOut(Shape):
    """Where a holder stands and since when; ``claims`` are those that carry it."""

    holder: str
    country: str | None
    sector: Sector | None
    position: Position
    since: date | None
    claims: tuple[str, ...]


class ValueOut(Shape):
    """A value that somebody gave, with the pages that give it; uncertain where the page itself says about."""

    text: str
    uncertain: bool
    pages: tuple[str, ...]


class CellOut(Shape):
    """A thing that pages may tell of a transfer, with every value that anybody gave."""

    name: str
    values: tuple[ValueOut, ...]


class VoicesOut(Shape):
    """How many independent voices stand at a position now, and what they are called."""

    position: Position
    voices: int
    pages: int
    names: tuple[str, ...]


class ActOut(Shape):
    """Something done by speaking."""

    kind: ActKind
    actor: ActorOut
    target: ActorOut | None
    page: str
    evidence: tuple[str, ...]
    withheld: bool


class MemberOut(Shape):
    """An event of a page as part of a dossier."""

    page: str
    event: str


class DossierSheet(Shape):
    """An alleged transfer across pages, as of a day: who stands where since when, what is told and what is not."""

    id: str
    title: str
    as_of: date | None
    known: datetime | None = None
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    goods_class: str | None
    designation: str | None
    status: Status | None
    since: date | None
    history: tuple[StatusOut, ...]
    standings: tuple[StandingOut, ...]
    told: tuple[CellOut, ...]
    untold: tuple[str, ...]
    voices: tuple[VoicesOut, ...]
    acts: tuple[ActOut, ...]
    members: tuple[MemberOut, ...]
    copies: tuple[tuple[str, ...], ...]
    pages: tuple[PageLine, ...]
    days: tuple[date, ...]
    """The days on which something was told, whatever day is asked for."""
    claims: int
    """How many claims stand in it; they are listed by themselves."""


class ActorLine(Shape):
    """A party or a country that speaks, with the number of dossiers in which it is or does so."""

    code: str
    name: str
    as_supplier: int
    as_recipient: int
    as_holder: int


class Taken(Shape):
    """A position that a holder took, and in how many dossiers."""

    position: Position
    dossiers: int


class CameTo(Shape):
    """What a holder's positions came to, with the dossiers behind it."""

    outcome: str
    words: str
    dossiers: tuple[str, ...]


class TrackOut(Shape):
    """The track record of one sector's voices; it says nothing of who was right."""

    sector: Sector | None
    positions: tuple[Taken, ...]
    outcomes: tuple[CameTo, ...]


class FlowOut(Shape):
    """From whom to whom arms are alleged to have gone, and in how many dossiers."""

    supplier: str
    recipient: str
    dossiers: int


class ActorRecord(ActorLine):
    """What is on record of a party."""

    flows: tuple[FlowOut, ...]
    track: tuple[TrackOut, ...]


class GoodsLine(Shape):
    """A class of goods, or a family of classes, with the number of dossiers that tell of it."""

    code: str
    name: str
    dossiers: int


class GoodsRecord(GoodsLine):
    """What is on record of a class of goods."""

    sipri: str | None
    unroca: str | None
    flows: tuple[FlowOut, ...]


class ChangeOut(Shape):
    """One change of one dossier; what it is not about is ``null``."""

    id: str
    at: datetime | None
    kind: ChangeKind
    dossier: str
    title: str
    day: date | None
    page: str | None
    country: str | None
    sector: Sector | None
    position: Position | None
    past: bool | None
    """Whether the position is told as one held earlier."""
    status: Status | None
    judgement: str | None
    words: str


class JudgementOut(Shape):
    """What a person decided."""

    id: str
    verdict: str
    subject: str
    person: str
    made: datetime
    reason: str
    fields: dict[str, str]


class ProblemOut(BaseModel):
    """Why something was not answered (RFC 9457)."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
