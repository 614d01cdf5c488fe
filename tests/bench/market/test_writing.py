# SPDX-License-Identifier: EUPL-1.2
"""How names and numbers are written: traps say what was done, and nothing else was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bench.market import invent
from bench.market.companies import Company
from bench.market.naming import Name, initials, slug
from bench.market.slips import kvk_as_written, typed
from bench.market.writing import OFFICIAL, written

COMPANY = replace(
    invent(1, 1).companies[0], name=Name("Hoveniers De Linde", "De Linde", "Hoveniers", "trade"), form="bv"
)


def writings(one: Company, count: int = 400) -> list[tuple[str, set[str]]]:
    rng = random.Random(1)
    return [written(one, rng) for _ in range(count)]


def test_a_name_without_a_trap_is_written_with_its_form() -> None:
    plain = {text for text, traps in writings(COMPANY) if not traps}
    assert plain == {OFFICIAL["bv"].format("Hoveniers De Linde")}


@pytest.mark.parametrize(
    ("trap", "text"),
    [
        ("form dropped", "Hoveniers De Linde"),
        ("form moved", "BV Hoveniers De Linde"),
        ("shortened", "De Linde B.V."),
        ("words moved", "De Linde Hoveniers B.V."),
        ("article", "Hoveniers Linde B.V."),
        ("other trade word", "Tuinen De Linde B.V."),
    ],
)
def test_one_trap_alone_does_one_thing(trap: str, text: str) -> None:
    assert text in {written for written, traps in writings(COMPANY, 2_000) if traps == {trap}}


def test_a_long_name_becomes_its_initials() -> None:
    assert initials("Werken Leren en Ontwikkelen") == "WLO"
    long_one = replace(COMPANY, name=Name("Werken Leren en Ontwikkelen", "", "", "long"))
    assert any(text.startswith("WLO") for text, traps in writings(long_one) if "acronym" in traps)


def test_a_slip_changes_one_longer_word() -> None:
    rng = random.Random(1)
    for _ in range(50):
        first, _, last = typed("Het Hoveniersbedrijf", rng).partition(" ")
        assert first == "Het"
        assert abs(len(last) - len("Hoveniersbedrijf")) <= 1
    assert typed("De Das", rng) == "De Das"


def test_a_number_is_sometimes_written_with_signs_or_digits_too_many_or_too_few() -> None:
    rng = random.Random(1)
    found = {trap: text for text, trap in (kvk_as_written("01234567", rng) for _ in range(500))}
    assert found[""] == "01234567"
    assert found["kvk without its zero"] == "1234567"
    assert len(found["kvk with branch digits"]) == 12
    assert {"kvk with dots"} <= found.keys()


def test_a_name_stands_in_a_web_address_without_signs() -> None:
    assert slug("Re-integratie 't Café & Co") == "reintegratietcafeco"
