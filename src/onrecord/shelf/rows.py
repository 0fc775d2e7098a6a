"""Records as rows of the tables, and pages back from theirs."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row

from onrecord.records import Anchor, Event, Judgement, Page, Reading, Role
from onrecord.shelf.packing import pack, unpack


def page_row(page: Page) -> dict[str, object]:
    """The row of a page, its bytes deflated."""
    return {
        "digest": page.digest,
        "source": page.source,
        "received": page.received.isoformat(),
        "as_body": page.as_body,
        "size": len(page.content),
        "content": zlib.compress(page.content, 6),
        "media_type": storable(page.media_type),
        "within": storable(page.within),
    }


def page_of(row: Row[Any]) -> Page:
    """The page of a row; raises ``ValueError`` where its bytes cannot be inflated."""
    try:
        content = zlib.decompressobj().decompress(row.content, row.size + 1)
    except zlib.error as error:
        raise ValueError(f"its bytes cannot be inflated ({error})") from error
    received = datetime.fromisoformat(row.received)
    return Page(row.source, content, row.digest, received, row.as_body, row.media_type, row.within)


def storable(words: str) -> str:
    r"""Words as every store can keep them: without NUL, half a surrogate pair as its escape.

    >>> storable("a\x00b")
    'ab'
    """
    return words.replace("\0", "").encode("utf-8", "backslashreplace").decode("utf-8")


def judgement_row(judgement: Judgement) -> dict[str, object]:
    """The row of a judgement."""
    row: dict[str, object] = {
        name: storable(getattr(judgement, name)) for name in ("id", "verdict", "subject", "person", "reason")
    }
    fields, about = (storable(pack(told)) if told else "" for told in (judgement.fields, judgement.about))
    return {**row, "made": judgement.made.isoformat(), "fields": fields, "about": about}


def judgement_of(row: Row[Any]) -> Judgement:
    """The judgement of a row."""
    fields = tuple((name, value) for name, value in json.loads(row.fields or "[]"))
    about = tuple(unpack(Anchor, json.dumps(told)) for told in json.loads(row.about or "[]"))
    made = datetime.fromisoformat(row.made)
    return Judgement(row.id, row.verdict, row.subject, row.person, made, row.reason, fields, about)


def seal(reading: str) -> str:
    """The SHA-256 of a packed reading, in hex."""
    return sha256(reading.encode()).hexdigest()


def rows_of_events(reading: Reading) -> list[dict[str, object]]:
    """The rows by which the events of a reading are searched."""
    return [{"place": place, **_event_row(event)} for place, event in enumerate(reading.events)]


def rows_of_claims(reading: Reading) -> list[dict[str, object]]:
    """The rows by which the claims of a reading are searched."""
    return [
        {
            "place": place,
            "id": claim.id,
            "event": claim.event,
            "holder": storable(claim.holder.text),
            "country": claim.holder.country,
            "sector": claim.holder.sector.value if claim.holder.sector else None,
            "position": claim.position.value,
        }
        for place, claim in enumerate(reading.claims)
    ]


def _event_row(event: Event) -> dict[str, object]:
    first = event.items[0] if event.items else None
    return {
        "id": event.id,
        "type": event.type.value,
        "stage": event.stage.value if event.stage else None,
        "supplier": " ".join(event.party(Role.SUPPLIER)),
        "recipient": " ".join(event.party(Role.RECIPIENT)),
        "goods_class": first.goods_class if first else None,
        "designation": storable(first.designation) if first and first.designation else None,
    }
