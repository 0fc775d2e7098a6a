"""Which mentions are one happening, and whose parties and goods it therefore has: settled once, over the whole page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.claims.identity import related, signs_of, years_of
from onrecord.claims.mentions import Filling, Mention
from onrecord.claims.scales import scale
from onrecord.claims.story import Story
from onrecord.records import ROLES, Event, EventType, Item, Role, Stage

SURE = 0.65
"""From this weight on a filling is told, below it is a guess; a guess never keeps two mentions apart."""
JOIN = 0.4
"""The probability from which a mention joins a happening."""


@dataclass
class Happening:
    """Mentions held to be one event, with all that was told of its parties and goods."""

    type: EventType
    mentions: list[Mention] = field(default_factory=list)
    goods: list[int] = field(default_factory=list)
    years: set[str] = field(default_factory=set)

    def take(self, mention: Mention, years: set[str]) -> None:
        """Count a mention in."""
        self.mentions.append(mention)
        self.goods.extend(g for g in mention.goods if g not in self.goods)
        self.years.update(years)

    def codes(self, role: Role, least: float = SURE) -> dict[str, float]:
        """The candidates for a role with their summed weights, those told at least as surely as asked."""
        found: Counter[str] = Counter()
        for mention in self.mentions:
            for filling in mention.fillings:
                if filling.role is role and filling.weight >= least:
                    found[filling.code] += filling.weight  # type: ignore[assignment]
        return dict(found)


def gather_happenings(story: Story, mentions: Sequence[Mention]) -> tuple[Happening, ...]:
    """Put the mentions of a page into happenings, in the order in which the page tells them."""
    found: list[Happening] = []
    weigh = scale("identity").weigh
    for mention in mentions:
        scored = [(weigh(signs_of(story, mention, h, found)), n) for n, h in enumerate(found) if h.type is mention.type]
        best = max(scored, default=None)
        if best is not None and best[0] >= JOIN:
            home = found[best[1]]
        else:
            home = Happening(mention.type)
            found.append(home)
        home.take(mention, years_of(story, mention))
    return tuple(found)


def settle(story: Story, number: int, homes: Sequence[Happening]) -> Event:
    """The event that a happening is: its parties, goods and stage, from all its mentions together."""
    home = homes[number]
    parties = tuple((role, _party(home, role)) for role in ROLES[home.type])
    items = goods_of(story, home, homes)
    return Event(f"e{number + 1}", home.type, _untangled(home.type, parties), _stage(home), items)


GOODS_OWED = frozenset({EventType.TRANSFER, EventType.PRODUCTION, EventType.TEST, EventType.SEIZURE})
"""The events that are of goods by their nature: where their own words name none, the page's do."""


def goods_of(story: Story, home: Happening, homes: Sequence[Happening]) -> tuple[Item, ...]:
    """The goods of a happening: its own, else those of the happening of its type told most, else the goods named last before."""
    own = items_of(story, home.goods)
    if own or home.type not in GOODS_OWED:
        return own
    like = [other for other in homes if other.type is home.type and other.goods]
    if like:
        return items_of(story, max(like, key=lambda other: len(other.mentions)).goods)
    first = min((m.sentence for m in home.mentions), default=0)
    before = [n for n, g in enumerate(story.goods) if g.sentence <= first and not g.carrier]
    return items_of(story, before[-1:])


def _party(home: Happening, role: Role) -> tuple[str, ...]:
    """Who plays a role: those told most surely; several where one mention coordinates them."""
    told = home.codes(role, least=0.0)
    if not told:
        return ()
    best = max(told.values())
    top = [code for code, weight in told.items() if weight == best][0]
    together = next((m.codes(role) for m in home.mentions if top in m.codes(role) and len(m.codes(role)) > 1), (top,))
    return tuple(code for code in together if told[code] >= 0.5 * best)


def _untangled(
    kind: EventType, parties: tuple[tuple[Role, tuple[str, ...]], ...]
) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    """Nobody supplies himself: a code that stands on both sides of a transfer leaves the side that has others."""
    if kind is not EventType.TRANSFER:
        return parties
    by_role = dict(parties)
    supplier, recipient = by_role[Role.SUPPLIER], by_role[Role.RECIPIENT]
    both = set(supplier) & set(recipient)
    if both and len(supplier) > len(both):
        supplier = tuple(c for c in supplier if c not in both)
    elif both:
        recipient = tuple(c for c in recipient if c not in both)
    by_role[Role.SUPPLIER], by_role[Role.RECIPIENT] = supplier, recipient
    by_role[Role.INTERMEDIARY] = tuple(c for c in by_role[Role.INTERMEDIARY] if c not in supplier + recipient)
    return tuple(by_role.items())


def _stage(home: Happening) -> Stage | None:
    if home.type not in {EventType.TRANSFER, EventType.SANCTION}:
        return None
    votes = Counter(m.stage for m in home.mentions if m.stage is not None)
    if not votes:
        return Stage.UNSPECIFIED if home.type is EventType.TRANSFER else Stage.IMPOSED
    firm = {stage: n for stage, n in votes.items() if stage is not Stage.UNSPECIFIED}
    return max(firm or votes, key=lambda stage: ((firm or votes)[stage],))


def items_of(story: Story, goods: Iterable[int]) -> tuple[Item, ...]:
    """The goods of an event: each once, the fullest name, the number where it is told."""
    kept: list[Item] = []
    for g in goods:
        item = story.goods[g].item
        for n, other in enumerate(kept):
            if related(item.goods_class, other.goods_class) and (
                not item.designation or not other.designation or item.designation == other.designation
            ):
                kept[n] = _merged(other, item)
                break
        else:
            kept.append(item)
    return tuple(kept)


def _merged(a: Item, b: Item) -> Item:
    narrow = (
        b
        if (b.goods_class.startswith(a.goods_class + ".") or a.goods_class == "weapons") and b.goods_class != "weapons"
        else a
    )
    told = a if a.quantity is not None else b
    return Item(
        narrow.text, narrow.goods_class, a.designation or b.designation, told.quantity, told.approximate, narrow.span
    )


def fillings(mentions: Iterable[Mention]) -> tuple[Filling, ...]:
    """All fillings of some mentions."""
    return tuple(f for m in mentions for f in m.fillings)
