# SPDX-License-Identifier: EUPL-1.2
"""The process that reads a stranger's list, run as it is run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kapstok.procurement.creditors import Why
from kapstok.procurement.scan import child as scan_child
from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan.files import ScanFiles, files_of

LIST = "Naam;KvK;Plaats;Bedrag\nDe Gouden Bezem;12345678;Zwolle;1.240,50\nBakkerij Jansen;;Deventer;12,00\n"


@pytest.fixture
def files(tmp_path: Path) -> ScanFiles:
    made = files_of(tmp_path, "a1")
    made.make()
    return made


def read_columns(files: ScanFiles, most: int = 20_000) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-m", scan_child.__name__, "columns", str(files.path), str(most)]
    return subprocess.run(command, check=False, capture_output=True)


def roles(files: ScanFiles) -> dict[str, str | None]:
    return {column["header"]: column["role"] for column in scan_files.read(files.columns)["columns"]}


def test_it_says_what_each_column_seems_to_be_and_how_many_rows_there_are(files: ScanFiles) -> None:
    files.upload.write_text(LIST)
    assert read_columns(files).returncode == 0
    assert roles(files) == {"Naam": "name", "KvK": "kvk", "Plaats": "city", "Bedrag": "amount"}
    read = scan_files.read(files.columns)
    assert (read["kind"], read["rows"]) == ("csv", 2)
    assert "De Gouden Bezem" in read["columns"][0]["samples"]


def test_where_it_recognises_nothing_a_person_may_still_choose(files: ScanFiles) -> None:
    files.upload.write_text("a;b\n1;2\n3;4\n")
    assert read_columns(files).returncode == 0
    assert set(roles(files).values()) == {None}


@pytest.mark.parametrize(
    ("content", "most", "why"),
    [(b"", 20_000, Why.EMPTY), (LIST.encode(), 1, Why.TOO_MANY_ROWS)],
    ids=["empty", "too long"],
)
def test_why_a_list_cannot_be_read_stands_in_its_folder_and_nothing_on_the_screen(
    files: ScanFiles, content: bytes, most: int, why: Why
) -> None:
    files.upload.write_bytes(content)
    done = read_columns(files, most)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert scan_files.read(files.fault) == {"kind": why}


def test_a_fault_of_the_program_names_its_place_and_nothing_of_the_list(files: ScanFiles) -> None:
    def breaks(_files: ScanFiles) -> None:
        raise ValueError("Bakkerij Jansen")

    assert not scan_child.attempt(breaks, files)
    told = scan_files.read(files.fault)
    assert told["kind"] == scan_child.PROGRAM
    assert told["where"].startswith("ValueError at ")
    assert "Jansen" not in str(told)


def test_more_memory_than_the_limits_allow_is_a_fault_too(files: ScanFiles) -> None:
    def swells(_files: ScanFiles) -> None:
        raise MemoryError

    assert not scan_child.attempt(swells, files)
    assert scan_files.read(files.fault) == {"kind": scan_child.TOO_LARGE}


def confined(code: str, **limits: int) -> subprocess.CompletedProcess[str]:
    """What becomes of a process that confined itself."""
    given = {"processor": 60, "clock": 60, "memory": 2**31, "file": 2**20, **limits}
    script = (
        f"from kapstok.procurement.scan.child import Limits, confine\nconfine(Limits(**{given!r}))\n{code}"
    )
    return subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)


def test_a_child_cannot_take_all_memory() -> None:
    assert "MemoryError" in confined("bytearray(2**29)", memory=2**28).stderr


def test_a_child_cannot_fill_the_disk(tmp_path: Path) -> None:
    done = confined(f"open({str(tmp_path / 'big')!r}, 'wb').write(bytes(2**21))")
    assert done.returncode != 0
    assert (tmp_path / "big").stat().st_size <= 2**20


def test_a_child_ends_by_the_clock_whatever_it_does() -> None:
    assert confined("import time; time.sleep(30)", clock=1).returncode == -signal.SIGALRM


def test_a_child_lets_others_go_first_and_leaves_no_copy_of_its_memory() -> None:
    said = confined("import os, resource; print(os.nice(0), resource.getrlimit(resource.RLIMIT_CORE)[0])")
    niceness, core = map(int, said.stdout.split())
    assert niceness == min(os.nice(0) + 10, 19)
    assert core == 0


def test_how_far_it_is_is_told_at_each_step_and_not_at_each_row(files: ScanFiles) -> None:
    telling: Any = scan_child._Telling(files)
    telling("read", 0, None)
    for done in range(1, 1_000):
        telling("read", done, None)
    assert scan_files.read(files.progress)["done"] < 999
    telling("write", 1, 2)
    assert scan_files.read(files.progress) == {"step": "write", "done": 1, "total": 2}
