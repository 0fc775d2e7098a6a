"""Judgements as objects for programs, and a reading as people decided it as a gold story."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, TypedDict, cast

from onrecord.contract.readings import reading_as_json
from onrecord.contract.shapes import ReadingJson
from onrecord.records import Anchor, Judgement, Reading


class JudgementJson(TypedDict):
    """What a person decided, and what has become of it; ``now`` is what its subject is called today."""

    id: str
    verdict: str
    subject: str
    person: str
    made: str
    reason: str
    fields: dict[str, str]
    about: list[str]
    fate: str
    now: str
    against: list[str]


def judgement_as_json(judgement: Judgement, *, fate: str, now: str, against: Iterable[str] = ()) -> JudgementJson:
    """The object of a judgement.

    >>> from datetime import UTC, datetime
    >>> said = Judgement("j1", "reject", "p1.c2", "Ida", datetime(2025, 1, 1, tzinfo=UTC), "a headline")
    >>> judgement_as_json(said, fate="stands", now="p1.c2")["made"]
    '2025-01-01T00:00:00+00:00'
    """
    return {
        "id": judgement.id,
        "verdict": str(judgement.verdict),
        "subject": judgement.subject,
        "person": judgement.person,
        "made": judgement.made.isoformat(),
        "reason": judgement.reason,
        "fields": dict(judgement.fields),
        "about": [anchor.told for anchor in judgement.about],
        "fate": fate,
        "now": now,
        "against": list(against),
    }


def judgement_from_json(row: JudgementJson) -> Judgement:
    """The judgement of an object, as it was made; what it is tied to is told, but not in which words."""
    return Judgement(
        row["id"],
        row["verdict"],
        row["subject"],
        row["person"],
        datetime.fromisoformat(row["made"]),
        row["reason"],
        tuple(row["fields"].items()),
        tuple(Anchor("", told) for told in row["about"]),
    )


GOLD_KEYS: Final = (
    "id",
    "title",
    "publisher",
    "agency",
    "dateline",
    "published",
    "rights",
    "body",
    "events",
    "claims",
    "acts",
)
CLAIM_KEYS: Final = ("event", "holder", "via", "position", "evidence")
ACT_KEYS: Final = ("act", "actor", "target", "about", "evidence")


def gold_as_json(reading: Reading, name: str | None = None) -> ReadingJson:
    """A reading as a gold story: the contract's keys and no others, under a name of its own.

    Raises ``Disagreement`` where a piece of evidence stands neither in the body nor in the title.
    """
    row = cast(dict[str, object], reading_as_json(reading))
    told = row | {"id": name or row["id"]}
    for part, keys in (("claims", CLAIM_KEYS), ("acts", ACT_KEYS)):
        told[part] = [{key: one[key] for key in keys} for one in cast(list[dict[str, object]], row[part])]
    return cast(ReadingJson, {key: told[key] for key in GOLD_KEYS})
