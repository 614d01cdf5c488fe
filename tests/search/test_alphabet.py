# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kapstok.search.alphabet import NAME_PARTS, name_parts


def test_names_stand_as_in_a_dutch_list() -> None:
    names = [
        "3 Linden",
        "Ambacht",
        "De Brug",
        "De Gouden Bezem",
        "Één Twee",
        "IJsbeer",
        "ik",
        "'t Hof",
        "Zeil & Touw",
        "Zeilmakerij",
        "Яблоко",
    ]
    assert sorted(sorted(names), key=name_parts) == names


def test_case_accents_and_marks_do_not_count() -> None:
    assert name_parts("CAFÉ  'De Hoek'") == name_parts("Cafe de-hoek")


def test_long_names_differ_up_to_the_forty_eighth_letter() -> None:
    same = "Stichting Sociale Werkvoorziening Regio "
    assert name_parts(f"{same}Noord") < name_parts(f"{same}Zuid")
    assert name_parts("a" * 48 + "b") == name_parts("a" * 48 + "c")


@given(st.text())
def test_every_name_has_a_place(name: str) -> None:
    parts = name_parts(name)
    assert len(parts) == NAME_PARTS
    assert all(0 <= part < 1 << 64 for part in parts)
