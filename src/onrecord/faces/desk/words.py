"""The desk's words: names for codes, dates as a person reads them, a sentence for each position.

They say what is known and no more: *says*, *is reported to believe*, *denies*; nothing is ever called confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from onrecord.faces.signs import POSITION_SIGNS, STATUS_SIGNS
from onrecord.lexicon.codes import party_name
from onrecord.records import AUTHOR, Act, ActKind, Actor, Article, Claim, Position, Sector, Status
from onrecord.register.positions import story_day

ARTICLED: Final = (
    "United ",
    "European ",
    "African ",
    "Arab League",
    "Netherlands",
    "Philippines",
    "Maldives",
    "Gambia",
)
"""How names begin that a sentence puts an article before."""

SECTORS: Final = {
    Sector.GOV: "government",
    Sector.MIL: "armed forces",
    Sector.LEG: "parliament",
    Sector.JUD: "courts",
    Sector.SPY: "intelligence",
    Sector.MED: "media",
    Sector.IGO: "organisation",
    Sector.NGO: "institutes",
    Sector.BUS: "companies",
    Sector.REB: "armed groups",
    Sector.OPP: "opposition",
    Sector.CVL: "persons",
}

UNNAMED: Final[dict[Sector | None, str]] = {Sector.MED: "the reports themselves", Sector.GOV: "unnamed officials"}

STATUS_MEANINGS: Final = {
    Status.ADMITTED: "the supplier's or the recipient's own government says that it happened",
    Status.DISPUTED: "somebody says or believes that it happened; a party to it denies or doubts it",
    Status.ALLEGED: "somebody says or believes that it happened; no party to it admits or denies it",
    Status.PLANNED: "nobody says that it happened; a party says that it will",
    Status.OPEN: "only supposed, or left open",
}

POSITION_WORDS: Final = {position: sign.word for position, sign in POSITION_SIGNS.items()}

CLAUSES: Final = {
    Position.ASSERTS: ("says that it happened", "say that it happened"),
    Position.SUSPECTS: ("is reported to believe it", "are reported to believe it"),
    Position.INTENDS: ("says that it will happen", "say that it will happen"),
    Position.DENIES: ("denies it", "deny it"),
    Position.DOUBTS: ("doubts it", "doubt it"),
    Position.NONCOMMITTAL: ("has neither confirmed nor denied it", "have neither confirmed nor denied it"),
    Position.HYPOTHETICAL: ("speaks of it only as a supposition", "speak of it only as a supposition"),
}
"""What one holder, or several, are said to do by holding a position."""

ACTS: Final = {
    ActKind.THREATEN: ("threatens", "threatens"),
    ActKind.DEMAND: ("makes a demand on", "makes a demand"),
    ActKind.CONDEMN: ("condemns", "condemns it"),
    ActKind.ACCUSE: ("accuses", "makes an accusation"),
    ActKind.PLEDGE: ("gives a pledge to", "gives a pledge"),
    ActKind.PRAISE: ("praises", "praises it"),
}
"""What somebody does by speaking, with an addressee and without one."""

MOST_SHOWN: Final = 300
"""Characters of evidence shown for a claim."""


def sign(position: Position) -> str:
    """The sign of a position, the same on every face."""
    return POSITION_SIGNS[position].mark


def status_sign(status: Status) -> str:
    """The sign of a status, the same on every face."""
    return STATUS_SIGNS[status].mark


def country_in_sentence(code: str) -> str:
    """The name of a country or organisation as a sentence uses it.

    >>> country_in_sentence("IRN"), country_in_sentence("USA")
    ('Iran', 'the United States')
    """
    name = party_name(code)
    return f"the {name}" if name.startswith(ARTICLED) else name


def parties(codes: Iterable[str]) -> str:
    """Parties side by side, ``not told`` where none is.

    >>> parties(["IRN", "PRK"]), parties([])
    ('Iran and North Korea', 'not told')
    """
    return listed([party_name(code) for code in codes]) or "not told"


def listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def capital(text: str) -> str:
    """A text with its first letter as at the start of a sentence."""
    return text[:1].upper() + text[1:]


def holder_name(country: str | None, sector: Sector | None) -> str:
    """A holder as a line of a table names it.

    >>> holder_name("USA", Sector.GOV), holder_name(None, Sector.MED)
    ('United States', 'The reports')
    """
    if country:
        return party_name(country)
    return "The reports" if sector is Sector.MED else "Unnamed"


def holder_in_sentence(country: str | None, sector: Sector | None) -> str:
    """A holder as a sentence names it.

    >>> holder_in_sentence("DNK", Sector.NGO), holder_in_sentence("SSD", Sector.MIL)
    ('institutes in Denmark', 'South Sudan’s armed forces')
    """
    if country is None:
        return (
            f"unnamed {SECTORS[sector]}" if sector and sector not in UNNAMED else UNNAMED.get(sector, "unnamed persons")
        )
    name = country_in_sentence(country)
    match sector:
        case Sector.GOV | Sector.IGO | None:
            return name
        case Sector.MIL | Sector.SPY | Sector.LEG | Sector.OPP | Sector.JUD:
            return f"{name}{'’' if name.endswith('s') else '’s'} {SECTORS[sector]}"
        case _:
            return f"{SECTORS[sector]} in {name}"


def in_the_plural(country: str | None, sector: Sector | None) -> bool:
    """Whether a holder takes the plural in a sentence.

    >>> in_the_plural("SSD", Sector.MIL), in_the_plural("USA", Sector.GOV)
    (True, False)
    """
    return country is None or sector in (Sector.MIL, Sector.NGO, Sector.BUS, Sector.REB, Sector.CVL, Sector.JUD)


def actor_name(actor: Actor) -> str:
    """Who, in the page's own words; the report's own voice by what it is."""
    return "the report itself" if actor.text == AUTHOR.text else actor.text


def day(when: date | None) -> str:
    """A date for reading.

    >>> day(date(2024, 9, 9)), day(None)
    ('9 Sep 2024', 'undated')
    """
    return "undated" if when is None else f"{when.day} {when:%b %Y}"


def short_day(when: date | None) -> str:
    """A date at the head of a column, where the year stands elsewhere."""
    return "undated" if when is None else f"{when.day} {when:%b}"


def day_of(article: Article) -> date | None:
    """The day under which the register keeps a story."""
    return story_day(article)


def outlet(article: Article) -> str:
    """Who published a story, and whose text it is.

    >>> outlet(Article("p1", "a.txt", "", (), publisher="The Rift Courier", agency="Meridian"))
    'Meridian on The Rift Courier'
    """
    publisher = article.publisher or "unnamed outlet"
    return f"{article.agency} on {publisher}" if article.agency and article.agency != publisher else publisher


def shown(claim: Claim | Act) -> tuple[str, ...]:
    """The words that carry a claim or an act, no more of them than may be shown."""
    pieces, left = [], MOST_SHOWN
    for piece in claim.evidence:
        pieces.append(piece.text if len(piece.text) <= left else piece.text[:left].rstrip() + " …")
        left -= len(piece.text)
        if left <= 0:
            break
    return tuple(pieces)


def address(article: Article) -> str | None:
    """Where the story can be read at its publisher's, if its page came from the web.

    >>> address(Article("p1", "javascript:alert(1)", "", ())) is None
    True
    """
    parts = urlsplit(article.source)
    return article.source if parts.scheme in ("http", "https") and parts.netloc else None
