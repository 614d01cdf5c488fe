# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from kapstok.core import toml_files
from kapstok.core.errors import FileFaults


class Shop(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    doors: int = 1


def faults_of(path: Path) -> list[str]:
    with pytest.raises(FileFaults) as raised:
        toml_files.read(path, Shop)
    return [str(fault).removeprefix(f"{path}: ") for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'name = "Ster"\ndoors = = 2', "line 2, column 9: not TOML: invalid value"),
        (b'name = "Ster', "end of file: not TOML: unterminated string"),
        (b'name = "\xff"', "byte 8: not UTF-8 text"),
        (b"", "name: required, but absent"),
        (b'name = "Ster"\nwindow = 2', "window: unknown key 'window'"),
        (
            b'name = "Ster"\ndoors = "many"',
            "doors: should be a valid integer, unable to parse string as an integer (got 'many')",
        ),
    ],
)
def test_each_fault_says_file_place_and_reason(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "shop.toml"
    path.write_bytes(content)
    assert faults_of(path) == [said]


def test_all_faults_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text('doors = "many"\nwindow = 1')
    assert len(faults_of(path)) == 3


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "none.toml") == ["cannot be read: No such file or directory"]
    assert faults_of(tmp_path) == ["cannot be read: Is a directory"]


def test_a_file_nested_to_break_the_reader_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text("name = " + "[" * 100_000)
    assert faults_of(path) == ["nested too deeply"]
