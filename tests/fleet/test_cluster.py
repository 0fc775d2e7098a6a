"""The same files on a Ray cluster: a real one, on this machine, whose workers, driver and head may be killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.fleet.cluster import PATIENCE, run_on_cluster
from onrecord.fleet.outcomes import CannotWrite, Failed
from onrecord.fleet.pool import LOCK
from onrecord.fleet.work import do_archive

from .archives import archive
from .tasks import seem_to_read

ray: Any = pytest.importorskip("ray", reason="Ray is not installed: pip install 'onrecord[fleet]'")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_raylet_start_wait_time_s", PATIENCE)
        patch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
        patch.setenv("RAY_gcs_rpc_server_reconnect_timeout_s", "2")
        try:
            ray.init(
                address="local",
                num_cpus=2,
                include_dashboard=False,
                log_to_driver=False,
                object_store_memory=80 * 2**20,
            )
        except Exception as error:
            pytest.skip(f"no Ray cluster can be started here: {error}")
        yield ray.get_runtime_context().gcs_address
        ray.shutdown()


def test_what_becomes_of_each_archive(cluster: str, tmp_path: Path) -> None:
    names = ("shaky-1", "none-2", "plain-3", "dies-4")
    made = run_on_cluster([Path(name) for name in names], tmp_path, cluster, task=seem_to_read)
    told = {one.archive.name: one.reason if isinstance(one, Failed) else "read" for one in made}
    assert told.pop("dies-4").startswith("dies-4: its task died 3 times (WorkerCrashedError")
    assert told == {"shaky-1": "read", "none-2": "none", "plain-3": "read"}


def test_a_full_disk_ends_the_run(cluster: str, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no room left"):
        list(run_on_cluster([Path("full-1")], tmp_path, cluster, task=seem_to_read))


def test_where_there_is_no_cluster_it_is_said(cluster: str, tmp_path: Path) -> None:
    with pytest.raises(ConnectionError, match=r"the cluster at nowhere\.example:1 was lost, or is not there"):
        list(run_on_cluster([Path("plain-1")], tmp_path, "nowhere.example:1", task=seem_to_read))


def test_a_driver_that_is_killed_leaves_nothing_half(cluster: str, tmp_path: Path) -> None:
    crawls = [archive(tmp_path / f"crawl-{n}.warc.gz", first=10 * n) for n in range(2)]
    (tmp_path / "undisturbed").mkdir()
    for path in crawls:
        do_archive(path, tmp_path / "undisturbed")
    command = [sys.executable, "-m", "onrecord", "archive", "--out", "out", "--cluster", cluster, *map(str, crawls)]
    driver = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
    while driver.poll() is None and not any((tmp_path / "out").glob("*.parquet")):
        time.sleep(0.01)
    driver.kill()
    driver.wait()
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "2 archives" in done.stdout
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != LOCK}


def test_a_cluster_that_loses_its_head_ends_the_run(cluster: str, tmp_path: Path) -> None:
    """Of a cluster of its own: Ray ends whoever has joined one that is lost, which is why it is joined elsewhere."""
    made = run_on_cluster([Path("plain-1"), Path("waits-2")], tmp_path, "local", task=seem_to_read)
    assert next(made).archive.name == "plain-1"
    [driver] = multiprocessing.active_children()
    os.kill(head_of(driver.pid or 0), signal.SIGKILL)
    with pytest.raises(ConnectionError, match="was lost, or is not there: what was finished stays, and the same"):
        list(made)


def head_of(driver: int) -> int:
    """The process that is the head of the cluster which another process started."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        if name == "gcs_server" and int(rest.split()[1]) == driver:
            return int(stat.parent.name)
    pytest.skip("processes cannot be looked up here")
