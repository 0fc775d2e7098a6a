"""A page and what a model may answer about it; persons and outlets are invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from onrecord.records import Article, Page, Rights, Span, Zone, ZoneKind

HEADLINE = "Oslo denies rocket sale to Chad"
PARAGRAPHS = (
    "Norway never sold rockets to Chad, minister Kari Lund said on Monday.",
    "The Fjord Courier had reported that N’Djamena received “forty R-9 rockets” in March.",
)
TEXT = "\n\n".join((HEADLINE, *PARAGRAPHS, "Read more: ferries"))
KEY = "sk-test-Zebra-4711"

Json = dict[str, Any]


def article(
    text: str = TEXT,
    *,
    publisher: str | None = "Harbour Post",
    rights: Rights | None = None,
    source: str = "wire/1.txt",
) -> Article:
    """A page whose paragraphs are parted by blank lines: a headline, the body, and one line of furniture."""
    parts, zones, at = text.split("\n\n"), [], 0
    for n, part in enumerate(parts):
        kind = ZoneKind.HEADLINE if n == 0 else ZoneKind.FURNITURE if n == len(parts) - 1 else ZoneKind.BODY
        zones.append(Zone(kind, Span(at, at + len(part))))
        at += len(part) + 2
    kept = rights or Rights()
    return Article("p1", source, text, tuple(zones), parts[0], publisher=publisher, rights=kept, language="en")


def page(content: str = TEXT, source: str = "wire/1.txt") -> Page:
    told = content.encode()
    return Page(source, told, sha256(told).hexdigest(), datetime(2025, 3, 3, 8, tzinfo=UTC))


def actor(text: str, country: str | None = None, sector: str | None = None) -> Json:
    return {"text": text, "country": country, "sector": sector}


LUND = actor("minister Kari Lund", "NOR", "GOV")


def item(**other: object) -> Json:
    return {
        "text": "rockets",
        "class": "rocket",
        "designation": "R-9",
        "quantity": 40,
        "approximate": False,
        **other,
    }


def event(**other: object) -> Json:
    roles = ("supplier", "recipient", "intermediary", "used_against", "attacker", "target", "actor", "partner")
    told: Json = {"id": "e1", "type": "transfer", **{role: [] for role in roles}}
    told |= {"supplier": ["NOR"], "recipient": ["TCD"], "stage": "delivered", "items": [item()]}
    return {**told, **other}


def claim(**other: object) -> Json:
    told: Json = {"event": "e1", "holder": LUND, "via": [], "position": "denies"}
    return {**told, "evidence": ["Norway never sold rockets to Chad, minister Kari Lund said"], **other}


def act(**other: object) -> Json:
    told: Json = {"act": "accuse", "actor": LUND, "target": None, "about": "e1"}
    return {**told, "evidence": ["Norway never sold rockets"], **other}


def answer(events: list[Json] | None = None, claims: list[Json] | None = None, acts: list[Json] | None = None) -> str:
    """An answer of the contract's shape: the denial, where nothing else is told."""
    return json.dumps(
        {
            "events": [event()] if events is None else events,
            "claims": [claim()] if claims is None else claims,
            "acts": acts or [],
        }
    )
