"""What is shipped to run it as a service takes no right that it does not need."""

from __future__ import annotations

from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.mark.parametrize("name", ["onrecord-desk.service", "onrecord-watch.service"])
def test_a_unit_gives_up_what_it_does_not_need(name: str) -> None:
    lines = (DEPLOY / name).read_text(encoding="utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    wanted = {
        "DynamicUser": "yes",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateDevices": "yes",
        "PrivateTmp": "yes",
        "RestrictNamespaces": "yes",
        "UMask": "0077",
        "StateDirectoryMode": "0700",
    }
    assert {key: settings.get(key) for key in wanted} == wanted
    assert {"MemoryMax", "TasksMax", "SystemCallFilter"} <= settings.keys()


def test_a_container_runs_as_nobody_of_note_from_locked_packages() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").splitlines()
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER 10001"]
    assert any("--require-hashes" in line for line in lines)
    assert not any(line.startswith("ADD ") for line in lines)
