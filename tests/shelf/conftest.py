from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .server import NoServer, Server, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; without one the test is skipped with the reason, but fails in CI."""
    try:
        with running() as started:
            yield started
    except NoServer as reason:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(reason))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a shelf can be made: each test that asks runs once on each store."""
    if request.param == "sqlite":
        return str(tmp_path / "shelf.sqlite")
    server: Server = request.getfixturevalue("server")
    return server.database()
