"""One archive from its first byte to its file of results: the task that every machine and every core does."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

from onrecord.fleet.gates import stop_bytes, stop_text, travel
from onrecord.fleet.origin import Digesting, Mark, Origin, keep_note, read_origin
from onrecord.fleet.outcomes import PART, At, Audit, CannotWrite, Done, Failed, Gate, Hear, NoArchive, Outcome, Stopped
from onrecord.fleet.results import BadResults, Writer, cannot_write, may_hold, read_made_of, read_tally, results_path
from onrecord.fleet.tally import Tally, tally_from_json
from onrecord.intake.framing import Damage, Record
from onrecord.intake.warc import page_of_record, plain_body, records_of_pages
from onrecord.kinds import SAMPLE, Kind, kind_of
from onrecord.records import Page, Passed, Reading

SAID_EVERY: Final = 500
"""Records after which it is said how far the work is."""
SHORT: Final = 16 * 2**20
"""An archive of so many bytes is digested as soon as a folder is searched."""
MOST_NAMED: Final = 100
"""Troubles of one archive that are told one by one."""


Say = Callable[[int, int], None]
"""Hears how many bytes of the archive were read, and how many pages came since it was last told."""


def do_archive(archive: Path, folder: Path, audit: Audit | None = None, say: Say = lambda place, pages: None) -> Done:
    """Read an archive and write its results into a folder, or find them there.

    Raises ``NoArchive`` where the file is no WARC, and ``OSError`` where the results cannot be written.
    """
    audit = audit or Audit()
    try:
        if _may_be_done(folder, archive):
            origin = read_origin(folder, archive)
            path = results_path(folder, archive.name, origin)
            found = _done_before(path, origin, audit)
            if found is not None:
                return Done(archive, path, found, before=True)
        with archive.open("rb") as file:
            opened, mark = time.time_ns(), Mark.of(os.fstat(file.fileno()))
            _check(archive, cast(BinaryIO, file))
            source = Digesting(cast(BinaryIO, file), mark)
            with Writer(folder, archive.name) as writer:
                tally = _read(archive.name, source, writer, audit, say)
                origin = source.origin()
                if audit.share:
                    _write_audit(results_path(folder, archive.name, origin), audit, tally)
                path = writer.finish(tally if not audit.share else _without_audit(tally), origin)
        keep_note(folder, archive, mark, opened, origin)
    except IsADirectoryError as error:
        raise NoArchive(f"{archive}: this is a folder, not a WARC file") from error
    except FileNotFoundError as error:
        raise NoArchive(f"{archive}: there is no such file") from error
    except PermissionError as error:
        raise NoArchive(f"{archive}: the file cannot be read ({error.strerror})") from error
    return Done(archive, path, tally)


def _may_be_done(folder: Path, archive: Path) -> bool:
    """Whether results of an archive may lie in a folder; of a short one that is told by its digest as soon."""
    return archive.stat().st_size <= SHORT or may_hold(folder, archive.name)


def _check(archive: Path, file: BinaryIO) -> None:
    if kind_of(file.read(SAMPLE)) is not Kind.WARC:
        raise NoArchive(f"{archive}: the file is no WARC")
    file.seek(0)


def _read(name: str, file: Digesting, writer: Writer, audit: Audit, say: Say) -> Tally:
    tally, said = Tally(), 0
    for number, record in enumerate(records_of_pages(cast(BinaryIO, file)), 1):
        outcome = _outcome(record, name, tally, audit)
        if outcome is not None:
            tally.read, tally.claims = tally.read + 1, tally.claims + len(outcome[1].claims)
            writer.add(*outcome)
        if number % SAID_EVERY == 0:
            say(file.tell(), tally.pages - said)
            said = tally.pages
    say(file.tell(), tally.pages - said)
    return tally


def _outcome(record: Record | Damage, name: str, tally: Tally, audit: Audit) -> tuple[Page, Reading] | None:
    """The page of a record with its reading, where it comes through all gates; all else is counted."""
    plain = plain_body(record) if isinstance(record, Record) else None
    if plain is not None and (stopped := stop_bytes(*plain)) is not None:
        tally.pages, tally.content = tally.pages + 1, tally.content + len(plain[0])
        _stop(stopped, record, None, name, tally, audit)
        return None
    page = page_of_record(record, name)
    if page is None:
        return None
    if isinstance(page, Passed):
        _trouble(page, tally)
        return None
    tally.pages, tally.content = tally.pages + 1, tally.content + len(page.content)
    found = _through(page, gated=plain is not None)
    if isinstance(found, Stopped):
        _stop(found, record, page, name, tally, audit)
        return None
    return page, found


def _through(page: Page, *, gated: bool) -> Reading | Stopped:
    stopped = None if gated else stop_bytes(page.content, page.media_type)
    return stopped or stop_text(page) or travel(page)


def _stop(
    stopped: Stopped, record: Record | Damage, page: Page | Passed | None, name: str, tally: Tally, audit: Audit
) -> None:
    tally.stop(stopped)
    if stopped.gate in (Gate.BYTES, Gate.TEXT, Gate.SCREEN) and isinstance(record, Record):
        if not audit.takes(f"{record.identity} {record.headers.get('warc-target-uri', '')}"):
            return
        page = page if page is not None else page_of_record(record, name)
        if isinstance(page, Page):
            _send_on(stopped.gate, page, tally)


def _send_on(gate: Gate, page: Page, tally: Tally) -> None:
    """Send a page that was stopped all the way, and count what it tells."""
    from onrecord.flow import outcome

    lost, found = tally.audited(gate), outcome(page)
    lost.sent += 1
    if isinstance(found, Reading) and found.claims:
        lost.pages, lost.claims = lost.pages + 1, lost.claims + len(found.claims)
        lost.named.append(f"{page.within}: {page.source}: {len(found.claims)} claims")


def _trouble(passed: Passed, tally: Tally) -> None:
    if len(tally.troubles) < MOST_NAMED:
        tally.troubles.append(passed.reason)
    elif len(tally.troubles) == MOST_NAMED:
        tally.troubles.append(f"{passed.reason.partition(' (')[0]}: more records could not be read")


def attempt(archive: Path, folder: Path, audit: Audit, hear: Hear = lambda at: None) -> Outcome | CannotWrite:
    """What becomes of an archive; that results cannot be kept is no fault of the archive and comes as it is."""
    try:
        return do_archive(archive, folder, audit, lambda place, pages: hear(At(archive, place, pages)))
    except CannotWrite as error:
        return error
    except NoArchive as reason:
        return Failed(archive, str(reason))
    except BrokenPipeError:
        raise
    except OSError as error:
        return Failed(archive, f"{archive}: the file cannot be read ({error.strerror or error})")
    except Exception as error:
        return Failed(archive, f"{archive}: reading broke off with {type(error).__name__}: {error}")


# ------------------------------------------------------------------------------------------- audits beside the results


def _audit_path(path: Path, audit: Audit) -> Path:
    return path.with_name(f"{path.name}.audit-{audit.share:g}-{audit.seed}.json")


def _done_before(path: Path, origin: Origin, audit: Audit) -> Tally | None:
    """The counts of results at a path, ``None`` where none lie there, or damaged ones, or those of another archive."""
    try:
        tally = read_tally(path) if read_made_of(path) == origin else None
    except BadResults:
        return None
    if tally is None or not audit.share:
        return tally
    beside = _audit_path(path, audit)
    return tally_from_json(json.loads(beside.read_text("utf-8"))) if beside.exists() else None


def _write_audit(path: Path, audit: Audit, tally: Tally) -> None:
    beside = _audit_path(path, audit)
    part = beside.with_name(f".{beside.name}.{os.getpid()}{PART}")
    try:
        part.write_text(json.dumps(tally.as_json(), ensure_ascii=False), "utf-8")
        part.replace(beside)
    except OSError as error:
        raise cannot_write(path.parent, error) from error


def _without_audit(tally: Tally) -> Tally:
    """The counts as they are without an audit, so that results do not differ by it."""
    told = tally.as_json()
    return tally_from_json({**told, "lost": {}})


def archives_in(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The WARC files at some paths: files as they come, folders' in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.name.lower().endswith((".warc", ".warc.gz")))
        else:
            yield path
