"""The desk on a register of a million claims, under fifty readers at once.

    OMP_NUM_THREADS=1 python benchmarks/desk.py --claims 1000000 --folder /tmp/desk

The pages are those of the invented stream (``stream.py``), each at an address of its own. What is made is left in the
folder and found there by the next run. Readers ask without a pause, each for another page than the others; the desk
answers from one process. Beside each page stands the query that it cannot do without, asked by as many readers straight
of the same files, in turn with the pages: the register's lines, the lines that words find, a dossier with its readings.
First paint is what Chromium tells of a page that it opens for the first time.
"""

from __future__ import annotations

import argparse
import http.client
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import pysqlite3
from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite as dialect
from stream import WORDS, Stream

from onrecord.faces.desk.archive import BESIDE, Archive, NotYet
from onrecord.faces.desk.catalogue import Catalogue, read_asked
from onrecord.faces.desk.catalogue.tables import DOSSIERS, EVER, MEMBERS, STANDS
from onrecord.faces.desk.catalogue.wanted import Wanted
from onrecord.faces.desk.heap import look_for_loops_seldom
from onrecord.faces.desk.sections import read_sections
from onrecord.records import Reading
from onrecord.shelf import open_shelf
from onrecord.shelf.schema import CLAIMS
from shelf import page_of

READERS: Final = 50
BATCH: Final = 5_000
ROUNDS: Final = 3
PORT: Final = 8757


def story(stream: Stream, number: int) -> Reading:
    """A story of the stream at an address of its own."""
    reading = stream.reading(number)
    return replace(reading, article=replace(reading.article, source=f"https://outlet-{number % 97}.example/{number}"))


def fill(path: Path, claims: int, stream: Stream) -> int:
    """Put the stream's stories on a shelf until it has so many claims; how many stories there are then."""
    with open_shelf(path, create=True) as shelf:
        there = shelf.size()
        told = shelf.look(lambda connection: int(connection.scalar(select(func.count()).select_from(CLAIMS)) or 0))
        coming = (story(stream, number) for number in count(there))
        while told < claims:
            batch = list(islice(coming, BATCH))
            told += sum(len(reading.claims) for reading in batch)
            shelf.keep_all([(page_of(reading), reading) for reading in batch])
        return shelf.size()


def catalogue_of(archive: Archive) -> Catalogue:
    """The catalogue, however long it takes to make."""
    while True:
        try:
            found = archive.catalogue()
        except NotYet:
            time.sleep(1)
            continue
        if not archive.behind:
            return found
        time.sleep(0.05)


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The desk in a process of its own."""
    command = [sys.executable, "-m", "onrecord", "--shelf", str(path), "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        for _ in range(600):
            try:
                if get(f"http://127.0.0.1:{PORT}/healthz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.5)
        yield f"http://127.0.0.1:{PORT}"
    finally:
        server.terminate()
        server.wait()


def get(address: str) -> tuple[int, int]:
    """The status and the length of what stands at an address."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
    connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)
    answer = connection.getresponse()
    length = len(answer.read())
    connection.close()
    return answer.status, length


@dataclass(frozen=True)
class Kind:
    """A kind of page: its addresses, and for each the bare query with its parameters."""

    name: str
    addresses: tuple[str, ...]
    queries: tuple[Callable[[], object], ...]


