# SPDX-License-Identifier: EUPL-1.2
"""The systemd units start what is there, with settings that are there, and give it as little as it needs."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.test_docs import DOCS, ROOT, commands, documented

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
PROGRAM = re.compile(r"/opt/kapstok/bin/kapstok (.*)")


def unit(path: Path) -> dict[str, list[str]]:
    """Every key of a unit with its values, sections apart: "Service.ExecStart"."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    section = ""
    for line in path.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            keys[f"{section}.{key}"].append(value)
    return keys


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_a_unit_starts_a_command_of_the_program_with_options_that_it_has(service: Path) -> None:
    [start] = unit(service)["Service.ExecStart"]
    found = PROGRAM.search(start)
    assert found
    words = found[1].split()
    known = dict(commands())
    assert f"kapstok {words[0]}" in known
    assert {word for word in words if word.startswith("--")} <= set(known[f"kapstok {words[0]}"])


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.stem)
def test_a_unit_gives_no_more_than_is_needed(service: Path) -> None:
    keys = unit(service)
    assert keys["Service.User"] == ["kapstok"]
    assert (keys["Service.NoNewPrivileges"], keys["Service.ProtectSystem"]) == (["yes"], ["strict"])
    assert keys["Service.CapabilityBoundingSet"] == [""]
    [writable] = keys["Service.ReadWritePaths"]
    [home] = keys["Service.Environment"]
    assert home.removeprefix("KAPSTOK_HOME=").startswith(writable.split()[0])
    if "serve" in keys["Service.ExecStart"][0]:
        assert "--host 127.0.0.1 " in keys["Service.ExecStart"][0]


def test_every_variable_that_is_set_is_a_setting() -> None:
    text = "".join(path.read_text() for path in DEPLOY.iterdir())
    named = set(re.findall(r"^#?(?:Environment=)?(KAPSTOK_[A-Z_]+|DATABASE_URL)=", text, re.MULTILINE))
    assert "KAPSTOK_HOSTS" in named
    assert named <= documented("settings.md")


def test_every_unit_is_told_of_and_every_timer_has_its_service() -> None:
    told = (DOCS / "running.md").read_text()
    for path in DEPLOY.iterdir():
        assert f"deploy/{path.name}" in told, path.name
        if path.suffix == ".timer":
            assert path.with_suffix(".service").is_file()
