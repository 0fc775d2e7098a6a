"""ninjs: every item is valid, every claim is in it as its holder's, the text is not, a withdrawn story is canceled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from onrecord.exports.edition import Edition
from onrecord.records import Notice, NoticeKind, Position
from tests.exports.checked import faults, loaded
from tests.exports.made import bundled, edition_of, files, nobody_asserts, undecided

Item = dict[str, Any]


def items(edition: Edition) -> dict[str, Item]:
    return {item["altIds"][0]["value"]: item for item in map(loaded, files("ninjs", edition).values())}


def test_every_item_is_valid_and_the_schema_would_find_what_is_not() -> None:
    told = items(bundled())
    assert {story: faults("ninjs", item) for story, item in told.items()} == {story: [] for story in told}
    item = next(iter(told.values()))
    assert faults("ninjs", {**item, "denied": True})
    assert faults("ninjs", {key: value for key, value in item.items() if key != "uri"})


def test_every_story_and_every_claim_is_there() -> None:
    edition = bundled()
    told = items(edition)
    assert set(told) == set(edition.stories)
    for story, reading in edition.stories.items():
        roles = [one["role"] for one in told[story].get("descriptions", [])]
        assert roles == [f"claim:{c.position}" for c in reading.claims] + [f"act:{act.kind}" for act in reading.acts]


def test_a_position_is_its_holders() -> None:
    (item,) = items(nobody_asserts()).values()
    sources = {one["name"]: one["role"] for one in item["infoSources"] if one["role"].startswith("position")}
    assert list(sources.values()) == [f"position:{p}" for p in ("denies", "noncommittal", "hypothetical")]
    for one, says in zip(item["descriptions"], ("denies", "leaves open", "only supposes", "threaten"), strict=True):
        assert f" {says}" in one["value"]
    assert not any(" asserts: " in one["value"] for one in item["descriptions"])
    assert "events" not in item


def test_no_item_holds_the_text() -> None:
    for item in items(edition_of(undecided(position=Position.ASSERTS))).values():
        assert "bodies" not in item
        assert "herring" not in str(item)


def test_a_story_that_was_withdrawn_is_canceled() -> None:
    story = undecided()
    notice = Notice(NoticeKind.WITHDRAWN, datetime(2025, 5, 6, tzinfo=UTC))
    (item,) = items(edition_of(replace(story, article=replace(story.article, notices=(notice,))))).values()
    assert item["pubStatus"] == "canceled"


def test_it_names_version_lexicon_and_date() -> None:
    assert all(bundled().imprint.line in item["edNote"] for item in items(bundled()).values())
