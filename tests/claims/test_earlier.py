"""What a part of a long page knows of those before it: names, acronyms, offices, and what the page is about."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from onrecord.articles import read_article
from onrecord.claims import find_attributions, parts
from onrecord.claims.cast import Cast, gather_cast
from onrecord.claims.earlier import ROLES_KEPT, Earlier
from onrecord.claims.floor import Entry, Who
from onrecord.claims.parts import parts_of
from onrecord.examples import example_pages
from onrecord.intake import find_pages
from onrecord.language import parse
from onrecord.records import Actor, Article, Page, Sector, Sentence, ZoneKind
from tests.claims.made import article_of

QUIET = " ".join(["The quay was quiet."] * 24)


@dataclass(frozen=True, slots=True)
class Row:
    """A long page in short: what is told in its parts, and who is to be the source of some words in the last."""

    case: str
    first: str
    between: str
    last: str
    said: str
    country: str
    sector: str
    words: str


def rows() -> list[Row]:
    with (Path(__file__).parent / "cases" / "parts.tsv").open(encoding="utf-8") as file:
        return [Row(**{k: v or "" for k, v in row.items()}) for row in csv.DictReader(file, delimiter="\t")]


def parsed(*paragraphs: str) -> tuple[Article, tuple[Sentence, ...]]:
    article = article_of("\n\n".join(paragraphs), "Norway mends a quay")
    return article, parse(article.text, (*article.spans(ZoneKind.HEADLINE), *article.paragraphs))


def speaker(article: Article, sentences: tuple[Sentence, ...], said: str) -> Actor:
    found = find_attributions(article, sentences)
    return next(one.speaker for one in found if one.speaker and article.text[slice(*one.content[0])] == said)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONGEST", 24)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.case)
def test_who_was_explained_in_another_part(row: Row) -> None:
    paragraphs = ["Rain fell on the quay.", row.first, QUIET, row.between, QUIET, row.last]
    article, sentences = parsed(*filter(None, paragraphs))
    assert len(list(parts_of(article, sentences))) > 2
    who = speaker(article, sentences, row.said)
    assert (who.country or "", str(who.sector or "")) == (row.country, row.sector)
    assert not row.words or who.text == row.words


def test_a_pronoun_points_over_the_border_of_two_parts() -> None:
    for quiet in range(9, 14):
        lines = ["The quay was quiet."] * quiet
        article, sentences = parsed(
            "Rain fell.", *lines, "Jonas Hale, Kenya's defence minister, came.", "He said that it was late.", *lines
        )
        assert speaker(article, sentences, "that it was late").country == "KEN"


def test_who_swears_is_known_to_the_end() -> None:
    opening = ["I, Ann Loewe, being duly sworn, state:", "I am an agent of the Coast Guard of Malta."]
    article, sentences = parsed("Malta", *opening, *["The quay was quiet."] * 40, "We said that it was late.")
    *_, last = parts_of(article, sentences)
    for part in parts_of(article, sentences):
        cast = gather_cast(part.article, part.sentences, earlier=part.earlier)
        assert cast.institution is not None
        assert (cast.institution.text, cast.institution.country) == ("Ann Loewe", "MLT")
        cast.hand_on(part.earlier or Earlier())
    assert last.begins > 0


def test_what_the_page_is_about_is_counted_over_its_parts() -> None:
    article, sentences = parsed("Rain fell.", "Peru and Malta met. Malta left.", QUIET, "Peru met Chile.", QUIET)
    one, several = Earlier(), Earlier()
    gather_cast(article, sentences).hand_on(one)
    for part in parts_of(article, sentences):
        cast = gather_cast(part.article, part.sentences, earlier=several)
        assert cast.ground in {"PER", "MLT"}
        cast.hand_on(several)
    assert (several.told_of, several.sites, several.codes) == (one.told_of, one.sites, one.codes)
    assert several.told_of == {"NOR": 1, "PER": 2, "MLT": 2, "CHL": 1}


def met(number: int, who: Who) -> tuple[Entry, str, bool]:
    words = frozenset({"ministry", f"word{number}"})
    entry = Entry(number, 0, who, f"ministry {number}", words, False, False, True, None, rank=3, acts=True)
    return entry, "ministry", False


def test_however_many_were_met_a_bounded_number_is_kept() -> None:
    earlier, oslo = Earlier(), Who("NOR", Sector.GOV)
    earlier.take_on(met(n, oslo) for n in range(1_000))
    latest = earlier.bearer("ministry", frozenset(), quoted=False)
    assert latest is not None
    assert latest.text == "ministry 999"
    kept = [n for n in range(1_000) if earlier.bearer("ministry", frozenset({f"word{n}"}), quoted=False)]
    assert kept == list(range(1_000 - ROLES_KEPT, 1_000))
    assert earlier.bearer("bureau", frozenset(), quoted=False) is None


def test_who_was_met_within_quotes_is_known_within_quotes_alone() -> None:
    earlier = Earlier()
    entry, lemma, _ = met(1, Who("NOR", Sector.GOV))
    earlier.take_on([(entry, lemma, True)])
    assert earlier.bearer(lemma, frozenset(), quoted=False) is None
    assert earlier.bearer(lemma, frozenset(), quoted=True) == entry
    assert earlier.body([Sector.GOV], quoted=False) is None
    assert earlier.body([Sector.GOV], quoted=True, named=True) == entry


def test_of_several_kinds_of_body_the_latest_counts() -> None:
    earlier = Earlier()
    wire, firm = met(1, Who("NOR", Sector.MED))[0], met(2, Who(None, Sector.BUS))[0]
    earlier.take_on([(wire, "wire", False), (firm, "firm", False), (replace(wire, sentence=9), "wire", False)])
    assert earlier.body([Sector.MED, Sector.BUS], quoted=False) == replace(wire, sentence=9)
    assert earlier.body([Sector.BUS], quoted=False, named=True) == firm
    assert earlier.bearer("firm", frozenset(), quoted=False) is None


def answers(cast: Cast, sentences: tuple[Sentence, ...]) -> list[object]:
    places = [(s, t) for s, sentence in enumerate(sentences) for t in range(len(sentence.tokens))]
    told = [(cast.resolve(*place), cast.party_code(*place), cast.is_actor(*place)) for place in places]
    return [cast.home, cast.ground, cast.institution, *told]


@pytest.mark.parametrize("page", example_pages(), ids=lambda page: page.parent.name)
def test_a_story_is_read_as_it_was_before_there_were_parts(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    [found] = (one for one in find_pages([page]) if isinstance(one, Page))
    article = read_article(found)
    sentences = parse(article.text, (*article.spans(ZoneKind.HEADLINE), *article.paragraphs))
    [part] = parts_of(article, sentences)
    assert (part.article, part.sentences, part.begins, part.earlier) == (article, sentences, 0, None)
    alone, first = gather_cast(article, sentences), gather_cast(article, sentences, earlier=Earlier())
    assert answers(alone, sentences) == answers(first, sentences)
