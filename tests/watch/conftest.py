from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.shelf import Shelf, open_shelf


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with nothing on it, made once."""
    place = tmp_path_factory.mktemp("bare") / "shelf.sqlite"
    open_shelf(place, create=True).close()
    return place


@pytest.fixture
def shelf(tmp_path: Path, bare: Path) -> Iterator[Shelf]:
    with open_shelf(shutil.copy(bare, tmp_path / "shelf.sqlite")) as opened:
        yield opened
