# SPDX-License-Identifier: EUPL-1.2
"""A register file can be tried without leaving a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapstok.regions.folder import RegionFolder
from kapstok.registers.models import Register, Run
from kapstok.registers.trying import try_file
from tests.registers.sites import QUICK, TABLE, register, row, table
from tests.scripted_site import Site

pytestmark = pytest.mark.django_db


def test_a_try_shows_rows_issues_and_the_verdict(site: Site, tmp_path: Path, folder: RegionFolder) -> None:
    register(tmp_path, TABLE.format(site=site.address) + "[guard]\nat_least = 3\nmax_failed = 1.0")
    site.pages["/lijst"] = table(row("Dester"), row("Aksent", level="Trede 9"))
    tried = try_file(tmp_path / "register.toml", folder, patience=QUICK)
    assert [row.values["name"] for row in tried.rows] == ["Dester", "Aksent"]
    assert [issue.value for issue in tried.issues] == ["Trede 9"]
    assert [fault.message for fault in tried.faults] == ["2 entries, where at least 3 are expected"]
    told = json.loads(json.dumps(tried.as_json()))
    assert (told["seen"], told["believed"], told["rows"][1]["unreadable"]) == (2, False, {"level": "Trede 9"})
    assert not Register.objects.exists()
    assert not Run.objects.exists()
    assert not (folder.var / "snapshots").exists()
