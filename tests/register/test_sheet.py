from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.records import (
    Act,
    ActKind,
    Actor,
    Dossier,
    Event,
    EventType,
    Position,
    Reading,
    Role,
    Sector,
    Span,
    Stage,
    Status,
)
from onrecord.register import make_sheet, open_dossiers, stand_at
from onrecord.register.sheet import Sheet

from .build import goods, story, transfer
from .test_copies import WIRE

FATH = goods("Fath-360 missiles", "missile.ballistic", "Fath-360", 200)
EVENT = transfer("e1", "IRN", "RUS", FATH)

PAGES = (
    story(
        "p1",
        "2024-09-06",
        [EVENT],
        [("e1", "USA/GOV", Position.SUSPECTS), ("e1", "IRN/GOV", Position.DENIES)],
        body=" ".join(WIRE),
        publisher="Fjord Courier",
    ),
    story("p2", "2024-09-07", [EVENT], [("e1", "USA/GOV", Position.SUSPECTS)], body=" ".join(WIRE)),
    story(
        "p3",
        "2024-09-10",
        [replace(EVENT, items=(replace(FATH, text="220 missiles", designation=None, quantity=220, approximate=True),))],
        [("e1", "USA/GOV", Position.ASSERTS), ("e1", "RUS/GOV", Position.NONCOMMITTAL)],
    ),
    story(
        "p4",
        "2024-11-02",
        [replace(EVENT, items=(replace(FATH, quantity=None),), stage=Stage.UNSPECIFIED)],
        [("e1", "IRN/GOV", Position.DENIES), ("e1", "IRN/GOV", Position.ASSERTS), ("e1", "USA/GOV", Position.ASSERTS)],
        past=[0],
    ),
)


def dossier(pages: tuple[Reading, ...] = PAGES) -> Dossier:
    (one,) = open_dossiers(pages)
    return one


def sheet() -> Sheet:
    return make_sheet(dossier(), PAGES)


@pytest.mark.parametrize(
    ("day", "status", "since", "held"),
    [
        ("2024-09-05", None, None, {}),
        ("2024-09-06", Status.DISPUTED, "2024-09-06", {"USA": Position.SUSPECTS, "IRN": Position.DENIES}),
        (
            "2024-10-31",
            Status.DISPUTED,
            "2024-09-06",
            {"USA": Position.ASSERTS, "IRN": Position.DENIES, "RUS": Position.NONCOMMITTAL},
        ),
        (
            "2030-01-01",
            Status.ADMITTED,
            "2024-11-02",
            {"USA": Position.ASSERTS, "IRN": Position.ASSERTS, "RUS": Position.NONCOMMITTAL},
        ),
    ],
)
def test_how_it_stood_on_a_day(day: str, status: Status | None, since: str | None, held: dict[str, Position]) -> None:
    stand = stand_at(dossier(), date.fromisoformat(day))
    assert stand.status is status
    assert stand.since == (date.fromisoformat(since) if since else None)
    assert {row.country: row.position for row in stand.positions} == held


def test_who_stands_where_since_when_and_in_which_words() -> None:
    standings = {standing.country: standing for standing in sheet().standings}
    iran, usa = standings["IRN"], standings["USA"]
    assert (iran.position, iran.since) == (Position.ASSERTS, date(2024, 11, 2))
    assert [words.text for words in iran.words] == ["IRN/GOV asserts e1 on page p4."]
    assert [(row.position, row.past) for row in iran.earlier] == [(Position.DENIES, False), (Position.DENIES, True)]
    assert (usa.position, usa.since) == (Position.ASSERTS, date(2024, 9, 10))
    assert [words.story for words in usa.words] == ["p3", "p4"]


def test_every_value_stands_with_its_story_and_what_nobody_told_is_named() -> None:
    told = {cell.name: cell for cell in sheet().told}
    numbers = [
        (value.text, value.uncertain, [cited.story for cited in value.cited]) for value in told["quantity"].values
    ]
    assert numbers == [("200", False, ["p1"]), ("220", True, ["p3"])]
    assert [(value.text, len(value.cited)) for value in told["designation"].values] == [("Fath-360", 2)]
    assert [value.text for value in told["stage"].values] == ["delivered"]
    assert sheet().untold == ("when", "by way of", "used against")