def kinds_of(folder: Path, catalogue: Catalogue, number: int) -> list[Kind]:
    """The pages that are asked for, so many of each kind, all of them different."""
    draw = random.Random(7)  # noqa: S311 - which pages are asked for is no secret
    shelf, beside = folder / "shelf.sqlite", folder / f"shelf.sqlite{BESIDE}"
    registers = list(register_questions(draw, number))
    searches = [{"q": told} for told in words_asked(draw, number)]
    kinds = [
        Kind("register", *told_and_bare(registers, beside)),
        Kind("search", *told_and_bare(searches, beside)),
    ]
    for name, dossiers in (
        ("dossier", some_dossiers(catalogue, draw, number)),
        ("dossier, the largest", largest_dossiers(catalogue, number // 2)),
    ):
        addresses = tuple(f"/dossiers/{one}" for one, _ in dossiers)
        queries = tuple(dossier_query(shelf, beside, one, stories) for one, stories in dossiers)
        kinds.append(Kind(name, addresses, queries))
    return kinds


def register_questions(draw: random.Random, number: int) -> Iterator[dict[str, str]]:
    """The register as people ask for it: whole, by a page further on, by a facet, or two, as of a day."""
    for n in range(number):
        asked = {"page": str(1 + n // 5)}
        kind = n % 5
        if kind in (1, 3):
            asked |= {"supplier": draw.choice("USA RUS CHN FRA IRN PRK TUR".split())}
        if kind in (2, 3):
            asked |= {"status": draw.choice(("disputed", "alleged", "admitted"))}
        if kind == 4:
            asked |= {"as_of": f"{draw.randint(2006, 2022)}-{draw.randint(1, 12):02}-15", "goods": "uav"}
        yield asked


def words_asked(draw: random.Random, number: int) -> Iterator[str]:
    """Words as rare and as common as people's: goods, a common word with a rare one, a place."""
    goods = ("ballistic missiles", "drones", "patrol boats", "tanks", "rifles")
    for n in range(number):
        rare = WORDS[draw.randint(200, 3000)]
        yield (f"{draw.choice(goods)} {rare}", rare, f"denies {rare}", f'"{draw.choice(goods)}" {WORDS[n % 40]}')[n % 4]


def some_dossiers(catalogue: Catalogue, draw: random.Random, number: int) -> list[tuple[str, list[str]]]:
    """Dossiers drawn among all, each with its stories."""
    with catalogue.engine.begin() as connection:
        most = connection.scalar(select(DOSSIERS.c.n).order_by(DOSSIERS.c.n.desc()).limit(1)) or 0
        found: list[tuple[str, list[str]]] = []
        while len(found) < number:
            n = draw.randint(1, most)
            name = connection.scalar(select(DOSSIERS.c.id).where(DOSSIERS.c.n == n))
            if name:
                found.append((name, list(connection.scalars(select(MEMBERS.c.story).where(MEMBERS.c.n == n)))))
    return found


def largest_dossiers(catalogue: Catalogue, number: int) -> list[tuple[str, list[str]]]:
    """The dossiers of most stories, each with its stories."""
    query = select(DOSSIERS.c.id, DOSSIERS.c.n).join_from(STANDS, DOSSIERS, STANDS.c.n == DOSSIERS.c.n)
    query = query.where(STANDS.c.until_day == EVER).order_by(STANDS.c.stories.desc(), STANDS.c.n).limit(number)
    with catalogue.engine.begin() as connection:
        rows = connection.execute(query).all()
        return [(row.id, list(connection.scalars(select(MEMBERS.c.story).where(MEMBERS.c.n == row.n)))) for row in rows]


def told_and_bare(
    questions: Sequence[dict[str, str]], beside: Path
) -> tuple[tuple[str, ...], tuple[Callable[[], object], ...]]:
    """The addresses of questions to the register, and the queries of their lines."""
    queries = []
    for asked in questions:
        start = 50 * (int(asked.get("page", "1")) - 1)
        compiled = (
            Wanted(read_asked(asked))
            .lines(50, start)
            .compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True})
        )
        queries.append(bare(beside, str(compiled)))
    return tuple(f"/register?{urlencode(asked)}" for asked in questions), tuple(queries)


def bare(path: Path, statement: str) -> Callable[[], object]:
    """A query on a file, asked of a connection of the thread's own."""

    def ask() -> object:
        return connection_to(path).execute(statement).fetchall()

    return ask


def dossier_query(shelf: Path, beside: Path, name: str, stories: Sequence[str]) -> Callable[[], object]:
    """A dossier and the readings of its stories."""

    def ask() -> object:
        found = connection_to(beside).execute("SELECT packed FROM dossiers WHERE id = ?", (name,)).fetchall()
        holes = ",".join("?" * len(stories))
        query = f"SELECT reading FROM readings WHERE story IN ({holes})"  # noqa: S608 - nothing but holes
        return found, connection_to(shelf).execute(query, tuple(stories)).fetchall()

    return ask


OPEN: Final[dict[tuple[Path, int], Any]] = {}


def connection_to(path: Path) -> Any:
    """A thread's own connection to a file."""
    import threading

    key = path, threading.get_ident()
    if key not in OPEN:
        OPEN[key] = pysqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
    return OPEN[key]


def at_once(work: Sequence[Callable[[], object]], readers: int) -> list[float]:
    """Milliseconds of each piece of work, so many going on at once."""

    def timed(piece: Callable[[], object]) -> float:
        start = time.perf_counter()
        piece()
        return 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(readers) as pool:
        return list(pool.map(timed, work))


def p95(times: Sequence[float]) -> float:
    """What nineteen of twenty stay below."""
    return quantiles(times, n=20)[-1]


def read_pages(base: str, kinds: Sequence[Kind], who: str, readers: int, part: slice) -> None:
    """Some pages of each kind and bare queries in turn, and a row of the table for each kind."""

    def page(address: str) -> Callable[[], object]:
        def ask() -> None:
            status, _ = get(base + address)
            if status != 200:
                raise RuntimeError(f"{address} was answered with {status}")

        return ask

    for kind in kinds:
        pages, queries = [page(address) for address in kind.addresses[part]], list(kind.queries[part])
        size = len(pages) // ROUNDS
        of_pages, of_queries = list[float](), list[float]()
        for n in range(ROUNDS):
            some = slice(n * size, (n + 1) * size)
            of_queries += at_once(queries[some], readers)
            of_pages += at_once(pages[some], readers)
        told = (median(of_pages), p95(of_pages), median(of_queries), p95(of_queries), p95(of_pages) / p95(of_queries))
        show(f"| {kind.name} | {who} | {' | '.join(f'{value:,.1f}' for value in told)} |")


def first_paints(base: str, addresses: Sequence[str]) -> None:
    """When Chromium has painted something of each page, opened for the first time, in milliseconds."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        show("no chromium on this machine: first paint is not measured")
        return
    from playwright.sync_api import sync_playwright

    show("| page | first paint, ms |\n|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for address in addresses:
            times = []
            for _ in range(ROUNDS):
                page = browser.new_context().new_page()
                page.goto(base + address)
                entry = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
                while (painted := page.evaluate(entry)) is None:
                    time.sleep(0.02)
                times.append(float(painted))
                page.context.close()
            show(f"| {address.split('?')[0] if len(address) > 40 else address} | {median(times):,.0f} |")
        browser.close()


def one_page_more(archive: Archive, path: Path, stream: Stream, number: int) -> None:
    """How long it takes until a page that comes is on the desk; before the first after a start all is recalled."""
    times, shown = [], 0.0
    for n in range(6):
        reading = story(stream, number + n)
        with open_shelf(path) as shelf:
            shelf.keep(page_of(reading), reading)
        start = time.perf_counter()
        archive.catalogue()
        shown = shown or time.perf_counter() - start
        if not catalogue_of(archive).has_story(reading.article.id):
            raise RuntimeError(f"{reading.article.id} did not come")
        times.append(time.perf_counter() - start)
    others = f"{1000 * median(times[1:]):,.0f} ms"
    first = f"{times[0]:,.1f} s for the first after a start, the state before shown after {1000 * shown:,.0f} ms"
    show(f"a page more: {first}, then {others} ({resident()})")


@contextmanager
def timed() -> Iterator[list[str]]:
    """How long something took, in words: by the clock, and of a processor, which counts on a machine that is shared."""
    spent, start, used = list[str](), time.perf_counter(), time.process_time()
    yield spent
    spent.append(f"{time.perf_counter() - start:,.0f} s, {time.process_time() - used:,.0f} of a processor")


def resident() -> str:
    """The memory that the process holds now."""
    status = Path("/proc/self/status").read_text()
    return f"{int(status.partition('VmRSS:')[2].split()[0]) >> 10:,} MB"


def show(row: str) -> None:
    """Print a row of the table."""
    sys.stdout.write(f"{row}\n")
    sys.stdout.flush()


def main() -> None:
    """Make what is not there yet, and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=100_000, help="of the register (default: %(default)s)")
    options.add_argument("--folder", type=Path, required=True, help="where the register is made, or lies")
    options.add_argument("--pages", type=int, default=600, help="of each kind (default: %(default)s)")
    options.add_argument("--more", action="store_true", help="measure a page more as well")
    chosen = options.parse_args()
    look_for_loops_seldom()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    path, stream = chosen.folder / "shelf.sqlite", Stream()
    with timed() as spent:
        stories = fill(path, chosen.claims, stream)
    show(f"{stories:,} stories on the shelf ({spent[0]})")
    with timed() as spent:
        archive = Archive(str(path), read_sections())
        catalogue = catalogue_of(archive)
    show(f"{catalogue.sizes().dossiers:,} dossiers in the catalogue ({spent[0]}, {resident()})")
    del archive
    if chosen.more:
        one_page_more(Archive(str(path), read_sections()), path, stream, stories)
    kinds = kinds_of(chosen.folder, catalogue, chosen.pages)
    del catalogue
    with serving(path) as base:
        show("| page | readers | page, ms | p95 | bare query, ms | p95 | p95 beside the bare query's |")
        show("|---|---|---|---|---|---|---|")
        few = chosen.pages // 6
        read_pages(base, kinds, "1", 1, slice(few))
        read_pages(base, kinds, str(READERS), READERS, slice(few, None))
        read_pages(base, kinds, f"{READERS}, again", READERS, slice(few, None))
        examples = ["/", *(kind.addresses[0] for kind in kinds), "/flows", "/actors/USA"]
        first_paints(base, examples)


if __name__ == "__main__":
    main()
