"""An invented stream of news as readings, deterministic by seed: any story of it is made by its number alone.

The world of the stream goes on at a steady pace: so many transfers come up a day, and so many stories tell of them.
Most stories tell of what is new, some look back for months or years; one transfer in sixteen is told of more than the
others, one in 512 is told of for a year. A quarter of the stories are another site's copy of a text. Tellings are
careless as real ones are: a party left out, a wider class, no number or another one, no name of the type.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Final

from onrecord.records import (
    AUTHOR,
    Actor,
    Article,
    Claim,
    DateSource,
    Event,
    EventType,
    Item,
    Position,
    Reading,
    Role,
    Sector,
    Span,
    Stage,
    ToldDate,
    Zone,
    ZoneKind,
)

FIRST_DAY: Final = date(2004, 1, 1)
STORIES_A_DAY: Final = 45
TRANSFERS_A_DAY: Final = 5
"""At this pace a million claims are some twenty years."""

BEFORE: Final = 10_000
"""Transfers that had come up before the stream begins: its first stories look back as well."""

CLAIMS_A_STORY: Final = (1, 2, 3, 3, 4, 5)
WORDS_A_BODY: Final = 220
COPIES: Final = 0.25
COPIED_WITHIN: Final = 90
"""A copy is of one of so many stories before it."""

SUPPLIERS: Final = (
    "USA RUS CHN FRA DEU IRN PRK TUR ISR KOR GBR ITA ESP SWE CZE POL UKR NLD BLR SRB "
    "ZAF BRA IND PAK BGR ARE NOR CHE AUS CAN JPN EGY JOR SDN ERI"
).split()
RECIPIENTS: Final = (
    "UKR RUS SAU IND ISR EGY ARE TWN PAK IRN YEM SDN ETH SYR IRQ LBY POL TUR AUS JPN KOR QAT KWT DZA MAR NGA MLI "
    "NER TCD CAF SSD COD RWA UGA KEN SOM MOZ MMR THA VNM PHL IDN MYS SGP BGD LKA NPL AFG KAZ AZE ARM GEO MDA ROU GRC "
    "VEN COL MEX BRA PER CHL ARG CUB NIC HTI"
).split()

GOODS: Final = (
    ("missile.ballistic", "missile", "ballistic missiles", ("Fath-360", "KN-23", "Zolfaghar", "Iskander")),
    ("uav", "uav", "drones", ("Shahed-136", "Bayraktar TB2", "Wing Loong II", "Mohajer-6")),
    ("munition.artillery", "munition", "artillery shells", ()),
    ("artillery.mlrs", "artillery", "rocket launchers", ("HIMARS", "Chunmoo", "Grad")),
    ("air-defence.system", "air-defence", "air defence batteries", ("Patriot", "IRIS-T", "S-300", "NASAMS")),
    ("aircraft.combat", "aircraft", "fighter jets", ("F-16", "Su-35", "Rafale", "JF-17")),
    ("armour.tank", "armour", "tanks", ("Leopard 2", "T-72", "K2", "Abrams")),
    ("small-arms", "small-arms", "rifles", ("AK-74",)),
    ("helicopter", "helicopter", "helicopters", ("Mi-24", "Mi-17", "Black Hawk")),
    ("ship", "ship", "patrol boats", ()),
    ("weapons", "weapons", "weapons", ()),
)
"""Classes of goods: the class, a wider one, the words for them, named types."""

STAGES: Final = (Stage.AGREED, Stage.SHIPPED, Stage.DELIVERED, Stage.DELIVERED, Stage.DELIVERED, Stage.UNSPECIFIED)
NUMBERS: Final = (None, None, 4.0, 6.0, 12.0, 20.0, 40.0, 60.0, 100.0, 200.0, 300.0, 1000.0, 5000.0, 50000.0)
POSITIONS: Final = tuple(Position)

SYLLABLES: Final = "ba ko ri ten sul ma dor ve la nim gar so ip el tor fu ce hin ya ros".split()


def _word(number: int) -> str:
    """The word of a number: no two numbers have one."""
    count = len(SYLLABLES)
    return SYLLABLES[number % count] + (_word(number // count - 1) if number >= count else "")


WORDS: Final = tuple(_word(number) for number in range(6000))
WEIGHTS: Final = tuple(accumulate(1 / (rank + 3) for rank in range(len(WORDS))))
"""Words are as unlike in frequency as those of a language."""


def _skewed(draw: random.Random, names: Sequence[str]) -> str:
    """One of the names, the first ones far more often."""
    return names[int(len(names) * draw.random() ** 3)]


@dataclass(frozen=True, slots=True)
class Transfer:
    """What happened in the stream's world, if it did."""

    supplier: str
    recipient: str
    item: Item
    wider: str
    place: str


