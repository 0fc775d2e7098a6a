"""Stories of any shape for the tests of the budget: paragraphs between furniture, claims and acts anywhere in them."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.records import (
    Act,
    ActKind,
    Actor,
    Article,
    Claim,
    Event,
    EventType,
    Position,
    Reading,
    Rights,
    Sector,
    Span,
    Zone,
    ZoneKind,
)

WORDS = st.lists(
    st.sampled_from("shells tanks sent denied Oslo the a of harbour minister yesterday".split()),
    min_size=1,
    max_size=60,
)
EVENTS = (Event("e1", EventType.TRANSFER), Event("e2", EventType.USE))
HOLDERS = (Actor("Oslo", "NOR", Sector.GOV), Actor("two officials"), Actor("AUTHOR", None, Sector.MED))


def laid_out(headline: str, paragraphs: list[str], furniture: str) -> Article:
    """An article with furniture between its paragraphs."""
    text, zones = "", []
    parts = [(ZoneKind.HEADLINE, headline)]
    for paragraph in paragraphs:
        parts += [(ZoneKind.BODY, paragraph), (ZoneKind.FURNITURE, furniture)]
    for kind, words in parts:
        if words:
            zones.append(Zone(kind, Span(len(text), len(text) + len(words))))
            text += words + "\n\n"
    return Article("p1", "pages/one.txt", text, tuple(zones), headline or None, rights=Rights("Harbour Post", True))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    paragraphs = draw(st.lists(WORDS.map(" ".join), min_size=1, max_size=6))
    return laid_out(
        draw(st.sampled_from(("", "Oslo denies"))), paragraphs, draw(st.sampled_from(("", "Advertisement")))
    )


@st.composite
def spans(draw: st.DrawFn, article: Article) -> Span:
    """A stretch of one of the paragraphs, or of the headline."""
    zones = [zone.span for zone in article.zones if zone.kind is not ZoneKind.FURNITURE] or [Span(0, 0)]
    zone = draw(st.sampled_from(zones))
    start = draw(st.integers(zone.start, zone.end))
    return Span(start, draw(st.integers(start, zone.end)))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    article = draw(articles())
    evidence = st.lists(spans(article).map(article.quote), min_size=1, max_size=3).map(tuple)
    claim = st.builds(
        Claim,
        st.just("c"),
        st.sampled_from(("e1", "e2")),
        st.sampled_from(HOLDERS),
        st.sampled_from(Position),
        evidence,
    )
    act = st.builds(Act, st.just(ActKind.ACCUSE), st.sampled_from(HOLDERS), evidence)
    return Reading(article, EVENTS, tuple(draw(st.lists(claim, max_size=12))), tuple(draw(st.lists(act, max_size=3))))
