from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from onrecord.shelf import open_shelf

from .made import alter, page, reading


def test_a_page_came_when_it_was_written_and_never_before_the_one_before_it(tmp_path: Path) -> None:
    place = tmp_path / "shelf.sqlite"
    pages = [page(f"{number} page", f"wire/{number}.txt") for number in range(4)]
    stories = [reading(one).article.id for one in pages]
    with open_shelf(place, create=True) as shelf:
        for one in pages:
            shelf.keep(one, reading(one))
        shelf.replace(pages[0].digest, reading(pages[1]))
        shelf.replace(pages[0].digest, reading(pages[0]))
    moments = ("2025-01-02T10:00:00+00:00", "2025-01-01T09:00:00+00:00", "2025-01-03T10:00:00+00:00")
    alter(place, *(f"UPDATE writes SET moment = '{told}' WHERE number = {n}" for n, told in enumerate(moments, 1)))  # noqa: S608
    alter(place, f"DELETE FROM writes WHERE key = '{pages[3].digest}'")  # noqa: S608
    with open_shelf(place) as shelf:
        assert [shelf.received()[story] for story in stories] == [
            datetime(2025, 1, 2, 10, tzinfo=UTC),
            datetime(2025, 1, 2, 10, tzinfo=UTC),
            datetime(2025, 1, 3, 10, tzinfo=UTC),
            pages[3].received,
        ]
        assert shelf.sources() == {story: f"wire/{n}.txt" for n, story in enumerate(stories)}
