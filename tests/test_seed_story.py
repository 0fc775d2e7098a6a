"""The story that the project began with: every position on the alleged transfer, and nothing from the furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.records import Passed, Reading, Role

PAGE = Path(__file__).parents[2] / "shared" / "gold" / "dev" / "spacewar-2024-09-09" / "page.txt"
EXPECTED = {
    ("USA", "hypothetical", ()),
    ("USA", "suspects", ("USA MED",)),
    (None, "suspects", ("EU IGO",)),
    ("IRN", "denies", ()),
    ("RUS", "noncommittal", ()),
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The page as it is read today."""
    if not PAGE.exists():
        pytest.skip(f"no gold stories beside the checkout: {PAGE}")
    (read,) = onrecord.read(PAGE)
    assert not isinstance(read, Passed), read
    return read


def test_every_position_on_the_alleged_transfer(reading: Reading) -> None:
    event = next(
        e for e in reading.events if e.party(Role.SUPPLIER) == ("IRN",) and e.party(Role.RECIPIENT) == ("RUS",)
    )
    claims = [c for c in reading.claims if c.event == event.id]
    assert {
        (c.holder.country, str(c.position), tuple(f"{v.country} {v.sector}" for v in c.via)) for c in claims
    } == EXPECTED
    assert len(claims) == 6


def test_nothing_from_the_furniture(reading: Reading) -> None:
    paragraphs = reading.article.paragraphs
    spans = [e.span for c in reading.claims for e in c.evidence] + [e.span for a in reading.acts for e in a.evidence]
    title = reading.article.title or ""
    assert all(any(p.covers(s) for p in paragraphs) or reading.article.text[s.start : s.end] in title for s in spans)
    assert not any("Iran FM" in e.text or "Hegseth" in e.text for c in reading.claims for e in c.evidence)
