# SPDX-License-Identifier: EUPL-1.2
"""The program as its users call it: a process with arguments, two streams and an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def kapstok(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    import os

    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("KAPSTOK_", "DATABASE_URL"))
    }
    return subprocess.run(
        [sys.executable, "-m", "kapstok", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60, env={**clean, **(env or {})},
    )  # fmt: skip


@pytest.fixture
def region(tmp_path: Path) -> Path:
    assert kapstok("init", tmp_path / "oost").returncode == 0
    return tmp_path / "oost"


def test_help_names_every_command() -> None:
    said = kapstok("--help")
    assert said.returncode == 0
    for command in (
        "init",
        "check",
        "sync",
        "registers",
        "runs",
        "review",
        "evidence",
        "export",
        "search",
        "demo",
        "serve",
        "worker",
        "admin",
    ):
        assert command in said.stdout


def test_home_may_stand_anywhere(region: Path) -> None:
    for arguments in (
        ["--home", region, "check"],
        ["check", "--home", region],
        ["check", f"--home={region}"],
    ):
        assert kapstok(*arguments).returncode == 0
    assert kapstok("check", env={"KAPSTOK_HOME": str(region)}).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fly"], "No such command 'fly'."),
        (["check", "--fast"], "No such option: --fast"),
        (["check", "--home"], "--home needs a folder"),
        (
            ["check", "--home", "/nowhere"],
            "region.toml: not there: is this a region folder? (kapstok init makes one)",
        ),
        (
            ["sync", "--home", "/nowhere"],
            "region.toml: not there: is this a region folder? (kapstok init makes one)",
        ),
        (["evidence", "--home", "/nowhere"], "evidence: give either --kvk N or --slug S"),
        (["init"], "Missing argument 'DIR'."),
    ],
)
def test_a_wrong_call_gets_one_line_and_exit_2(arguments: list[str], said: str) -> None:
    done = kapstok(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_a_wrong_day_is_said(region: Path) -> None:
    done = kapstok("export", "--home", region, "--on", "31-12-2026")
    assert (done.returncode, done.stderr) == (2, "--on: '31-12-2026' is not a date such as 2026-03-31\n")


def test_check_gives_one_line_per_fault(region: Path) -> None:
    (region / "region.toml").write_text('[region]\nslug = "Oost!"\n[area]\n[labels]\n')
    done = kapstok("check", "--home", region)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) >= 6
    assert all(line.startswith(str(region / "region.toml") + ": ") for line in done.stderr.splitlines())


def test_check_as_json_is_json_and_nothing_else(region: Path) -> None:
    assert json.loads(kapstok("check", "--json", "--home", region).stdout) == {"faults": []}


def test_a_region_without_registers_syncs_to_nothing_and_says_which_are_switched_off(region: Path) -> None:
    done = kapstok("sync", "--json", "--home", region)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert (report["runs"], report["enterprises"]) == ([], {"known": 0, "listed": 0, "unplaced": 0})
    assert {skipped["register"] for skipped in report["skipped"]} == {"pso", "cso", "senl", "cedris"}


def test_a_folder_that_cannot_be_written_is_said(region: Path) -> None:
    (region / "var").write_text("in the way")
    done = kapstok("sync", "--home", region)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{region / 'var'}: cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_an_administrator_is_added_once(region: Path) -> None:
    assert (
        "is now an administrator"
        in kapstok("admin", "add", "anna@voorbeeld.example", "--home", region).stdout
    )
    again = kapstok("admin", "add", "anna@voorbeeld.example", "--home", region, "--json")
    told = json.loads(again.stdout)
    assert (told["email"], told["added"], told["role"]) == ("anna@voorbeeld.example", False, "administrator")
    assert told["link"].startswith("/aanmelden/wachtwoord-kiezen/")
    wrong = kapstok("admin", "add", "anna", "--home", region)
    assert (wrong.returncode, wrong.stderr) == (2, "'anna' is not an e-mail address\n")


def test_the_runs_of_a_register_that_there_is_not_are_a_wrong_call(region: Path) -> None:
    none_yet = kapstok("runs", "--register", "pso", "--home", region, "--json")
    assert (none_yet.returncode, json.loads(none_yet.stdout)) == (0, {"runs": []})
    wrong = kapstok("runs", "--register", "nergens", "--home", region)
    assert (wrong.returncode, wrong.stderr) == (2, "no register has the id 'nergens'\n")
