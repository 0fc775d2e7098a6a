from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from onrecord.records import Judgement, Passed
from onrecord.shelf import Shelf, find_faults, keeping, open_shelf, putting

from .made import dump, page, reading


def opened(address: str) -> Shelf:
    return open_shelf(address, create=True)


def findings(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the notes of what was written."""
    return {name: rows for name, rows in dump(address).items() if name not in ("writes", "custody")}


def test_a_page_comes_back_as_it_was_served_with_all_that_was_read(address: str) -> None:
    with opened(address) as shelf:
        assert shelf.keep(page(), reading())
    with open_shelf(address) as shelf:
        (kept,) = shelf.pages()
        assert (kept.page, kept.outcome) == (page(), reading())
        assert shelf.outcome(page().digest) == reading()
        assert shelf.size() == 1
        assert shelf.outcome("0" * 64) is None


def test_a_page_without_a_reading_keeps_the_reason(address: str) -> None:
    reason = Passed("articles", "wire/oslo.txt: no article", "words")
    with opened(address) as shelf:
        shelf.keep(page(as_body=True), reason)
        (kept,) = shelf.pages()
        assert (kept.page.as_body, kept.outcome) == (True, reason)
        assert list(shelf.readings()) == []


def test_the_same_page_again_writes_nothing(address: str) -> None:
    with opened(address) as shelf:
        shelf.keep(page(), reading())
        before = dump(address)
        assert not shelf.keep(page(source="elsewhere.txt"), reading())
        assert not shelf.replace(page().digest, reading())
    assert dump(address) == before


def test_where_nothing_is_new_not_a_byte_of_the_file_changes(tmp_path: Path) -> None:
    place = tmp_path / "shelf.sqlite"
    with open_shelf(place, create=True) as shelf:
        shelf.keep(page(), reading())
    before = sha256(place.read_bytes()).digest()
    with open_shelf(place, create=True) as shelf:
        assert not shelf.keep(page(source="elsewhere.txt"), reading())
        assert not shelf.replace(page().digest, reading())
    assert sha256(place.read_bytes()).digest() == before
    assert [file.name for file in place.parent.iterdir()] == [place.name]


def test_several_pages_are_kept_all_or_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [page(f"{number} page") for number in range(3)]
    with opened(address) as shelf:
        shelf.keep(pages[1], reading(pages[1]))
        with monkeypatch.context() as broken, pytest.raises(MemoryError):
            broken.setattr(putting, "pack", break_off)
            shelf.keep_all([(one, reading(one)) for one in pages])
        assert shelf.size() == 1
        assert shelf.keep_all([(one, reading(one)) for one in pages]) == 2
        assert shelf.size() == 3


def break_off(_: object) -> str:
    raise MemoryError


def test_nothing_is_kept_of_a_page_whose_reading_cannot_be_kept(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(address) as shelf:
        before = dump(address)
        monkeypatch.setattr(putting, "pack", break_off)
        with pytest.raises(MemoryError):
            shelf.keep(page(), reading())
        assert dump(address) == before


def test_a_replaced_outcome_leaves_nothing_of_the_old_one(address: str) -> None:
    reason = Passed("language", "wire/oslo.txt: not English")
    with opened(address) as shelf:
        shelf.keep(page(), reading())
        before = findings(address)
        assert shelf.replace(page().digest, reason)
        assert (shelf.outcome(page().digest), dump(address)["claims"], dump(address)["events"]) == (reason, [], [])
        assert shelf.replace(page().digest, reading())
        assert findings(address) == before


def test_an_outcome_of_older_code_is_written_anew(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(address) as shelf:
        shelf.keep(page(), reading())
        for room in (keeping, putting):
            monkeypatch.setattr(room, "__version__", "99.0")
        assert shelf.replace(page().digest, reading())
        assert [kept.code for kept in shelf.pages()] == ["99.0"]


def test_readings_come_by_source_over_any_number_of_batches(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "BATCH", 2)
    pages = [page(f"{number} page", f"wire/{name}.txt") for number, name in enumerate("edcba")]
    with opened(address) as shelf:
        for one in pages:
            shelf.keep(one, reading(one))
        assert [told.article.source for told in shelf.readings()] == [f"wire/{name}.txt" for name in "abcde"]
        assert [kept.page for kept in shelf.pages()] == pages[::-1]


def test_a_claim_is_found_by_its_id_or_the_beginning_of_it(address: str) -> None:
    told = reading()
    odd = replace(told, claims=(replace(told.claims[0], id="c_%"),))
    with opened(address) as shelf:
        shelf.keep(page(), told)
        shelf.keep(page("other"), odd)
        assert shelf.readings_with_claim(told.claims[0].id) == (told,)
        assert shelf.readings_with_claim("c_") == shelf.readings_with_claim("c_%") == (odd,)
        assert len(shelf.readings_with_claim("c")) == 2
        assert shelf.readings_with_claim("nobody") == ()


def test_judgements_are_appended_and_never_changed(address: str) -> None:
    noon = datetime(2025, 3, 2, 12, tzinfo=UTC)
    first = Judgement("j2", "split", "p1:e1 p2:e1", "Ada", noon, "two batches")
    second = Judgement("j1", "merge", "p1:e1 p2:e1", "Ben", noon + timedelta(minutes=1))
    with opened(address) as shelf:
        for judgement in (second, first, replace(first, verdict="merge")):
            shelf.append(judgement)
        assert shelf.judgements() == (first, second)
        for statement in ("UPDATE judgements SET verdict = 'merge'", "DELETE FROM judgements"):
            with pytest.raises(IntegrityError, match="never changed"), shelf.engine.begin() as connection:
                connection.exec_driver_sql(statement)
        assert shelf.judgements() == (first, second)


def test_words_that_a_store_cannot_keep_are_kept_without_them(address: str) -> None:
    odd = "its\0 ministry \udc80"
    told = reading()
    claim = replace(told.claims[0], holder=replace(told.claims[0].holder, text=odd))
    with opened(address) as shelf:
        shelf.keep(page(), replace(told, claims=(claim,)))
        shelf.keep(page("b"), Passed("articles", odd, odd))
        shelf.append(Judgement("j1", "merge", "p1:e1 p2:e1", odd, datetime(2025, 3, 2, tzinfo=UTC), odd))
        assert dump(address)["claims"][0][4] == "its ministry \\udc80"
        assert shelf.judgements()[0].reason == "its ministry \\udc80"
        assert list(find_faults(shelf)) == []


# ------------------------------------------------------------------------------------------------------- what is new


def test_what_was_written_is_told_in_order(address: str) -> None:
    judgement = Judgement("j1", "merge", "p1:e1 p2:e1", "Ben", datetime(2025, 3, 2, tzinfo=UTC))
    with opened(address) as shelf:
        assert (shelf.stamp(), shelf.changed_since(0)) == (0, ())
        shelf.keep(page(), reading())
        stamp = shelf.stamp()
        shelf.append(judgement)
        shelf.append(judgement)
        shelf.keep(page(), reading())
        shelf.replace(page().digest, Passed("language", "not English"))
        told = shelf.changed_since(stamp)
        assert [(one.kind, one.key) for one in told] == [("judgement", "j1"), ("page", page().digest)]
        assert told[-1].number == shelf.stamp()
        assert shelf.changed_since(0, most=1)[0].number == stamp


def test_whoever_waits_hears_of_the_next_change_and_of_no_change_in_time(address: str) -> None:
    with opened(address) as shelf, opened(address) as other:
        stamp = shelf.stamp()
        assert not shelf.wait(stamp, 0.05)
        writer = Timer(0.1, other.keep, (page(), reading()))
        writer.start()
        assert shelf.wait(stamp, 30)
        writer.join()
        assert shelf.wait(stamp, 0)
