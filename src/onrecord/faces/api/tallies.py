"""Counts of parties and goods, and track records, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Engine, Select, func, select

from onrecord.faces.api import shapes
from onrecord.faces.desk.catalogue import Asked, figures
from onrecord.faces.desk.catalogue.tables import DOSSIERS, FACETS
from onrecord.lexicon.codes import goods_name, party_name
from onrecord.records import Dossier
from onrecord.register import TrackRecord, track_records
from onrecord.register.status import day_order
from onrecord.shelf.packing import unpack

FLOWS: Final = 50
"""The largest flows that are told of a party or of goods."""

SIDES: Final = {"supplier": "as_supplier", "recipient": "as_recipient", "holder": "as_holder"}


def count_actors(engine: Engine, as_of: date | None) -> tuple[shapes.ActorLine, ...]:
    """Every party and every country that speaks, by code, with how many dossiers each is in."""
    counts: dict[str, dict[str, int]] = {}
    for name, value, number in _counts(engine, SIDES, as_of):
        counts.setdefault(value, {})[SIDES[name]] = number
    none = dict.fromkeys(SIDES.values(), 0)
    return tuple(shapes.ActorLine(code=code, name=party_name(code), **(none | counts[code])) for code in sorted(counts))


def count_goods(engine: Engine, as_of: date | None) -> tuple[shapes.GoodsLine, ...]:
    """Every class of goods that is on record, and every family, by code."""
    counts = {value: number for _, value, number in _counts(engine, ("goods",), as_of)}
    return tuple(shapes.GoodsLine(code=code, name=goods_name(code), dossiers=counts[code]) for code in sorted(counts))


def _counts(engine: Engine, names: Iterable[str], as_of: date | None) -> list[tuple[str, str, int]]:
    query = select(FACETS.c.name, FACETS.c.value, func.count()).where(FACETS.c.name.in_(list(names)))
    query = query.group_by(FACETS.c.name, FACETS.c.value)
    with engine.begin() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(_by(query, as_of))]


def _by(query: Select[Any], as_of: date | None) -> Select[Any]:
    return query if as_of is None else query.where(FACETS.c.day <= as_of.isoformat())


def flows_of(engine: Engine, facets: Iterable[tuple[str, str]], as_of: date | None) -> tuple[shapes.FlowOut, ...]:
    """From whom to whom the dossiers go that have one of these values, the largest first, each once."""
    found = {
        (flow.supplier, flow.recipient): flow.count
        for facet in facets
        for flow in figures.flows(engine, Asked((facet,), as_of=as_of), FLOWS)
    }
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(shapes.FlowOut(supplier=ends[0], recipient=ends[1], dossiers=count) for ends, count in ordered)


def track_of(engine: Engine, code: str, as_of: date | None) -> tuple[shapes.TrackOut, ...]:
    """The track records of a party's voices by sector, counted over positions taken by a day."""
    country, _, sector = code.partition("/")
    query = select(DOSSIERS.c.packed).join_from(FACETS, DOSSIERS, FACETS.c.n == DOSSIERS.c.n)
    query = query.where(FACETS.c.name == "holder", FACETS.c.value == country).order_by(DOSSIERS.c.first_day)
    with engine.begin() as connection:
        packed = connection.scalars(_by(query, as_of)).all()
    found = track_records(_until(unpack(Dossier, one), as_of) for one in packed)
    own = (one for one in found if one.country == country and sector in ("", one.sector))
    return tuple(map(_track_out, own))


def _until(dossier: Dossier, day: date | None) -> Dossier:
    """A dossier with the positions and the status that it had by a day."""
    if day is None:
        return dossier
    positions = tuple(row for row in dossier.positions if day_order(row.date) <= day)
    status = tuple(row for row in dossier.status if day_order(row.date) <= day)
    return replace(dossier, positions=positions, status=status)


def _track_out(record: TrackRecord) -> shapes.TrackOut:
    return shapes.TrackOut(
        sector=record.sector,
        positions=tuple(shapes.Taken(position=position, dossiers=count) for position, count in record.positions),
        outcomes=tuple(
            shapes.CameTo(outcome=outcome.name, words=outcome.value, dossiers=dossiers)
            for outcome, dossiers in record.outcomes
        ),
    )
