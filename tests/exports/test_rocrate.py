"""RO-Crate: its library takes the case, it has what version 1.1 requires, and every file is as the manifest says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rocrate
from rocrate.rocrate import ROCrate

from onrecord.exports.edition import Edition
from onrecord.records import Judgement
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

JUDGEMENT = Judgement("j1", "reject", "c1", "Ines", datetime(2025, 6, 1, 12, tzinfo=UTC), "misread")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("case")
    for name, content in files("rocrate", bundled()).items():
        (out / name).write_bytes(content)
    return out


def graph(edition: Edition) -> dict[str, Any]:
    nodes = json.loads(files("rocrate", edition)["ro-crate-metadata.json"])["@graph"]
    return {node["@id"]: node for node in nodes}


def test_the_library_takes_every_file(folder: Path) -> None:
    crate = ROCrate(folder)
    assert {entity.id for entity in crate.data_entities} == {file.name for file in folder.iterdir()} - {
        "ro-crate-metadata.json"
    }
    assert crate.root_dataset["datePublished"] == str(bundled().imprint.as_of)


def test_it_has_what_version_1_1_requires() -> None:
    nodes = graph(bundled())
    descriptor, root = nodes["ro-crate-metadata.json"], nodes["./"]
    assert (descriptor["@type"], descriptor["about"]) == ("CreativeWork", {"@id": "./"})
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["@type"] == "Dataset"
    assert all(root[key] for key in ("name", "description", "datePublished", "license"))
    for node in nodes.values():
        assert node["@type"] != "File" or node["name"]
        for value in node.values():
            for one in value if isinstance(value, list) else [value]:
                assert not isinstance(one, dict) or one["@id"] in nodes or one["@id"].startswith("https://w3id.org/")


def test_every_term_is_in_the_context_of_version_1_1() -> None:
    data = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    known = json.loads(data.read_text(encoding="utf-8"))["@context"]
    for node in graph(bundled()).values():
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        assert {*node, *kinds} - {"@id", "@type"} <= set(known), node["@id"]


def test_every_file_is_as_the_manifest_says(folder: Path) -> None:
    lines = (folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(told) == {file.name for file in folder.iterdir()} - {"manifest-sha256.txt", "ro-crate-metadata.json"}
    assert all(sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in told.items())


def test_judgements_are_in_it_and_what_was_rejected_is_not_told_as_a_claim() -> None:
    held = files("rocrate", edition_of(undecided(), judgements=(JUDGEMENT,)))
    assert b"j1,reject,c1,Ines,2025-06-01T12:00:00+00:00,misread" in held["judgements.csv"]
    assert b"Denmark's foreign office" not in held["claims.csv"]


def test_the_report_tells_each_position_with_its_story_and_no_more() -> None:
    report = files("rocrate", nobody_asserts())["report.md"].decode()
    assert "## alleged transfer: Norway → Denmark" in report
    assert " denies: " in report
    assert " leaves open: " in report
    assert " only supposes: " in report
    assert " asserts: " not in report
    assert "herring" not in report
    assert nobody_asserts().imprint.line in report


def test_it_names_version_lexicon_and_date() -> None:
    assert bundled().imprint.line in graph(bundled())["./"]["description"]
