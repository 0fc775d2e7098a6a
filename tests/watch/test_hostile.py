"""Hostile sites: whatever they send, the watch says what is wrong, asks no forbidden address, and goes on."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path
from typing import Any

import httpcore
import pytest

from onrecord.intake.addresses import Forbidden, Resolve, look_up
from onrecord.intake.asking import Asker, NoAnswer
from onrecord.intake.network import CheckedNetwork
from onrecord.shelf import Shelf

from .rounds import QUICK, kept, look, notes
from .server import Answer, endless, playing, raw
from .stories import RSS, atom, page, rss

HTML = {"Content-Type": "text/html; charset=utf-8"}
LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY l0 "ha">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]><rss version='2.0'><channel><title>&l9;</title><item><title>&l9;</title></item></channel></rss>"
).encode()
PRIVATE = (
    "http://10.1.2.3/a",
    "http://192.168.0.1/a",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/a",
    "http://[fd00::1]/a",
    "http://[::ffff:10.0.0.1]/a",
    "http://100.64.0.1/a",
    "http://0.0.0.0/a",
    "http://224.0.0.1/a",
    "http://0x0a000001/a",
    "http://2130706433/a",
    "http://localhost/a",
    "file:///etc/passwd",
    "gopher://danube.example/a",
)

FEEDS: dict[str, tuple[Answer, str]] = {
    "no feed": (Answer(page(1), headers=HTML), "it is no feed"),
    "broken": (Answer(b"<rss><channel><item><title>no end"), ""),
    "empty": (Answer(b""), "it is no feed"),
    "binary": (Answer(bytes(range(256)) * 20), "it is no feed"),
    "laughs": (Answer(LAUGHS, headers={"Content-Type": RSS}), ""),
    "json": (Answer(b'{"version": "1", "items": 7}'), "no JSON Feed"),
    "deep json": (Answer(b"[" * 100_000), ""),
    "bomb": (Answer(gzip.compress(bytes(40 * 2**20)), headers={"Content-Encoding": "gzip"}), "a compression bomb"),
    "half packed": (Answer(gzip.compress(bytes(2000))[:-9], headers={"Content-Encoding": "gzip"}), "cut off"),
    "endless": (endless(b"<rss>", b"x" * 100_000, most=40 * 2**20), "does not end after 8,388,608 bytes"),
    "drip": (endless(b"<rss>", b"x", most=200, pause=0.1), "no whole answer came in time"),
    "too long": (Answer(b"x", headers={"Content-Length": "99999999999"}), "the answer is too long"),
    "no http": (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "connection failed"),
    "headers": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000), "connection failed"),
    "circle": (Answer(status=302, headers={"Location": "/feed"}), "redirects lead in a circle"),
    "nowhere": (Answer(status=302), "redirects lead in a circle"),
    "away": (Answer(status=302, headers={"Location": "http://10.0.0.1/feed"}), "10.0.0.1, which is no public address"),
    "odd": (Answer(status=302, headers={"Location": "file:///etc/passwd"}), "no address of http or https"),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feed_is_named_and_the_others_go_on(shelf: Shelf, tmp_path: Path, name: str) -> None:
    answer, reason = FEEDS[name]

    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            return answer
        if path == "/good":
            return Answer(rss(site.url, [(1, 1)]), headers={"Content-Type": RSS})
        return Answer(page(1), headers=HTML) if path == "/story/1" else None

    with playing(script) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/feed", f"{site.url}/good", seconds=2.0, retry=0.1)
    told = " ".join(notes(seen).values())
    assert reason in told
    assert kept(shelf) == ["/story/1"]
    assert site.count("/feed") <= 2


def test_redirects_without_end_are_given_up(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        if path.startswith("/feed"):
            return Answer(status=301, headers={"Location": f"/feed{len(path)}{path[5:]}"})
        return None

    with playing(script) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/feed")
    assert "more than 5 redirects" in " ".join(notes(seen).values())
    assert len([path for path in site.paths() if path.startswith("/feed")]) == 6


@pytest.mark.parametrize("address", PRIVATE)
def test_links_to_internal_addresses_are_never_followed(
    shelf: Shelf, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = record_connections(monkeypatch)

    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            return Answer(
                rss(site.url, [(1, 1)]).replace(f"<link>{site.url}/story/1".encode(), f"<link>{address}".encode())
            )
        return None

    with playing(script) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/feed", loopback=True)
        assert {host for host, port in asked if port == site.port} == {"127.0.0.1"}
    # What is no loopback address is not asked even where tests may ask this machine; loopback itself is refused below.
    assert [place for place in asked if place[1] != site.port and not place[0].startswith(("127.", "::1"))] == []
    assert all(one.page is None for one in seen)


def record_connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address that a connection was tried to."""
    asked: list[tuple[str, int]] = []
    plain = httpcore.SyncBackend.connect_tcp

    def connect(self: httpcore.SyncBackend, host: str, port: int, *rest: Any, **named: Any) -> httpcore.NetworkStream:
        asked.append((host, port))
        return plain(self, host, port, *rest, **named)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return asked


