"""Which mentions are one happening, and whose parties and goods it therefore has: settled once, over the whole page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.claims.mentions import Filling, Mention
from onrecord.claims.story import Story
from onrecord.records import ROLES, Event, EventType, Item, Role, Stage

SURE = 0.65
"""From this weight on a filling is told, below it is a guess; a guess never keeps two mentions apart."""
JOIN = 1.0
"""The score from which a mention joins a happening."""
YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")
FURTHER = frozenset("second third another new further additional separate fresh".split())
PRIMARY = {kind: roles[:2] for kind, roles in ROLES.items()}


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
    for mention in mentions:
        scored = [(score, n) for n, h in enumerate(found) if (score := affinity(story, mention, h)) is not None]
        best = max(scored, default=None, key=lambda pair: (pair[0], pair[1]))
        if best is not None and best[0] >= JOIN:
            home = found[best[1]]
        else:
            home = Happening(mention.type)
            found.append(home)
        home.take(mention, years_of(story, mention))
    return tuple(_joined(story, found))


def _joined(story: Story, found: list[Happening]) -> list[Happening]:
    """Join happenings that the page told apart only because a party was not named yet: the later into the earlier."""
    kept: list[Happening] = []
    for home in found:
        scored = [(score, -n) for n, other in enumerate(kept) if (score := kinship(story, home, other)) is not None]
        best = max(scored, default=None)
        if best is not None and best[0] >= JOIN:
            for mention in home.mentions:
                kept[-best[1]].take(mention, home.years)
        else:
            kept.append(home)
    return kept


def kinship(story: Story, a: Happening, b: Happening) -> float | None:
    """How far two happenings are one: a party shared, none at odds, the same goods; ``None`` where they cannot be."""
    if a.type is not b.type or (a.years and b.years and not a.years & b.years):
        return None
    score = 0.0
    for role in PRIMARY[a.type]:
        own, theirs = a.codes(role), b.codes(role)
        if own and theirs:
            if not set(own) & set(theirs):
                return None
            score += 0.6
    goods = goods_affinity(story, a.goods, b.goods)
    if goods is None or (a.years != b.years and score < 1.0):
        return None
    return score + (goods if a.goods and b.goods else 0.0) - 0.6 * any(_further(story, m) for m in a.mentions)


def affinity(story: Story, mention: Mention, home: Happening) -> float | None:
    """How far a mention tells of a happening; ``None`` where what is told of the two cannot be one."""
    if mention.type is not home.type:
        return None
    score = 0.0
    for role in PRIMARY[mention.type]:
        own, theirs = _sure(mention, role), home.codes(role)
        if own and theirs:
            if not own & set(theirs):
                return None
            score += 1.5
    first, second = (*PRIMARY[mention.type], None, None)[:2]
    if (
        first
        and second
        and _sure(mention, first) & set(home.codes(second))
        and not _sure(mention, first) & set(home.codes(first))
    ):
        return None
    goods = goods_affinity(story, mention.goods, home.goods)
    if goods is None:
        return None
    score += goods
    own_years = years_of(story, mention)
    if own_years and home.years and not own_years & home.years:
        return None
    if own_years and not home.years and home.mentions:
        score -= 1.0
    if _further(story, mention):
        score -= 2.0
    nearest = min(mention.sentence - m.sentence for m in home.mentions)
    score += 0.6 if nearest <= 1 else 0.3 if nearest <= 4 else 0.0
    if any(m.sentence in story.headline for m in home.mentions) or len(home.mentions) > 3:
        score += 0.3
    if mention.anaphoric or not mention.goods:
        score += 0.4
    return score


def _sure(mention: Mention, role: Role) -> set[str]:
    return {f.code for f in mention.fillings if f.role is role and f.weight >= SURE}


def years_of(story: Story, mention: Mention) -> set[str]:
    """The years that a mention's clause tells."""
    tree = story.trees[mention.sentence]
    tokens = tree.clause(mention.head)
    return {tree.words[t] for t in tokens if YEAR.fullmatch(tree.words[t])}


def _further(story: Story, mention: Mention) -> bool:
    tree = story.trees[mention.sentence]
    near = [mention.head, *(story.goods[g].head for g in mention.goods)]
    return any(
        tree.lower[c] in FURTHER for i in near for c in tree.children(i) if tree.base(c) in {"amod", "det", "nummod"}
    )


def related(a: str, b: str) -> bool:
    """Whether two classes of goods agree: the same, or one within the other; "weapons" agrees with all.

    >>> related("missile", "missile.ballistic"), related("uav", "missile"), related("weapons", "uav")
    (True, False, True)
    """
    return a == b or a.startswith(b + ".") or b.startswith(a + ".") or "weapons" in {a, b}


def goods_affinity(story: Story, own: Sequence[int], theirs: Sequence[int]) -> float | None:
    """How far two lists of goods are the same goods; ``None`` where they cannot be."""
    if not own or not theirs:
        return 0.3
    best: float | None = None
    for a in own:
        for b in theirs:
            x, y = story.goods[a], story.goods[b]
            if not related(x.item.goods_class, y.item.goods_class):
                continue
            if x.item.designation and y.item.designation and x.item.designation != y.item.designation:
                continue
            score = 1.0 if x.item.goods_class == y.item.goods_class else 0.6
            if (x.chain is not None and x.chain in {y.chain, b}) or y.chain == a:
                score += 0.6
            if x.item.designation and x.item.designation == y.item.designation:
                score += 0.5
            if x.item.quantity and y.item.quantity and x.item.quantity != y.item.quantity:
                score -= 0.8
            best = score if best is None else max(best, score)
    return best


def settle(story: Story, number: int, home: Happening) -> Event:
    """The event that a happening is: its parties, goods and stage, from all its mentions together."""
    parties = tuple((role, _party(home, role)) for role in ROLES[home.type])
    return Event(f"e{number}", home.type, _untangled(home.type, parties), _stage(home), items_of(story, home.goods))


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
