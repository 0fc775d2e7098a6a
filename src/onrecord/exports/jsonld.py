"""Stories and claims in the terms of schema.org: ``NewsArticle`` and ``Claim``, never ``ClaimReview``: no verdicts.

A ``Claim`` is what its author holds, in a sentence that says how. Who leaves a matter open, or only supposes it, claims
nothing: that is a ``CreativeWork`` with our own term for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.exports.annotations import actor
from onrecord.exports.edition import PROGRAM, Edition, Told
from onrecord.exports.files import File, Json, json_file, without_blanks
from onrecord.exports.names import (
    TERMS,
    actor_key,
    address_of,
    dossier_title,
    event_title,
    fate_of,
    holder_title,
    name_of,
    sentence_of,
)
from onrecord.lexicon.rights import Policy
from onrecord.records import AUTHOR, Article, Dossier, Position

CONTEXT: Final = ("https://schema.org", {"onrecord": TERMS})
CLAIMS_NOTHING: Final = (Position.NONCOMMITTAL, Position.HYPOTHETICAL)
REGISTER: Final = name_of("export", "register")
SOFTWARE: Final = name_of("program", PROGRAM)


def write(edition: Edition) -> Iterator[File]:
    """One graph: the edition, its stories, its dossiers, and every claim."""
    graph = [
        *_edition(edition),
        *(_article(edition, reading.article) for reading in edition.stories.values()),
        *(_dossier(edition, dossier) for dossier in edition.dossiers),
        *(_claim(told) for told in edition.claims()),
    ]
    yield json_file("register.jsonld", {"@context": list(CONTEXT), "@graph": graph}, "application/ld+json")


def _edition(edition: Edition) -> Iterator[Json]:
    imprint = edition.imprint
    software: Json = {"@id": SOFTWARE, "@type": "SoftwareApplication", "name": PROGRAM}
    yield {**software, "softwareVersion": imprint.version, "onrecord:lexicon": imprint.lexicon}
    yield without_blanks(
        {
            "@id": REGISTER,
            "@type": "Dataset",
            "name": "Alleged arms transfers: who asserts, suspects, denies, doubts or leaves open each",
            "description": f"{imprint.line}. Claims as news pages report them; none is found true here.",
            "version": imprint.version,
            "onrecord:asOf": imprint.as_of.isoformat() if imprint.as_of else None,
            "isBasedOn": {"@id": SOFTWARE},
        }
    )


def _article(edition: Edition, article: Article) -> Json:
    dateline = (article.dateline.place, article.dateline.date and article.dateline.date.isoformat())
    return without_blanks(
        {
            "@id": name_of("story", article.id),
            "@type": "NewsArticle",
            "headline": article.title,
            "url": address_of(article),
            "datePublished": article.published.day.isoformat() if article.published else None,
            "dateline": ", ".join(part for part in dateline if part),
            "inLanguage": article.language,
            "publisher": _organization(article.publisher),
            "creditText": article.agency,
            "copyrightHolder": _organization(article.rights.holder),
            **_terms_of_use(edition.allotments[article.id].policy),
            "creativeWorkStatus": fate_of(article),
            "onrecord:copyOf": _reference("story", edition.copied.get(article.id)),
        }
    )


def _terms_of_use(policy: Policy) -> Json:
    if policy.licence:
        return {"license": policy.licence}
    return {"usageInfo": {"@type": "CreativeWork", "@id": f"urn:onrecord:policy:{policy.id}", "name": policy.title}}


def _organization(name: str | None) -> Json | None:
    return {"@type": "Organization", "name": name} if name else None


def _reference(kind: str, identity: str | None) -> Json | None:
    return {"@id": name_of(kind, identity)} if identity else None


def _dossier(edition: Edition, dossier: Dossier) -> Json:
    last = dossier.status[-1] if dossier.status else None
    return without_blanks(
        {
            "@id": name_of("dossier", dossier.id),
            "@type": "Collection",
            "name": dossier_title(dossier),
            "description": f"an allegation; by the latest position of each holder: {last.status if last else 'untold'}",
            "onrecord:status": last.status.value if last else None,
            "onrecord:since": last.date.isoformat() if last and last.date else None,
            "isPartOf": {"@id": REGISTER},
            "hasPart": [{"@id": name_of("claim", told.claim.id)} for told in edition.claims_on(dossier)],
        }
    )


def _claim(told: Told) -> Json:
    claim, day = told.claim, told.article.day
    story: Json = {"@id": name_of("story", told.article.id)}
    claims = claim.position not in CLAIMS_NOTHING
    return without_blanks(
        {
            "@id": name_of("claim", claim.id),
            "@type": "Claim" if claims else "CreativeWork",
            "additionalType": f"{TERMS}{claim.position.value}",
            "text": sentence_of(told),
            "about": {"@type": "Thing", "name": f"alleged: {event_title(told.event)}"},
            "author": _author(told),
            "datePublished": day.isoformat() if day else None,
            "appearance" if claims else "isPartOf": story,
            "citation": [{"@type": "Quotation", "text": words, "isPartOf": story} for words in told.words if words],
            "onrecord:position": claim.position.value,
            "onrecord:toldAsPast": claim.past,
            "onrecord:holder": actor(claim.holder),
            "onrecord:via": [actor(source) for source in claim.via],
            "onrecord:copy": told.copy,
            "onrecord:page": fate_of(told.article),
        }
    )


def _author(told: Told) -> Json:
    """The holder; a state or an outlet is an organisation, and what somebody unnamed is nobody knows."""
    holder = told.claim.holder
    if holder.text == AUTHOR.text:
        outlet = told.article.agency or told.article.publisher
        return {"@type": "Organization", "name": outlet or holder_title(holder)}
    known = holder.country is not None
    name = name_of("actor", actor_key(holder, told.article)) if known else None
    return without_blanks({"@id": name, "@type": "Organization" if known else "Thing", "name": holder_title(holder)})
