"""Who the parties of an event are: weighed over the whole page, since one sentence often names one side only.

Every code that the page names is a candidate. What an event's own mentions tell outright weighs most; what stands beside it
(the adjective at the goods, the other transfers of the page, who denies or keeps silent) fills the side that nobody named.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.claims.events import SURE, Happening
from onrecord.claims.identity import related
from onrecord.claims.scales import Signs, scale
from onrecord.claims.story import Story
from onrecord.lexicon.actors import NameKind
from onrecord.records import Claim, EventType, Position, Role

WEIGHED: dict[EventType, tuple[Role, ...]] = {
    EventType.TRANSFER: (Role.SUPPLIER, Role.RECIPIENT),
    EventType.USE: (Role.ATTACKER, Role.TARGET),
    EventType.TEST: (Role.ACTOR,),
    EventType.PRODUCTION: (Role.ACTOR,),
    EventType.SEIZURE: (Role.ACTOR,),
    EventType.SANCTION: (Role.ACTOR, Role.TARGET),
}
"""The roles that are settled over the whole page, by type of event."""
LEAST = 0.03
"""The probability from which the heaviest code fills a role."""
ENOUGH = 0.5
"""The probability from which a further code joins it."""


def settle_parties(
    story: Story, number: int, homes: Sequence[Happening], claims: Sequence[Claim], event: str
) -> dict[Role, tuple[str, ...]]:
    """The main parties of a happening: for each role the codes that weigh enough, the heaviest first; sides are kept apart."""
    home = homes[number]
    roles = WEIGHED[home.type]
    weighed = {
        role: {
            code: scale(f"{home.type}.{role}").weigh(signs)
            for code, signs in candidates(story, number, homes, claims, event, role)
        }
        for role in roles
    }
    found: dict[Role, tuple[str, ...]] = {}
    for role in roles:
        other = next((r for r in roles if r is not role), None)
        kept = [
            code
            for code, weight in sorted(weighed[role].items(), key=lambda pair: (-pair[1], pair[0]))
            if weight >= LEAST
            and (other is None or home.type is not EventType.TRANSFER or weighed[other].get(code, 0.0) < weight)
        ]
        kept = kept[:1] + [code for code in kept[1:] if weighed[role][code] >= ENOUGH]
        found[role] = _without_shadows(kept)
    return found


def _without_shadows(codes: Sequence[str]) -> tuple[str, ...]:
    """Of a state and an armed group or company of it, the heavier only: ``SDN/REB`` is not Sudan."""
    kept: list[str] = []
    for code in codes:
        if all(code.split("/")[0] != other.split("/")[0] for other in kept):
            kept.append(code)
    return tuple(kept)


def candidates(
    story: Story, number: int, homes: Sequence[Happening], claims: Sequence[Claim], event: str, role: Role
) -> Iterator[tuple[str, Signs]]:
    """Every code that could play a role in a happening, with its signs, in a fixed order."""
    home = homes[number]
    own = home.codes(role, least=0.0)
    named = Counter(m.code for m in story.cast.mentions if m.code)
    pool = dict.fromkeys([*own, *(c for h in homes for r in Role for c in h.codes(r, least=0.0)), *named])
    held = Counter((str(c.position), c.holder.country) for c in claims if c.event == event and _official(c))
    origins = Counter(_origins(story, home))
    places = Counter(_places(story, home))
    others = _others(story, number, homes)
    heads = {m.code for m in story.cast.mentions if m.sentence in story.headline}
    total = sum(named.values()) or 1
    for code in pool:
        state = code.split("/")[0]
        yield (
            code,
            _signs(story, home, role, code, state, own, held, origins, places, others, heads, named[state] / total),
        )


def _official(claim: Claim) -> bool:
    return str(claim.holder.sector) in {"GOV", "MIL", "REB", "SPY", "IGO"}


def _signs(
    story: Story,
    home: Happening,
    role: Role,
    code: str,
    state: str,
    own: dict[str, float],
    held: Counter[tuple[str, str | None]],
    origins: Counter[str],
    places: Counter[str],
    others: dict[tuple[str, Role, str], float],
    heads: set[str | None],
    share: float,
) -> Signs:
    told = home.codes(role)
    opposite = [r for r in WEIGHED[home.type] if r is not role]
    signs: Signs = {
        "told": float(code in told),
        "told more": math.log1p(told.get(code, 0.0)),
        "told most": float(bool(told) and told.get(code, 0.0) == max(told.values())),
        "hinted": min(own.get(code, 0.0) - told.get(code, 0.0), 2.0),
        "another told": float(bool(set(told) - {code})),
        "nobody told": float(not told),
        "told beside": float(_beside(home, role, code)),
        "only one told": float(set(told) == {code}),
        "told of the state": float(code != state and state in told),
        "told on the other side": float(any(code in home.codes(r) for r in opposite)),
        "hinted on the other side": float(any(code in home.codes(r, least=0.0) for r in opposite)),
        "another role": float(any(code in home.codes(r) for r in Role if r is not role and r not in opposite)),
        "goods of its make": float(origins[code] > 0),
        "goods of its make, nobody told": float(origins[code] > 0 and not told),
        "place of it": min(float(places[code]), 2.0),
        "place of it, nobody told": min(float(places[code]), 2.0) * float(not told),
        "home": float(code == story.cast.home),
        "in headline": float(state in heads),
        "share": share,
        "group or company": float("/" in code),
    }
    for n, name in enumerate(("like", "other")):
        for r in WEIGHED[home.type]:
            side = "same" if r is role else "other"
            weight = others.get((name, r, code), 0.0)
            signs[f"{name} happening, {side} side"] = math.log1p(weight)
            if not told:
                signs[f"{name} happening, {side} side, nobody told"] = math.log1p(weight)
        del n
    for kind in (Role.SUPPLIER, Role.RECIPIENT):
        signs[f"transfer {kind}"] = float(others.get(("transfer", kind, code), 0.0) > 0)
    for position in Position:
        signs[f"its {position}"] = float(held[(str(position), state)] > 0) * float(not told)
    return signs


def _beside(home: Happening, role: Role, code: str) -> bool:
    """Whether a mention names a code in one coordination with another: "Tehran and Pyongyang"."""
    for mention in home.mentions:
        groups = {f.group for f in mention.fillings if f.role is role and f.code == code and f.group >= 0}
        if any(f.role is role and f.code != code and f.group in groups for f in mention.fillings):
            return True
    return False


def _others(story: Story, number: int, homes: Sequence[Happening]) -> dict[tuple[str, Role, str], float]:
    """What the page's other happenings tell: of the same type with like goods, of the same type, and of transfers."""
    home = homes[number]
    found: dict[tuple[str, Role, str], float] = {}
    for n, other in enumerate(homes):
        if n == number:
            continue
        names = ["transfer"] if other.type is EventType.TRANSFER and home.type is not EventType.TRANSFER else []
        if other.type is home.type:
            names.append("like" if _same_goods(story, home, other) else "other")
        for name in names:
            for role in Role:
                for code, weight in other.codes(role).items():
                    key = (name, role, code)
                    found[key] = found.get(key, 0.0) + weight
    return found


def _same_goods(story: Story, a: Happening, b: Happening) -> bool:
    classes = [{story.goods[g].item.goods_class for g in home.goods} for home in (a, b)]
    return not classes[0] or not classes[1] or any(related(x, y) for x in classes[0] for y in classes[1])


def _origins(story: Story, home: Happening) -> Iterator[str]:
    """The countries whose adjective stands at the goods: "Turkish drones"."""
    for g in home.goods:
        goods = story.goods[g]
        tree = story.trees[goods.sentence]
        for mention in story.names_in(goods.sentence):
            if (
                mention.kind is NameKind.DEMONYM
                and mention.code
                and tree.head(mention.token) in {goods.head, goods.top}
            ):
                yield mention.code


def _places(story: Story, home: Happening) -> Iterator[str]:
    """The countries of the places named in the clauses of a happening."""
    for mention in home.mentions:
        clause = set(story.trees[mention.sentence].clause(mention.head))
        for name in story.names_in(mention.sentence):
            if name.code and name.kind in {NameKind.PLACE, NameKind.CAPITAL, NameKind.COUNTRY} and name.token in clause:
                yield name.code


__all__ = ["ENOUGH", "SURE", "WEIGHED", "candidates", "settle_parties"]
