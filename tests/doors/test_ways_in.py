"""Ways tried to get in, or to do what one may not; none of them works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from itsdangerous import URLSafeTimedSerializer
from starlette.websockets import WebSocketDisconnect

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors import Book, make_token, remove_user, revoke_token
from onrecord.faces.doors.audit import entries
from onrecord.faces.doors.book import USERS
from onrecord.faces.doors.sessions import COOKIE
from onrecord.faces.watches import NotSent, Outside, asked_from, keep_watch, list_watches
from onrecord.faces.watches.telling import Delivery
from onrecord.intake.addresses import Forbidden, look_up
from onrecord.shelf import open_shelf

from .conftest import PASSWORD, bearer, house, key_of, raw, sign_in

INSIDE = ("/register", "/review", "/watches", "/changes.atom", "/api/dossiers", "/openapi.json")


def is_out(desk: TestClient, **headers: str) -> bool:
    """Whether none of what lies behind the door is shown."""
    return all(desk.get(path, headers=headers).status_code in (303, 401, 403, 404) for path in INSIDE)


# ----------------------------------------------------------------------------------------------------------- sign-ins


def forged(book: Book, desk: TestClient) -> Iterator[str]:
    """Cookies that were made up."""
    sign_in(desk)
    right = desk.cookies[COOKIE]
    desk.cookies.clear()
    secret, moment, seal = right.split(".")
    yield secret  # unsigned
    yield f"{secret}.{moment}."  # the signature left out
    yield f"{secret}.{moment}.{seal[::-1]}"  # another signature
    yield f"{secret[::-1]}.{moment}.{seal}"  # another secret under a signature
    yield str(URLSafeTimedSerializer("guessed", salt="onrecord session").dumps("a reader"))  # another key
    yield str(URLSafeTimedSerializer("", salt="onrecord session").dumps("a reader"))
    yield json.dumps({"user": "an administrator", "role": "administrator"})
    yield "x" * 100_000


def test_01_a_cookie_that_was_made_up(desk: TestClient, book: Book) -> None:
    for cookie in forged(book, desk):
        assert is_out(desk, cookie=f"{COOKIE}={cookie}"), cookie[:60]


def test_02_a_session_that_was_laid_in_the_browser_before(desk: TestClient) -> None:
    desk.cookies.set(COOKIE, "laid", domain="localhost.local")
    sign_in(desk)
    assert desk.cookies[COOKIE] != "laid"
    first = desk.cookies[COOKIE]
    sign_in(desk, "a reviewer")
    desk.cookies.clear()
    assert is_out(desk, cookie=f"{COOKIE}={first}"), "a session outlives another sign-in at its browser"


def test_03_statements_of_sql_in_a_name_or_a_password(desk: TestClient) -> None:
    for told in ("' OR 1=1 --", "a reader'--", '" OR ""="', "a reader\x00", "%", "a_reader"):
        assert sign_in(desk, told, told) == 403
        assert sign_in(desk, "a reviewer", told) in (403, 429)
    assert is_out(desk)


def test_04_an_unknown_name_is_answered_as_a_known_one(desk: TestClient) -> None:
    def answer(name: str) -> str:
        form = {"form": key_of(desk.get("/signin").text), "name": name, "password": "wrong", "next": "/"}
        return desk.post("/signin", data=form).text.replace(desk.cookies["onrecord-door"], "")

    assert answer("a reader") == answer("nobody of this name")


def test_05_a_role_told_in_the_form(desk: TestClient, book: Book) -> None:
    key = key_of(desk.get("/signin").text)
    form = {"form": key, "name": "a reader", "password": PASSWORD, "next": "/", "role": "administrator"}
    desk.post("/signin", data=form)
    assert desk.get("/review").status_code == 403
    assert book.look(lambda connection: connection.scalar(USERS.select().where(USERS.c.role == "administrator")))


def test_06_more_tries_by_another_forwarded_address(shelf: Path, book: Book) -> None:
    desk = house(shelf)
    codes = []
    for n in range(8):
        desk.headers["x-forwarded-for"] = f"192.0.2.{n}"
        codes.append(sign_in(desk, password=f"{PASSWORD}?"))
    assert codes[5:] == [429] * 3


GOALS = [
    "//elsewhere.example",
    "https://elsewhere.example/",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "javascript:alert(1)",
    "/register\r\nSet-Cookie: a=b",
    "/register%0d%0aSet-Cookie:%20a=b\n",
    "@elsewhere.example",
    "/" + "x" * 5_000,
]


def test_07_led_elsewhere_after_the_sign_in(desk: TestClient) -> None:
    for goal in GOALS:
        desk.cookies.clear()
        key = key_of(desk.get("/signin", params={"next": goal[:3_000]}).text)
        form = {"form": key, "name": "a reader", "password": PASSWORD, "next": goal}
        answer = desk.post("/signin", data=form)
        assert answer.status_code == 413 or answer.headers["location"] == "/"
        assert (
            "elsewhere"
            not in desk.get("/signin", params={"next": goal[:3_000]}).text.split("<main")[1].split("value")[0]
        )
        assert "a" not in desk.cookies


# ------------------------------------------------------------------------------------------------------------- tokens


def test_08_a_token_that_was_revoked_or_has_ended_or_whose_person_is_gone(desk: TestClient, book: Book) -> None:
    token, told = make_token(book, "R. Nyman", Role.REVIEWER)
    assert desk.get("/api/goods", headers={"Authorization": f"Bearer {told}"}).status_code == 200
    revoke_token(book, token.id)
    ended = make_token(book, "R. Nyman", Role.REVIEWER, last=timedelta(seconds=-1))[1]
    gone = make_token(book, "a reviewer", Role.REVIEWER)[1]
    remove_user(book, "a reviewer")
    for one in (told, ended, gone):
        assert is_out(desk, authorization=f"Bearer {one}")


def test_09_a_token_that_was_made_up(desk: TestClient, book: Book) -> None:
    token, told = make_token(book, "R. Nyman", Role.REVIEWER)
    other = make_token(book, "Olu", Role.READER)[1].rpartition("_")[2]
    for one in (
        f"onrecord_{token.id}_",
        f"onrecord_{token.id}_{other}",
        token.id,
        "",
        f"{told}\x00",
        f"{told} ",
        told * 2,
    ):
        if one.strip() != told:
            assert is_out(desk, authorization=f"Bearer {one}".encode("latin-1").decode("latin-1"))
    for scheme in ("Basic", "Token", "", "bearer:"):
        assert is_out(desk, authorization=f"{scheme} {told}")


def test_10_a_token_where_it_would_be_logged(desk: TestClient, book: Book) -> None:
    told = make_token(book, "R. Nyman", Role.REVIEWER)[1]
    for path in (
        f"/api/goods?token={told}",
        f"/api/goods?access_token={told}",
        f"/register?authorization=Bearer+{told}",
    ):
        assert desk.get(path).status_code in (303, 401)


def test_11_guessing_tokens_without_end(desk: TestClient, book: Book, shelf: Path) -> None:
    for _ in range(55):
        desk.get("/api/goods", headers={"Authorization": "Bearer onrecord_000000000000_" + "A" * 43})
    refused = [one for one in entries(book, 200) if one.what == "token refused"]
    assert len(refused) == 50, "a guesser fills the log"
    assert desk.get("/api/goods", headers=bearer(book)).status_code == 401, "the address is not heard for a while"
    elsewhere = house(shelf, address="192.0.2.9")
    assert elsewhere.get("/api/goods", headers=bearer(book)).status_code == 200


def test_12_a_sign_in_in_the_place_of_a_token(desk: TestClient) -> None:
    sign_in(desk, "an administrator".replace("an ", "a "))
    new = {"verdict": "accept", "subject": "p1.c1"}
    assert desk.post("/api/judgements", json=new).status_code == 401
    assert desk.post("/api/pages", json={"address": "https://a.example/", "content": "a"}).status_code == 401


def test_13_a_reader_who_decides(desk: TestClient, book: Book, shelf: Path) -> None:
    new = {"verdict": "accept", "subject": "p1.c1"}
    assert desk.post("/api/judgements", json=new, headers=bearer(book, Role.READER)).status_code == 403
    sign_in(desk)
    assert desk.post("/review", data={"verdict": "reject"}).status_code == 403
    with open_shelf(shelf) as opened:
        assert opened.judgements() == ()


def test_14_a_name_of_ones_own_choice_under_a_judgement(desk: TestClient, book: Book) -> None:
    subject = desk.get("/api/claims?limit=1", headers=bearer(book)).json()["items"][0]["id"]
    new = {"verdict": "accept", "subject": subject, "person": "The Editor"}
    assert desk.post("/api/judgements", json=new, headers=bearer(book)).status_code == 422


# --------------------------------------------------------------------------------------------------- other sites' forms


FORMS = [
    ({}, {}),
    ({"form": ""}, {}),
    ({"form": "x" * 32}, {}),
    ({"form": "right"}, {"sec-fetch-site": "cross-site"}),
    ({"form": "right"}, {"sec-fetch-site": "same-site"}),
]


def test_15_a_form_of_another_site(desk: TestClient, book: Book) -> None:
    for path in ("/signin", "/signin/out", "/watches", "/watches/drop", "/review"):
        for form, headers in FORMS:
            desk.cookies.clear()
            sign_in(desk, "a reviewer")
            right = desk.cookies["onrecord-door"]
            sent = {name: right if value == "right" else value for name, value in form.items()}
            answer = desk.post(
                path, data={**sent, "asked": "/register", "name": "a reader", "password": PASSWORD}, headers=headers
            )
            assert answer.status_code == 403
            assert list_watches(book) == () and desk.get("/register").status_code == 200


def test_16_json_in_the_clothes_of_a_form(shelf: Path, book: Book) -> None:
    desk = house(shelf, sign_in=False)
    body = json.dumps({"verdict": "accept", "subject": "p1.c1"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", ""):
        assert desk.post("/api/judgements", content=body, headers={"Content-Type": kind}).status_code in (401, 422)
        told = desk.post("/api/judgements", content=body, headers={"Content-Type": kind, **bearer(book)})
        assert told.status_code == 422


@pytest.mark.parametrize(
    "name", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.elsewhere.example", "", "0"]
)
def test_17_another_sites_name_led_to_this_machine(shelf: Path, name: str) -> None:
    desk = house(shelf, sign_in=False)
    for path in ("/", "/register", "/api/dossiers", "/signin", "/changes.json"):
        assert desk.get(path, headers={"host": name}).status_code == 421


def test_18_answers_read_by_another_site(desk: TestClient, book: Book) -> None:
    headers = {**bearer(book), "origin": "https://elsewhere.example"}
    for path in ("/api/dossiers", "/register", "/changes.json", "/openapi.json"):
        answer = desk.get(path, headers=headers)
        assert answer.status_code == 200
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"].startswith("private")
    asked = desk.options("/api/judgements", headers={**headers, "access-control-request-method": "POST"})
    assert asked.status_code in (401, 405)


def test_19_a_script_or_a_frame_in_a_page(desk: TestClient, book: Book) -> None:
    sign_in(desk)
    for path in ("/", "/signin", "/watches", "/nothing"):
        policy = desk.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


# ---------------------------------------------------------------------------------------------------------- addresses


ROUND = (
    "//review",
    "/review/",
    "/review%2f",
    "/REVIEW",
    "/./review",
    "/static/../review",
    "/static/..%2freview",
    "/signin/../review",
    "/signin/%2e%2e/review",
    "/signin/out/../../register",
    "/feeds/../register",
    "/healthz/../api/dossiers",
    "/api/../register",
    "/register;/signin",
    "/register#/signin",
    "/%72egister",
    "/register%09",
    "/register%00",
    "/%e2%80%8bregister",
    "register",
    "",
)


def test_20_an_address_that_goes_round_the_door(desk: TestClient) -> None:
    for path in ROUND:
        answer = raw(desk, path)
        assert answer.status_code in (303, 307, 401, 403, 404), path
        if answer.status_code in (303, 307):
            where = answer.headers["location"]
            assert where.startswith("/signin?next=") or is_out(desk), path
        assert "<main" not in answer.text or "There is nothing here" in answer.text, path


FILES = (
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/%2e%2e/records.py",
    "/static/..%5c..%5capp.py",
    "/static//etc/passwd",
    "/static/%2fetc%2fpasswd",
    "/static/desk.css%00.html",
    "/static/",
    "/api/pages/..%2f..%2fetc%2fpasswd",
    "/stories/..%2f..%2fown.sqlite-doors",
)


def test_21_a_file_of_the_server(desk: TestClient, book: Book) -> None:
    for path in FILES:
        answer = raw(desk, path, bearer(book))
        assert answer.status_code in (404, 405, 422), path
        assert "root:" not in answer.text and "import " not in answer.text and "SQLite" not in answer.text


def test_22_a_header_that_tells_another_method_or_address(desk: TestClient) -> None:
    for name in (
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-HTTP-Method-Override",
        "X-Forwarded-User",
        "Remote-User",
        "X-User",
    ):
        assert desk.get("/register", headers={name: "/signin"}).status_code == 303
        assert is_out(desk, **{name: "a reader"})


def test_23_a_web_socket(desk: TestClient) -> None:
    with pytest.raises((WebSocketDisconnect, RuntimeError, AssertionError)), desk.websocket_connect("/register"):
        pass


def test_24_a_feed_by_a_guessed_key(desk: TestClient, book: Book) -> None:
    kept = keep_watch(book, "Ida", "Rockets", asked_from("/register"))
    for key in (kept.id, kept.feed[:-1], kept.feed.swapcase(), "%25", "_" * 32, "' OR 1=1 --", "x" * 500, "../changes"):
        for ending in (".atom", ".json", "", ".atom/", ".atom%00"):
            assert raw(desk, f"/feeds/{key}{ending}").status_code in (303, 307, 404), key


def test_25_a_watch_of_somebody_else(desk: TestClient, book: Book) -> None:
    kept = keep_watch(book, "Ida", "Rockets", asked_from("/register"), webhook="https://hooks.example/")
    sign_in(desk)
    page = desk.get("/watches").text
    assert kept.feed not in page and kept.secret not in page
    assert desk.post("/watches/drop", data={"form": key_of(page), "watch": kept.id}).status_code == 404
    sign_in(desk, "a administrator")
    assert kept.secret not in desk.get("/watches").text


# ------------------------------------------------------------------------------------------------------ hostile sizes


def test_26_a_form_of_ten_megabytes(desk: TestClient) -> None:
    for path in ("/signin", "/watches", "/watches/drop", "/review"):
        sign_in(desk, "a reviewer")
        form = {"form": desk.cookies["onrecord-door"], "title": "x" * 10_000_000}
        assert desk.post(path, data=form).status_code == 413
        assert desk.post(path, content=(b"x" * 65_536 for _ in range(160))).status_code == 413


def test_27_json_that_is_too_large_too_deep_or_none(desk: TestClient, book: Book) -> None:
    headers = {**bearer(book), "Content-Type": "application/json"}
    deep = b'{"verdict":"accept","subject":"a","fields":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}"
    bodies: list[Any] = [
        b"x" * 10_000_000,
        deep,
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"verdict":"accept","subject":"\\ud800"}',
        b"",
    ]
    for body in bodies:
        answer = desk.post("/api/judgements", content=body, headers=headers)
        assert answer.status_code in (400, 413, 422), body[:30]
    assert desk.post("/api/judgements", content=(b"x" * 65_536 for _ in range(160)), headers=headers).status_code == 413


def test_28_statements_of_sql_in_every_question(desk: TestClient, book: Book, shelf: Path) -> None:
    headers = bearer(book)
    evil = "'; DROP TABLE pages; --"
    for name in (
        "q",
        "supplier",
        "recipient",
        "goods",
        "status",
        "stage",
        "from",
        "as_of",
        "cursor",
        "limit",
        "holder",
    ):
        for path in ("/api/dossiers", "/api/claims", "/api/changes"):
            assert desk.get(path, params={name: evil}, headers=headers).status_code in (200, 422), (path, name)
    for path in ("/api/dossiers/", "/api/claims/", "/api/pages/", "/api/actors/", "/api/goods/"):
        assert desk.get(path + "%27%20OR%201=1%20--", headers=headers).status_code == 422
    with open_shelf(shelf) as opened:
        assert opened.size() == 19


def test_29_a_script_in_what_a_person_names(desk: TestClient, book: Book) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    sign_in(desk)
    page = desk.get("/watches").text
    form = {"form": key_of(page), "title": evil, "asked": f"/register?q={evil}", "webhook": "", "email": ""}
    assert desk.post("/watches", data=form).status_code == 303
    for text in (desk.get("/watches").text, desk.get("/watches", params={"q": evil}).text):
        assert "<script>alert" not in text and "<img src=x" not in text
    (kept,) = list_watches(book)
    assert "<script>" not in desk.get(f"/feeds/{kept.feed}.atom").text
    assert desk.get(f"/feeds/{kept.feed}.json").headers["content-type"] == "application/feed+json"
    assert "<script>" not in desk.get("/signin", params={"next": f"/{evil}"}).text


def test_30_a_line_of_ones_own_in_the_log(desk: TestClient, book: Book) -> None:
    sign_in(desk, "nobody\n2026-01-01 00:00:00  a reader  signed in")
    assert all("\n" not in entry.on for entry in entries(book, 10))


# ---------------------------------------------------------------------------------------- webhooks and letters astray

ASTRAY = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127.0.0.1:8750/api/judgements",
)


@pytest.mark.parametrize("address", ASTRAY)
def test_31_a_webhook_that_leads_inside(address: str) -> None:
    with pytest.raises(NotSent):
        Outside().send_delivery(address, Delivery({}, b"{}"))


def test_32_a_name_that_leads_outside_first_and_inside_then() -> None:
    answers = iter((["93.184.215.14"], ["127.0.0.1"]))

    def resolve(*_: object, **__: object) -> list[Any]:
        return [(2, 1, 6, "", (address, 443)) for address in next(answers)]

    assert look_up("hooks.example", 443, loopback=False, resolve=resolve) == ("93.184.215.14",)
    with pytest.raises(Forbidden):
        look_up("hooks.example", 443, loopback=False, resolve=resolve)


OWN_HEADERS = [
    {"webhook": "https://hooks.example/\r\nHost: inside"},
    {"webhook": "https://hooks.example\\@127.0.0.1/"},
    {"webhook": "https://a:b@hooks.example/"},
    {"webhook": "file:///etc/passwd"},
    {"webhook": "gopher://hooks.example/"},
    {"webhook": "unix:///var/run/docker.sock"},
    {"webhook": "https://" + "x" * 3_000},
    {"email": "a@b.example\nBcc: everybody@c.example"},
    {"email": "a@b.example,c@d.example"},
    {"email": '"a b"@c.example'},
    {"email": "a@127.0.0.1", "title": "x\r\nBcc: a@b.example"},
    {"title": "Rockets\u2028Bcc: a@b.example"},
]


def test_33_a_header_of_ones_own_in_a_letter_or_a_delivery(desk: TestClient, book: Book) -> None:
    sign_in(desk)
    for told in OWN_HEADERS:
        form = {
            "form": key_of(desk.get("/watches").text),
            "asked": "/register",
            "title": "",
            "webhook": "",
            "email": "",
        }
        assert desk.post("/watches", data={**form, **told}).status_code in (413, 422)
        assert list_watches(book) == ()
