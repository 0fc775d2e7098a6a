"""Dossiers as the contract's objects, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from onrecord.contract.shapes import (
    DossierJson,
    NotTheContract,
    PositionJson,
    day_as_json,
    day_from_json,
    notice_as_json,
    notice_from_json,
    sector_as_json,
    sector_from_json,
)
from onrecord.records import (
    Basis,
    DatedPosition,
    Dossier,
    Link,
    Member,
    Position,
    Reading,
    Status,
    StatusChange,
)


def register_as_json(dossiers: Iterable[Dossier], readings: Iterable[Reading]) -> Iterator[DossierJson]:
    """The contract's objects of a register; a story is named by its page's source, by its id where there is none."""
    sources = {reading.article.id: reading.article.source or reading.article.id for reading in readings}
    for dossier in dossiers:
        yield _dossier_as_json(dossier, sources)


def dossier_as_json(dossier: Dossier, readings: Iterable[Reading] = ()) -> DossierJson:
    """The contract's object of one dossier; a story is named by its page's source, by its id where that is unknown.

    >>> dossier_as_json(Dossier("d1", ("NOR",), ("DNK",), "rocket", None, (Member("p1", "e1"),)))["members"]
    [{'story': 'p1', 'event': 'e1'}]
    """
    return next(register_as_json((dossier,), readings))


def _dossier_as_json(dossier: Dossier, sources: Mapping[str, str]) -> DossierJson:
    def name(story: str) -> str:
        return sources.get(story, story)

    return {
        "id": dossier.id,
        "supplier": list(dossier.supplier),
        "recipient": list(dossier.recipient),
        "class": dossier.goods_class,
        "designation": dossier.designation,
        "members": [{"story": name(member.story), "event": member.event} for member in dossier.members],
        "copies": [[name(story) for story in group] for group in dossier.copies],
        "positions": [_position_as_json(row, name(row.story)) for row in dossier.positions],
        "status": [{"date": day_as_json(row.date), "status": row.status.value} for row in dossier.status],
        "basis": _basis_as_json(dossier.positions),
        "links": [
            {
                "story": name(link.member.story),
                "event": link.member.event,
                "score": round(link.score, 3),
                "reasons": list(link.reasons),
            }
            for link in dossier.links
        ],
    }


def _basis_as_json(positions: Iterable[DatedPosition]) -> dict[str, list[str]]:
    """What each position in the dossier rests on, as its pages tell it; what was on pages taken away is left out."""
    told: dict[str, list[str]] = {}
    for row in positions:
        if row.ended is None and row.basis:
            shown = told.setdefault(row.position.value, [])
            shown += [one.value for one in row.basis if one is not Basis.NONE_SHOWN and one.value not in shown]
    return {position: shown or [Basis.NONE_SHOWN.value] for position, shown in told.items()}


def _position_as_json(row: DatedPosition, story: str) -> PositionJson:
    return {
        "date": day_as_json(row.date),
        "country": row.country,
        "sector": sector_as_json(row.sector),
        "position": row.position.value,
        "story": story,
        "past": row.past,
        "said": day_as_json(row.said),
        "basis": [basis.value for basis in row.basis],
        "language": list(row.language),
        "ended": notice_as_json(row.ended) if row.ended else None,
    }


def dossier_from_json(obj: Mapping[str, object], readings: Iterable[Reading] = ()) -> Dossier:
    """The dossier of a contract object, its stories' names turned back into ids where the readings are at hand.

    Raises ``NotTheContract``, naming the dossier, where a key is missing or a value is none of the contract's.
    """
    ids = {reading.article.source or reading.article.id: reading.article.id for reading in readings}
    try:
        return _dossier_from_json(cast(DossierJson, obj), ids)
    except KeyError as error:
        raise NotTheContract(f"dossier {obj.get('id')}: no key {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise NotTheContract(f"dossier {obj.get('id')}: {error}") from error


def _dossier_from_json(row: DossierJson, ids: Mapping[str, str]) -> Dossier:
    def identity(story: str) -> str:
        return ids.get(story, story)

    return Dossier(
        id=row["id"],
        supplier=tuple(row["supplier"]),
        recipient=tuple(row["recipient"]),
        goods_class=row["class"],
        designation=row["designation"],
        members=tuple(Member(identity(member["story"]), member["event"]) for member in row["members"]),
        copies=tuple(tuple(map(identity, group)) for group in row["copies"]),
        positions=tuple(_position_from_json(told, identity(told["story"])) for told in row["positions"]),
        status=tuple(StatusChange(day_from_json(told["date"]), Status(told["status"])) for told in row["status"]),
        links=tuple(
            Link(Member(identity(link["story"]), link["event"]), link["score"], tuple(link["reasons"]))
            for link in row.get("links", ())
        ),
    )


def _position_from_json(row: PositionJson, story: str) -> DatedPosition:
    return DatedPosition(
        day_from_json(row["date"]),
        row["country"],
        sector_from_json(row["sector"]),
        Position(row["position"]),
        story,
        bool(row.get("past")),
        day_from_json(row.get("said")),
        tuple(map(Basis, row.get("basis", ()))),
        tuple(row.get("language", ())),
        notice_from_json(ended) if (ended := row.get("ended")) else None,
    )
