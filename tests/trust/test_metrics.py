"""Readiness and figures of a desk, and that they tell nothing of what pages say."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.faces.desk import create_app
from onrecord.shelf import open_shelf

from .holdings import fill


def test_figures_are_those_of_the_shelf_and_no_word_of_a_page(tmp_path: Path) -> None:
    place = tmp_path / "shelf.sqlite"
    with open_shelf(place, create=True) as shelf:
        fill(shelf)
    desk = TestClient(create_app(str(place)), base_url="http://localhost")
    told = desk.get("/metrics").text
    wanted = (
        "onrecord_pages 2.0",
        "onrecord_pages_unread 1.0",
        "onrecord_judgements 1.0",
        "onrecord_custody_entries 9.0",
        'onrecord_requests_total{status="200"} 1.0',
        "onrecord_feeds_failing 0.0",
    )
    assert [line for line in wanted if line not in told.splitlines()] == []
    assert "Norway" not in told and "fjord" not in told and "Ida" not in told
    assert desk.get("/healthz/ready").json()["status"] == "ready"


def test_a_desk_without_its_shelf_is_not_ready_and_is_when_it_comes(tmp_path: Path) -> None:
    place = tmp_path / "shelf.sqlite"
    desk = TestClient(create_app(str(place)), base_url="http://localhost")
    assert desk.get("/healthz/ready").status_code == 503
    assert str(tmp_path) not in desk.get("/healthz/ready").text
    open_shelf(place, create=True).close()
    assert desk.get("/healthz/ready").status_code == 200
