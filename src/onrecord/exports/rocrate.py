"""A case whole, to be kept and cited: tables, words, provenance, judgements and a report, as an RO-Crate 1.1."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from onrecord.exports import datapackage, prov
from onrecord.exports.annotations import write as write_annotations
from onrecord.exports.csv import guarded
from onrecord.exports.edition import PROGRAM, Edition
from onrecord.exports.files import File, Json, encoded, json_file, without_blanks
from onrecord.exports.names import address_of, name_of
from onrecord.exports.report import as_report
from onrecord.records import Article

CONTEXT: Final = "https://w3id.org/ro/crate/1.1/context"
PROFILE: Final = "https://w3id.org/ro/crate/1.1"
METADATA: Final = "ro-crate-metadata.json"
UNDATED: Final = "1970-01-01"
"""The date of a case in which nothing is dated; the format requires one."""
TITLE: Final = "Alleged arms transfers: who asserts, suspects, denies, doubts or leaves open each"
RIGHTS: Final = (
    "Facts and links are free. Words of stories stay under the rights that stories.csv names for each, and are given "
    "as far as these allow."
)
TOLD: Final = {
    "datapackage.json": "The tables described for Frictionless",
    "csv-metadata.json": "The tables described for CSVW",
    "annotations.jsonld": "Every piece of evidence as a Web Annotation",
    "prov.jsonld": "Where every cell comes from, in PROV-O",
    "judgements.csv": "What people decided, when and why",
    "pages.csv": "When each page came, and how its SHA-256 begins",
    "report.md": "The case as a text to read",
    "manifest-sha256.txt": "The SHA-256 of every other file",
}


def write(edition: Edition) -> Iterator[File]:
    """Every file of the case, then the manifest and the metadata."""
    held = [
        *datapackage.write(edition),
        *write_annotations(edition),
        *prov.write(edition),
        _table(
            "judgements.csv", "judgement verdict subject person made reason corrected".split(), _judgements(edition)
        ),
        _table("pages.csv", "story received sha256_begins".split(), _pages(edition)),
        File("report.md", "text/markdown", encoded(as_report(edition))),
    ]
    lines = (f"{sha256(file.content).hexdigest()}  {file.name}\n" for file in held)
    held.append(File("manifest-sha256.txt", "text/plain", encoded("".join(lines))))
    yield from held
    yield json_file(METADATA, {"@context": CONTEXT, "@graph": list(_graph(edition, held))}, "application/ld+json")


def _judgements(edition: Edition) -> Iterator[tuple[str, ...]]:
    for one in edition.judgements:
        fields = "; ".join(f"{name}: {value}" for name, value in one.fields)
        yield one.id, one.verdict, one.subject, one.person, one.made.isoformat(), one.reason, fields


def _pages(edition: Edition) -> Iterator[tuple[str, ...]]:
    """A page's id is the beginning of its digest; that of a reading from elsewhere may be anything."""
    for story in edition.stories:
        came = edition.received.get(story)
        digits = story.removeprefix("p")
        begins = digits if len(digits) == 15 and set(digits) <= set("0123456789abcdef") else ""
        yield story, came.isoformat() if came else "", begins


def _table(name: str, header: Iterable[str], rows: Iterable[tuple[str, ...]]) -> File:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return File(name, "text/csv", encoded(out.getvalue()))


def _graph(edition: Edition, held: list[File]) -> Iterator[Json]:
    imprint = edition.imprint
    day = imprint.as_of.isoformat() if imprint.as_of else UNDATED
    descriptor: Json = {"@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"}}
    yield {**descriptor, "conformsTo": {"@id": PROFILE}}
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": TITLE,
        "description": f"{imprint.line}. Claims as news pages report them; none is found true here.",
        "datePublished": day,
        "license": {"@id": "#rights"},
        "hasPart": [{"@id": file.name} for file in held],
        "mentions": _alone([{"@id": name_of("story", story)} for story in edition.stories]),
    }
    yield {"@id": "#rights", "@type": "CreativeWork", "name": "Rights by story", "description": RIGHTS}
    software: Json = {"@id": name_of("program", PROGRAM), "@type": "SoftwareApplication", "name": PROGRAM}
    yield {**software, "version": imprint.version, "description": f"with the lexicon {imprint.lexicon}"}
    action: Json = {"@id": "#compilation", "@type": "CreateAction", "name": "Pages read and claims put into dossiers"}
    yield {**action, "instrument": {"@id": name_of("program", PROGRAM)}, "result": {"@id": "./"}}
    yield from map(_file, held)
    articles = [reading.article for reading in edition.stories.values()]
    for name in dict.fromkeys(article.publisher for article in articles if article.publisher):
        yield {"@id": name_of("publisher", name), "@type": "Organization", "name": name}
    yield from (_story(edition, article) for article in articles)


def _alone(values: list[Json]) -> list[Json] | Json:
    """A list, or its one value by itself, as RO-Crate wants it written."""
    return values[0] if len(values) == 1 else values


def _file(file: File) -> Json:
    told = TOLD.get(file.name, f"The table of {file.name.removesuffix('.csv')}")
    kind, size = file.media_type.partition(";")[0], str(len(file.content))
    return {"@id": file.name, "@type": "File", "name": told, "encodingFormat": kind, "contentSize": size}


def _story(edition: Edition, article: Article) -> Json:
    return without_blanks(
        {
            "@id": name_of("story", article.id),
            "@type": "NewsArticle",
            "name": article.title or article.id,
            "url": address_of(article),
            "datePublished": article.day.isoformat() if article.day else None,
            "publisher": {"@id": name_of("publisher", article.publisher)} if article.publisher else None,
            "usageInfo": edition.allotments[article.id].policy.title,
            "identifier": article.id,
        }
    )
