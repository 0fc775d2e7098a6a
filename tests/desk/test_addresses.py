"""Every address of the desk, without a browser: what it answers, and what it does with bad input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.examples import expected_readings
from onrecord.faces.desk import create_app
from onrecord.records import Reading

from .conftest import shelf_of


def story(name: str) -> Reading:
    return next(reading for reading in expected_readings() if reading.article.id == name)


def test_every_page_answers(desk: TestClient, dossiers: dict[str, str]) -> None:
    stories = [f"/stories/{reading.article.id}" for reading in expected_readings()]
    for address in ("/", "/register", *(f"/dossiers/{name}" for name in dossiers.values()), *stories):
        answer = desk.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_no_page_names_an_asset_of_elsewhere(desk: TestClient, dossiers: dict[str, str]) -> None:
    for address in ("/", "/register", f"/dossiers/{dossiers['kampala-gunships']}", "/stories/isfahan-parade"):
        text = desk.get(address).text
        assert "<script" not in text
        assert 'src="http' not in text
        assert 'rel="stylesheet" href="/static/' in text


def test_health_counts_what_is_there(desk: TestClient) -> None:
    assert desk.get("/healthz").json() == {"status": "ok", "stories": 19, "dossiers": 12}


def test_the_register_shows_every_status(desk: TestClient) -> None:
    text = desk.get("/register").text
    for status in ("admitted", "disputed", "alleged", "planned", "open"):
        assert f'class="status {status}"' in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("status=disputed", 2),
        ("supplier=EST", 2),
        ("supplier=EST&status=planned", 1),
        ("goods=uav", 3),
        ("recipient=LBY%2FREB", 1),
        ("status=&supplier=", 12),
        ("unknown=1", 12),
    ],
)
def test_the_register_is_filtered_by_its_address(desk: TestClient, query: str, count: int) -> None:
    assert desk.get(f"/register?{query}").text.count('<th scope="row">') == count


def test_a_filter_that_nothing_passes_says_so(desk: TestClient) -> None:
    answer = desk.get("/register", params={"status": "'; DROP TABLE pages; --"})
    assert answer.status_code == 200
    assert "No alleged transfer has all of these" in answer.text


def test_a_dossier_tells_the_denial_and_the_admission(desk: TestClient, dossiers: dict[str, str]) -> None:
    text = desk.get(f"/dossiers/{dossiers['kampala-gunships']}").text
    assert "admitted since 3 Jul 2025" in text
    assert "Uganda has not transferred a single aircraft to anybody" in text
    assert text.index("Two machines were given to Juba") < text.index("Uganda has not transferred a single aircraft")
    assert "the same text on" in text and "The Rift Courier" in text


def test_words_of_a_copy_are_shown_once(desk: TestClient, dossiers: dict[str, str]) -> None:
    text = desk.get(f"/dossiers/{dossiers['beijing-fiction']}").text
    assert text.count("Tehran has not explicitly denied the report") == 1
    assert "The newspaper, Al Marsad</span>" in text


def test_what_is_not_told_is_said_to_be_so(desk: TestClient, dossiers: dict[str, str]) -> None:
    assert "not told" in desk.get(f"/dossiers/{dossiers['commons-31877']}").text


def test_a_story_shows_its_evidence_and_nothing_else(desk: TestClient) -> None:
    text = desk.get("/stories/isfahan-parade").text
    assert "Beijing repeated its denial" in text
    assert "all rights reserved" in text
    assert "schoolchildren" not in text
    assert "2 sentences not shown" in text


def test_a_story_without_claims_says_so(desk: TestClient) -> None:
    assert "says nothing of arms" in desk.get("/stories/arsenal-window").text


@pytest.mark.parametrize(
    "address", ["/dossiers/none", "/stories/none", "/nothing", "/dossiers/<script>", "/stories/%00"]
)
def test_an_unknown_address_is_answered_for_a_person(desk: TestClient, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text
    assert "<script" not in answer.text


def test_nothing_can_be_written(desk: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert desk.request(method, "/register").status_code == 405


def test_an_empty_shelf_says_what_to_do(tmp_path: Path) -> None:
    desk = TestClient(create_app(str(shelf_of(tmp_path / "empty.sqlite"))))
    for address in ("/", "/register"):
        assert "onrecord add PAGE" in desk.get(address).text


def test_a_shelf_without_a_transfer_says_so(tmp_path: Path) -> None:
    desk = TestClient(create_app(str(shelf_of(tmp_path / "ballet.sqlite", story("vilnius-ballet")))))
    assert "No alleged transfer" in desk.get("/register").text
    assert "A gunpowder ballet without a shot" in desk.get("/").text


def test_a_missing_shelf_is_named(tmp_path: Path) -> None:
    desk = TestClient(create_app(str(tmp_path / "missing.sqlite")))
    answer = desk.get("/register")
    assert answer.status_code == 503
    assert "missing.sqlite" in answer.text
    assert desk.get("/healthz").status_code == 503


def test_pages_added_while_the_desk_is_open_are_seen(tmp_path: Path) -> None:
    path = shelf_of(tmp_path / "growing.sqlite", story("harare-tanks"))
    desk = TestClient(create_app(str(path)))
    assert 'class="status open"' not in desk.get("/register").text
    shelf_of(path, story("harare-withdrawn"))
    assert 'class="status open"' in desk.get("/register").text


def test_what_pages_say_is_never_markup(tmp_path: Path) -> None:
    reading = story("aden-dhow")
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    article = replace(reading.article, title=evil, publisher=evil, source="javascript:alert(3)")
    holder = replace(reading.claims[1].holder, text=evil)
    claims = (reading.claims[0], replace(reading.claims[1], holder=holder), *reading.claims[2:])
    path = shelf_of(tmp_path / "evil.sqlite", replace(reading, article=article, claims=claims))
    desk = TestClient(create_app(str(path)))
    register = desk.get("/register").text
    dossier = register.split('href="/dossiers/')[1].split('"')[0]
    for address in ("/", "/register", f"/dossiers/{dossier}", "/stories/aden-dhow"):
        text = desk.get(address).text
        assert "<script>" not in text and "<img" not in text
        assert "&lt;script&gt;" in text
        assert 'href="javascript:' not in text


def test_evidence_is_cut_where_it_is_long(tmp_path: Path) -> None:
    reading = story("aden-dhow")
    whole = reading.article.quote(reading.article.paragraphs[0])
    long = reading.article.text[reading.article.paragraphs[0].start : reading.article.paragraphs[3].end]
    piece = replace(whole, span=type(whole.span)(whole.span.start, whole.span.start + len(long)), text=long)
    path = shelf_of(tmp_path / "long.sqlite", replace(reading, claims=(replace(reading.claims[1], evidence=(piece,)),)))
    text = TestClient(create_app(str(path))).get("/stories/aden-dhow").text
    assert "The U.S. Navy said on Friday" in text
    assert "A Houthi official said" not in text


def test_a_failure_of_the_desk_shows_nothing_of_its_inside(
    expected_shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("onrecord.faces.desk.rows.register_rows", broken)
    answer = TestClient(create_app(str(expected_shelf)), raise_server_exceptions=False).get("/register")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_shelf_that_goes_away_is_named_and_seen_again(tmp_path: Path) -> None:
    path = shelf_of(tmp_path / "away.sqlite", story("harare-tanks"))
    desk = TestClient(create_app(str(path)))
    assert desk.get("/register").status_code == 200
    path.rename(tmp_path / "elsewhere.sqlite")
    assert desk.get("/register").status_code == 503
    (tmp_path / "elsewhere.sqlite").rename(path)
    assert desk.get("/register").status_code == 200
