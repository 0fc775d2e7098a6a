"""Stories as news items of IPTC's ninjs 3.1, a file each: metadata and what is claimed, never the text.

ninjs tells of items, not of claims. Each claim is a description in a sentence that opens with its holder, and the
holder an information source whose role is the position.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from onrecord.exports.edition import Edition
from onrecord.exports.files import File, Json, json_file, without_blanks
from onrecord.exports.names import address_of, holder_title, name_of, sentence_of, sentence_of_act
from onrecord.lexicon.codes import goods_name
from onrecord.records import Article, NoticeKind, Reading
from onrecord.rights import policy_as_odrl

STANDARD: Final[Json] = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
NO_FINDING: Final = "Claims are given as the story reports them; none is a finding."
ODRL: Final = "http://www.w3.org/ns/odrl/2/"


def write(edition: Edition) -> Iterator[File]:
    """An item a story."""
    for story, reading in edition.stories.items():
        name = re.sub(r"[^\w.-]", "-", story)
        yield json_file(f"{name}.ninjs.json", _item(edition, reading), "application/ninjs+json")


def _item(edition: Edition, reading: Reading) -> Json:
    article = reading.article
    policy = edition.allotments[article.id].policy
    return without_blanks(
        {
            "uri": address_of(article) or name_of("story", article.id),
            "standard": STANDARD,
            "type": "text",
            "representationType": "partial",
            "profile": "onrecord",
            "pubStatus": _status(article),
            "contentCreated": _moment(article.day),
            "language": article.language,
            "headlines": [{"value": article.title}] if article.title else [],
            "by": article.byline,
            "located": article.dateline.place,
            "copyrightHolder": article.rights.holder,
            "usageTerms": policy.title,
            "rightsInfo": {"linkedRights": policy.licence} if policy.licence else _encoded(article),
            "infoSources": [*_outlets(article), *_holders(edition, article)],
            "descriptions": [*_claims(edition, article), *_acts(reading)],
            "subjects": _goods(reading),
            "altIds": [{"role": "onrecord", "value": article.id}],
            "edNote": f"{NO_FINDING} {edition.imprint.line}.",
        }
    )


def _status(article: Article) -> str:
    withdrawn = any(notice.kind is NoticeKind.WITHDRAWN for notice in article.notices)
    return "canceled" if withdrawn else "usable"


def _moment(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00Z" if day else None


def _encoded(article: Article) -> Json:
    return {"langId": ODRL, "encodedRights": json.dumps(policy_as_odrl(article), ensure_ascii=False)}


def _outlets(article: Article) -> Iterator[Json]:
    for name, role in ((article.publisher, "publisher"), (article.agency, "agency")):
        if name:
            yield {"name": name, "role": role}


def _holders(edition: Edition, article: Article) -> Iterator[Json]:
    """Who holds a position, and through whom the story knows it."""
    for told in edition.claims_of(article.id):
        claim = told.claim
        literal = name_of("claim", claim.id)
        yield {"name": holder_title(claim.holder), "role": f"position:{claim.position}", "literal": literal}
        for source in claim.via:
            yield {"name": holder_title(source), "role": "relays", "literal": literal}


def _claims(edition: Edition, article: Article) -> Iterator[Json]:
    for told in edition.claims_of(article.id):
        words = " … ".join(filter(None, told.words))
        quoted = f": “{words}”" if words else ""
        yield {"role": f"claim:{told.claim.position}", "value": f"{sentence_of(told)}{quoted}"}


def _acts(reading: Reading) -> Iterator[Json]:
    for act in reading.acts:
        yield {"role": f"act:{act.kind}", "value": sentence_of_act(act, reading.article)}


def _goods(reading: Reading) -> list[Json]:
    """The kinds of goods that the story speaks of, whatever is said of them."""
    codes = dict.fromkeys(item.goods_class for event in reading.events for item in event.items)
    return [{"name": goods_name(code), "rel": "mentions", "literal": code} for code in codes]
