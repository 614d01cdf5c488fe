# SPDX-License-Identifier: EUPL-1.2
"""A register file tried because an editor asked for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kapstok.core.clock import now
from kapstok.core.models import AuditEntry
from kapstok.regions.folder import RegionFolder
from kapstok.registers.models import Run, Trial
from kapstok.registers.trials import TrialRunning, begin_trial, carry_out, is_running, last_trial
from tests.registers.sites import QUICK, TABLE, row, table
from tests.scripted_site import Answer, Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder(site: Site, folder: RegionFolder) -> str:
    (folder.registers / "ladder.toml").write_text(TABLE.format(site=site.address))
    return "ladder"


def tried(folder: RegionFolder, register: str) -> Trial:
    carry_out(begin_trial(register=register, actor="person:1"), folder, QUICK)
    found = last_trial(register)
    assert found is not None
    return found


def test_a_trial_shows_what_would_be_read_and_publishes_nothing(
    site: Site, folder: RegionFolder, ladder: str
) -> None:
    site.pages["/lijst"] = table(*(row(f"Bedrijf {n}", key=f"b{n}") for n in range(60)))
    trial = tried(folder, ladder)
    assert trial.finished_at is not None
    assert trial.outcome["seen"] == 60
    assert len(trial.outcome["rows"]) == 50
    assert trial.outcome["rows"][0]["values"]["name"] == "Bedrijf 0"
    assert trial.outcome["faults"] == []
    assert Run.objects.count() == 0
    assert AuditEntry.objects.filter(actor="person:1", verb="try", subject="register:ladder").exists()


def test_a_trial_tells_what_the_guard_would_say(site: Site, folder: RegionFolder, ladder: str) -> None:
    site.pages["/lijst"] = Answer(b"broken", status=500)
    [fault] = tried(folder, ladder).outcome["faults"]
    assert fault["code"] == "list"


def test_a_file_that_cannot_be_used_is_a_fault_of_the_trial(folder: RegionFolder) -> None:
    trial = tried(folder, "pso")
    assert trial.outcome is None
    assert "no address yet" in trial.fault
    assert "no usable register file" in tried(folder, "nowhere").fault


def test_a_register_is_tried_once_at_a_time(folder: RegionFolder, ladder: str) -> None:
    first = begin_trial(register=ladder, actor="person:1")
    assert is_running(first)
    with pytest.raises(TrialRunning):
        begin_trial(register=ladder, actor="person:2")


def test_a_trial_of_a_process_that_ended_is_broken_off(folder: RegionFolder, ladder: str) -> None:
    first = begin_trial(register=ladder, actor="person:1")
    Trial.objects.filter(pk=first.pk).update(told_at=now() - timedelta(minutes=6))
    second = begin_trial(register=ladder, actor="person:2")
    assert last_trial(ladder) == second


def test_only_the_last_trials_are_kept(site: Site, folder: RegionFolder, ladder: str) -> None:
    site.pages["/lijst"] = table(row("Dester"))
    for _ in range(7):
        tried(folder, ladder)
    assert Trial.objects.count() == 5
