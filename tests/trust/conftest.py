from __future__ import annotations

from tests.shelf.conftest import address, server

__all__ = ["address", "server"]
