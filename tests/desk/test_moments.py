"""The register as it was known by a moment, on every page and by every door."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord import flow
from onrecord.faces.api import Answers, AsOfAsk, ChangesAsk, Client, DossiersAsk
from onrecord.faces.api.app import mount_api
from onrecord.faces.api.door import Missing
from onrecord.faces.desk import create_app
from onrecord.faces.desk.links import keep_in
from onrecord.records import AsOf, Judgement
from onrecord.register import Clock
from onrecord.shelf import open_shelf
from tests.api.conftest import Straight
from tests.desk.test_catalogue import tellings
from tests.shelf.clock import stand_at

from .conftest import shelf_of

FIRST, SECOND, THIRD, DECIDED = (datetime(2026, 1, day, 10, tzinfo=UTC) for day in (1, 2, 3, 4))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stories that came on three days, and a judgement on the fourth."""
    path = tmp_path_factory.mktemp("moments") / "a.sqlite"
    with pytest.MonkeyPatch.context() as patched:
        for at, reading in zip((FIRST, SECOND, THIRD), tellings(), strict=True):
            stand_at(patched.setattr, at)
            shelf_of(path, reading)
        stand_at(patched.setattr, DECIDED)
        with open_shelf(path) as shelf:
            shelf.append(Judgement("j1", "split", "p1/e1 p2/e1", "Ida Brandt", DECIDED, "two lots"))
    return path


@pytest.fixture(scope="module")
def desk(shelf: Path) -> TestClient:
    app = create_app(str(shelf))
    mount_api(app, Answers(app.state.desk.archive))
    return TestClient(app)


@pytest.fixture(scope="module")
def answers(shelf: Path) -> Answers:
    return Answers(create_app(str(shelf)).state.desk.archive)


MOMENTS = (
    "2025-12-31",
    "2026-01-01",
    "2026-01-02",
    "2026-01-03T10:00Z",
    "2026-01-03T09:59:59Z",
    "2026-01-04",
    "2026-02-01",
)


@pytest.mark.parametrize("told", MOMENTS)
def test_the_register_is_that_which_was_known(answers: Answers, shelf: Path, told: str) -> None:
    ask = DossiersAsk(known=told)  # type: ignore[arg-type]
    with open_shelf(shelf) as opened:
        register = flow.load_register(opened, AsOf(known=ask.known))
    expected = {(one.id, one.status[-1].status) for one in register.dossiers if one.status}
    assert {(line.id, line.status) for line in answers.dossiers(ask).items} == expected
    for dossier in register.dossiers:
        sheet = answers.dossier(dossier.id, AsOfAsk(known=ask.known))
        assert len(sheet.pages) == len({member.story for member in dossier.members})
    log = answers.changes(ChangesAsk(known=ask.known, by=Clock.TOLD)).items
    assert (len(log) > 0) == bool(expected)


def test_what_came_later_is_not_there(answers: Answers) -> None:
    with pytest.raises(Missing):
        answers.page("p3", AsOfAsk(known=SECOND))
    assert answers.page("p3", AsOfAsk(known=THIRD)).id == "p3"


def test_both_clocks_at_once(desk: TestClient) -> None:
    def titles(asked: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="/dossiers/[^"]*">([^<]*)', desk.get(f"/register?{asked}").text)

    assert len(titles("known=2026-01-03")) == 2
    assert len(titles("known=2026-01-03&as_of=2025-03-10")) == 1
    assert titles("known=2025-12-31") == []


def test_every_link_stays_in_the_moment(desk: TestClient) -> None:
    met, left = set[str](), ["/?known=2026-01-02"]
    while left:
        address = left.pop()
        if address in met:
            continue
        met.add(address)
        page = desk.get(address)
        assert page.status_code == 200, address
        assert "This is what was known by the end of 2 Jan 2026" in page.text
        assert "Denmark" not in page.text.replace("Denmark's", ""), address
        found = re.findall(r'<a\b[^<>]* href="(/[^"#]*)', page.text)
        inside = [one for one in found if re.match(r"/(\?|$|register|dossiers|stories|actors|goods|flows)", one)]
        assert (
            all("known=2026-01-02" in one for one in inside if one != address.partition("?")[0])
            or "data-now" in page.text
        )
        left += [one.replace("&amp;", "&") for one in inside if "known=" in one and ".csv" not in one]
    assert len(met) > 10


def test_the_way_back_to_now(desk: TestClient) -> None:
    page = desk.get("/register?supplier=IRN&known=2026-01-02").text
    assert re.search(r'<a data-now href="/register\?supplier=IRN">Show what is known now</a>', page)
    assert '<input type="hidden" name="known" value="2026-01-02">' in page


def test_a_dossier_with_its_citation_and_slider(desk: TestClient, answers: Answers) -> None:
    dossier = answers.dossiers(DossiersAsk(known=SECOND)).items[0].id
    address = f"/dossiers/{dossier}?known=2026-01-02"
    page = desk.get(address).text
    assert "as known by the end of 2 Jan 2026" in page and "known=2026-01-02" in page
    stepped = desk.get(f"{address}&step=0", follow_redirects=False)
    assert stepped.status_code == 303 and stepped.headers["location"].endswith("as_of=2025-03-01&known=2026-01-02")
    assert "Iran" in desk.get(f"/dossiers/{dossier}/report?known=2026-01-02").text


@pytest.mark.parametrize(
    "told", ["soon", "2026-13-01", "2026-01-01T25:00", "2026-01-01Z", "0001-01-01T00:00%2B14:00", "<b>"]
)
def test_what_is_no_moment_is_told(desk: TestClient, told: str) -> None:
    answer = desk.get(f"/register?known={told}")
    assert answer.status_code == 400 and "is no moment" in answer.text
    assert desk.get(f"/api/dossiers?known={told}").status_code == 422


def test_the_client_asks_for_it_too(desk: TestClient) -> None:
    with Client("http://desk.example", transport=Straight(desk)) as client:
        assert client.dossiers(DossiersAsk(known=SECOND)).count == 1
        assert client.dossiers(DossiersAsk()).count == 3


def test_links_elsewhere_and_texts_are_left_alone() -> None:
    for page in (
        '<a href="/review">x</a>',
        '<a href="https://outlet.example/register">x</a>',
        '<a href="/static/desk.css">x</a>',
        "<p>&lt;a href=&#34;/register&#34;&gt;</p>",
        '<a data-now href="/register">x</a>',
        '<form method="post" action="/review">',
    ):
        assert keep_in(page, FIRST) == page
    assert (
        keep_in('<a class="q" href="/register?q=a&amp;page=2">x</a>', FIRST).count("known=2026-01-01T10%3A00%3A00Z")
        == 1
    )
