"""What its publisher takes back or corrects reaches the register as a change: by wire, by feed, by a changed page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from onrecord import flow
from onrecord.records import AsOf, ChangeKind, NoticeKind
from onrecord.register import Clock
from onrecord.shelf import Shelf
from tests.intake import made

from .rounds import QUICK
from .server import Answer, playing
from .stories import atom

HTML = {"Content-Type": "text/html; charset=utf-8"}
FAIR = (
    "Serbia sold 12 Nora self-propelled howitzers to Azerbaijan, a retired Serbian general told Sava Radio on Monday.",
    *made.PARAGRAPHS[1:],
)


KILL = made.ninjs(
    version="2",
    versioncreated="2025-03-05T09:00:00+00:00",
    pubstatus="canceled",
    body_xhtml=None,
    ednote="The source takes it back",
)
DELETED = '<at:deleted-entry ref="urn:port:1" when="2025-03-05T08:00:00Z"><at:comment>Not so.</at:comment>'


def add(shelf: Shelf, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"item{len(list(tmp_path.iterdir()))}"
    path.write_bytes(content)
    for added in flow.add(shelf, [path]):
        assert added.kept, added


def standing(shelf: Shelf) -> dict[str, list[NoticeKind]]:
    """What is known of each story's page, by the number that its version bears."""
    return {
        str(reading.article.version.number if reading.article.version else reading.article.source): [
            notice.kind for notice in reading.article.notices
        ]
        for reading in shelf.readings()
    }


def test_a_kill_of_a_wire_item_takes_its_claims_out_of_the_register(shelf: Shelf, tmp_path: Path) -> None:
    add(shelf, tmp_path, made.ninjs())
    [before] = flow.load_register(shelf).dossiers
    assert before.status[-1].status.value == "disputed"
    add(shelf, tmp_path, KILL)
    assert standing(shelf) == {"1": [NoticeKind.WITHDRAWN], "2": []}
    after = flow.load_register(shelf).dossiers
    assert all(row.ended is not None for dossier in after for row in dossier.positions)
    changes = flow.log_changes(shelf, clock=Clock.TOLD)
    assert [str(change.at) for change in changes if change.kind is ChangeKind.OPENED] == ["2025-03-04"]
    assert {str(change.at) for change in changes if change.kind is not ChangeKind.OPENED} == {"2025-03-05"}


def test_a_correction_counts_in_the_place_of_what_it_corrects(shelf: Shelf, tmp_path: Path) -> None:
    add(shelf, tmp_path, made.newsml())
    add(shelf, tmp_path, made.newsml(version=2, paragraphs=FAIR, more='<signal qcode="sig:correction"/>'))
    assert standing(shelf) == {"1": [NoticeKind.REPLACED], "2": []}
    register = flow.load_register(shelf)
    numbers = {item.quantity for reading in register.readings for event in reading.events for item in event.items}
    assert {12.0, 48.0} <= numbers  # both versions lie on the shelf, and the sheet counts the one that stands
    [dossier] = register.dossiers
    ended = {row.story: row.ended is not None for row in dossier.positions}
    by_number = {reading.article.id: reading.article.version for reading in register.readings}
    assert {by_number[story].number: gone for story, gone in ended.items()} == {"1": True, "2": False}  # type: ignore[union-attr]


def test_before_a_withdrawal_was_told_the_register_stands_as_it_did(shelf: Shelf, tmp_path: Path) -> None:
    add(shelf, tmp_path, made.ninjs())
    before = flow.load_register(shelf).dossiers
    add(shelf, tmp_path, KILL)
    assert flow.load_register(shelf, AsOf(told=date(2025, 3, 4))).dossiers == before
    assert flow.load_register(shelf, AsOf(told=date(2025, 3, 5))).dossiers != before


def test_what_a_feed_takes_back_and_what_a_site_changes(shelf: Shelf, tmp_path: Path) -> None:
    more, version = "", 1

    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            told = atom(site.url, [1, 2], more).replace(
                b"T10:00:00Z</updated></entry>", b"T1%d:00:00Z</updated></entry>" % version
            )
            return Answer(told, headers={"Content-Type": "application/atom+xml"})
        if path == "/story/1":
            return Answer(made.html(), headers=HTML)
        return Answer(made.html("Port 2 reopens", FAIR if version == 1 else FAIR[1:]), headers=HTML)

    def look() -> None:
        list(flow.watch(shelf, [f"{site.url}/feed"], tmp_path / "warc", QUICK, once=True))

    with playing(script) as site:
        look()
        assert set(map(tuple, standing(shelf).values())) == {()}
        version = 2
        more = f"{DELETED}</at:deleted-entry>"
        look()
        notices = {
            reading.article.source.removeprefix(site.url): reading.article.notices
            for reading in shelf.readings()
            if reading.article.notices
        }
    assert [notice.kind for notice in notices["/story/1"]] == [NoticeKind.WITHDRAWN]
    assert notices["/story/1"][0].words == "Not so."
    assert notices["/story/1"][0].told == datetime(2025, 3, 5, 8, tzinfo=UTC)
    assert [notice.kind for notice in notices["/story/2"]] == [NoticeKind.REPLACED]
