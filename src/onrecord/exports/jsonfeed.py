"""The changes of the register as a JSON Feed (version 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.exports.edition import PROGRAM, Edition
from onrecord.exports.feeds import Entry, Feed, feed_of
from onrecord.exports.files import File, Json, json_file, without_blanks
from onrecord.records import Change

MEDIA_TYPE: Final = "application/feed+json"


def write(edition: Edition) -> Iterator[File]:
    """One feed."""
    yield json_file("changes.json", as_json_feed(feed_of(edition)), MEDIA_TYPE)


def as_json_feed(feed: Feed) -> Json:
    """A feed as the object of a JSON Feed; what the format has no key for stands under ``_onrecord``."""
    imprint = feed.imprint
    return without_blanks(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": imprint.line,
            "home_page_url": f"{feed.base}/" if feed.base else None,
            "feed_url": f"{feed.home}.json" if feed.home else None,
            "language": "en",
            "authors": [{"name": PROGRAM}],
            "_onrecord": {
                "version": imprint.version,
                "lexicon": imprint.lexicon,
                "as_of": imprint.as_of.isoformat() if imprint.as_of else None,
            },
        }
    ) | {"items": [_item(entry) for entry in feed.entries]}


def _item(entry: Entry) -> Json:
    return without_blanks(
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": entry.updated.isoformat(),
            "tags": [entry.change.kind.value],
            "_onrecord": _parts(entry.change),
        }
    )


def _parts(change: Change) -> Json:
    """A change in its parts, for programs."""
    row = change.position
    return without_blanks(
        {
            "kind": change.kind.value,
            "dossier": change.dossier,
            "day": change.day.isoformat() if change.day else None,
            "story": change.story,
            "status": change.status.value if change.status else None,
            "country": row.country if row else None,
            "sector": row.sector.value if row and row.sector else None,
            "position": row.position.value if row else None,
            "past": row.past if row else None,
            "judgement": change.judgement,
        }
    )
