from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from onrecord.shelf import open_shelf

SERVE = [sys.executable, "-m", "onrecord", "serve", "--port"]


@pytest.fixture
def shelf(place: Path) -> Path:
    open_shelf(place / "onrecord.sqlite", create=True).close()
    return place


def test_serve_says_where_it_is_and_ends_with_ctrl_c(shelf: Path) -> None:
    server = subprocess.Popen([*SERVE, "0"], cwd=shelf, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    told = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
    assert told is not None
    with urllib.request.urlopen(told.group()) as answer:  # noqa: S310 - our own server
        assert answer.status == 200
    server.send_signal(signal.SIGINT)
    assert server.wait(30) in (0, 130)


def test_a_port_that_is_taken_is_named(shelf: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = subprocess.run([*SERVE, port], cwd=shelf, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"Error: cannot listen on 127.0.0.1, port {port}: Address already in use\n"