def test_a_value_bears_who_gives_it_and_days_of_the_event_are_a_cell() -> None:
    page = story(
        "p1",
        "2024-09-10",
        [EVENT],
        [("e1", "USA/GOV", Position.ASSERTS), ("e1", "FRA/GOV", Position.SUSPECTS), ("e1", "IRN/GOV", Position.DENIES)],
    )
    texts = (
        "It shipped 200 Fath-360 missiles on May 3 and in June 2023.",
        "It went in 2022, Paris said in July.",
        "No.",
    )
    article = replace(page.article, text="\n".join(texts))
    starts = (0, len(texts[0]) + 1, len(texts[0]) + len(texts[1]) + 2)
    claims = tuple(
        replace(claim, evidence=(article.quote(Span(start, start + len(text))),))
        for claim, start, text in zip(page.claims, starts, texts, strict=True)
    )
    told = {
        cell.name: cell for cell in make_sheet(dossier((page,)), [replace(page, article=article, claims=claims)]).told
    }
    assert [(value.text, value.uncertain) for value in told["when"].values] == [
        ("2024-05-03", True),
        ("2023-06", False),
        ("2022", False),
    ]
    assert [value.cited[0].holders for value in told["when"].values] == [("USA/GOV",), ("USA/GOV",), ("FRA/GOV",)]
    assert told["quantity"].values[0].cited[0].holders == ("USA/GOV",)
    assert told["stage"].values[0].cited[0].holders == ("USA/GOV",)


def test_a_target_told_is_a_cell_with_its_words() -> None:
    aimed = replace(EVENT, parties=(*EVENT.parties, (Role.USED_AGAINST, ("UKR",))))
    page = story("p1", "2024-09-06", [aimed], [("e1", "USA/GOV", Position.ASSERTS)])
    (cell,) = (cell for cell in make_sheet(dossier((page,)), [page]).told if cell.name == "used against")
    assert [(value.text, value.cited[0].words) for value in cell.values] == [
        ("Ukraine", "USA/GOV asserts e1 on page p1."),
    ]


def test_title_status_pages_and_copies() -> None:
    made = sheet()
    assert made.title == "Iran → Russia, ballistic missiles (Fath-360)"
    assert (made.status, made.since) == (Status.ADMITTED, date(2024, 11, 2))
    assert made.pages == 4
    assert made.copies == (("pages/p1.txt", "pages/p2.txt"),)
    assert make_sheet(dossier(), reversed(PAGES)) == made


def test_ten_papers_that_cite_one_official_are_one_voice() -> None:
    pages = tuple(
        story(f"p{n}", "2024-09-06", [EVENT], [("e1", "USA/GOV", Position.ASSERTS)], publisher=f"Paper {n}")
        for n in range(10)
    )
    (voices,) = make_sheet(dossier(pages), pages).voices
    assert (voices.position, voices.voices, voices.pages) == (Position.ASSERTS, 1, 10)


def test_outlets_speak_for_themselves_but_a_wire_is_one_voice() -> None:
    outlets = [("Fjord Courier", None), ("Sound Gazette", "Norwire"), ("Isle Post", "Norwire")]
    pages = tuple(
        story(f"p{n}", "2024-09-06", [EVENT], [("e1", "AUTHOR", Position.SUSPECTS)], publisher=publisher, agency=agency)
        for n, (publisher, agency) in enumerate(outlets)
    )
    (voices,) = make_sheet(dossier(pages), pages).voices
    assert (voices.voices, voices.pages) == (2, 3)


def test_a_doubtful_link_is_for_a_person_to_look_at() -> None:
    told = [("e1", "USA/GOV", Position.ASSERTS)]
    bare = transfer("e1", "IRN", "RUS")
    pages = (story("p1", "2024-09-06", [EVENT], told), story("p2", "2024-09-08", [bare], told))
    (link,) = make_sheet(dossier(pages), pages).doubtful
    assert link.member.story == "p2"
    assert "goods told by one only" in link.reasons


