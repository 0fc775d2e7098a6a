"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, from the system's programs."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Final

SYSTEM: Final = Path("/usr/lib/postgresql")
"""Where Debian keeps the server's programs, a folder a version, on nobody's path."""

SETTINGS: Final = {
    "listen_addresses": "'127.0.0.1'",
    "max_connections": "40",
    "fsync": "off",
    "log_min_messages": "fatal",
}
"""What a server is told that keeps nothing of value."""


class NoServer(RuntimeError):  # noqa: N818 - named for what it says
    """There is no PostgreSQL here; the message says why."""


def programs() -> Path:
    """The folder of the server's programs; raises ``NoServer``."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(SYSTEM.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not versions:
        raise NoServer(f"no PostgreSQL here: neither initdb on the path nor any under {SYSTEM}")
    return versions[-1].parent


def servant() -> str | None:
    """Whom the server runs as: it refuses to be run by root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@dataclass
class Server:
    """A running server; databases are made on it one for each test."""

    folder: Path
    port: int
    password: str = field(repr=False)
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -k {self.folder}"
        run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.folder / "log", "-o", options)

    def stop(self, how: str = "fast") -> None:
        """Stop it: ``fast`` ends every connection, ``immediate`` is a crash."""
        run("pg_ctl", "stop", "-w", "-D", self.data, "-m", how)

    def kill(self) -> None:
        """Kill it outright, as the kernel does where memory is short."""
        parent = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        os.kill(parent, signal.SIGKILL)
        for child in children:
            # Its processes end by themselves when it is gone, but the next one must not start before.
            while Path(f"/proc/{child}").exists():
                time.sleep(0.01)

    def database(self, locale: str = "C.UTF-8") -> str:
        """The address of a new and empty database."""
        name = f"shelf_{next(self._numbers)}"
        self.command(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE '{locale}'")
        return self.address(name)

    def address(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://keeper:{self.password}@127.0.0.1:{self.port}/{name}"

    def command(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Have the server do something outside of any transaction."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.folder / "data"


def run(program: str, *arguments: str | Path) -> None:
    """Run one of the server's programs as its servant."""
    user = servant()
    as_whom: dict[str, Any] = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    # Its output must not be a pipe: the server would hold it open, and we would wait for the server's end.
    with tempfile.TemporaryFile("w+") as told:
        done = subprocess.run(
            [programs() / program, *arguments], stdout=told, stderr=subprocess.STDOUT, cwd="/", check=False, **as_whom
        )
        if done.returncode:
            told.seek(0)
            raise NoServer(f"PostgreSQL does not run here: {program}: {told.read().strip()}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(settings: Mapping[str, str] = {}) -> Iterator[Server]:
    """A server for as long as it is needed, with these settings; raises ``NoServer`` where there can be none."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise NoServer("no driver for PostgreSQL here: psycopg, of the extra `server`") from error
    programs()
    folder, user = Path(tempfile.mkdtemp(prefix="shelf-")), servant()
    try:
        server = Server(folder, free_port(), secrets.token_hex(8))
        secret = folder / "password"
        secret.write_text(server.password)
        if user is not None:
            for path in (folder, secret):
                shutil.chown(path, user)
        run(
            "initdb", "-D", server.data, "-U", "keeper", "-A", "scram-sha-256", f"--pwfile={secret}", "-E", "UTF8", "-N"
        )
        with (server.data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in {**SETTINGS, **settings}.items())
        server.start()
        try:
            yield server
        finally:
            if (server.data / "postmaster.pid").exists():
                server.stop("immediate")
    finally:
        shutil.rmtree(folder)
