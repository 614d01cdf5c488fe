# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from kapstok.registers.actions import describe
from kapstok.registers.due import due_registers, overdue_registers
from kapstok.registers.models import Run
from kapstok.registers.register_file import RegisterFile
from tests.registers.sites import TABLE, register

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, RegisterFile]:
    """Five registers that are read every day, "e" switched off."""
    ladder = register(tmp_path, TABLE.format(site="http://127.0.0.1:1"))
    return {id_: ladder.model_copy(update={"id": id_, "enabled": id_ != "e"}) for id_ in "abcde"}


def ran(file: RegisterFile, hours_ago: float, status: str = "published") -> Run:
    at = NOW - timedelta(hours=hours_ago)
    return Run.objects.create(register=describe(file), day=at.date(), started_at=at, status=status)


def due(files: dict[str, RegisterFile], at: datetime = NOW) -> list[str]:
    return [file.id for file in due_registers(files.values(), "oost", at)]


def overdue(files: dict[str, RegisterFile], at: datetime = NOW) -> list[str]:
    return [late.file.id for late in overdue_registers(files.values(), at)]


def test_registers_that_were_never_read_are_due_unless_switched_off(files: dict[str, RegisterFile]) -> None:
    assert due(files) == ["a", "b", "c", "d"]


def test_the_newest_run_counts_whoever_made_it_and_the_longest_due_goes_first(
    files: dict[str, RegisterFile],
) -> None:
    ran(files["a"], 100)
    ran(files["a"], 1)
    ran(files["b"], 30)
    ran(files["c"], 40)
    ran(files["d"], 100)
    ran(files["d"], 3, "failed")
    assert due(files) == ["c", "b", "d"]
    ran(files["b"], 0.1, "quarantined")
    assert due(files) == ["c", "d"]


def test_due_and_overdue_take_the_same_few_queries_for_any_number_of_registers(
    files: dict[str, RegisterFile], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for file in files.values():
        ran(file, 500)
    with django_assert_num_queries(1):
        assert len(due(files)) == 4
    with django_assert_num_queries(3):
        assert len(overdue(files)) == 4


def test_overdue_is_counted_from_the_last_published_run_else_from_the_first(
    files: dict[str, RegisterFile],
) -> None:
    ran(files["a"], 73)
    ran(files["a"], 1, "quarantined")
    ran(files["b"], 71)
    ran(files["c"], 73, "failed")
    ran(files["c"], 1, "failed")
    ran(files["e"], 1000)
    assert overdue(files) == ["a", "c"]
    late = {found.file.id: found for found in overdue_registers(files.values(), NOW)}
    assert (late["a"].newest.status, late["c"].published) == ("quarantined", None)
    ran(files["a"], 0)
    assert overdue(files) == ["c"]
