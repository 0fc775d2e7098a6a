"""Where every cell of the register comes from, in PROV-O: cell ← event ← claim ← words ← story, and who made each.

Everything here is the record that this program made of what pages say. That a claim was derived from some words tells
where it was read, not that it is true; each label says "alleged", or opens with the holder and what the holder does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.contract import printed_span
from onrecord.exports.edition import PROGRAM, Edition, Told
from onrecord.exports.files import File, Json, json_file, without_blanks
from onrecord.exports.names import (
    TERMS,
    address_of,
    amount_of,
    dossier_title,
    event_title,
    fate_of,
    name_of,
    place_of,
    sentence_of,
)
from onrecord.lexicon.codes import goods_name, party_name
from onrecord.records import Article, Dossier, Event, Role, Stage

CONTEXT: Final[Json] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": TERMS,
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "location": {"@id": "prov:atLocation", "@type": "@id"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "quotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "revisionOf": {"@id": "prov:wasRevisionOf", "@type": "@id"},
    "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "invalidatedBy": {"@id": "prov:wasInvalidatedBy", "@type": "@id"},
    "associatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "endedAt": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "position": "onrecord:position",
    "status": "onrecord:status",
}
SOFTWARE: Final = name_of("program", PROGRAM)
COMPILING: Final = name_of("activity", "register")
READING: Final = "reading"
TAKING_AWAY: Final = "taking-away"


def write(edition: Edition) -> Iterator[File]:
    """One graph."""
    graph: dict[str, Json] = {}
    for node in _nodes(edition):
        graph[str(node["id"])] = graph.get(str(node["id"]), {}) | node
    yield json_file("prov.jsonld", {"@context": CONTEXT, "@graph": list(graph.values())}, "application/ld+json")


def _nodes(edition: Edition) -> Iterator[Json]:
    yield _node(SOFTWARE, ["prov:Agent", "prov:SoftwareAgent"], edition.imprint.line)
    yield _node(COMPILING, "prov:Activity", "claims put into dossiers", associatedWith=SOFTWARE)
    for reading in edition.stories.values():
        yield from _story(edition, reading.article)
        yield from (_event(edition, reading.article, event) for event in reading.events)
    for told in edition.claims():
        yield from _claim(told)
    for dossier in edition.dossiers:
        yield from _dossier(edition, dossier)
    yield from _judgements(edition)


def _node(identity: str, kind: str | list[str], label: str, **told: object) -> Json:
    return without_blanks({"id": identity, "type": kind, "label": label, **told})


def _story(edition: Edition, article: Article) -> Iterator[Json]:
    story, activity = name_of("story", article.id), name_of("activity", f"{READING}/{article.id}")
    title = article.title or place_of(article)
    first = edition.copied.get(article.id)
    of = name_of("story", first) if first else None
    came = edition.received.get(article.id)
    received = {"onrecord:received": came.isoformat()} if came else {}
    taken = name_of("activity", f"{TAKING_AWAY}/{article.id}") if article.ended else None
    where = address_of(article)
    yield _node(story, "prov:Entity", title, location=where, derivedFrom=of, invalidatedBy=taken, **received)
    if article.ended:
        ended = article.ended.told or article.ended.known
        yield _node(str(taken), "prov:Activity", f"the page was {fate_of(article)}", endedAt=ended.isoformat())
    yield _node(activity, "prov:Activity", f"the reading of {article.id}", used=story, associatedWith=SOFTWARE)


def _event(edition: Edition, article: Article, event: Event) -> Json:
    claims = [name_of("claim", c.id) for c in edition.stories[article.id].claims if c.event == event.id]
    return _node(
        name_of("event", f"{article.id}/{event.id}"),
        "prov:Entity",
        f"alleged: {event_title(event)}",
        derivedFrom=claims or [name_of("story", article.id)],
        generatedBy=name_of("activity", f"{READING}/{article.id}"),
    )


def _claim(told: Told) -> Iterator[Json]:
    """A claim, and each piece of its evidence with where it stands and the words as far as they may be shown."""
    article, claim = told.article, told.claim
    pieces = [name_of("evidence", f"{claim.id}/{number}") for number in range(1, len(claim.evidence) + 1)]
    yield _node(
        name_of("claim", claim.id),
        "prov:Entity",
        sentence_of(told),
        position=claim.position.value,
        derivedFrom=pieces,
        generatedBy=name_of("activity", f"{READING}/{article.id}"),
    )
    for name, piece, words in zip(pieces, claim.evidence, told.words, strict=True):
        place = printed_span(article, piece.span)
        label = f"{place['zone']}, characters {place['start']} to {place['end']}"
        yield _node(name, "prov:Entity", label, value=words, quotedFrom=name_of("story", article.id))


def _dossier(edition: Edition, dossier: Dossier) -> Iterator[Json]:
    """A dossier, and each of its cells with what it was derived from."""
    name, cells = name_of("dossier", dossier.id), list(_cells(edition, dossier))
    yield _node(
        name,
        "prov:Entity",
        dossier_title(dossier),
        status=dossier.status[-1].status.value if dossier.status else None,
        derivedFrom=[cell["id"] for cell in cells],
        generatedBy=COMPILING,
    )
    yield from cells


def _cells(edition: Edition, dossier: Dossier) -> Iterator[Json]:
    sources: dict[tuple[str, str, str], list[str]] = {}
    for member in dossier.members:
        if member.story in edition.stories and member.story not in edition.copied:
            event = edition.stories[member.story].event(member.event)
            for cell in _told_by(event):
                sources.setdefault(cell, []).append(name_of("event", f"{member.story}/{member.event}"))
    for (column, value, words), events in sources.items():
        label = f"alleged: {column}: {words}"
        yield _cell(dossier, f"{column}/{value}", label, value, events)
    yield from _positions(edition, dossier)


def _told_by(event: Event) -> Iterator[tuple[str, str, str]]:
    """What an event tells: the column, the value, and the value in words."""
    for role in Role:
        yield from ((role.value, code, party_name(code)) for code in event.party(role))
    for item in event.items:
        yield "goods", item.goods_class, goods_name(item.goods_class)
        if item.designation:
            yield "designation", item.designation, item.designation
        if item.quantity is not None:
            number = amount_of(item.quantity)
            yield "number", number, f"{'about ' if item.approximate else ''}{number}"
    if event.stage not in (None, Stage.UNSPECIFIED):
        yield "stage", str(event.stage), str(event.stage)


def _positions(edition: Edition, dossier: Dossier) -> Iterator[Json]:
    """Each holder's positions, from the claims that take them."""
    claims: dict[tuple[object, ...], list[Told]] = {}
    for told in edition.claims_on(dossier):
        holder = told.claim.holder
        key = (told.article.id, holder.country, holder.sector, told.claim.position)
        claims.setdefault(key, []).append(told)
    for number, row in enumerate(dossier.positions, 1):
        found = claims.get((row.story, row.country, row.sector, row.position), [])
        if found:
            names = [name_of("claim", told.claim.id) for told in found]
            yield _cell(dossier, f"position/{number}", sentence_of(found[-1]), row.position.value, names)


