"""The desk's words: names for codes, dates as a person reads them, a sentence for each position.

They say what is known and no more: *says*, *is reported to believe*, *denies*; nothing is ever called confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import pycountry

from onrecord.faces.terminal.words import SIGNS
from onrecord.records import AUTHOR, ActKind, Actor, Article, Claim, Dossier, Item, Position, Sector, Status
from onrecord.register.positions import story_day

NAMES: Final = {
    "EU": "the European Union",
    "NATO": "NATO",
    "UN": "the United Nations",
    "IAEA": "the IAEA",
    "G7": "the G7",
    "AU": "the African Union",
    "ECOWAS": "ECOWAS",
    "ARAB-LEAGUE": "the Arab League",
    "USA": "the United States",
    "GBR": "the United Kingdom",
    "ARE": "the United Arab Emirates",
    "RUS": "Russia",
    "TUR": "Turkey",
    "VNM": "Vietnam",
    "COD": "DR Congo",
    "COG": "Congo",
    "BRN": "Brunei",
    "PSE": "Palestine",
}
"""Where a name of daily use differs from the standard's."""

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

PARTY_SECTORS: Final = {"REB": "armed group in", "BUS": "company in", "OPP": "opposition in", "MIL": "armed forces of"}

STATUS_SIGNS: Final = {
    Status.ADMITTED: "✓",
    Status.DISPUTED: "≠",
    Status.ALLEGED: "≈",
    Status.PLANNED: "→",
    Status.OPEN: "○",
}

STATUS_MEANINGS: Final = {
    Status.ADMITTED: "the supplier's or the recipient's own government says that it happened",
    Status.DISPUTED: "somebody says or believes that it happened; a party to it denies or doubts it",
    Status.ALLEGED: "somebody says or believes that it happened; no party to it admits or denies it",
    Status.PLANNED: "nobody says that it happened; a party says that it will",
    Status.OPEN: "only supposed, or left open",
}

POSITION_WORDS: Final = {
    Position.ASSERTS: "asserts",
    Position.SUSPECTS: "suspects",
    Position.INTENDS: "intends",
    Position.DENIES: "denies",
    Position.DOUBTS: "doubts",
    Position.NONCOMMITTAL: "leaves open",
    Position.HYPOTHETICAL: "supposes",
}

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
    return SIGNS[position][0]


@cache
def country_name(code: str) -> str:
    """The name of a country or organisation as a sentence uses it, the code itself where it is unknown.

    >>> country_name("IRN"), country_name("USA"), country_name("PRK"), country_name("ZZZ")
    ('Iran', 'the United States', 'North Korea', 'ZZZ')
    """
    if code in NAMES:
        return NAMES[code]
    found = pycountry.countries.get(alpha_3=code)
    return code if found is None else str(getattr(found, "common_name", found.name))


def party_name(code: str) -> str:
    """The name of a party to an event.

    >>> party_name("SSD"), party_name("LBY/REB")
    ('South Sudan', 'armed group in Libya')
    """
    head, _, kind = code.partition("/")
    named = country_name(head)
    return f"{PARTY_SECTORS.get(kind, kind + ' in')} {named}" if kind else named.removeprefix("the ")


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
        return capital(country_name(country).removeprefix("the "))
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
    name = country_name(country)
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


def number(item: Item) -> str | None:
    """A number of goods as it was told, ``None`` where it was not.

    >>> number(Item("drones", "uav", None, 24, approximate=True)), number(Item("drones", "uav"))
    ('about 24', None)
    """
    return None if item.quantity is None else f"{'about ' if item.approximate else ''}{item.quantity:,g}"


def shown(claim: Claim) -> tuple[str, ...]:
    """The words that carry a claim, no more of them than may be shown."""
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


def title(dossier: Dossier) -> str:
    """What a dossier is about, in one line.

    >>> title(Dossier("d1", ("UGA",), ("SSD",), "aircraft.helicopter", "Mi-24", ()))
    'Uganda → South Sudan: Mi-24 helicopters'
    """
    return f"{capital(parties(dossier.supplier))} → {parties(dossier.recipient)}: {goods(dossier)}"


def goods(dossier: Dossier) -> str:
    """A dossier's goods: the named type where it is told, then what it is."""
    kind = class_name(dossier.goods_class)
    return f"{dossier.designation} {kind}" if dossier.designation else kind


CLASSES: Final = {
    "aircraft": "aircraft",
    "aircraft.combat": "combat aircraft",
    "aircraft.transport": "transport aircraft",
    "aircraft.surveillance": "surveillance aircraft",
    "aircraft.trainer": "trainer aircraft",
    "artillery.gun": "guns and howitzers",
    "artillery.mlrs": "rocket launchers",
    "artillery.mortar": "mortars",
    "artillery": "artillery",
    "armour.vehicle": "armoured vehicles",
    "air-defence.system": "air-defence systems",
    "uav": "drones",
    "uav.strike": "armed drones",
    "uav.surveillance": "reconnaissance drones",
    "ship.surface": "warships",
    "ship.patrol": "patrol and landing craft",
    "naval-weapon": "naval weapons",
    "munition": "ammunition",
    "munition.artillery": "shells",
    "munition.bomb": "bombs",
    "munition.cluster": "cluster munitions",
    "munition.mine": "land mines",
    "small-arms": "small arms",
    "nuclear": "nuclear goods",
    "dual-use": "dual-use goods",
    "technology": "technology",
    "weapons": "weapons, kind not told",
}


def class_name(goods_class: str | None) -> str:
    """A class of goods in words.

    >>> class_name("missile.ballistic"), class_name("uav.strike"), class_name("armour.tank"), class_name(None)
    ('ballistic missiles', 'armed drones', 'tanks', 'goods not told')
    """
    if goods_class is None:
        return "goods not told"
    if goods_class in CLASSES:
        return CLASSES[goods_class]
    head, _, kind = goods_class.partition(".")
    return f"{kind} {head}s" if head == "missile" and kind else f"{kind or head}s"
