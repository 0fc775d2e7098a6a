"""Who the parties of an event are: settled jointly, from its own mentions first and the rest of the page where they are silent.

A sentence often names one side only; the other stands in the lead, in the headline, or is the one who denies. Every
candidate keeps its weight; what an event's own mentions tell outright always goes before what the page suggests.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.events import SURE, Happening, related
from onrecord.claims.story import Story
from onrecord.lexicon.actors import NameKind
from onrecord.records import Claim, EventType, Position, Role

ENOUGH = 0.35
"""The weight from which a suggestion fills an empty role."""
OWN_SIDE = frozenset({Position.DENIES, Position.NONCOMMITTAL, Position.INTENDS})


def complete(
    story: Story, number: int, homes: Sequence[Happening], claims: Sequence[Claim], event: str
) -> dict[Role, tuple[str, ...]]:
    """The main parties of a happening, those that its mentions leave open filled from the page."""
    home = homes[number]
    first, second = _main_roles(home.type)
    found: dict[Role, tuple[str, ...]] = {}
    for role in (first, second):
        told = home.codes(role)
        if told:
            found[role] = _together(home, role, told)
    for role, other in ((first, second), (second, first)):
        if role is None or role in found:
            continue
        scores = _suggested(story, number, homes, claims, event, role)
        taken = set(found.get(other, ())) if other is not None else set()
        best = max(((w, c) for c, w in scores.items() if c not in taken), default=None)
        if best is not None and best[0] >= ENOUGH:
            found[role] = (best[1],)
    return found


def _main_roles(kind: EventType) -> tuple[Role | None, Role | None]:
    return {
        EventType.TRANSFER: (Role.SUPPLIER, Role.RECIPIENT),
        EventType.USE: (Role.ATTACKER, Role.TARGET),
        EventType.TEST: (Role.ACTOR, None),
        EventType.PRODUCTION: (Role.ACTOR, None),
        EventType.SEIZURE: (Role.ACTOR, None),
        EventType.SANCTION: (Role.ACTOR, Role.TARGET),
    }[kind]


def _together(home: Happening, role: Role, told: dict[str, float]) -> tuple[str, ...]:
    """The code told most; with it those that one mention coordinates with it."""
    best = max(told.values())
    top = next(code for code, weight in told.items() if weight == best)
    for mention in home.mentions:
        groups = {f.group for f in mention.fillings if f.role is role and f.code == top and f.group >= 0}
        codes = tuple(dict.fromkeys(f.code for f in mention.fillings if f.role is role and f.group in groups))
        if len(codes) > 1:
            return codes
    return (top,)


def _suggested(
    story: Story, number: int, homes: Sequence[Happening], claims: Sequence[Claim], event: str, role: Role
) -> dict[str, float]:
    """How much speaks for each code in a role that no mention of the happening fills outright."""
    home = homes[number]
    scores = {code: 0.7 * weight for code, weight in home.codes(role, least=0.0).items()}

    def add(code: str, weight: float) -> None:
        scores[code] = scores.get(code, 0.0) + weight

    if role is Role.ATTACKER:
        _hand_on(homes, scores)
    if role in {Role.SUPPLIER, Role.ATTACKER, Role.ACTOR}:
        for code in dict.fromkeys(_origins(story, home)):
            add(code, 0.4)
    if role is Role.TARGET:
        for code in dict.fromkeys(_places(story, home)):
            add(code, 0.4)
    for n, other in enumerate(homes):
        if n != number and other.type is home.type:
            near = 0.35 if _same_goods(story, home, other) else 0.1
            for code, weight in other.codes(role).items():
                add(code, near * min(weight, 3.0) ** 0.5)
    if home.type is EventType.TRANSFER:
        for code in dict.fromkeys(_own_side(claims, event)):
            add(code, 0.3)
    return scores


def _hand_on(homes: Sequence[Happening], scores: dict[str, float]) -> None:
    """Whose adjective a weapon bears may have given it away: then its recipient is likelier to have fired it."""
    for other in homes:
        if other.type is EventType.TRANSFER:
            for code in other.codes(Role.SUPPLIER):
                for receiver in other.codes(Role.RECIPIENT):
                    if code in scores and receiver != code:
                        scores[receiver] = scores.get(receiver, 0.0) + scores.pop(code)


def _places(story: Story, home: Happening) -> list[str]:
    """The countries of the places named in the clauses of a happening."""
    found: list[str] = []
    for mention in home.mentions:
        tree = story.trees[mention.sentence]
        clause = set(tree.clause(mention.head))
        found.extend(
            m.code for m in story.names_in(mention.sentence) if m.code and m.kind is NameKind.PLACE and m.token in clause
        )
    return found


def _same_goods(story: Story, a: Happening, b: Happening) -> bool:
    classes = [{story.goods[g].item.goods_class for g in home.goods} for home in (a, b)]
    return not classes[0] or not classes[1] or any(related(x, y) for x in classes[0] for y in classes[1])


def _origins(story: Story, home: Happening) -> list[str]:
    """The countries whose adjective stands at the goods: "Turkish drones"."""
    found: list[str] = []
    for g in home.goods:
        goods = story.goods[g]
        tree = story.trees[goods.sentence]
        for mention in story.cast.mentions:
            if mention.sentence == goods.sentence and mention.kind is NameKind.DEMONYM and mention.code:
                if tree.head(mention.token) == goods.head:
                    found.append(mention.code)
    return found


def _own_side(claims: Sequence[Claim], event: str) -> list[str]:
    """The states whose government speaks of the event as a party does: denying it, keeping silent, announcing it."""
    return [
        c.holder.country
        for c in claims
        if c.event == event and c.position in OWN_SIDE and c.holder.country and str(c.holder.sector) in {"GOV", "MIL"}
    ]


__all__ = ["ENOUGH", "SURE", "complete"]
