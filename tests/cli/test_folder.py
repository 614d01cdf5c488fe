# SPDX-License-Identifier: EUPL-1.2
"""What `kapstok check` says of a region's own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_start import kapstok


@pytest.fixture
def words(tmp_path: Path) -> Path:
    assert kapstok("init", tmp_path / "oost").returncode == 0
    return tmp_path / "oost" / "categories.toml"


def check(words: Path) -> tuple[int, list[str]]:
    said = kapstok("check", "--home", words.parent)
    return said.returncode, [line.removeprefix(f"{words}: ") for line in said.stderr.splitlines()]


def test_every_concept_that_is_not_there_has_its_line(words: Path) -> None:
    words.write_text('[words]\nvergaan = ["x1"]\n[asks]\nverdwenen = ["y1"]\n', encoding="utf-8")
    assert check(words) == (
        2,
        ["words: there is no concept 'vergaan'", "asks: there is no concept 'verdwenen'"],
    )


def test_a_code_that_is_none_and_a_word_of_two_meanings_have_theirs(words: Path) -> None:
    words.write_text(
        """
        [asks]
        glasbewassing = ["kwiebelen"]
        [[category]]
        cpv = "12345678"
        nl = "Turf"
        en = "Peat"
          [[category.concept]]
          id = "turf-uit-het-veen"
          cpv = ["03110000"]
          nl = "turfwinkel"
          en = "peat shop"
          asks = ["kwiebelen"]
        """,
        encoding="utf-8",
    )
    assert check(words) == (
        2,
        [
            "category 12345678: no such CPV code",
            "glasbewassing: 'kwiebelen' stands in turf-uit-het-veen too, without a sense note here",
            "turf-uit-het-veen: 'kwiebelen' stands in glasbewassing too, without a sense note here",
        ],
    )


def test_words_are_right_and_so_is_one_of_two_meanings_with_a_note_in_both(words: Path) -> None:
    words.write_text(
        """
        [asks]
        glasbewassing = ["kwiebelen"]
        veiligheidskleding = ["kwiebelen"]
        [senses.glasbewassing]
        kwiebelen = "met een zeem"
        [senses.veiligheidskleding]
        kwiebelen = "met een helm op"
        """,
        encoding="utf-8",
    )
    assert check(words) == (0, [])


def test_what_is_no_such_file_is_said_with_its_place(words: Path) -> None:
    words.write_text('[words]\nglasbewassing = "ramen"\n', encoding="utf-8")
    code, said = check(words)
    assert code == 2
    assert said[0].startswith("words.glasbewassing")
    faults = json.loads(kapstok("check", "--json", "--home", words.parent).stdout)["faults"]
    assert [Path(fault["file"]).name for fault in faults] == ["categories.toml"]
