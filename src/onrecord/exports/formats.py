"""The formats that the register is exported in, by the names that the command line and the API know them by."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.exports.edition import Edition
from onrecord.exports.files import File


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is for, the module that writes it, and whether it makes several files."""

    name: str
    summary: str
    module: str
    several: bool = False
    of_changes: bool = False
    """Whether it tells what changed in the register, and not the register."""


FORMATS: Final = {
    told.name: told
    for told in (
        Format("csv", "Tables after SIPRI, with a Frictionless data package and CSVW.", "datapackage", several=True),
        Format("parquet", "The same tables, typed, for DuckDB, pandas and their like.", "parquet", several=True),
        Format("annotations", "W3C Web Annotations: every piece of evidence, tied to its words.", "annotations"),
        Format("jsonld", "schema.org: NewsArticle and Claim, and no verdicts.", "jsonld"),
        Format("stix", "STIX 2.1: each allegation a note, each position an opinion on it.", "stix"),
        Format("ftm", "FollowTheMoney entities, and the claims that it has no words for beside.", "ftm", several=True),
        Format("atom", "What changed in the register, as an Atom feed.", "atom", of_changes=True),
        Format("jsonfeed", "What changed in the register, as a JSON Feed.", "jsonfeed", of_changes=True),
        Format("prov", "PROV-O: where every cell of the register comes from.", "prov"),
        Format("plover", "PLOVER events, as few as are sure, and what was left out and why.", "plover", several=True),
        Format("ninjs", "IPTC ninjs 3.1: stories as news items, without their text.", "ninjs", several=True),
        Format("misp", "A MISP event: stories, allegations, and each claim an annotation.", "misp"),
        Format("rocrate", "A case whole, to be kept and cited, as an RO-Crate.", "rocrate", several=True),
    )
}
"""Every format, in the order in which people ask for them."""


def export(name: str, edition: Edition) -> Iterator[File]:
    """The files of an export in a format, one after the other.

    Raises ``KeyError`` for a format that there is none of, ``MissingExtra`` where its library is not installed.
    """
    module = importlib.import_module(f"onrecord.exports.{FORMATS[name].module}")
    write: Callable[[Edition], Iterator[File]] = module.write
    yield from write(edition)
