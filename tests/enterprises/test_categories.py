# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapstok.enterprises.categories import LONGEST, categories, category_value


@pytest.mark.parametrize("text", ["Groen & Tuin", "groen, tuin", " GROEN / tuin ", "Gröen-Tuin"])
def test_writings_of_one_category_meet(text: str) -> None:
    assert category_value(text) == "groen-tuin"


def test_each_category_keeps_the_words_of_its_register_and_their_order() -> None:
    found = categories(["Horeca", "Groen & Tuin", "horeca", "***"])
    assert dict(found) == {"horeca": "Horeca", "groen-tuin": "Groen & Tuin"}
    assert list(found) == ["horeca", "groen-tuin"]


@given(st.text())
def test_a_value_can_stand_in_an_address_and_stays_what_it_is(text: str) -> None:
    value = category_value(text)
    assert len(value) <= LONGEST
    assert category_value(value) == value
    assert not re.search(r"[\s&?=/#+]", value)
