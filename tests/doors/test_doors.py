"""Who comes in by a sign-in or a token, how far each role goes, and what the log then tells."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.faces.api.visitors import Role
from onrecord.faces.doors import (
    BadUser,
    Book,
    add_user,
    list_tokens,
    list_users,
    make_token,
    open_book,
    remove_user,
    revoke_token,
)
from onrecord.faces.doors.audit import entries
from onrecord.faces.doors.book import SESSIONS, TOKENS, USERS
from onrecord.faces.doors.tokens import find_token
from onrecord.faces.doors.users import TRIES_AT_A_NAME_FROM_AN_ADDRESS, check_password
from onrecord.shelf import ShelfError

from .conftest import PASSWORD, bearer, house, sign_in


def test_on_this_machine_one_person_needs_no_sign_in(shelf: Path) -> None:
    desk = house(shelf, sign_in=False)
    for address in ("/", "/register", "/review", "/api/dossiers", "/openapi.json", "/healthz"):
        assert desk.get(address).status_code == 200, address
    assert not Path(f"{shelf}-doors").exists()


def test_what_programs_bring_takes_a_token_on_this_machine_too(shelf: Path) -> None:
    desk = house(shelf, sign_in=False)
    new = {"verdict": "accept", "subject": "none.c1"}
    assert desk.post("/api/judgements", json=new).status_code == 401
    book = open_book(str(shelf))
    assert book is not None
    assert desk.post("/api/judgements", json=new, headers=bearer(book)).status_code == 422
    assert desk.post("/api/judgements", json=new, headers=bearer(book, Role.READER)).status_code == 403


def test_nobody_unknown_comes_further_than_the_door(desk: TestClient) -> None:
    assert desk.get("/healthz").status_code == desk.get("/signin").status_code == 200
    assert desk.get("/static/desk.css").status_code == 200
    answer = desk.get("/register?q=a&as_of=2025-01-01")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/signin?next=%2Fregister%3Fq%3Da%26as_of%3D2025-01-01"
    for address in ("/api/dossiers", "/openapi.json", "/api/nothing"):
        answer = desk.get(address)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"
    assert desk.post("/review", data={}).status_code == 403


def test_who_signs_in_comes_in_and_who_signs_out_is_out(desk: TestClient) -> None:
    assert sign_in(desk, goal="/register?q=drones") == 303
    assert desk.get("/register").status_code == 200
    page = desk.get("/signin").text
    assert "You are a reader" in page
    cookies = dict(desk.cookies)
    key = page.split('name="form" value="')[1].split('"')[0]
    assert desk.post("/signin/out", data={"form": key}).status_code == 303
    assert desk.get("/register").status_code == 303
    desk.cookies.update(cookies)
    assert desk.get("/register").status_code == 303, "the cookie of a session that was ended still lets in"


def test_each_role_goes_as_far_as_it_should(desk: TestClient) -> None:
    for role, review in ((Role.READER, 403), (Role.REVIEWER, 200), (Role.ADMINISTRATOR, 200)):
        desk.cookies.clear()
        assert sign_in(desk, f"a {role}") == 303
        assert (desk.get("/").status_code, desk.get("/review").status_code) == (200, review)


def test_whoever_signed_in_decides_in_their_own_name(desk: TestClient, shelf: Path, book: Book) -> None:
    from tests.desk.test_review import form_of, judgements

    sign_in(desk, "a reviewer")
    form = form_of(desk.get("/review").text, "reject")
    assert desk.post("/review", data={**form, "person": "somebody else"}).status_code == 303
    assert [one.person for one in judgements(shelf)] == ["a reviewer"]
    assert ("a reviewer", "form sent", "/review") in [(one.person, one.what, one.on) for one in entries(book, 9)]


def test_a_removed_user_is_out_at_once(desk: TestClient, book: Book) -> None:
    sign_in(desk)
    headers = {"Authorization": f"Bearer {make_token(book, 'a reader', Role.READER)[1]}"}
    assert desk.get("/").status_code == desk.get("/api/goods", headers=headers).status_code == 200
    assert remove_user(book, "A Reader")
    assert desk.get("/").status_code == 303 and desk.get("/api/goods", headers=headers).status_code == 401
    assert not remove_user(book, "A Reader")


def test_passwords_are_tried_only_so_often(desk: TestClient, shelf: Path, book: Book) -> None:
    wrong = [sign_in(desk, password=PASSWORD.upper()) for _ in range(TRIES_AT_A_NAME_FROM_AN_ADDRESS + 1)]
    assert wrong == [403] * TRIES_AT_A_NAME_FROM_AN_ADDRESS + [429]
    assert sign_in(desk) == 429, "the right one is not looked at either"
    assert sign_in(desk, "a reviewer") == 303, "another person of the same office may sign in"
    elsewhere = house(shelf, address="192.0.2.7")
    assert sign_in(elsewhere) == 303, "nobody can lock a person out from elsewhere"
    names = [sign_in(elsewhere, f"guess {n}") for n in range(25)]
    assert names.count(403) == 20 and names[-1] == 429


def test_what_cannot_be_a_user_is_refused(book: Book) -> None:
    for name, password in (
        ("A READER", PASSWORD),
        ("", PASSWORD),
        ("a\nb", PASSWORD),
        ("c", "short"),
        ("c", "x" * 1001),
    ):
        with pytest.raises(BadUser):
            add_user(book, name, password, Role.READER)
    assert len(list_users(book)) == 3
    assert check_password(book, "a READER ", PASSWORD, "") is not None


def test_a_token_ends_when_it_should(book: Book) -> None:
    token, told = make_token(book, "Ida", Role.REVIEWER, "nightly import")
    assert find_token(book, told) == token
    assert find_token(book, told[:-1] + ("A" if told[-1] != "A" else "B")) is None
    assert find_token(book, make_token(book, "Ida", Role.READER, last=timedelta(seconds=-1))[1]) is None
    assert revoke_token(book, token.id) and not revoke_token(book, token.id)
    assert find_token(book, told) is None
    revoked = list_tokens(book)[0].revoked
    assert revoked is not None and revoked <= datetime.now(UTC)


def test_no_secret_stands_in_the_book_as_it_is(shelf: Path, book: Book, desk: TestClient) -> None:
    told = make_token(book, "Ida", Role.READER)[1]
    sign_in(desk)
    book.close()
    kept = b"".join(path.read_bytes() for path in shelf.parent.glob("own.sqlite-doors*"))
    assert PASSWORD.encode() not in kept and told.rpartition("_")[2].encode() not in kept
    assert desk.cookies["onrecord-session"].encode() not in kept
    assert b"$argon2id$" in kept
    assert stat.S_IMODE(Path(f"{shelf}-doors").stat().st_mode) == 0o600


def test_the_log_tells_who_did_what_and_cannot_be_changed(desk: TestClient, book: Book) -> None:
    sign_in(desk, "a reader", "not this password\nforged line")
    sign_in(desk)
    told = [(one.person, one.what, one.on, one.address) for one in entries(book, 100)]
    assert ("", "sign-in refused", "a reader", "127.0.0.1") in told
    assert ("a reader", "signed in", "", "127.0.0.1") in told
    for change in ("UPDATE doors_audit SET person = 'nobody'", "DELETE FROM doors_audit"):
        with pytest.raises(DBAPIError, match="appended, never changed"):
            book.write(partial(Connection.exec_driver_sql, statement=change))


def test_a_judgement_by_token_is_in_the_log(desk: TestClient, book: Book) -> None:
    headers = bearer(book)
    subject = desk.get("/api/claims?holder=UGA", headers=headers).json()["items"][0]["id"]
    new = {"verdict": "accept", "subject": subject}
    assert desk.post("/api/judgements", json=new, headers=headers).status_code == 201
    assert entries(book, 1)[0].what == "judgement made" and entries(book, 1)[0].person.startswith("R. Nyman by ")


def test_a_book_of_a_newer_program_is_refused(shelf: Path, book: Book) -> None:
    book.write(lambda connection: connection.exec_driver_sql("UPDATE doors_meta SET value = '9' WHERE name = 'form'"))
    with pytest.raises(ShelfError, match="newer onrecord"):
        open_book(str(shelf))


def test_sign_ins_that_ended_are_forgotten(book: Book, desk: TestClient) -> None:
    sign_in(desk)
    book.write(lambda connection: connection.execute(SESSIONS.update().values(expires="2001-01-01")))
    assert desk.get("/").status_code == 303
    sign_in(desk)
    assert book.look(lambda connection: len(connection.execute(SESSIONS.select()).all())) == 1
    assert {table.name for table in (USERS, TOKENS)} == {"doors_users", "doors_tokens"}
