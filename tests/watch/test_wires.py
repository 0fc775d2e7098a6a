"""Wires at a watched address: each item comes once, as it is told, through to claims, and what is taken back goes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest

from onrecord import flow
from onrecord.custody import Stage
from onrecord.intake import find_pages, outcomes
from onrecord.kinds import zstd
from onrecord.records import NoticeKind, Page
from onrecord.shelf import Shelf
from onrecord.shelf.watching import WatchMemory
from tests.intake import made

from .rounds import QUICK, look, notes, path_of
from .server import Answer, playing
from .stories import RSS, atom, rss
from .test_day import check_files
from .test_going_on import Crash, Crashing

SPACE = "http://iptc.org/std/nar/2006-10-01/"
PORT = ("The port of town 7 reopened on Friday after a strike of seven weeks, its director said.",)
OTHER = {"uri": "urn:danube:port:7", "headline": "Port 7 reopens", "body_xhtml": f"<p>{PORT[0]}</p>"}
KILL = {"version": "2", "versioncreated": "2025-03-05T09:00:00Z", "pubstatus": "canceled", "body_xhtml": None}


def listed(*items: bytes) -> bytes:
    return b"[" + b",".join(items) + b"]"


def message(*items: bytes, head: str = "") -> bytes:
    inner = b"".join(item.partition(b"?>")[2] for item in items)
    return f'<newsMessage xmlns="{SPACE}">{head}<itemSet>'.encode() + inner + b"</itemSet></newsMessage>"


FIRST = {
    "a ninjs list": (listed(made.ninjs(), made.ninjs(**OTHER)), "application/json"),
    "the answer of a service": (b'{"_items": ' + listed(made.ninjs(), made.ninjs(**OTHER)) + b"}", "application/json"),
    "a ninjs item": (made.ninjs(), "application/ninjs+json"),
    "a NewsML-G2 message": (message(made.newsml()), "application/xml"),
    "a NewsML-G2 item": (made.newsml(), "application/vnd.iptc.g2.newsitem+xml"),
    "under a strange type": (made.ninjs(), "application/octet-stream"),
}
THEN = {
    "a ninjs list": listed(made.ninjs(**KILL), made.ninjs(**OTHER)),
    "the answer of a service": b'{"_items": ' + listed(made.ninjs(**KILL), made.ninjs(**OTHER)) + b"}",
    "a ninjs item": made.ninjs(**KILL),
    "a NewsML-G2 message": message(made.newsml(version=2, status='<pubStatus qcode="stat:canceled"/>')),
    "a NewsML-G2 item": made.newsml(version=2, status='<pubStatus qcode="stat:canceled"/>'),
    "under a strange type": made.ninjs(**KILL),
}


@pytest.mark.parametrize("name", FIRST)
def test_a_wire_goes_through_to_claims_and_a_kill_takes_them_back(shelf: Shelf, tmp_path: Path, name: str) -> None:
    content, media_type = FIRST[name]

    def script(path: str, number: int) -> Answer | None:
        served = content if number < 3 else THEN[name]
        return Answer(served, headers={"Content-Type": media_type}) if path == "/wire" else None

    with playing(script) as site:
        rounds = [
            [
                added
                for _, added in flow.watch(shelf, [f"{site.url}/wire"], tmp_path / "warc", QUICK, once=True)
                if added
            ]
            for _ in range(4)
        ]
        assert set(site.paths()) == {"/robots.txt", "/wire"}
    several = 2 if b"port:7" in content else 1
    assert [len(added) for added in rounds] == [several, 0, 1, 0]
    versions = [(reading.article.version, reading) for reading in shelf.readings()]
    readings = {version.number: reading for version, reading in versions if version and "howitzers" in version.item}
    assert len(readings["1"].claims) == 4
    assert [notice.kind for notice in readings["1"].article.notices] == [NoticeKind.WITHDRAWN]
    assert readings["2"].claims == ()
    [dossier] = flow.load_register(shelf).dossiers
    assert all(row.ended is not None for row in dossier.positions)
    check_files(tmp_path / "warc")


def test_an_update_counts_in_the_place_of_what_it_updates(shelf: Shelf, tmp_path: Path) -> None:
    fair = (made.PARAGRAPHS[0].replace("48", "12"), *made.PARAGRAPHS[1:])
    items = [made.newsml(), made.newsml(version=2, paragraphs=fair, more='<signal qcode="sig:correction"/>')]

    def script(path: str, _: int) -> Answer | None:
        return Answer(message(*items), headers={"Content-Type": "text/xml"}) if path == "/wire" else None

    with playing(script) as site:
        list(flow.watch(shelf, [f"{site.url}/wire"], tmp_path / "warc", QUICK, once=True))
        sources = sorted(page.page.source.removeprefix(site.url) for page in shelf.pages())
    assert sources == [f"/wire#urn:newsml:danube.example:howitzers@{number}" for number in (1, 2)]
    kinds = {
        reading.article.version.number: [notice.kind for notice in reading.article.notices]
        for reading in shelf.readings()
        if reading.article.version
    }
    assert kinds == {"1": [NoticeKind.REPLACED], "2": []}


def test_a_message_names_the_catalog_of_its_items(shelf: Shelf, tmp_path: Path) -> None:
    bare = made.newsml(catalog="")
    own = '<catalogRef href="https://wire.example/catalog.xml"/>'
    served = {"/known": message(bare, head=f"<header>{made.IPTC}</header>"), "/unknown": message(bare, head=own)}

    def script(path: str, _: int) -> Answer | None:
        return Answer(served[path], headers={"Content-Type": "text/xml"}) if path in served else None

    with playing(script) as site:
        feeds = [f"{site.url}{path}" for path in served]
        added = [found for _, found in flow.watch(shelf, feeds, tmp_path / "warc", QUICK, once=True) if found]
    outcomes = {one.source.removeprefix(site.url).partition("#")[0]: one.outcome for one in added}
    assert len(outcomes["/known"].claims) == 4  # type: ignore[union-attr]
    assert "catalogs: https://wire.example/catalog.xml" in outcomes["/unknown"].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("content", [b"[]", b' {"_items": [], "_meta": {"total": 0}}', message()])
def test_a_wire_with_nothing_to_tell_is_no_failure(shelf: Shelf, tmp_path: Path, content: bytes) -> None:
    with playing(lambda path, _: Answer(content) if path == "/wire" else None) as site:
        [seen] = [one for one in look(shelf, tmp_path / "warc", f"{site.url}/wire") if one.fetch.note == ""][-1:]
    assert (path_of(seen.fetch), seen.told) == ("/wire", 0)
    [feed] = WatchMemory(shelf).feeds()
    assert feed.failures == 0


HOSTILE: dict[str, tuple[bytes, str]] = {
    "no items": (f'<packageItem xmlns="{SPACE}" guid="x"/>'.encode(), "no newsItem (it is a packageItem)"),
    "broken": (made.newsml()[:-40], "the NewsML-G2 cannot be read"),
    "no uri": (b'[{"uri": "urn:a:1", "headline": "x"}, {"headline": "y"}, 7]', "#2: this is no ninjs item"),
    "too many": (listed(*(made.ninjs(uri=f"urn:a:{n}") for n in range(7))), "2 items too many"),
    "feed that names it": (
        atom("http://a.example", []).replace(b"<feed ", f'<feed xmlns:n="{SPACE}" '.encode(), 1),
        "",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_item_is_named(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(outcomes, "MOST_ENTRIES", 5)
    content, reason = HOSTILE[name]
    with playing(lambda path, _: Answer(content) if path == "/wire" else None) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/wire")
    assert reason in notes(seen).get("/wire", "")
    counts = {"no uri": 1, "too many": 5}
    assert shelf.size() == counts.get(name, 0)


def items(count: int) -> bytes:
    return listed(*(made.ninjs(uri=f"urn:a:{number}", headline=f"Port {number}") for number in range(1, count + 1)))


def identities(pages: Iterable[Page]) -> list[str]:
    return sorted(page.source.partition("#")[2] for page in pages)


ALL = [f"urn:a:{number}@1" for number in (1, 2, 3)]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(("step", "call"), [("log", 1), ("checked", 1), ("kept", 1), ("kept", 3)])
def test_a_crash_at_any_step_loses_no_item_and_doubles_none(
    shelf: Shelf, tmp_path: Path, step: str, call: int, before: bool
) -> None:
    with playing(lambda path, _: Answer(items(3)) if path == "/wire" else None) as site:
        with pytest.raises(Crash):
            look(shelf, tmp_path / "warc", f"{site.url}/wire", memory=Crashing(shelf, step, call, before=before))
        look(shelf, tmp_path / "warc")
        look(shelf, tmp_path / "warc")
    assert identities(kept.page for kept in shelf.pages()) == ALL
    assert WatchMemory(shelf).stages() == {Stage.KEPT: 3}


def test_items_whose_record_was_taken_away_are_asked_for_again(shelf: Shelf, tmp_path: Path) -> None:
    served = [items(3)]
    with playing(lambda path, _: Answer(served[0]) if path == "/wire" else None) as site:
        with pytest.raises(Crash):
            look(shelf, tmp_path / "warc", f"{site.url}/wire", memory=Crashing(shelf, "checked", 1, before=False))
        for path in (tmp_path / "warc").glob("*.warc.gz"):
            path.unlink()
        served[0] = items(2)
        seen = look(shelf, tmp_path / "warc")
    assert identities(kept.page for kept in shelf.pages()) == ALL[:2]
    assert "the item is no longer there" in notes(seen).values()


def test_the_archive_of_a_watch_holds_the_same_items(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        return Answer(items(3), headers={"Content-Type": "application/json"}) if path == "/wire" else None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/wire")
    again = [page for page in find_pages([tmp_path / "warc"]) if isinstance(page, Page)]
    told = sorted((kept.page for kept in shelf.pages()), key=lambda page: page.source)
    assert [(page.source, page.digest, page.received) for page in again] == [
        (page.source, page.digest, page.received) for page in told
    ]


def test_a_feed_may_lead_to_items_and_to_lists_of_them(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            return Answer(rss(site.url, [(1, 1), (2, 1)]), headers={"Content-Type": RSS})
        served = {"/story/1": made.ninjs(), "/story/2": items(2)}
        return Answer(served[path], headers={"Content-Type": "application/json"}) if path in served else None

    with playing(script) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/feed")
        look(shelf, tmp_path / "warc")
        assert (site.count("/story/1"), site.count("/story/2")) == (1, 1)
    assert [one.carried for one in seen if one.page] == [False, False, True]
    assert identities(kept.page for kept in shelf.pages()) == ["", "urn:a:1@1", "urn:a:2@1"]


@pytest.mark.parametrize(("coding", "packed"), [("br", brotli.compress), ("zstd", zstd.compress)])
def test_what_a_site_packs_unasked_is_unpacked_and_kept_as_it_came(
    shelf: Shelf, tmp_path: Path, coding: str, packed: object
) -> None:
    assert callable(packed)
    told = {"Content-Encoding": coding, "Content-Type": "text/html"}  # the feed too, as some are served

    def script(path: str, _: int) -> Answer | None:
        served = {"/feed": rss(site.url, [(1, 1)]), "/story/1": made.html(), "/robots.txt": b"User-agent: *"}
        return Answer(packed(served[path]), headers=told) if path in served else None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/feed")
        assert coding not in site.visits[0].headers["accept-encoding"]
    [kept] = shelf.pages()
    assert kept.page.content == made.html()
    [again] = [page for page in find_pages([tmp_path / "warc"]) if isinstance(page, Page)]
    assert again.content == made.html()
