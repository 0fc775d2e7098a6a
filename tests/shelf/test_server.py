"""What only a server can do to a shelf: be away, go down, refuse, and be backed up by its own programs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy.exc import IntegrityError

from onrecord.records import Judgement
from onrecord.shelf import (
    Interrupted,
    Shelf,
    ShelfError,
    Writing,
    digest_of,
    find_faults,
    keeping,
    open_shelf,
    postgres,
    putting,
)

from .made import alter, page, reading
from .server import Server, programs
from .test_moving import fill


@pytest.fixture
def shelf(server: Server) -> Iterator[Shelf]:
    with open_shelf(server.database(), create=True) as shelf:
        shelf.keep(page(), reading())
        yield shelf


# ------------------------------------------------------------------------------------------- where none can be opened


def test_a_server_that_cannot_be_reached_is_named_without_its_password(server: Server) -> None:
    there = server.database()
    wrong = {
        there.replace(f":{server.port}/", ":1/"): "Connection refused",
        there.rpartition("/")[0] + "/nowhere": 'database "nowhere" does not exist',
        there.replace(server.password, "open-sesame"): "password authentication failed",
        there.replace("127.0.0.1", "db.invalid"): "resolve host",
    }
    for address, reason in wrong.items():
        with pytest.raises(ShelfError, match=f"cannot be reached: .*{reason}") as refusal:
            open_shelf(address)
        told = str(refusal.value)
        assert "keeper:***@" in told
        assert server.password not in told
        assert "open-sesame" not in told
        assert "\n" not in told


@pytest.mark.parametrize("address", ["postgresql://", "postgresql://a:b:c@[", "postgresql://host:port/x"])
def test_an_address_that_says_nothing_is_refused_in_words(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    with pytest.raises(ShelfError, match=r"no shelf at|cannot be reached"):
        open_shelf(address)


def test_short_forms_of_the_address_are_the_same_shelf(shelf: Shelf, server: Server) -> None:
    address = server.address(shelf.name.rpartition("/")[2])
    for form in ("postgres://", "postgresql+psycopg://"):
        with open_shelf(address.replace("postgresql://", form)) as same:
            assert (same.name, same.size()) == (shelf.name, 1)


def test_what_the_address_says_of_waiting_counts(server: Server) -> None:
    with open_shelf(server.database() + "?application_name=desk&connect_timeout=3", create=True) as shelf:
        with shelf.engine.connect() as connection:
            assert connection.exec_driver_sql("SHOW application_name").scalar() == "desk"
        assert server.password not in repr(shelf.engine)


def test_a_database_that_does_not_keep_utf_8_is_refused(server: Server) -> None:
    server.command("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(ShelfError, match="kept in LATIN1"):
        open_shelf(server.address("latin"), create=True)
    assert server.command("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", "latin") == [(0,)]


def test_a_user_who_may_not_write_is_told_so(shelf: Shelf, server: Server) -> None:
    name = shelf.name.rpartition("/")[2]
    server.command(f"CREATE ROLE {name}_guest LOGIN PASSWORD 'guest'")
    server.command(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}_guest", name)
    guest = server.address(name).replace(f"keeper:{server.password}", f"{name}_guest:guest")
    with open_shelf(guest) as seen:
        assert list(seen.readings()) == [reading()]
        with pytest.raises(ShelfError, match="refuses this user: permission denied"):
            seen.keep(page("another"), reading())


def test_a_server_that_is_read_only_is_told_so(shelf: Shelf, server: Server) -> None:
    address = server.address(shelf.name.rpartition("/")[2])
    with open_shelf(f"{address}?options=-cdefault_transaction_read_only%3Don") as seen:
        assert list(seen.readings()) == [reading()]
        with pytest.raises(ShelfError, match="its server is read-only"):
            seen.keep(page("another"), reading())


def test_another_programs_lock_is_waited_for_and_then_named(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "PATIENCE_MS", 50)
    with shelf.engine.begin() as other:
        other.exec_driver_sql("LOCK TABLE pages IN EXCLUSIVE MODE")
        assert list(shelf.readings()) == [reading()]
        with pytest.raises(ShelfError, match="locked by another program"):
            shelf.keep(page("another"), reading())
    assert shelf.keep(page("another"), reading())


# -------------------------------------------------------------------------------------------- a server that goes away


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_restart_is_survived_by_readers_and_writers(shelf: Shelf, server: Server, how: str) -> None:
    shelf.keep(page("before"), reading())
    server.stop(how)
    back = Timer(0.3, server.start)
    back.start()
    with ThreadPoolExecutor() as threads:
        read = threads.submit(lambda: len(list(shelf.readings())))
        assert shelf.keep(page("meanwhile"), reading())
        assert read.result(30) in (2, 3)
    back.join()
    assert shelf.size() == 3
    assert list(find_faults(shelf)) == []


def test_a_server_that_is_killed_keeps_what_was_kept(shelf: Shelf, server: Server) -> None:
    fill(shelf)
    before = digest_of(shelf)
    server.kill()
    server.start()
    assert digest_of(shelf) == before


def test_a_connection_that_is_cut_while_a_page_is_kept_keeps_it_once(shelf: Shelf, server: Server) -> None:
    cut = iter([True, False])

    def keep_and_be_cut(writing: Writing) -> int:
        kept = putting.put_all(writing, shelf.store, [(page("another"), reading())])
        if next(cut):
            writing.connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        return kept

    assert shelf.write(keep_and_be_cut) == 1
    assert shelf.size() == 2
    assert [note.number for note in shelf.changed_since(0)] == [1, 2]


def test_whoever_waits_for_a_change_outlives_a_restart(shelf: Shelf, server: Server) -> None:
    stamp = shelf.stamp()
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(shelf.wait, stamp, 60)
        while not server.command("SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN onrecord'"):
            assert not waiting.done()
        server.stop()
        server.start()
        assert shelf.keep(page("another"), reading())
        assert waiting.result(60)


def test_a_server_that_stays_away_is_named(shelf: Shelf, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LOOK_AGAIN_S", (0.01,))
    monkeypatch.setattr(keeping, "WRITE_AGAIN_S", (0.01,))
    server.stop()
    try:
        for act in (shelf.size, lambda: shelf.keep(page("another"), reading()), lambda: list(shelf.pages())):
            with pytest.raises(Interrupted, match=r"cannot be reached|lost its server"):
                act()
    finally:
        server.start()
    assert shelf.keep(page("another"), reading())


# -------------------------------------------------------------------------------------------- what a server must keep


def test_judgements_cannot_be_emptied_away(shelf: Shelf) -> None:
    shelf.append(Judgement("j1", "merge", "p1:e1 p2:e1", "Ada", page().received))
    with pytest.raises(IntegrityError, match="never changed"), shelf.engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE judgements")
    assert len(shelf.judgements()) == 1


def test_pages_come_in_the_same_order_whatever_language_a_server_sorts_in(server: Server, tmp_path: Path) -> None:
    server.command(
        "CREATE DATABASE sorted TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'"
    )
    orders = []
    for address in (server.address("sorted"), str(tmp_path / "shelf.sqlite")):
        with open_shelf(address, create=True) as shelf:
            for source in ("b.txt", "B.txt", "ä.txt", "a-z.txt", "az.txt", "z.txt"):
                one = page(source, source)
                shelf.keep(one, reading(one))
            orders.append([kept.page.source for kept in shelf.pages()])
            assert len(shelf.readings_with_claim("c")) == 6
    assert orders[0] == orders[1] == sorted(orders[0])


def test_a_damaged_index_is_named(shelf: Shelf, server: Server) -> None:
    alter(
        server.address(shelf.name.rpartition("/")[2]),
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'claims_by_id'::regclass",
    )
    assert [fault.what for fault in find_faults(shelf)] == ["its index claims_by_id is not valid"]


# ------------------------------------------------------------------------------------------------- backup and restore


def test_a_backup_by_the_servers_own_programs_is_the_same_shelf(shelf: Shelf, server: Server, tmp_path: Path) -> None:
    fill(shelf)
    copy, new = tmp_path / "shelf.dump", server.database()
    told = {**os.environ, "PGPASSWORD": server.password}
    name = shelf.name.replace(":***", "")
    subprocess.run([programs() / "pg_dump", "-Fc", "-f", copy, name], env=told, check=True)
    restored: list[str | Path] = ["--exit-on-error", "--no-owner", "-d", new.replace(f":{server.password}", ""), copy]
    subprocess.run([programs() / "pg_restore", *restored], env=told, check=True)
    with open_shelf(new) as again:
        assert digest_of(again) == digest_of(shelf)
        assert list(find_faults(again)) == []
        assert again.keep(page("after"), reading())
        with pytest.raises(IntegrityError, match="never changed"), again.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM judgements")
