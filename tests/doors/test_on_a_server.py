"""The book of the doors in the database of a server: the same as in a file, and left where it is when a shelf moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.faces.api import Answers
from onrecord.faces.api.visitors import Role
from onrecord.faces.desk.archive import Archive
from onrecord.faces.desk.sections import read_sections
from onrecord.faces.doors import Book, add_user, make_token, open_book, remove_user
from onrecord.faces.doors.sessions import begin_session, end_session, find_session
from onrecord.faces.doors.tokens import find_token
from onrecord.faces.doors.users import check_password
from onrecord.faces.watches import news_of, send_due
from onrecord.shelf import ShelfError, move, open_shelf
from tests.shelf.conftest import server
from tests.shelf.server import Server
from tests.watches.conftest import NORWAY_DENIES, SWEDEN_SAYS, House, Outpost, told

from .conftest import PASSWORD

__all__ = ["server"]


@pytest.fixture
def address(server: Server) -> str:
    return server.database()


@pytest.fixture
def book(address: str) -> Iterator[Book]:
    open_shelf(address, create=True).close()
    book = open_book(address)
    assert book is not None
    yield book
    book.close()


def test_who_may_come_in_is_kept_beside_the_shelf(book: Book) -> None:
    user = add_user(book, "Ida", PASSWORD, Role.REVIEWER)
    assert check_password(book, "ida", PASSWORD, "192.0.2.1") == user
    assert check_password(book, "ida", PASSWORD.upper(), "192.0.2.1") is None
    token, read = make_token(book, "Ida", Role.READER)
    assert find_token(book, read) == token
    cookie = begin_session(book, user)
    assert find_session(book, cookie) == user
    end_session(book, cookie)
    assert find_session(book, cookie) is None and remove_user(book, "Ida") and find_token(book, read) is None
    with pytest.raises((DBAPIError, ShelfError), match="appended, never changed"):
        book.write(lambda connection: Connection.exec_driver_sql(connection, "DELETE FROM doors_audit"))


def test_watches_tell_each_thing_once(book: Book, address: str) -> None:
    house = House(address, Answers(Archive(address, read_sections(None))), book)
    house.bring(told("p1", "2025-03-01", SWEDEN_SAYS))
    kept = house.watch(email="ida@paper.example", webhook="https://hooks.example/")
    house.bring(told("p2", "2025-03-02", NORWAY_DENIES))
    assert house.gather() == 2 == len(news_of(book, kept.id, 9)) and house.gather() == 0
    post = Outpost()
    assert send_due(book, house.answers, post) == 3
    assert send_due(book, house.answers, post) == 0


def test_a_shelf_that_moves_leaves_its_users(book: Book, address: str, tmp_path: Path) -> None:
    add_user(book, "Ida", PASSWORD, Role.READER)
    with open_shelf(address) as here, open_shelf(tmp_path / "moved.sqlite", create=True) as there:
        assert not [table for table in move(here, there).rows if table.startswith("doors")]


def test_an_empty_database_is_not_taken_for_another_programs(server: Server) -> None:
    address = server.database()
    with pytest.raises(ShelfError, match="no shelf"):
        open_book(address)
    open_shelf(address, create=True).close()
