"""What the assistant's door answers: every statement with its words, the page that has them, and the day."""

from __future__ import annotations

from datetime import date

from onrecord.faces.api.shapes import ActorOut, CellOut, DossierLine, PageLine, Shape, StandingOut, StatusOut, StepOut
from onrecord.records import Position, Status


class Source(Shape):
    """Where a statement stands: the outlet, the page's headline, its day and its address (none for a page on paper)."""

    page: str
    outlet: str
    headline: str | None
    day: date | None
    address: str | None

    @classmethod
    def of(cls, page: PageLine) -> Source:
        """The source that a page is."""
        return cls(page=page.id, outlet=page.outlet, headline=page.title, day=page.day, address=page.address)


class Statement(Shape):
    """Who holds what, on whose word, in which words; ``withheld`` where rights keep words back."""

    claim: str
    holder: ActorOut
    position: Position
    told_as_earlier: bool
    by_way_of: tuple[ActorOut, ...]
    words: tuple[str, ...]
    withheld: bool
    source: Source


class Allegation(Shape):
    """An alleged transfer: where it stands, what is said of it last, and where that can be read."""

    dossier: str
    title: str
    status: Status
    since: date | None
    pages: int
    address: str | None
    latest: Source
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, line: DossierLine, statements: tuple[Statement, ...], address: str | None) -> Allegation:
        """The allegation that a line of the register tells of."""
        return cls(
            dossier=line.id,
            title=line.title,
            status=line.status,
            since=line.since,
            pages=line.pages,
            address=address,
            latest=Source.of(line.latest),
            statements=statements,
        )


class FoundAllegations(Shape):
    """What a search found, as of a day, and how many there are in all."""

    as_of: date
    count: int
    allegations: tuple[Allegation, ...]


class DossierTold(Shape):
    """An alleged transfer as of a day: who stands where, what is told and what is not, and in which words."""

    dossier: str
    title: str
    as_of: date
    address: str | None
    status: Status | None
    since: date | None
    history: tuple[StatusOut, ...]
    standings: tuple[StandingOut, ...]
    told: tuple[CellOut, ...]
    untold: tuple[str, ...]
    statements: tuple[Statement, ...]
    more_statements: int


class Statements(Shape):
    """Who said what, as of a day; ``next`` goes on where there is more."""

    as_of: date
    statements: tuple[Statement, ...]
    next: str | None


class ClaimTold(Shape):
    """A claim, the dossier that it stands in, and the rules by which it was read."""

    as_of: date
    statement: Statement
    dossier: str | None
    address: str | None
    steps: tuple[StepOut, ...]
