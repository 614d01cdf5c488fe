# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kapstok.demo.folder import NotADemo, prepare
from kapstok.demo.run import run
from kapstok.regions.folder import RegionFolder
from kapstok.registers.enums import RunStatus
from kapstok.registers.models import Register, Run


def test_the_command_begins_anew_in_an_earlier_demo_s_folder_and_tells_three_days_up_to_today(tmp_path: Path):
    earlier = prepare(tmp_path)
    (earlier.var / "kapstok.sqlite3").write_bytes(b"what an earlier demo made")
    command = [sys.executable, "-m", "kapstok", "demo", "--no-serve", "--json", "--home", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [day["date"] for day in told["days"]][-1] == RegionFolder(tmp_path).region().today().isoformat()
    statuses = [{run["status"] for run in day["runs"]} for day in told["days"]]
    assert statuses == [{"published"}, {"published", "quarantined"}, {"published"}]
    assert all(day["story"]["sections"] for day in told["days"])
    assert set(told["sites"]) == {"ladder", "code", "members", "association", "corps"}


@pytest.mark.django_db
def test_a_database_in_which_others_read_registers_is_left_alone(tmp_path: Path, home: RegionFolder):
    register = Register.objects.create(id="real", name="A real register", label="pso")
    today = home.region().today()
    Run.objects.create(register=register, day=today, started_at=f"{today}T00:00Z", status=RunStatus.PUBLISHED)
    with pytest.raises(NotADemo, match="already holds runs"):
        run(tmp_path, begin=lambda folder: None, told=lambda *what: None, heard=lambda story: None)
    assert [run.register_id for run in Run.objects.all()] == ["real"]
