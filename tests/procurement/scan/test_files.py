# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan.files import ScanFiles, all_files, files_of


@pytest.fixture
def files(tmp_path: Path) -> ScanFiles:
    made = files_of(tmp_path, "a1")
    made.make()
    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_may_look_into_them(files: ScanFiles) -> None:
    os.close(files.open_upload())
    scan_files.write(files.columns, {"columns": []})
    assert {mode(files.path), mode(files.path.parent)} == {0o700}
    assert {mode(files.upload), mode(files.columns)} == {0o600}


def test_a_list_is_never_written_over(files: ScanFiles) -> None:
    os.close(files.open_upload())
    with pytest.raises(FileExistsError):
        files.open_upload()


def test_what_is_written_is_read_and_what_is_not_is_nothing(files: ScanFiles) -> None:
    scan_files.write(files.progress, {"step": "read", "done": 3})
    assert scan_files.read(files.progress) == {"step": "read", "done": 3}
    assert scan_files.read(files.report) is None


def test_one_at_a_time_holds_the_lock_and_the_kernel_lets_go_of_it(files: ScanFiles) -> None:
    held = files.take()
    assert held is not None
    assert files.is_worked_on
    assert files.take() is None
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[held])
    os.close(held)
    assert files.is_worked_on, "the child has it now"
    child.kill()
    child.communicate()
    assert not files.is_worked_on


def test_what_was_removed_is_worked_on_by_nobody(files: ScanFiles) -> None:
    before = time.time()
    files.remove()
    files.remove()
    assert not files.is_worked_on
    assert files.touched_at >= before


def test_all_scans_of_a_machine_are_found(files: ScanFiles, tmp_path: Path) -> None:
    files_of(tmp_path, "b2").make()
    (tmp_path / "scans" / "stray").touch()
    assert [one.path.name for one in all_files(tmp_path)] == ["a1", "b2"]
    assert list(all_files(tmp_path / "nowhere")) == []
