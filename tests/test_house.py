# SPDX-License-Identifier: EUPL-1.2
"""The walls that import-linter cannot see, and the rules of the house that a machine can check."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObjectRel

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kapstok"


def floors() -> list[list[str]]:
    """The rooms as the import contract names them, top floor first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [
        [room.strip().removeprefix("kapstok.") for room in floor.split("|")]
        for floor in contracts[0]["layers"]
    ]


def test_a_foreign_key_points_down_or_stays_in_its_room() -> None:
    floor_of = {room: number for number, rooms in enumerate(reversed(floors())) for room in rooms}
    checked = 0
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in floor_of:
            continue  # a package's own
        for field in model._meta.get_fields():
            if (
                isinstance(field, ForeignObjectRel)
                or not isinstance(field, Field)
                or field.related_model is None
            ):
                continue
            target = field.related_model._meta.app_label
            assert target == room or floor_of[target] < floor_of[room], (
                f"{room}.{model.__name__}.{field.name} -> {target}"
            )
            checked += 1
    assert checked > 0


def test_every_room_is_on_a_floor_and_says_what_it_is_for() -> None:
    named = {room for floor in floors() for room in floor} | {"config"}
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert rooms == named
    for room in rooms:
        assert (SOURCE / room / "README.md").is_file(), f"{room} has no README.md"


def tracked_files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.suffix in suffixes and path.is_file()]


def test_every_source_file_carries_its_licence() -> None:
    without = [
        str(path.relative_to(ROOT))
        for path in tracked_files(".py", ".html", ".css", ".js", ".typ")
        if "SPDX-License-Identifier: EUPL-1.2" not in path.read_text(encoding="utf-8")[:400]
    ]
    assert without == []


@pytest.mark.parametrize("word", ["utils", "helpers", "services", "common", "misc", "manager", "managers"])
def test_there_is_no_attic(word: str) -> None:
    assert [
        path
        for path in tracked_files(".py")
        if path.stem == word or word in path.relative_to(ROOT).parts[:-1]
    ] == []


def test_no_module_is_a_warehouse() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked_files(".py")
        if path.is_relative_to(SOURCE) and (lines := path.read_text().count("\n")) > 400
    }
    assert long == {}
