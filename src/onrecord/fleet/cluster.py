"""The same on a cluster, by Ray: an archive a task, the same files in the same places.

Only Ray's tasks are used: what it would write itself it writes twice when its driver dies. A task that dies with its
machine is begun again, and what was written whole is found and not made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from onrecord.exports.files import MissingExtra
from onrecord.fleet.outcomes import At, Audit, CannotWrite, Failed, Outcome, Task
from onrecord.fleet.pool import TRIES
from onrecord.fleet.work import attempt

LOCAL: Final = "local"
PATIENCE: Final = "180"
"""Seconds in which a node of a busy machine may start."""
AHEAD: Final = 4
"""Tasks a core that are handed out at once; a cluster of millions of archives need not know them all."""


def run_on_cluster(
    archives: Sequence[Path], folder: Path, address: str, audit: Audit | None = None, task: Task | None = None
) -> Iterator[Outcome]:
    """Read archives on a Ray cluster; what became of each, as it ends. The folder must be held: see ``alone``.

    Archives and the folder must have the same paths on every machine. ``local`` is a cluster on this machine alone.
    Raises ``MissingExtra`` where Ray is not installed, ``CannotWrite`` where results cannot be kept, and
    ``ConnectionError`` where there is no cluster.
    """
    ray = _ray()
    with _joined(ray, address):
        remote = ray.remote(max_retries=TRIES - 1, num_cpus=1)(task or attempt)
        waiting, running = list(reversed(archives)), dict[Any, Path]()
        most = max(AHEAD, AHEAD * int(ray.cluster_resources().get("CPU", 1)))
        while waiting or running:
            while waiting and len(running) < most:
                archive = waiting.pop()
                running[remote.remote(archive.absolute(), folder.absolute(), audit or Audit(), _unheard)] = archive
            ended, _ = ray.wait(list(running), num_returns=1)
            for one in ended:
                yield _outcome(ray, one, running.pop(one))


def _outcome(ray: Any, task: Any, archive: Path) -> Outcome:
    try:
        made: Outcome | CannotWrite = ray.get(task)
    except ray.exceptions.RayError as error:
        told = (str(error).strip().splitlines() or [type(error).__name__])[0]
        return Failed(archive, f"{archive}: its task died {TRIES} times ({type(error).__name__}: {told[:200]})")
    if isinstance(made, CannotWrite):
        raise made
    return made


def _unheard(at: At) -> None:
    """How far a task is stays where it is done."""


@contextmanager
def _joined(ray: Any, address: str) -> Iterator[None]:
    if ray.is_initialized():  # whoever joined it will leave it
        yield
        return
    try:
        if address == LOCAL:
            ray.init(address="local", include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1")
        else:
            ray.init(address=address, log_to_driver=False)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ConnectionError(f"the cluster at {address} cannot be joined ({error})") from error
    try:
        yield
    finally:
        ray.shutdown()


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers of every run
    os.environ.setdefault("RAY_raylet_start_wait_time_s", PATIENCE)
    try:
        import ray
    except ModuleNotFoundError as missing:
        raise MissingExtra("a cluster needs Ray: pip install 'onrecord[fleet]'") from missing
    return ray
