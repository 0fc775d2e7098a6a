"""How sites are asked: robots.txt, conditional requests, pauses; and what feeds of each kind tell."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.custody import Purpose
from onrecord.intake.addresses import Forbidden
from onrecord.intake.feeds import NoFeed, NoList, list_feeds, read_feed
from onrecord.intake.jobs import wished_pause
from onrecord.intake.replies import Reply
from onrecord.shelf import Shelf
from onrecord.shelf.watching import WatchMemory

from .rounds import QUICK, kept, look, notes
from .server import Answer, playing
from .stories import RSS, atom, page, rss

HTML = {"Content-Type": "text/html; charset=utf-8"}
BASE = "https://port.example"

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Port news",
        "items": [
            {"id": "1", "url": f"{BASE}/story/1", "title": "Port 1"},
            {"id": "2", "url": "/story/2"},
            {"id": "3"},
        ],
    }
).encode()


@pytest.mark.parametrize(
    "feed", [rss(BASE, [(1, 1), (2, 1)]), atom(BASE, [1, 2]), JSON_FEED], ids=["rss", "atom", "json feed"]
)
def test_each_kind_of_feed_tells_its_items(feed: bytes) -> None:
    told = read_feed(feed, f"{BASE}/feed")
    assert [entry.address for entry in told.entries] == [f"{BASE}/story/1", f"{BASE}/story/2"]
    assert told.title in {"Danube Dispatch", "Port news"}
    again = read_feed(feed, f"{BASE}/feed")
    assert [entry.stamp for entry in told.entries] == [entry.stamp for entry in again.entries]
    assert len({entry.stamp for entry in told.entries}) == 2


def test_what_a_feed_tells_otherwise_changes_its_stamp() -> None:
    [first], [second] = (read_feed(rss(BASE, [(1, version)]), BASE).entries for version in (1, 2))
    assert (first.key, first.address) == (second.key, second.address)
    assert first.stamp != second.stamp


def test_lists_of_feeds(tmp_path: Path) -> None:
    opml, lines = tmp_path / "list.opml", tmp_path / "list.txt"
    opml.write_text(
        '<opml version="2.0"><head/><body><outline text="a"><outline type="rss" xmlUrl="https://A.example/feed"/></outline>'
        '<outline xmlUrl="https://b.example/feed"/></body></opml>'
    )
    lines.write_text("# ours\nhttps://b.example/feed\n\nhttps://c.example/feed#top\n")
    found = list_feeds([str(opml), str(lines), "https://d.example"])
    assert found == tuple(f"https://{name}.example/{'feed' if name != 'd' else ''}" for name in "abcd")
    (tmp_path / "none.opml").write_text("<opml><body/></opml>")
    for wrong in (tmp_path / "gone.opml", tmp_path / "none.opml"):
        with pytest.raises(NoList, match=wrong.name):
            list_feeds([str(wrong)])
    with pytest.raises(Forbidden, match="no address of http"):
        list_feeds(["ftp://a.example/feed"])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LISTS: dict[str, tuple[bytes, str]] = {
    "broken": (b'<opml version="2.0"><body><outline xmlUrl="https://a.example/f"', "the OPML cannot be read"),
    "laughs": (
        f'<!DOCTYPE opml [<!ENTITY l0 "ha">{LAUGHS}]><opml><body><outline text="&l9;"/></body></opml>'.encode(),
        "the OPML cannot be read",
    ),
    "a file from elsewhere": (
        b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="&x;"/></body></opml>',
        "the OPML cannot be read",
    ),
    "an inner address": (b'<opml><body><outline xmlUrl="file:///etc/passwd"/></body></opml>', "no address of http"),
    "empty": (b"", "lists no feed"),
    "binary": (bytes(range(256)), "no address of http"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_broken_or_hostile_is_named(tmp_path: Path, name: str) -> None:
    content, reason = LISTS[name]
    (tmp_path / "list.opml").write_bytes(content)
    with pytest.raises((NoList, Forbidden), match=reason):
        list_feeds([str(tmp_path / "list.opml")])


def test_a_list_in_another_character_set_is_read(tmp_path: Path) -> None:
    told = '<?xml version="1.0" encoding="{0}"?><opml><body><outline text="Zürich" xmlUrl="https://a.example/f"/></body></opml>'
    for charset in ("iso-8859-1", "utf-16", "utf-8"):
        (tmp_path / "list.opml").write_bytes(told.format(charset).encode(charset))
        assert list_feeds([str(tmp_path / "list.opml")]) == ("https://a.example/f",)


def test_what_is_given_in_the_place_of_a_feed_is_told() -> None:
    head = b'<link rel="alternate" type="application/rss+xml" href="/news.xml"><link rel="icon" href="/x.png">'
    for content, reason in (
        (b"<!DOCTYPE html><html><head>" + head + b"</head></html>", f"it is a page; it names {BASE}/news.xml"),
        (b"<html><head></head></html>", "it is a page, and names no feed"),
        (b'<opml version="2.0"><body/></opml>', "an OPML list of feeds: save it, and name the file"),
    ):
        with pytest.raises(NoFeed, match=reason.replace("?", r"\?")):
            read_feed(content, f"{BASE}/feed")


def test_an_item_of_two_feeds_is_fetched_once_and_changed_it_is_a_new_version(shelf: Shelf, tmp_path: Path) -> None:
    version = 1

    def script(path: str, _: int) -> Answer | None:
        if path == "/world":
            return Answer(rss(site.url, [(1, version), (2, 1)]), headers={"Content-Type": RSS})
        if path == "/arms":
            return Answer(atom(site.url, [1]))
        return Answer(page(int(path[7:]), version), headers=HTML) if path.startswith("/story/") else None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/world", f"{site.url}/arms")
        look(shelf, tmp_path / "warc")
        assert (site.count("/story/1"), site.count("/story/2")) == (1, 1)
        version = 2
        look(shelf, tmp_path / "warc")
        look(shelf, tmp_path / "warc")
        assert (site.count("/story/1"), site.count("/story/2")) == (2, 1)
    assert kept(shelf) == ["/story/1", "/story/1", "/story/2"]


def test_requests_are_conditional(shelf: Shelf, tmp_path: Path) -> None:
    version = 1

    def script(path: str, number: int) -> Answer | None:
        if path == "/feed" and number in (2, 4):
            return Answer(status=304)
        if path == "/feed":
            told = {"Content-Type": RSS, "ETag": f'"f{number}"', "Last-Modified": "Tue, 04 Mar 2025 10:00:00 GMT"}
            return Answer(rss(site.url, [(1, version)]), headers=told)
        if path == "/story/1":
            return Answer(page(1), headers={**HTML, "ETag": '"s1"'}) if number == 1 else Answer(status=304)
        return None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/feed")
        look(shelf, tmp_path / "warc")
        version = 2
        look(shelf, tmp_path / "warc")
        look(shelf, tmp_path / "warc")
        asked = [visit.headers.get("if-none-match") for visit in site.visits if visit.path == "/feed"]
        assert asked == [None, '"f1"', '"f1"', '"f3"']
        since = [visit.headers.get("if-modified-since") for visit in site.visits if visit.path == "/feed"]
        assert since[1] == "Tue, 04 Mar 2025 10:00:00 GMT"
        assert [visit.headers.get("if-none-match") for visit in site.visits if visit.path == "/story/1"] == [
            None,
            '"s1"',
        ]
    assert kept(shelf) == ["/story/1"]


ROBOTS = {
    "nothing": (None, ["/story/1", "/story/2"]),
    "open": (Answer(b"User-agent: *\nAllow: /"), ["/story/1", "/story/2"]),
    "one shut": (Answer(b"User-agent: *\nDisallow: /story/1"), ["/story/2"]),
    "others shut out": (Answer(b"User-agent: other\nDisallow: /"), ["/story/1", "/story/2"]),
    "all shut": (Answer(b"User-agent: onrecord\nDisallow: /"), []),
    "cannot tell": (Answer(b"fault", 503), []),
    "redirect": (Answer(status=301, headers={"Location": "/elsewhere.txt"}), ["/story/2"]),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_what_robots_txt_does_not_allow_is_not_asked_for(shelf: Shelf, tmp_path: Path, name: str) -> None:
    answer, pages = ROBOTS[name]

    def script(path: str, _: int) -> Answer | None:
        if path == "/robots.txt":
            return answer
        if path == "/elsewhere.txt":
            return Answer(b"User-agent: *\nDisallow: /story/1")
        if path == "/feed":
            return Answer(atom(site.url, [1, 2]))
        return Answer(page(int(path[7:])), headers=HTML) if path.startswith("/story/") else None

    with playing(script) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/feed")
        assert kept(shelf) == pages
        assert [path for path in site.paths() if path.startswith("/story/")] == pages
    if name == "one shut":
        assert notes(seen) == {"/story/1": "the site's robots.txt does not allow it"}


def test_a_site_that_wants_longer_pauses_gets_them(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        if path == "/robots.txt":
            return Answer(b"User-agent: *\nCrawl-delay: 0.3")
        if path == "/feed":
            return Answer(atom(site.url, [1, 2]))
        return Answer(page(int(path[7:])), headers=HTML) if path.startswith("/story/") else None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/feed")
    assert len(kept(shelf)) == 2
    assert all(gap >= 0.29 for gap in site.gaps()[1:])


def test_a_pause_outlives_the_program(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, number: int) -> Answer | None:
        if path == "/feed":
            return Answer(b"slowly", 429, {"Retry-After": "600"}) if number == 1 else Answer(atom(site.url, []))
        return None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/feed")
        before = len(site.visits)
        look(shelf, tmp_path / "warc")
        assert len(site.visits) == before
    [held] = WatchMemory(shelf).hosts().values()
    assert held > datetime.now(UTC) + timedelta(seconds=500)
    [feed] = WatchMemory(shelf).feeds()
    assert (feed.failures, feed.note) == (1, "the server answers 429 Too Many Requests")


def test_retry_after_is_seconds_or_a_moment_and_no_longer_than_a_day() -> None:
    now = datetime(2025, 3, 4, 10, tzinfo=UTC)
    for told, seconds in (
        ("7", 7),
        ("Tue, 04 Mar 2025 10:05:00 GMT", 300),
        ("Tue, 04 Mar 2025 09:05:00 GMT", 0),
        ("9" * 40, 86_400),
        ("9" * 5_000, 86_400),
        ("²", 0),
        ("", 0),
        ("soon", 0),
        ("Tue, 04 Mar 99999999999 10:05:00 GMT", 0),
    ):
        assert wished_pause(Reply(429, "", (("Retry-After", told),), b""), now) == timedelta(seconds=seconds)


def test_the_log_tells_every_request(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        return Answer(atom(site.url, [1])) if path == "/feed" else None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/feed")
        visits = site.paths()
    lines = WatchMemory(shelf).lines(100)
    assert [(line.purpose, line.status) for line in lines] == [
        (Purpose.ROBOTS, 404),
        (Purpose.FEED, 200),
        (Purpose.PAGE, 404),
    ]
    assert len(visits) == len(lines)
    assert all(line.warc and line.digest and line.record.startswith("urn:uuid:") for line in lines)
    assert QUICK.every < 1
