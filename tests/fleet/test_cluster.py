"""The same files on a Ray cluster: a real one, on this machine, whose workers may be killed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.fleet.cluster import PATIENCE, run_on_cluster
from onrecord.fleet.outcomes import CannotWrite, Failed

from .tasks import seem_to_read

ray: Any = pytest.importorskip("ray", reason="Ray is not installed: pip install 'onrecord[fleet]'")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_raylet_start_wait_time_s"] = PATIENCE  # noqa: SIM112 - so Ray reads it
    root = Path(__file__).parents[2]
    try:
        ray.init(
            address="local",
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            object_store_memory=80 * 2**20,
            runtime_env={"env_vars": {"PYTHONPATH": str(root)}},
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