def threatening(page: Reading, country: str) -> Reading:
    act = Act(ActKind.THREATEN, Actor(country, country, Sector.GOV), page.claims[0].evidence, None, "e1")
    return replace(page, acts=(act,))


def sanctions(name: str, day: str, actor: str, target: str, stage: Stage = Stage.IMPOSED) -> Reading:
    parties = ((Role.ACTOR, (actor,)), (Role.TARGET, (target,)))
    event = Event("e5", EventType.SANCTION, parties, stage)
    return story(name, day, [event], [("e5", f"{actor}/GOV", Position.ASSERTS)])


@pytest.mark.parametrize(
    ("later", "followed"),
    [
        (sanctions("s1", "2024-09-20", "USA", "IRN"), "s1"),
        (sanctions("s1", "2024-09-20", "USA", "IRN/BUS"), "s1"),
        (sanctions("s1", "2024-09-01", "USA", "IRN"), None),
        (sanctions("s1", "2024-09-20", "GBR", "IRN"), None),
        (sanctions("s1", "2024-09-20", "USA", "PRK"), None),
        (sanctions("s1", "2024-09-20", "USA", "IRN", Stage.PROPOSED), None),
    ],
    ids=["imposed", "on a company", "before the threat", "by another", "on a stranger", "proposed only"],
)
def test_a_threat_and_what_followed(later: Reading, followed: str | None) -> None:
    page = threatening(PAGES[0], "USA")
    (threat,) = make_sheet(dossier((page,)), [page, later]).threats
    assert (threat.followed.story if threat.followed else None) == followed
    assert threat.day == date(2024, 9, 6)


def by_way_of(page: Reading, *outlets: str) -> Reading:
    """The page with every claim on the word of these outlets."""
    via = tuple(Actor(outlet, None, Sector.MED) for outlet in outlets)
    return replace(page, claims=tuple(replace(claim, via=via) for claim in page.claims))


def named(*pages: Reading) -> list[tuple[str, ...]]:
    return [voices.names for voices in make_sheet(dossier(pages), pages).voices]


def citing(name: str, holder: str, *outlets: str, publisher: str = "Isle Post") -> Reading:
    page = story(name, "2024-09-06", [EVENT], [("e1", "/GOV", Position.SUSPECTS)], publisher=publisher)
    (claim,) = page.claims
    return by_way_of(replace(page, claims=(replace(claim, holder=Actor(holder, None, Sector.GOV)),)), *outlets)


def test_three_papers_that_cite_one_papers_sources_are_one_voice_in_whatever_words() -> None:
    one = citing("p1", "two officials", "The Fjord Courier")
    two = citing("p2", "people close to the matter", "the daily Fjord Courier")
    three = citing("p3", "two officials")
    four = citing("p4", "people close to the matter", "Sound Gazette", "Fjord Courier")
    assert named(one, two, three, four) == [("two officials",)]
    assert named(one, citing("p2", "people close to the matter", "Sound Gazette")) == [
        ("people close to the matter", "two officials")
    ]


def outlet(name: str, holder: str, country: str | None = None, **told: str) -> Reading:
    page = story(name, "2024-09-06", [EVENT], [("e1", "AUTHOR", Position.SUSPECTS)], **told)  # type: ignore[arg-type]
    return replace(page, claims=(replace(page.claims[0], holder=Actor(holder, country, Sector.MED)),))


def test_an_outlet_is_one_voice_in_its_own_page_and_in_those_that_cite_it() -> None:
    own = outlet("p1", "AUTHOR", publisher="The Fjord Courier")
    assert named(own, outlet("p2", "the Oslo daily Fjord Courier", "NOR")) == [("Fjord Courier",)]
    wire = outlet("p3", "AUTHOR", agency="AFP", publisher="Isle Post")
    assert named(wire, outlet("p4", "Agence France-Presse", "FRA")) == [("AFP",)]
    assert named(own, outlet("p5", "Norwegian media", "NOR")) == [("Fjord Courier", "Norway MED")]