@dataclass(frozen=True, slots=True)
class Stream:
    """The stories of one seed by their numbers; those of lower numbers came earlier."""

    seed: int = 8

    def reading(self, number: int) -> Reading:
        """What is read from a story."""
        first = self._first_of(number)
        return self._original(number) if first == number else self._copy(number, first)

    def readings(self, claims: int) -> Iterator[Reading]:
        """The stories until so many claims are told."""
        told, number = 0, 0
        while told < claims:
            reading = self.reading(number)
            told, number = told + len(reading.claims), number + 1
            yield reading

    def told_of(self, number: int) -> tuple[int, ...]:
        """The numbers of the transfers that a story tells of, event by event: what a register should find."""
        first = self._first_of(number)
        return self._about(self._draw(3, first), first)

    def _draw(self, kind: int, number: int) -> random.Random:
        return random.Random((self.seed << 40) + (kind << 32) + number)  # noqa: S311 - an invented world, no secret

    def _first_of(self, number: int) -> int:
        """The story whose text a story is: its own number, or that of an earlier one."""
        while number:
            draw = self._draw(1, number)
            if draw.random() >= COPIES:
                return number
            number = max(0, number - draw.randint(1, COPIED_WITHIN))
        return number

    def _copy(self, number: int, first: int) -> Reading:
        """A story that is another site's copy, its end cut here and there."""
        reading, draw = self._original(first), self._draw(2, number)
        day = FIRST_DAY + timedelta(days=number // STORIES_A_DAY)
        kept = reading.article.text
        last = max(piece.span.end for claim in reading.claims for piece in claim.evidence)
        if draw.random() < 0.5:
            kept = kept[: max(last, int(len(kept) * draw.uniform(0.75, 1)))]
        article = _article(number, kept, day)
        claims = tuple(replace(claim, id=f"{article.id}c{n}") for n, claim in enumerate(reading.claims))
        return replace(reading, article=article, claims=claims)

    def _original(self, number: int) -> Reading:
        draw, day = self._draw(3, number), number // STORIES_A_DAY
        about = self._about(draw, number)
        events = tuple(self._event(draw, n, self.transfer(of)) for n, of in enumerate(about))
        said = [self._sentence(draw, events, about) for _ in range(draw.choice(CLAIMS_A_STORY))]
        rest = draw.choices(WORDS, cum_weights=WEIGHTS, k=WORDS_A_BODY)
        text = " ".join((*(words for _, _, _, words in said), *rest)) + "."
        article = _article(number, text, FIRST_DAY + timedelta(days=day))
        claims, start = [], 0
        for n, (event, holder, position, words) in enumerate(said):
            evidence = (article.quote(Span(start, start + len(words))),)
            claims.append(Claim(f"{article.id}c{n}", event.id, holder, position, evidence))
            start += len(words) + 1
        return Reading(article, events, tuple(claims))

    def _about(self, draw: random.Random, number: int) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._told_of(draw, number) for _ in range(1 + (draw.random() < 0.15))))

    def _told_of(self, draw: random.Random, number: int) -> int:
        """The number of a transfer that a story tells of: mostly of a new one, and of few more than of others."""
        kind = draw.random()
        age = draw.expovariate(1 / 10) if kind < 0.75 else draw.expovariate(1 / 90) if kind < 0.95 else 900 * kind
        newest = BEFORE + number * TRANSFERS_A_DAY // STORIES_A_DAY
        chosen = newest - int(age * TRANSFERS_A_DAY)
        fame = draw.random()
        return chosen - chosen % (512 if fame < 0.06 else 16 if fame < 0.3 else 1)

    @lru_cache(maxsize=4096)  # noqa: B019 - a stream lives as long as its benchmark
    def transfer(self, number: int) -> Transfer:
        """One of the world's transfers."""
        draw = self._draw(4, number)
        supplier = _skewed(draw, SUPPLIERS)
        recipient = next(code for code in iter(lambda: _skewed(draw, RECIPIENTS), None) if code != supplier)
        goods_class, wider, words, types = GOODS[int(len(GOODS) * draw.random() ** 1.5)]
        named = draw.choice(types) if types and draw.random() < 0.7 else None
        item = Item(words, goods_class, named, draw.choice(NUMBERS))
        return Transfer(supplier, recipient, item, wider, _word(draw.randrange(8000, 12000)).capitalize())

    def _event(self, draw: random.Random, n: int, told: Transfer) -> Event:
        """A transfer as a story tells it."""
        item = told.item
        if draw.random() < 0.2:
            item = replace(item, goods_class=told.wider)
        if draw.random() < 0.4:
            item = replace(item, designation=None)
        if draw.random() < 0.5 or item.quantity is None:
            item = replace(item, quantity=None)
        elif draw.random() < 0.1:
            item = replace(item, quantity=float(round(item.quantity * draw.choice((0.5, 0.9, 1.1, 2)))))
        if draw.random() < 0.04:
            item = replace(item, text=f"a second batch of {item.text}")
        supplier = () if draw.random() < 0.04 else (told.supplier,)
        recipient = () if draw.random() < 0.04 else (told.recipient,)
        parties = ((Role.SUPPLIER, supplier), (Role.RECIPIENT, recipient))
        return Event(f"e{n}", EventType.TRANSFER, parties, draw.choice(STAGES), (item,))

    def _sentence(
        self, draw: random.Random, events: Sequence[Event], about: Sequence[int]
    ) -> tuple[Event, Actor, Position, str]:
        """A claim: the event, the holder, the position, and the words that carry it."""
        n = draw.randrange(len(events))
        told = self.transfer(about[n])
        country = draw.choice((told.supplier, told.recipient, "USA", "UKR", ""))
        holder = Actor(f"officials of {country}", country, Sector.GOV) if country else AUTHOR
        position = draw.choice(POSITIONS)
        place = f" near {told.place}" if draw.random() < 0.3 else ""
        verb = " ".join(draw.choices(WORDS, cum_weights=WEIGHTS, k=4))
        words = f"{holder.text} {position.value} {verb} {events[n].items[0].text}{place}."
        return events[n], holder, position, words


def _article(number: int, text: str, day: date) -> Article:
    return Article(
        id=f"p{number:015x}",
        source=f"stream/{number}.txt",
        text=text,
        zones=(Zone(ZoneKind.BODY, Span(0, len(text))),),
        publisher=f"Outlet {number % 97}",
        published=ToldDate(day, DateSource.META),
        language="en",
    )
