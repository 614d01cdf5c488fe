# SPDX-License-Identifier: EUPL-1.2
"""Scans that a test can make wait, end and die: their process does nothing but wait for the test."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kapstok.procurement.scan import files as scan_files
from kapstok.procurement.scan import jobs as scan_jobs
from kapstok.procurement.scan.files import ScanFiles
from kapstok.regions.folder import RegionFolder

# Works until it is told to end, with an answer or without.
_WORKER = """
import os, pathlib, sys, time
folder = pathlib.Path(sys.argv[2])
while not (folder / "end").exists():
    time.sleep(0.01)
if (folder / "end").read_text() and not (folder / "report.json").exists():
    (folder / "report.json").write_text("{}")
"""


@contextmanager
def waiting_processes(monkeypatch: pytest.MonkeyPatch, folder: RegionFolder) -> Iterator[None]:
    """From now on scans are done by a process that waits until `end`; those that are left are ended."""
    command = scan_jobs._command

    def instead(what: str, files: ScanFiles, number: str) -> list[str]:
        waiting = [sys.executable, "-S", "-c", _WORKER, what, str(files.path)]
        return waiting if what == "scan" else command(what, files, number)

    monkeypatch.setattr(scan_jobs, "_command", instead)
    yield
    for files in scan_files.all_files(folder.var):
        scan_jobs._stop(files)


def end(files: ScanFiles, *, well: bool = True) -> None:
    """Lets the process of a scan end, with an answer or without, and waits until it has."""
    draft = files.path / "ending"
    draft.write_text("yes" if well else "")
    draft.rename(files.path / "end")
    gone(files)


def gone(files: ScanFiles) -> None:
    """Waits until nobody works on a scan any more."""
    for _ in range(2_000):
        if not files.is_worked_on:
            return
        threading.Event().wait(0.01)
    raise AssertionError("the process does not end")