def test_this_machine_is_not_asked_unless_a_test_wants_it(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = record_connections(monkeypatch)
    with playing(lambda path, number: Answer(rss("", []))) as site:
        seen = look(shelf, tmp_path / "warc", f"{site.url}/feed", f"http://localhost:{site.port}/feed", loopback=False)
    assert site.visits == []
    assert asked == []
    assert all("which is no public address; it is not asked" in one.fetch.note for one in seen)


def test_a_name_that_leads_elsewhere_a_moment_later_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a public address while it is checked, an internal one when it is used."""
    asked = record_connections(monkeypatch)
    answers = iter(["93.184.215.14", "10.0.0.1", "127.0.0.1", "10.0.0.1"])

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def refuse(self: object, host: str, port: int, *rest: Any, **named: Any) -> httpcore.NetworkStream:
        asked.append((host, port))
        raise httpcore.ConnectError("nobody is asked in a test")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", refuse)
    asker = Asker(CheckedNetwork(loopback=False, seconds=1, resolve=resolve), patience=1)
    for reason in ("nobody is asked in a test", "10.0.0.1", "127.0.0.1"):
        with pytest.raises(NoAnswer, match=reason):
            asker.ask("http://rebinding.example/", {})
    assert asked == [("93.184.215.14", 80)]


def test_of_several_addresses_only_the_public_ones_are_tried() -> None:
    rows = ["10.0.0.1", "93.184.215.14", "fe80::1%eth0", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
    found = look_up(
        "a.example", 443, loopback=False, resolve=lambda *_, **__: [(0, 0, 0, "", (row, 443)) for row in rows]
    )
    assert found == ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    with pytest.raises(Forbidden, match=r"a\.example leads to 10\.0\.0\.1"):
        look_up("a.example", 443, loopback=False, resolve=leading_to("10.0.0.1"))


def leading_to(*addresses: str) -> Resolve:
    return lambda *_, **__: [(0, 0, 0, "", (address, 443)) for address in addresses]


def test_a_feed_that_changes_its_encoding_midway_still_tells_its_items(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            told = rss(site.url, [(1, 1), (2, 1)]).replace(b"Port 2", "Пorт 2".encode("koi8-r"))
            return Answer(told.replace(b"Port 1", "Pört 1".encode()), headers={"Content-Type": RSS})
        return Answer(page(int(path[7:])), headers=HTML) if path.startswith("/story/") else None

    with playing(script) as site:
        look(shelf, tmp_path / "warc", f"{site.url}/feed")
    assert kept(shelf) == ["/story/1", "/story/2"]


def test_a_page_that_is_no_page_is_given_up_with_its_type(shelf: Shelf, tmp_path: Path) -> None:
    def script(path: str, _: int) -> Answer | None:
        if path == "/feed":
            return Answer(atom(site.url, [1, 2]))
        pictures = {"Content-Type": "image/png"}
        return Answer(b"\x89PNG" + bytes(90), headers=pictures) if path == "/story/1" else Answer(b"gone", 410)

    with playing(script) as site:
        first = look(shelf, tmp_path / "warc", f"{site.url}/feed", retry=0.0)
        look(shelf, tmp_path / "warc", retry=0.0)
        look(shelf, tmp_path / "warc", retry=0.0)
    assert notes(first)["/story/1"] == "this is no page (image/png)"
    assert notes(first)["/story/2"] == "the server answers 410 Gone"
    assert (site.count("/story/1"), site.count("/story/2")) == (1, 2)
    assert QUICK.loopback