def _cell(dossier: Dossier, place: str, label: str, value: str, sources: Iterable[str]) -> Json:
    name = name_of("dossier", f"{dossier.id}/{place}")
    derived = list(dict.fromkeys(sources))
    return _node(name, "prov:Entity", label, value=value, derivedFrom=derived, generatedBy=COMPILING)


def _judgements(edition: Edition) -> Iterator[Json]:
    """What people decided, and the claims that they set aside or changed."""
    read = {claim.id: claim for reading in edition.made for claim in reading.claims}
    standing = {told.claim.id: told.claim for told in edition.claims()}
    for judgement in edition.judgements:
        activity, person = name_of("judgement", judgement.id), name_of("person", judgement.person)
        label = f"{judgement.verdict}: {judgement.reason or 'no reason given'}"
        made, subjects = judgement.made.isoformat(), judgement.subject.split()
        used = [name_of("claim" if part in read else "event", part) for part in subjects]
        yield _node(person, ["prov:Agent", "prov:Person"], judgement.person)
        yield _node(activity, "prov:Activity", label, associatedWith=person, endedAt=made, used=used)
        for claim in subjects:
            if claim in read and standing.get(claim) != read[claim]:
                yield from _set_aside(claim, activity, stands=claim in standing)


def _set_aside(claim: str, activity: str, *, stands: bool) -> Iterator[Json]:
    """A claim that a person rejected; or, where one stands in its place, the one that was read and corrected."""
    name = name_of("claim", claim)
    if stands:
        read = f"{name}/as-read"
        yield _node(read, "prov:Entity", "the claim as it was read, before it was corrected", invalidatedBy=activity)
        yield {"id": name, "revisionOf": read, "generatedBy": activity}
    else:
        yield _node(name, "prov:Entity", "a claim that a person rejected", invalidatedBy=activity)
