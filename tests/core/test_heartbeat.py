# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kapstok.core.heartbeat import SILENT_AFTER, Heartbeat, StepEnd, read, write

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def test_a_heartbeat_is_read_as_it_was_written(tmp_path: Path) -> None:
    beat = Heartbeat(12, NOON, NOON, "registers: pso", {"mail": StepEnd(NOON, well=False)}, "2026-11-02")
    write(tmp_path / "worker.json", beat)
    assert read(tmp_path / "worker.json") == beat
    assert [path.name for path in tmp_path.iterdir()] == ["worker.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"pid": 1, "steps": []}', "\xff"])
def test_what_is_no_heartbeat_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "worker.json").write_bytes(content.encode("latin-1"))
    assert read(tmp_path / "worker.json") is None
    assert read(tmp_path / "nowhere.json") is None


def test_a_step_that_ended_is_told_with_when_and_how() -> None:
    later = NOON + timedelta(minutes=1)
    beat = Heartbeat(12, NOON, NOON, "mail").after("mail", later, well=True)
    assert (beat.at, beat.doing, beat.steps) == (later, "", {"mail": StepEnd(later, well=True)})


def test_who_stopped_or_says_nothing_for_long_is_silent() -> None:
    beat = Heartbeat(12, NOON, NOON)
    assert not beat.is_silent(NOON + SILENT_AFTER)
    assert beat.is_silent(NOON + SILENT_AFTER + timedelta(seconds=1))
    assert Heartbeat(12, NOON, NOON, stopped=True).is_silent(NOON)
