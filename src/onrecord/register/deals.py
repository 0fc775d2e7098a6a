"""Our dossiers beside the deals of another register: which may be the same transfer, and what stands on one side alone.

A dossier tells what is alleged and by whom, a deal what an institute holds to be so: that both are there makes neither
truer, and that one is missing proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.records import Dossier, Item
from onrecord.register.goods import GENERIC, Agreement, agreement


class Likeness(StrEnum):
    """How far a dossier and a deal are alike: the named type, the class of goods, or goods that may be the same."""

    TYPE = "the same type"
    CLASS = "the same class"
    MAYBE = "goods that may be the same"


@dataclass(frozen=True, slots=True)
class Pairing:
    """What stands for one transfer: a deal with the dossiers like it, or a dossier or a deal alone."""

    deal: Dossier | None
    dossiers: tuple[tuple[Dossier, Likeness], ...] = ()


def pair_up(dossiers: Sequence[Dossier], deals: Sequence[Dossier]) -> tuple[Pairing, ...]:
    """Each deal with the dossiers that are like it, the likest first; then the dossiers that are like none.

    Only dossiers with both parties told are paired: supplier and recipient must be the deal's.
    """
    likes = [(deal, _like(deal, dossiers)) for deal in deals]
    paired = {dossier.id for _, found in likes for dossier, _ in found}
    alone = (Pairing(None, ((one, Likeness.MAYBE),)) for one in dossiers if one.id not in paired)
    return (*(Pairing(deal, found) for deal, found in likes), *alone)


def _like(deal: Dossier, dossiers: Sequence[Dossier]) -> tuple[tuple[Dossier, Likeness], ...]:
    order = list(Likeness)
    found = [(dossier, like) for dossier in dossiers if (like := likeness(dossier, deal)) is not None]
    return tuple(sorted(found, key=lambda pair: (order.index(pair[1]), pair[0].id)))


def likeness(dossier: Dossier, deal: Dossier) -> Likeness | None:
    """How far a dossier is like a deal, ``None`` where its parties or goods are others."""
    if not _meet(dossier.supplier, deal.supplier) or not _meet(dossier.recipient, deal.recipient):
        return None
    one, other = (Item("", told.goods_class or GENERIC, told.designation) for told in (dossier, deal))
    match agreement(one, other):
        case Agreement.SAME_TYPE | Agreement.NEAR_TYPE:
            return Likeness.TYPE
        case Agreement.SAME_CLASS | Agreement.NARROWER:
            return Likeness.CLASS
        case Agreement.KIN | Agreement.GENERIC:
            return Likeness.MAYBE
        case _:
            return None


def _meet(here: Sequence[str], there: Sequence[str]) -> bool:
    return not set(here).isdisjoint(there)
