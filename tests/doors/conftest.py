from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import anyio
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from onrecord.faces.api.visitors import Role
from onrecord.faces.desk.archive import Archive
from onrecord.faces.desk.sections import read_sections
from onrecord.faces.doors import Book, add_user, make_token, open_book, users
from onrecord.faces.house import open_house
from tests.desk.conftest import expected_pages

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(users, "hasher", lambda: hasher)
    users._nobodys.cache_clear()


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled pages on a shelf that nobody writes to, with the desk's catalogue of them."""
    path = expected_pages(tmp_path_factory.mktemp("doors") / "expected.sqlite")
    Archive(str(path), read_sections(None)).catalogue().engine.dispose()
    return path


@pytest.fixture
def shelf(whole: Path, tmp_path: Path) -> Path:
    """The bundled pages on a shelf of one's own, with its catalogue."""
    for path in whole.parent.glob("expected.sqlite*"):
        shutil.copy(path, tmp_path / path.name.replace("expected", "own"))
    return tmp_path / "own.sqlite"


@pytest.fixture
def book(shelf: Path) -> Book:
    """The book of the doors with a person in each role."""
    book = open_book(str(shelf))
    assert book is not None
    for role in Role:
        add_user(book, f"a {role}", PASSWORD, role)
    return book


def house(shelf: Path, *, sign_in: bool = True, address: str = "127.0.0.1") -> TestClient:
    """The house on a shelf, asked from an address."""
    hosts = ("*",) if sign_in else ("localhost", "127.0.0.1", "::1")
    app = open_house(str(shelf), sign_in=sign_in, hosts=hosts)
    return TestClient(app, base_url="http://localhost", follow_redirects=False, client=(address, 50000))


@pytest.fixture
def desk(shelf: Path, book: Book) -> TestClient:
    return house(shelf)


def key_of(text: str) -> str:
    """The key of a page's first form."""
    found = re.search(r'name="form" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def sign_in(desk: TestClient, name: str = "a reader", password: str = PASSWORD, goal: str = "/") -> int:
    """Sign in by the form; the code of the answer."""
    key = key_of(desk.get("/signin").text)
    form = {"form": key, "name": name, "password": password, "next": goal}
    return desk.post("/signin", data=form).status_code


def bearer(book: Book, role: Role = Role.REVIEWER, person: str = "R. Nyman") -> dict[str, str]:
    """The header of a new token."""
    return {"Authorization": f"Bearer {make_token(book, person, role)[1]}"}


@dataclass
class Raw:
    """An answer to an address that no client tidied up before it was sent."""

    status_code: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""


def raw(desk: TestClient, path: str, headers: Mapping[str, str] | None = None) -> Raw:
    """What an application answers to an address as it stands, dots, slashes and all."""
    told = [(b"host", b"localhost"), *((k.lower().encode(), v.encode()) for k, v in (headers or {}).items())]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": told,
        "client": ("127.0.0.1", 50000),
        "server": ("localhost", 80),
    }
    answer = Raw()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status_code = message["status"]
            answer.headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in message["headers"]}
        else:
            answer.text += message.get("body", b"").decode("utf-8", "replace")

    with ThreadPoolExecutor(1) as pool:  # a browser's tests leave a loop running in the main thread
        pool.submit(anyio.run, desk.app, scope, receive, send).result()
    return answer
