from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from onrecord.records import Judgement, Passed
from onrecord.shelf import Shelf, keeping, open_shelf

from .made import dump, page, reading


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "shelf.sqlite"


def opened(place: Path) -> Shelf:
    return open_shelf(place, create=True)


def test_a_page_comes_back_as_it_was_served_with_all_that_was_read(place: Path) -> None:
    with opened(place) as shelf:
        assert shelf.keep(page(), reading())
    with open_shelf(place) as shelf:
        (kept,) = shelf.pages()
        assert (kept.page, kept.outcome) == (page(), reading())
        assert shelf.outcome(page().digest) == reading()
        assert shelf.size() == 1
        assert shelf.outcome("0" * 64) is None


def test_a_page_without_a_reading_keeps_the_reason(place: Path) -> None:
    reason = Passed("articles", "wire/oslo.txt: no article", "words")
    with opened(place) as shelf:
        shelf.keep(page(as_body=True), reason)
        (kept,) = shelf.pages()
        assert (kept.page.as_body, kept.outcome) == (True, reason)
        assert list(shelf.readings()) == []


def test_the_same_page_again_writes_nothing(place: Path) -> None:
    with opened(place) as shelf:
        shelf.keep(page(), reading())
    before = sha256(place.read_bytes()).digest()
    with opened(place) as shelf:
        assert not shelf.keep(page(source="elsewhere.txt"), reading())
        assert not shelf.replace(page().digest, reading())
    assert sha256(place.read_bytes()).digest() == before
    assert [file.name for file in place.parent.iterdir()] == [place.name]


def test_nothing_is_kept_of_a_page_whose_reading_cannot_be_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(_: object) -> str:
        raise MemoryError

    with opened(place) as shelf:
        before = dump(place)
        monkeypatch.setattr(keeping, "pack", break_off)
        with pytest.raises(MemoryError):
            shelf.keep(page(), reading())
        assert dump(place) == before


def test_a_replaced_outcome_leaves_nothing_of_the_old_one(place: Path) -> None:
    reason = Passed("language", "wire/oslo.txt: not English")
    with opened(place) as shelf:
        shelf.keep(page(), reading())
        before = dump(place)
        assert shelf.replace(page().digest, reason)
        assert (shelf.outcome(page().digest), dump(place)["claims"], dump(place)["events"]) == (reason, [], [])
        assert shelf.replace(page().digest, reading())
        assert dump(place) == before


def test_an_outcome_of_older_code_is_written_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(place) as shelf:
        shelf.keep(page(), reading())
        monkeypatch.setattr(keeping, "__version__", "99.0")
        assert shelf.replace(page().digest, reading())
        assert [kept.code for kept in shelf.pages()] == ["99.0"]


def test_readings_come_by_source_over_any_number_of_batches(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "BATCH", 2)
    pages = [page(f"{number} page", f"wire/{name}.txt") for number, name in enumerate("edcba")]
    with opened(place) as shelf:
        for one in pages:
            shelf.keep(one, reading(one))
        assert [told.article.source for told in shelf.readings()] == [f"wire/{name}.txt" for name in "abcde"]
        assert [kept.page for kept in shelf.pages()] == pages[::-1]


def test_a_claim_is_found_by_its_id_or_the_beginning_of_it(place: Path) -> None:
    told = reading()
    odd = replace(told, claims=(replace(told.claims[0], id="c_%"),))
    with opened(place) as shelf:
        shelf.keep(page(), told)
        shelf.keep(page("other"), odd)
        assert shelf.readings_with_claim(told.claims[0].id) == (told,)
        assert shelf.readings_with_claim("c_") == shelf.readings_with_claim("c_%") == (odd,)
        assert len(shelf.readings_with_claim("c")) == 2
        assert shelf.readings_with_claim("nobody") == ()


def test_judgements_are_appended_and_never_changed(place: Path) -> None:
    noon = datetime(2025, 3, 2, 12, tzinfo=UTC)
    first = Judgement("j2", "split", "p1:e1 p2:e1", "Ada", noon, "two batches")
    second = Judgement("j1", "merge", "p1:e1 p2:e1", "Ben", noon + timedelta(minutes=1))
    with opened(place) as shelf:
        for judgement in (second, first, replace(first, verdict="merge")):
            shelf.append(judgement)
        assert shelf.judgements() == (first, second)
        for statement in ("UPDATE judgements SET verdict = 'merge'", "DELETE FROM judgements"):
            with pytest.raises(IntegrityError, match="never changed"), shelf.engine.begin() as connection:
                connection.exec_driver_sql(statement)
        assert shelf.judgements() == (first, second)
